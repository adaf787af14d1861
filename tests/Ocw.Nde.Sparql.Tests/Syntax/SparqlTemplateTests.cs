using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Tests.Syntax;

public sealed class SparqlTemplateTests
{
    [Fact]
    public void A_variable_becomes_a_whole_term_and_the_rest_stays_as_it_is_written()
    {
        var filled = Fill("SELECT ?s {\n  # ?query stays\n  ?s <bif:contains> ?query . FILTER(\"?query\" != $query)\n}", ("query", new Literal("it's \"so\"\n}")));

        Assert.Equal("SELECT ?s {\n  # ?query stays\n  ?s <bif:contains> \"it's \\\"so\\\"\\n}\" . FILTER(\"?query\" != \"it's \\\"so\\\"\\n}\")\n}", filled);
    }

    [Fact]
    public void Several_values_stand_beside_each_other()
    {
        var filled = new SparqlTemplate("ASK { VALUES ?uri { ?uris } }").Fill(new Dictionary<string, IReadOnlyList<RdfTerm>> { ["uris"] = [new Iri("urn:a"), new Iri("urn:b")] });

        Assert.Equal("ASK { VALUES ?uri { <urn:a> <urn:b> } }", filled);
    }

    [Theory]
    [InlineData("SELECT ?query ?s { ?s ?p ?query }", "SELECT (\"x\" AS ?query) ?s { ?s ?p \"x\" }")]
    [InlineData("SELECT (COUNT(?query) AS ?n) { ?s ?p ?query } GROUP BY ?query ?s", "SELECT (COUNT(\"x\") AS ?n) { ?s ?p \"x\" } GROUP BY (\"x\" AS ?query) ?s")]
    [InlineData("SELECT * { ?s ?p ?o } ORDER BY ?query DESC(?query)", "SELECT * { ?s ?p ?o } ORDER BY (\"x\") DESC(\"x\")")]
    [InlineData("SELECT * { BIND(1 AS ?query) VALUES (?query ?z) { (1 2) } }", "SELECT * { BIND(1 AS ?query) VALUES (?query ?z) { (1 2) } }")]
    public void A_value_stands_only_where_the_grammar_has_a_place_for_one(string text, string expected) => Assert.Equal(expected, Fill(text, ("query", new Literal("x"))));

    [Theory]
    [InlineData("urn:a> } INSERT { <urn:b")]
    [InlineData("http://example.org/a b")]
    [InlineData("relative")]
    public void An_iri_that_is_none_is_refused(string iri) => Assert.Throws<ArgumentException>(() => Fill("ASK { ?s ?p ?uris }", ("uris", new Iri(iri))));

    [Fact]
    public void A_byte_order_mark_is_left_out_and_well_known_prefixes_are_declared()
    {
        var template = new SparqlTemplate("\uFEFFPREFIX ex: <urn:> SELECT * { ?s rdfs:label ?o ; ex:a foaf:b ; own:c 1 }");

        Assert.StartsWith("PREFIX foaf: <http://xmlns.com/foaf/0.1/>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nPREFIX ex:", template.Fill(new Dictionary<string, IReadOnlyList<RdfTerm>>()), StringComparison.Ordinal);
        Assert.Equal(["foaf", "rdfs"], template.AddedPrefixes);
        Assert.Equal(["own"], template.UnknownPrefixes);
    }

    private static string Fill(string text, (string Name, RdfTerm Value) value) =>
        new SparqlTemplate(text).Fill(new Dictionary<string, IReadOnlyList<RdfTerm>>(StringComparer.Ordinal) { [value.Name] = [value.Value] });
}
