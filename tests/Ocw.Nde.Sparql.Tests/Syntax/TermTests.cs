using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Tests.Syntax;

public sealed class TermTests
{
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    [Theory]
    [InlineData("1", "\"1\"^^<" + Xsd + "integer>")]
    [InlineData("-01", "\"-01\"^^<" + Xsd + "integer>")]
    [InlineData("+.5", "\"+.5\"^^<" + Xsd + "decimal>")]
    [InlineData("1.e3", "\"1.e3\"^^<" + Xsd + "double>")]
    [InlineData("1e-3", "\"1e-3\"^^<" + Xsd + "double>")]
    [InlineData("TRUE", "\"true\"^^<" + Xsd + "boolean>")]
    [InlineData("'it''s'@nl-NL", null)]
    [InlineData("\"a\\tb\\\\u0041\"", "\"a\tb\\\\u0041\"")]
    [InlineData("'''two\nlines ' and '' end'''@nl", "\"two\\nlines ' and '' end\"@nl")]
    [InlineData("\"\"\"x\\\"\"\"\"", "\"x\\\"\"")]
    [InlineData("\"x\"^^<http://e/t>", "\"x\"^^<http://e/t>")]
    [InlineData("\"x\"^^e:t", "\"x\"^^<http://e/t>")]
    [InlineData("e:a.b.", "<http://e/a.b>")]
    [InlineData("e:", "<http://e/>")]
    [InlineData("e:a%20b\\-c\\,d:1", "<http://e/a%20b-c,d:1>")]
    [InlineData("e:12-\u00e9\ud83d\udc51", "<http://e/12-\u00e9\ud83d\udc51>")]
    [InlineData("e:12\u00d7", null)]
    [InlineData("e:12-\u00e9", "<http://e/12-\u00e9>")]
    [InlineData("<../up>", "<http://base/up>")]
    [InlineData("<#frag>", "<http://base/dir/doc?q#frag>")]
    [InlineData("<\\u0061\\U00000062>", "<http://base/dir/ab>")]
    [InlineData("\\u0022x\\u0022", "\"x\"")]
    public void Terms_are_read_as_written(string written, string? expected)
    {
        string Read() => ((Bgp)((Project)SparqlParser.Parse($"PREFIX e: <http://e/> SELECT * {{ ?s ?p {written} }}", "http://base/dir/doc?q").Pattern).Input).Patterns[0].Object.ToString()!;

        if (expected is null)
            Assert.Throws<SparqlSyntaxException>(Read);
        else
            Assert.Equal(expected, Read());
    }

    [Fact]
    public void A_later_base_and_prefix_hold_for_what_follows()
    {
        var query = SparqlParser.Parse("BASE <http://one/> PREFIX a: <x#> BASE <two/> PREFIX b: <y#> ASK { a:1 b:2 <z> }", null);

        Assert.Equal("<http://one/x#1> <http://one/two/y#2> <http://one/two/z>", Assert.Single(Assert.IsType<Bgp>(query.Pattern).Patterns).ToString());
        Assert.Equal("http://one/two/", query.BaseIri);
        Assert.Equal("http://one/x#", query.Prefixes["a"]);
    }

    [Fact]
    public void Two_numbers_without_an_operator_between_them_make_a_sum_or_a_difference()
    {
        var query = SparqlParser.Parse("ASK { FILTER(?x+1 -2*3 > ?y-.5) }");

        Assert.Equal(
            "(((?x + 1) - (2 * 3)) > (?y - .5))",
            AlgebraText.Of(Assert.IsType<Filter>(query.Pattern).Condition)
                .Replace("\"", "", StringComparison.Ordinal)
                .Replace("^^<" + Xsd + "integer>", "", StringComparison.Ordinal)
                .Replace("^^<" + Xsd + "decimal>", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Blank_nodes_are_variables_that_no_query_can_name()
    {
        var bgp = Assert.IsType<Bgp>(SparqlParser.Parse("ASK { _:x ?p [] }").Pattern);

        Assert.All([bgp.Patterns[0].Subject, bgp.Patterns[0].Object], term => Assert.False(Assert.IsType<Variable>(term).IsVisible));
        Assert.IsNotType<BlankNode>(bgp.Patterns[0].Subject);
    }
}
