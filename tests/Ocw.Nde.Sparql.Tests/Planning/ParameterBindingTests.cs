using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Tests.Planning;

public sealed class ParameterBindingTests
{
    [Theory]
    [InlineData("SELECT ?p { ?x ?p ?o }", "Project(?p, Bgp(:v ?p ?o))")]
    [InlineData("SELECT * { ?x ?p ?x }", "Project((?x ?p), Extend(Bgp(:v ?p :v), ?x, :v))")]
    [InlineData("SELECT ?x { ?s ?p ?o } LIMIT 2", "Slice(0, 2, Project(?x, Extend(Bgp(?s ?p ?o), ?x, :v)))")]
    [InlineData("SELECT ?s { ?s ?p ?o FILTER(BOUND(?x) && ?o = ?x) }", "Project(?s, Filter((\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> && (?o = :v)), Bgp(?s ?p ?o)))")]
    [InlineData("SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?s :q ?x } }", "Project(?s, Filter(NOT EXISTS Bgp(?s :q :v), Bgp(?s ?p ?o)))")]
    [InlineData("SELECT ?s { ?s ?p ?o VALUES (?x ?o) { (:v 1) (:w 2) (UNDEF 3) } }", "Project(?s, Join(Bgp(?s ?p ?o), InlineData(?o, (\"1\") (\"3\"))))")]
    [InlineData("SELECT ?s { GRAPH ?x { ?s ?p ?o } }", "Project(?s, Graph(:v, Bgp(?s ?p ?o)))")]
    [InlineData("SELECT ?s { ?s :p ?x { SELECT ?x { ?x :q ?z } LIMIT 1 } }", "Project(?s, Join(Bgp(?s :p :v), Slice(0, 1, Project((), Bgp(:v :q ?z)))))")]
    [InlineData("SELECT ?s { ?s :p ?o { SELECT ?o { ?x :q ?o } } }", "Project(?s, Join(Bgp(?s :p ?o), Project(?o, Bgp(?x :q ?o))))")]
    [InlineData("SELECT ?s { ?s :p ?x MINUS { ?s :q ?y } }", "Project(?s, Minus(Bgp(?s :p :v), Bgp(?s :q ?y)))")]
    [InlineData("SELECT ?x (COUNT(?s) AS ?n) { ?s :p ?x } GROUP BY ?x", "Project((?x ?n), Extend(Extend(Group(?.fixed1:1:=:v, ?.aggregate1:=COUNT(?s), Bgp(?s :p :v)), ?n, ?.aggregate1), ?x, :v))")]
    [InlineData("ASK { ?x :p* ?o }", "Path(:v :p* ?o)")]
    public void The_value_stands_wherever_the_variable_is_the_querys_own(string query, string expected)
    {
        var bound = ParameterBinding.Apply(SparqlParser.Parse(Collection.Prologue + query), Values());

        Assert.Equal(expected, Collection.Short(bound.Pattern));
    }

    [Fact]
    public void A_minus_that_shared_the_parameter_still_removes()
    {
        var bound = ParameterBinding.Apply(SparqlParser.Parse(Collection.Prologue + "SELECT ?o { ?x :p ?o MINUS { ?x :q ?y } }"), Values());

        var minus = Assert.IsType<Minus>(Assert.IsType<Project>(bound.Pattern).Input);
        Assert.Equal(Assert.IsType<Extend>(minus.Left).Variable, Assert.IsType<Extend>(minus.Right).Variable);
    }

    [Fact]
    public void Templates_and_described_things_get_the_value_too()
    {
        var construct = ParameterBinding.Apply(SparqlParser.Parse(Collection.Prologue + "CONSTRUCT { ?x :has ?o } { ?x ?p ?o }"), Values());
        var describe = ParameterBinding.Apply(SparqlParser.Parse("DESCRIBE ?x"), Values());

        Assert.Equal("<http://e/v> <http://e/has> ?o", Assert.Single(construct.Template).ToString());
        Assert.Equal("<http://e/v>", Assert.Single(describe.Described).ToString());
    }

    [Fact]
    public void A_service_is_asked_as_written_and_its_answers_are_joined_with_the_value()
    {
        var bound = ParameterBinding.Apply(SparqlParser.Parse(Collection.Prologue + "SELECT ?o { SERVICE :end { ?x :p ?o } }"), Values());

        Assert.Equal("Project(?o, Project(?o, Join(InlineData(?x, (:v)), Service(:end, Bgp(?x :p ?o)))))", Collection.Short(bound.Pattern));
    }

    [Theory]
    [InlineData("SELECT * { ?s ?p ?o BIND(1 AS ?x) }")]
    [InlineData("SELECT ?x { { SELECT (COUNT(*) AS ?x) { ?s ?p ?o } } }")]
    [InlineData("SELECT ?x { ?s ?p ?o } GROUP BY (STR(?o) AS ?x)")]
    public void A_variable_that_the_query_assigns_cannot_be_a_parameter(string query)
    {
        var error = Assert.Throws<ArgumentException>(() => ParameterBinding.Apply(SparqlParser.Parse(query), Values()));

        Assert.Contains("?x gets its value in the query itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_of_a_name_may_be_given_or_not()
    {
        var bound = ParameterBinding.Apply(SparqlParser.Parse("ASK { ?x ?p ?o }"), new Dictionary<string, RdfTerm>(StringComparer.Ordinal) { ["?x"] = new Iri("http://e/v") });

        Assert.Equal("Bgp(:v ?p ?o)", Collection.Short(bound.Pattern));
    }

    private static Dictionary<string, RdfTerm> Values() => new(StringComparer.Ordinal) { ["x"] = Collection.Name("v") };
}
