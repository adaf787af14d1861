using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

public class ParameterizedQueryTests
{
    private const string Data = """
        @prefix e: <urn:e:> .
        e:a e:p e:b , "1" , 1 , "01"^^<http://www.w3.org/2001/XMLSchema#integer> ; e:q e:c ; a e:T .
        e:b e:p e:c ; e:name "b"@nl , "bee"@en .
        e:c e:p e:a ; e:size 3 , 5 , 8 ; a e:T .
        _:n e:p e:a ; e:name "noem mij" .
        """;

    private static readonly RdfTerm[] Values =
    [
        new Iri("urn:e:a"), new Iri("urn:e:b"), new Iri("urn:e:c"), new Iri("urn:e:nowhere"), new BlankNode("b1"), new BlankNode("elsewhere"),
        new Literal("1"), new Literal("1", XsdNs.Integer), new Literal("01", XsdNs.Integer), new Literal("5", XsdNs.Integer), new Literal("b", "nl"), new Literal("true", XsdNs.Boolean), new Literal("niet in de gegevens"),
    ];

    [Theory]
    [InlineData("SELECT ?this ?x { ?this <urn:e:p> ?x }")]
    [InlineData("SELECT ?this ?x { ?x <urn:e:p> ?this }")]
    [InlineData("SELECT ?x { ?x ?this ?y }")]
    [InlineData("SELECT ?x { ?s <urn:e:p> ?x FILTER(?x = ?this) }")]
    [InlineData("SELECT ?x { ?s <urn:e:p> ?x FILTER(sameTerm(?x, ?this)) }")]
    [InlineData("SELECT ?x { ?s <urn:e:p> ?x FILTER(?x IN (?this, <urn:e:b>)) }")]
    [InlineData("SELECT ?this { FILTER(sameTerm(?this, <urn:e:a>)) }")]
    [InlineData("SELECT ?this { FILTER(?this = 1) }")]
    [InlineData("SELECT ?this { FILTER(bound(?this) && isIRI(?this)) }")]
    [InlineData("SELECT ?this (STRLEN(STR(?this)) AS ?n) { }")]
    [InlineData("SELECT ?this ?x { OPTIONAL { ?this <urn:e:name> ?x FILTER(lang(?x) = 'nl') } }")]
    [InlineData("SELECT ?this ?x { { ?this <urn:e:p> ?x } UNION { ?this <urn:e:q> ?x } }")]
    [InlineData("SELECT ?x { ?x a <urn:e:T> FILTER NOT EXISTS { ?x <urn:e:p>/<urn:e:p> ?this } }")]
    [InlineData("SELECT ?x { ?x a <urn:e:T> FILTER EXISTS { ?this <urn:e:p> ?y FILTER(?y != ?x) } }")]
    [InlineData("SELECT ?this ?x { ?this <urn:e:p>+ ?x }")]
    [InlineData("SELECT ?this ?x { ?this <urn:e:p>* ?x }")]
    [InlineData("SELECT ?this ?x { ?this <urn:e:none>? ?x }")]
    [InlineData("SELECT ?this (COUNT(?x) AS ?n) { ?this <urn:e:size> ?x } GROUP BY ?this")]
    [InlineData("SELECT ?this (SUM(?x) AS ?n) { ?y <urn:e:size> ?x FILTER(?y = ?this) } GROUP BY ?this HAVING(COUNT(?x) > 1)")]
    [InlineData("SELECT ?this ?x { { SELECT ?this ?x { ?this <urn:e:p> ?x } ORDER BY DESC(STR(?x)) LIMIT 1 } }")]
    [InlineData("SELECT DISTINCT ?this { ?this ?p ?o }")]
    [InlineData("SELECT ?x { ?y <urn:e:name> ?x FILTER(regex(STR(?x), STR(?this))) }")]
    [InlineData("SELECT ?this ?x { ?x <urn:e:size> ?n . ?x <urn:e:p> ?this FILTER(?n > 4) } ORDER BY ?n LIMIT 1")]
    [InlineData("ASK { ?this <urn:e:p> ?x }")]
    [InlineData("ASK { FILTER(?this > 1) }")]
    public void Every_run_answers_as_a_query_with_the_value_in_its_place(string text)
    {
        var source = Source();
        var query = SparqlParser.Parse(text);
        using var parameterized = new ParameterizedQuery(query, ["this"], source);

        // Twice, and each value after all others: nothing of an earlier run may stay.
        foreach (var value in Values.Concat(Values.Reverse()))
        {
            using var expected = QueryEvaluator.Evaluate(query, source, new EvaluationOptions { Bindings = new Dictionary<string, RdfTerm>(StringComparer.Ordinal) { ["this"] = value } });
            if (expected is BooleanResult truth)
            {
                Assert.Equal(truth.Value, parameterized.Ask([value]));
                continue;
            }

            using var actual = parameterized.Select([value]);
            Assert.Equal(Rows((SolutionSequence)expected), Rows(actual));
        }
    }

    [Fact]
    public void Runs_may_be_nested_and_ended_before_their_end()
    {
        using var query = new ParameterizedQuery(SparqlParser.Parse("SELECT ?x { ?this <urn:e:p> ?x }"), ["this"], Source());
        using var outer = query.Select([new Iri("urn:e:a")]);
        Assert.True(outer.MoveNext());

        using (var inner = query.Select([new Iri("urn:e:b")]))
        {
            Assert.True(inner.MoveNext());
            Assert.Equal(new Iri("urn:e:c"), inner[0]);
        }

        Assert.Equal(3, Rows(outer).Count);
    }

    [Fact]
    public void A_run_that_reached_a_limit_does_not_spoil_the_next()
    {
        var options = new EvaluationOptions { Limits = QueryLimits.Default with { Rows = 2 } };
        using var query = new ParameterizedQuery(SparqlParser.Parse("SELECT ?x { ?this <urn:e:p> ?x }"), ["this"], Source(), options);

        using (var tooMany = query.Select([new Iri("urn:e:a")]))
            Assert.Throws<QueryLimitException>(() => Rows(tooMany));
        using var few = query.Select([new Iri("urn:e:b")]);

        Assert.Single(Rows(few));
    }

    [Fact]
    public void Only_a_SELECT_or_an_ASK_has_parameters_and_each_run_gives_all_of_them()
    {
        Assert.Throws<ArgumentException>(() => new ParameterizedQuery(SparqlParser.Parse("DESCRIBE ?this"), ["this"], Source()));
        using var query = new ParameterizedQuery(SparqlParser.Parse("ASK { ?this ?p ?o }"), ["this"], Source());
        Assert.Throws<ArgumentException>(() => query.Ask([]));
    }

    private static MemoryQuadSource Source()
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Data), RdfFormats.Turtle, builder);
        return builder.Build();
    }

    private static List<string> Rows(SolutionSequence solutions)
    {
        var rows = new List<string>();
        while (solutions.MoveNext())
            rows.Add(string.Join(' ', Enumerable.Range(0, solutions.Variables.Count).Select(column => solutions[column]?.ToString() ?? "-")));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
