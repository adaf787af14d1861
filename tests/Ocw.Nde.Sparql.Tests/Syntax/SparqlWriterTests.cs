using System.IO.Compression;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Sparql.Tests.Planning;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Sparql.Tests.Syntax;

public sealed class SparqlWriterTests
{
    [Theory]
    [InlineData("SELECT ?s { ?s <http://e/p> \"a\\nb\"@nl }", "SELECT ?s WHERE { ?s <http://e/p> \"a\\nb\"@nl . }")]
    [InlineData("SELECT DISTINCT ?s FROM <http://e/g> { ?s ?p ?o OPTIONAL { ?o ?q ?r FILTER(?r > ?p) } } ORDER BY DESC(?o) LIMIT 3 OFFSET 1", "SELECT DISTINCT ?s FROM <http://e/g> WHERE { ?s ?p ?o . OPTIONAL { ?o ?q ?r . FILTER((?r > ?p)) } } ORDER BY DESC(?o) LIMIT 3 OFFSET 1")]
    [InlineData("ASK { ?s <http://e/p>/(^<http://e/q>|!(<http://e/r>|^<http://e/s>))* [] }", "ASK WHERE { ?_1 (^<http://e/q>|!(<http://e/r>|^<http://e/s>))* ?_2 . { ?s <http://e/p> ?_1 . } }")]
    [InlineData("CONSTRUCT { ?s ?p [] } { ?s ?p ?o MINUS { ?s ?p 1 } }", "CONSTRUCT { ?s ?p _:_1 . } WHERE { ?s ?p ?o . MINUS { ?s ?p \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> . } }")]
    [InlineData("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s", "SELECT ?s ?n WHERE { { SELECT ?s (COUNT(*) AS ?_1) WHERE { ?s ?p ?o . } GROUP BY ?s } BIND(?_1 AS ?n) }")]
    [InlineData("DESCRIBE ?s <http://e/x> { ?s ?p ?o VALUES (?p ?o) { (UNDEF 'x') } }", "DESCRIBE ?s <http://e/x> WHERE { ?s ?p ?o . VALUES (?p ?o) { (UNDEF \"x\") } }")]
    public void A_query_is_written_as_text_that_means_the_same(string query, string expected) => Assert.Equal(expected, SparqlWriter.Write(SparqlParser.Parse(query)));

    [Fact]
    public void What_is_written_is_read_again_with_the_same_solutions()
    {
        for (var seed = 0; seed < 800; seed++)
        {
            var random = new RandomQueries(seed);
            var quads = random.Quads();
            var query = SparqlParser.Parse(random.Query());
            if (query.Projection.Count == 0)
                continue;
            var again = SparqlParser.Parse(SparqlWriter.Write(query));

            Assert.Equal(query.Projection, again.Projection);
            Assert.Equal(Answers.Lines(quads, query.Pattern), Answers.Lines(quads, again.Pattern));
        }
    }

    [SharedFact("suites/rdf-tests/rdf-tests.zip")]
    public void Every_query_of_the_suites_that_can_be_read_can_be_written_and_read_again()
    {
        using var zip = ZipFile.OpenRead(SharedData.PathOf("suites/rdf-tests/rdf-tests.zip"));
        var count = 0;
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("sparql/sparql1", StringComparison.Ordinal) && entry.Name.EndsWith(".rq", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            SparqlQuery query;
            try
            {
                query = SparqlParser.Parse(reader.ReadToEnd(), "http://base/");
            }
            catch (SparqlSyntaxException)
            {
                continue;
            }

            var again = SparqlParser.Parse(SparqlWriter.Write(query));
            Assert.Equal(query.Projection, again.Projection.Where(variable => query.Projection.Count > 0));
            Assert.Equal(query.Template.Count, again.Template.Count);
            count++;
        }

        Assert.True(count > 500, $"only {count} queries were read");
    }

    [Fact]
    public void A_pattern_with_values_for_its_variables_can_be_sent_to_a_service()
    {
        var bound = ParameterBinding.Apply(SparqlParser.Parse("ASK { ?x <http://e/p> _:b . _:b <http://e/q> ?y }"), new Dictionary<string, RdfTerm>(StringComparer.Ordinal) { ["x"] = new Iri("http://e/v") });

        Assert.Equal("{ <http://e/v> <http://e/p> ?_1 . ?_1 <http://e/q> ?y . }", SparqlWriter.WritePattern(bound.Pattern));
    }

    [Fact]
    public void A_blank_node_of_a_store_has_no_name_in_sparql()
    {
        var bound = ParameterBinding.Apply(SparqlParser.Parse("ASK { ?x ?p ?o }"), new Dictionary<string, RdfTerm>(StringComparer.Ordinal) { ["x"] = new BlankNode("b1") });

        Assert.Throws<NotSupportedException>(() => SparqlWriter.Write(bound));
    }
}
