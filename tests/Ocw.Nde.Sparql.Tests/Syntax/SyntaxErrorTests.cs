using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Tests.Syntax;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("SELECT * { ?s ?p }", 1, 18, "expected a variable, a term, '[' or '(', found '}'")]
    [InlineData("SELECT * {\n  ?s ?p ?o\n  ?a ?b ?c }", 3, 3, "expected '.', ';', ',' or '}' after a triple pattern, found '?a'")]
    [InlineData("SELECT * { ?s ?p ?o", 1, 20, "'}' to close the group of line 1, or another pattern, found the end of the text")]
    [InlineData("SELEC ?s { ?s ?p ?o }", 1, 1, "expected SELECT, CONSTRUCT, DESCRIBE or ASK, found 'SELEC'")]
    [InlineData("SELECT ?s { ?s schema:name ?o }", 1, 16, "the prefix schema: is not declared")]
    [InlineData("SELECT ?s { ?s <http://a b> ?o }", 1, 16, "no IRI follows it")]
    [InlineData("SELECT ?s { ?s ?p \"open }\n}", 1, 19, "has no closing \" on its line")]
    [InlineData("SELECT ?s { ?s ?p '''open }", 1, 19, "has no closing '''")]
    [InlineData("SELECT ?s { ?s ?p \"a\\q\" }", 1, 21, "after '\\' in a string")]
    [InlineData("SELECT ?s { ?s ?p 'x'@ }", 1, 22, "a language tag such as @nl")]
    [InlineData("SELECT ?s { ?s ?p ?o } LIMIT -1", 1, 30, "a whole number of 0 or more after LIMIT, found '-1'")]
    [InlineData("SELECT (?o AS ?s) { ?s ?p ?o }", 1, 8, "?s already has a meaning in this query")]
    [InlineData("SELECT (1 AS ?a) (2 AS ?a) { }", 1, 18, "?a already has a meaning")]
    [InlineData("SELECT * { ?s ?p ?o BIND(1 AS ?o) }", 1, 31, "?o is already used in this group")]
    [InlineData("SELECT * { ?s ?p ?o FILTER(COUNT(?o) > 1) }", 1, 28, "the aggregate COUNT cannot stand here")]
    [InlineData("SELECT (SUM(COUNT(?o)) AS ?n) { ?s ?p ?o }", 1, 13, "the aggregate COUNT stands inside another aggregate")]
    [InlineData("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", 1, 8, "?s has no single value after grouping")]
    [InlineData("SELECT (?o + 1 AS ?n) { ?s ?p ?o } GROUP BY ?s", 1, 8, "?o has no single value after grouping")]
    [InlineData("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, 1, "SELECT * cannot stand with GROUP BY")]
    [InlineData("SELECT * { _:a ?p ?o OPTIONAL { _:a ?q ?r } }", 1, 33, "the label _:a is already used in another basic graph pattern")]
    [InlineData("SELECT * { VALUES (?a ?b) { (1 2) (3) } }", 1, 35, "this row has 1 values for 2 variables")]
    [InlineData("SELECT * { VALUES (?a ?a) { } }", 1, 23, "?a stands twice")]
    [InlineData("SELECT * { ?s ?p ?o FILTER(FOO(?o)) }", 1, 28, "there is no function 'FOO'")]
    [InlineData("SELECT * { ?s ?p ?o FILTER(SUBSTR(?o)) }", 1, 28, "SUBSTR takes 2 to 3 arguments, found 1")]
    [InlineData("SELECT * { ?s ?p ?o FILTER ?o }", 1, 28, "expected '(' expression ')' or a call, found '?o'")]
    [InlineData("SELECT * { ?s ?p ?o } # comment\n}", 2, 1, "expected the end of the query, found '}'")]
    [InlineData("CONSTRUCT { ?s :a/:b ?o } { ?s ?p ?o }", 1, 16, "the prefix : is not declared")]
    [InlineData("PREFIX : <http://e/> CONSTRUCT { ?s :a/:b ?o } { ?s ?p ?o }", 1, 39, "expected a variable, a term, '[' or '(', found '/'")]
    [InlineData("SELECT * { ?s ?p \\u0022x\\u0022 ; ; ?q }", 1, 39, "found '}'")]
    [InlineData("SELECT * { ?s ?p '\\uD800' }", 1, 19, "does not name a Unicode character")]
    [InlineData("SELECT * { ?s ?p ?o }\n\u0001", 2, 1, "the character U+0001 cannot begin")]
    public void An_error_says_where_what_was_expected_and_what_was_found(string query, int line, int column, string message)
    {
        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.Parse(query));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void A_relative_iri_without_base_is_refused_and_says_what_to_do()
    {
        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.Parse("ASK { <a> ?p ?o }"));

        Assert.Contains("add BASE", error.Message, StringComparison.Ordinal);
    }
}
