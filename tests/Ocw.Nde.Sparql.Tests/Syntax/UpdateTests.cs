using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Tests.Syntax;

public sealed class UpdateTests
{
    private const string Prologue = "PREFIX : <http://e/> ";

    [Fact]
    public void Every_operation_is_read_in_order()
    {
        var update = Parse(
            """
            LOAD SILENT <doc> INTO GRAPH :g ; CLEAR DEFAULT ; DROP SILENT NAMED ; CREATE GRAPH :g ; ADD DEFAULT TO :g ;
            MOVE GRAPH :a TO DEFAULT ; COPY SILENT :a TO GRAPH :b ; CLEAR ALL ; DROP GRAPH :g ;
            PREFIX : <http://other/> INSERT DATA { :s :p :o } ;
            """);

        Assert.Equal(
            ["Load", "Clear", "Drop", "Create", "Add", "Move", "Copy", "Clear", "Drop", "InsertData"],
            update.Operations.Select(operation => operation.GetType().Name));
        var load = Assert.IsType<Load>(update.Operations[0]);
        Assert.True(load.Silent);
        Assert.Equal(("http://base/doc", "http://e/g"), (load.Source.Value, load.Into!.Value));
        Assert.Equal(GraphTargetKind.Named, Assert.IsType<Drop>(update.Operations[2]).Target.Kind);
        Assert.Null(Assert.IsType<Move>(update.Operations[5]).To);
        Assert.Equal("http://other/s", ((Rdf.Terms.Iri)((Constant)Assert.Single(Assert.IsType<InsertData>(update.Operations[9]).Quads).Triple.Subject).Term).Value);
    }

    [Fact]
    public void A_modification_has_its_templates_its_dataset_and_its_pattern()
    {
        var modify = Assert.IsType<Modify>(Assert.Single(Parse(
            "WITH :g DELETE { ?s :p ?o } INSERT { ?s :q ?o , [] . GRAPH ?h { ?s :r _:b } . ?s :t 1 } USING :u USING NAMED :n WHERE { ?s :p ?o FILTER(?o > 1) }").Operations));

        Assert.Equal("<http://e/g>", modify.With!.ToString());
        Assert.Equal("?s <http://e/p> ?o", Assert.Single(modify.Delete).Triple.ToString());
        Assert.Equal([null, null, "?h", null], modify.Insert.Select(quad => quad.Graph?.ToString()));
        Assert.False(Assert.IsType<Variable>(modify.Insert[1].Triple.Object).IsVisible);
        Assert.Equal("http://e/u", Assert.Single(modify.Using).Value);
        Assert.Equal("http://e/n", Assert.Single(modify.UsingNamed).Value);
        Assert.IsType<Filter>(modify.Pattern);
    }

    [Fact]
    public void Delete_where_looks_for_its_own_template()
    {
        var modify = Assert.IsType<Modify>(Assert.Single(Parse("DELETE WHERE { ?s :p ?o GRAPH ?g { ?o :q ?x } }").Operations));

        Assert.Equal("Join(Bgp(?s <http://e/p> ?o), Graph(?g, Bgp(?o <http://e/q> ?x)))", AlgebraText.Of(modify.Pattern));
        Assert.Equal(2, modify.Delete.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment")]
    [InlineData("PREFIX x: <http://x/>")]
    public void An_empty_request_has_no_operations(string text) => Assert.Empty(SparqlParser.ParseUpdate(text).Operations);

    [Theory]
    [InlineData("INSERT DATA { ?s :p :o }", "a variable cannot stand in INSERT DATA")]
    [InlineData("INSERT DATA { GRAPH ?g { :s :p :o } }", "a variable cannot stand in INSERT DATA")]
    [InlineData("INSERT DATA { :s ?p :o }", "expected a predicate, found '?p'")]
    [InlineData("DELETE DATA { _:b :p :o }", "a blank node cannot stand in DELETE DATA")]
    [InlineData("DELETE { [] :p ?o } WHERE { ?s :p ?o }", "a blank node cannot stand in a DELETE template")]
    [InlineData("DELETE WHERE { ?s :p (1) }", "a collection makes blank nodes")]
    [InlineData("INSERT DATA { _:b :p 1 } ; INSERT DATA { _:b :p 2 }", "the label _:b is already used in an earlier operation")]
    [InlineData("INSERT { ?s :p/:q ?o } WHERE { ?s :p ?o }", "found '/'")]
    [InlineData("DELETE { ?s :p ?o }", "expected WHERE, found the end of the text")]
    [InlineData("SELECT * { ?s ?p ?o }", "expected INSERT, DELETE, WITH, LOAD")]
    [InlineData("DROP ALL DROP ALL", "expected ';' or the end of the update")]
    [InlineData("CLEAR :g", "expected GRAPH and an IRI, DEFAULT, NAMED or ALL")]
    [InlineData("WITH :g DELETE WHERE { ?s ?p ?o }", "expected '{' and the triples of a DELETE template")]
    [InlineData("INSERT DATA { GRAPH :g { GRAPH :h { :s :p :o } } }", "found 'GRAPH'")]
    public void A_faulty_request_says_what_is_wrong(string text, string message) =>
        Assert.Contains(message, Assert.Throws<SparqlSyntaxException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Escapes_are_decoded_before_keywords_are_read() =>
        Assert.IsType<Drop>(Assert.Single(SparqlParser.ParseUpdate("\\u0044ROP \\u0041LL").Operations));

    private static SparqlUpdate Parse(string text) => SparqlParser.ParseUpdate(Prologue + text, "http://base/");
}
