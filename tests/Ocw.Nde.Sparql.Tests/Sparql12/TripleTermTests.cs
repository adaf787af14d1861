using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Sparql.Tests.Updates;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Sparql.Tests.Sparql12;

/// <summary>SPARQL 1.2 beyond what its suite asks: joins, optional parts, templates, updates, and its refusal where it is off.</summary>
public class TripleTermTests
{
    private const string Prefix = "PREFIX : <http://e/>\n";

    private const string Data = """
        :night :maker :rembrandt ~ :r1 {| :by :rkd ; :certainty 0.9 |} .
        :night :maker :flinck {| :by :auction ; :certainty 0.2 |} .
        :syndics :maker :rembrandt {| :by :rkd |} .
        :note :about <<( :night :maker <<( :x :y 01 )>> )>> , :night , "no triple" .
        :night :title "De Nachtwacht"@nl--ltr , "דמות"@he--rtl , "Night Watch"@en .
        """;

    private static readonly SparqlParserOptions Options = new() { Version = RdfVersion.Rdf12 };

    [Theory]
    [InlineData("SELECT ?m ?c { :night :maker ?m {| :by :rkd ; :certainty ?c |} }", "rembrandt 0.9")]
    [InlineData("SELECT ?w { << ?w :maker :rembrandt >> :by :rkd }", "night, syndics")]
    [InlineData("SELECT ?w { << ?w :maker ?m ~ :r1 >> }", "night")]
    [InlineData("SELECT ?w ?m { ?w :maker ?m OPTIONAL { << ?w :maker ?m >> :certainty ?c FILTER(?c > 0.5) } FILTER(!BOUND(?c)) }", "night flinck, syndics rembrandt")]
    [InlineData("SELECT ?o { :note :about <<( ?s ?p <<( ?x ?p2 ?o )>> )>> }", "01")]
    [InlineData("SELECT ?o { :note :about <<( ?s ?p <<( ?x ?p ?o )>> )>> }", "")]
    [InlineData("SELECT ?o { :note :about <<( ?s ?p <<( ?x ?p2 1 )>> )>> . BIND(1 AS ?o) }", "")]
    [InlineData("SELECT ?s { :note :about/:title ?t . :note :about <<( ?s :maker ?o )>> }", "night, night, night")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?r <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> ?t FILTER(ISTRIPLE(?t)) }", "3")]
    [InlineData("SELECT ?m (COUNT(?r) AS ?n) { ?r <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( ?w :maker ?m )>> } GROUP BY ?m", "flinck 1, rembrandt 2")]
    [InlineData("SELECT ?o { { :note :about ?o } MINUS { :note :about <<( ?a ?b ?c )>> , ?o FILTER(!ISTRIPLE(?o)) } }", "<<( <http://e/night> <http://e/maker> <<( <http://e/x> <http://e/y> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer> )>> )>>")]
    [InlineData("SELECT ?d { :night :title ?t BIND(CONCAT(LANG(?t), \"/\", LANGDIR(?t)) AS ?d) }", "en/, he/rtl, nl/ltr")]
    [InlineData("SELECT ?t { :night :title ?t FILTER(HASLANGDIR(?t) && LANG(?t) = \"he\") }", "\"דמות\"@he--rtl")]
    [InlineData("SELECT ?t { BIND(UCASE(STRLANGDIR(\"a\", \"nl\", \"ltr\")) AS ?t) }", "\"A\"@nl--ltr")]
    [InlineData("SELECT ?b { BIND(<<( :a :b 1 )>> = <<( :a :b 1.0 )>> AS ?b) }", "true")]
    [InlineData("SELECT ?b { BIND(SAMETERM(<<( :a :b 1 )>>, <<( :a :b 1.0 )>>) AS ?b) }", "false")]
    [InlineData("SELECT ?o { VALUES ?t { <<( :a :b <<( :c :d :e )>> )>> } BIND(OBJECT(OBJECT(?t)) AS ?o) }", "e")]
    public void A_query_finds_what_it_asks_for_in_memory_and_in_a_store(string query, string expected)
    {
        var memory = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Prefix + Data), RdfFormats.Turtle, memory, new() { Version = RdfVersion.Rdf12 });
        Assert.Equal(expected, Rows(query, memory.Build()));

        using var store = Store();
        store.Update($"INSERT DATA {{ {Data} }}");
        using var snapshot = store.Quads.OpenSnapshot(Ocw.Nde.Store.ReaderScope.Internal);
        Assert.Equal(expected, Rows(query, snapshot));
    }

    [Fact]
    public void Triple_terms_are_ordered_after_literals_by_their_parts()
    {
        var query = "SELECT ?t { VALUES ?t { <<( :b :p 1 )>> <<( :a :p 10 )>> \"z\" <<( :a :p 9 )>> :iri } } ORDER BY ?t";

        Assert.Equal(
            ["iri", "\"z\"", "9", "10", "1"],
            Terms(query, new MemoryQuadSourceBuilder().Build()).Select(term => term is TripleTerm { Triple.Object: Literal number } ? number.LexicalForm : Short(term)));
    }

    [Fact]
    public void A_template_makes_triple_terms_of_solutions_with_blank_nodes_of_its_own()
    {
        var memory = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Prefix + ":s :p 1 , \"x\" ."), RdfFormats.Turtle, memory);
        var query = SparqlParser.Parse(Prefix + "CONSTRUCT { ?s ?p ?o {| :seen _:b |} . _:b :of <<( _:b :p ?o )>> , <<( ?o ?p ?s )>> } { ?s ?p ?o }", null, Options);
        using var triples = (TripleSequence)QueryEvaluator.Evaluate(query, memory.Build(), new EvaluationOptions());
        var graph = new RdfGraph();
        triples.WriteTo(new RdfGraphSink(graph));

        var expected = RdfFormats.ParseDataset(
            Encoding.UTF8.GetBytes(Prefix + ":s :p 1 {| :seen _:a |} , \"x\" {| :seen _:b |} . _:a :of <<( _:a :p 1 )>> . _:b :of <<( _:b :p \"x\" )>> ."),
            RdfFormats.Turtle,
            new() { Version = RdfVersion.Rdf12 }).DefaultGraph;
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, graph), string.Join('\n', graph));
    }

    [Fact]
    public void Updates_add_and_remove_annotations()
    {
        using var store = Store();
        store.Update("INSERT DATA { :s :p :o ~ :r {| :by :me |} . :s :q _:b . :u :p <<( _:b :p \"x\"@nl--ltr )>> }");
        store.Update("INSERT { ?s ?p ?o {| :checked true |} } WHERE { ?s ?p ?o ~ :r }");
        store.Update("INSERT { :copy :of <<( ?b :p ?new )>> } WHERE { :s :q ?b BIND(BNODE() AS ?new) }");
        store.Update("DELETE WHERE { :s :p :o ~ :r {| :by ?who |} }");
        store.Update("DELETE { ?x ?y ?t } WHERE { ?x ?y ?t FILTER(ISTRIPLE(?t) && ISLITERAL(OBJECT(?t))) }");

        using var snapshot = store.Quads.OpenSnapshot(Ocw.Nde.Store.ReaderScope.Internal);
        Assert.Equal("0", Rows("SELECT (COUNT(*) AS ?n) { :s :p :o }", snapshot));
        Assert.Equal("true", Rows("SELECT ?c { << :s :p :o >> :checked ?c }", snapshot));
        Assert.Equal("1", Rows("SELECT (COUNT(*) AS ?n) { :s :q ?b . :copy :of <<( ?b :p ?x )>> FILTER(ISBLANK(?x)) }", snapshot));
        Assert.Equal("0", Rows("SELECT (COUNT(*) AS ?n) { :u ?p ?o }", snapshot));
    }

    [Theory]
    [InlineData("SELECT * { << ?s ?p ?o >> ?q ?r }")]
    [InlineData("SELECT * { ?s ?p <<( ?s ?p ?o )>> }")]
    [InlineData("SELECT * { ?s ?p ?o {| ?q ?r |} }")]
    [InlineData("SELECT * { ?s ?p ?o ~ ?r }")]
    [InlineData("SELECT * { ?s ?p \"x\"@ar--rtl }")]
    [InlineData("VERSION \"1.2\" SELECT * { ?s ?p ?o }")]
    [InlineData("SELECT * { ?s ?p ?o FILTER(ISTRIPLE(?o)) }")]
    public void With_1_2_off_its_syntax_is_refused_with_the_switch(string query)
    {
        var fault = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.Parse(query));

        Assert.Contains("--rdf-version 1.2", fault.Message, StringComparison.Ordinal);
        SparqlParser.Parse(query, null, Options);
    }

    [Theory]
    [InlineData("SELECT * { ?s ?p ?o . <<( ?s ?p ?o )>> }")]
    [InlineData("CONSTRUCT { ?s ?p <<( \"x\" ?p ?o )>> } { ?s ?p ?o }")]
    [InlineData("SELECT * { ?s <http://a>/<http://b> ?o {| ?p 1 |} }")]
    [InlineData("SELECT * { << ?s ?p ?o > > ?q ?r }")]
    public void What_SPARQL_1_2_does_not_allow_is_refused_with_its_place(string query)
    {
        var fault = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.Parse(query, null, Options));

        Assert.True(fault.Line == 1 && fault.Column > 1, fault.Message);
    }

    private static UpdateStore Store() => new(new() { Parser = Options });

    private static string Rows(string query, Ocw.Nde.Store.Sources.IQuadSource source)
    {
        using var solutions = (SolutionSequence)QueryEvaluator.Evaluate(SparqlParser.Parse(Prefix + query, null, Options), source, new EvaluationOptions());
        var rows = new List<string>();
        while (solutions.MoveNext())
            rows.Add(string.Join(' ', Enumerable.Range(0, solutions.Variables.Count).Where(column => solutions[column] is not null).Select(column => Short(solutions[column]!))));
        return string.Join(", ", rows.Order(StringComparer.Ordinal));
    }

    private static List<RdfTerm> Terms(string query, Ocw.Nde.Store.Sources.IQuadSource source)
    {
        using var solutions = (SolutionSequence)QueryEvaluator.Evaluate(SparqlParser.Parse(Prefix + query, null, Options), source, new EvaluationOptions());
        var terms = new List<RdfTerm>();
        while (solutions.MoveNext())
            terms.Add(solutions[0]!);
        return terms;
    }

    private static string Short(RdfTerm term) => term switch
    {
        Iri iri => iri.Value.Replace("http://e/", "", StringComparison.Ordinal),
        Literal { Datatype.Value: var type } literal when type.StartsWith("http://www.w3.org/2001/XMLSchema#", StringComparison.Ordinal) && !type.EndsWith("#string", StringComparison.Ordinal) => literal.LexicalForm,
        Literal { Language: null } literal when literal.LexicalForm.Contains('/', StringComparison.Ordinal) => literal.LexicalForm,
        _ => term.ToString()!,
    };
}
