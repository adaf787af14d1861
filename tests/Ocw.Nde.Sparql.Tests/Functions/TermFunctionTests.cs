using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Tests.Evaluation;

namespace Ocw.Nde.Sparql.Tests.Functions;

public class TermFunctionTests
{
    [Theory]
    [InlineData("isIRI(:a)", "true^^boolean")]
    [InlineData("isIRI('a')", "false^^boolean")]
    [InlineData("isIRI(?unbound)", "-")]
    [InlineData("isBlank(BNODE())", "true^^boolean")]
    [InlineData("isLiteral(1)", "true^^boolean")]
    [InlineData("isNumeric('x'^^xsd:integer)", "false^^boolean")]
    [InlineData("isNumeric('1')", "false^^boolean")]
    [InlineData("isNumeric('1'^^xsd:nonNegativeInteger)", "true^^boolean")]
    [InlineData("STR(:a)", "\"http://example.org/a\"")]
    [InlineData("STR('01'^^xsd:integer)", "\"01\"")]
    [InlineData("STR(BNODE())", "-")]
    [InlineData("LANG('a'@nl-BE)", "\"nl-BE\"")]
    [InlineData("LANG('a')", "\"\"")]
    [InlineData("LANG(:a)", "-")]
    [InlineData("DATATYPE('a')", "<http://www.w3.org/2001/XMLSchema#string>")]
    [InlineData("DATATYPE('a'@nl)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>")]
    [InlineData("DATATYPE('1'^^xsd:byte)", "<http://www.w3.org/2001/XMLSchema#byte>")]
    [InlineData("DATATYPE('1'^^:t)", ":t")]
    [InlineData("DATATYPE(:a)", "-")]
    [InlineData("IRI('b/c')", ":b/c")]
    [InlineData("IRI('a b')", "-")]
    [InlineData("IRI('x'@nl)", "-")]
    [InlineData("STRDT('7', xsd:integer) + 1", "8^^integer")]
    [InlineData("STRDT('x', :t)", "\"x\"^^<http://example.org/t>")]
    [InlineData("STRDT('x'@nl, :t)", "-")]
    [InlineData("STRLANG('x', 'nl')", "\"x\"@nl")]
    [InlineData("STRLANG('x', '')", "-")]
    [InlineData("BNODE('x') = BNODE('x')", "true^^boolean")]
    [InlineData("BNODE() = BNODE()", "false^^boolean")]
    [InlineData("STRLEN(STRUUID())", "36^^integer")]
    [InlineData("REGEX(STR(UUID()), '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')", "true^^boolean")]
    public void A_function_on_terms_follows_section_17_4_2(string expression, string expected) => Assert.Equal(expected, Data.Value(expression));

    [Theory]
    [InlineData("IF(1 = 1, 'a', 1/0)", "\"a\"")]
    [InlineData("IF(?none, 'a', 'b')", "-")]
    [InlineData("COALESCE(?none, 1/0, 'x')", "\"x\"")]
    [InlineData("COALESCE(?none)", "-")]
    [InlineData("(1/0) || true", "true^^boolean")]
    [InlineData("(1/0) || false", "-")]
    [InlineData("(1/0) && false", "false^^boolean")]
    [InlineData("!(1/0)", "-")]
    [InlineData("2 IN (1, 2, 1/0)", "true^^boolean")]
    [InlineData("2 IN (1, 1/0)", "-")]
    [InlineData("2 NOT IN (1, 3)", "true^^boolean")]
    [InlineData("BOUND(?none)", "false^^boolean")]
    [InlineData("!''", "true^^boolean")]
    [InlineData("!'x'^^xsd:integer", "true^^boolean")]
    [InlineData("!<http://a>", "-")]
    public void Errors_are_values_of_the_logic(string expression, string expected) => Assert.Equal(expected, Data.Value(expression));

    [Fact]
    public void The_clock_stands_still_during_a_query_and_comes_from_outside()
    {
        var options = new EvaluationOptions { Environment = new QueryEnvironment { Clock = new FixedClock() } };

        Assert.Equal(["2026-01-02T03:04:05Z^^dateTime | true^^boolean"], Data.Of("").Rows("SELECT (NOW() AS ?n) (NOW() = NOW() AS ?same) {}", options));
    }

    [Fact]
    public void A_seed_repeats_what_chance_gives()
    {
        const string query = "SELECT (RAND() AS ?r) (STRUUID() AS ?u) {}";
        var options = new EvaluationOptions { Environment = new QueryEnvironment { Seed = 42 } };

        Assert.Equal(Data.Of("").Rows(query, options), Data.Of("").Rows(query, options));
        Assert.NotEqual(Data.Of("").Rows(query), Data.Of("").Rows(query));
    }

    [Fact]
    public void A_label_makes_one_blank_node_per_solution_whatever_the_expression()
    {
        var rows = Data.Of(":a :p 1, 2 .").Rows("SELECT ?same ?other { :a :p ?x BIND(BNODE('l') AS ?b) BIND(BNODE('l') AS ?c) BIND(?b = ?c AS ?same) BIND(STR(?x) AS ?other) }");

        Assert.Equal(["true^^boolean | \"1\"", "true^^boolean | \"2\""], rows.Order(StringComparer.Ordinal));
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
