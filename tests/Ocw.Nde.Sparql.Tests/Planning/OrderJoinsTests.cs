using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Tests.Planning;

public sealed class OrderJoinsTests
{
    [Theory]
    [InlineData("{ ?w :type :Work . ?w :name ?n . ?w :theme :sea }", "Bgp(?w :theme :sea . ?w :type :Work . ?w :name ?n)")]
    [InlineData("{ ?w :name ?n . ?w :maker ?m . ?m :label \"Maker 19\" }", "Bgp(?m :label \"Maker 19\" . ?w :maker ?m . ?w :name ?n)")]
    [InlineData("{ ?a :name ?x . ?b :theme ?y . ?a :maker :maker19 . ?b :maker ?z }", "Bgp(?a :maker :maker19 . ?a :name ?x . ?b :theme ?y . ?b :maker ?z)")]
    [InlineData("{ ?w :name ?n . VALUES ?w { :work1 :work2 } }", "Join(InlineData(?w, (:work1) (:work2)), Bgp(?w :name ?n))")]
    [InlineData("{ ?w :name ?n { SELECT ?w { ?w :theme :sea } LIMIT 1 } }", "Join(Slice(0, 1, Project(?w, Bgp(?w :theme :sea))), Bgp(?w :name ?n))")]
    public void The_operand_with_the_fewest_solutions_comes_first_and_what_it_connects_follows(string query, string expected) =>
        Assert.Equal(expected, Plan(query));

    [Fact]
    public void A_condition_stands_where_its_variables_are_first_bound() =>
        Assert.Equal(
            "Join(Filter((?y < \"1610\"), Bgp(?w :theme :sea . ?w :year ?y)), Bgp(?w :maker ?m . ?m :label ?l))",
            Plan("{ ?m :label ?l . ?w :maker ?m . ?w :year ?y . ?w :theme :sea FILTER(?y < 1610) }"));

    [Theory]
    [InlineData("{ ?m :label ?l . ?w :maker ?m . ?w :theme :sea FILTER REGEX(?l, \"1.*1\") }", "Filter(REGEX(?l, \"1.*1\"), Bgp(?w :theme :sea . ?w :maker ?m . ?m :label ?l))")]
    [InlineData("{ ?m :label ?l . ?w :maker ?m . ?m :type :Person FILTER REGEX(?l, \"1.*1\") }", "Join(Filter(REGEX(?l, \"1.*1\"), Bgp(?m :label ?l)), Bgp(?m :type :Person . ?w :maker ?m))")]
    public void A_dear_condition_is_asked_where_solutions_are_few(string query, string expected) => Assert.Equal(expected, Plan(query));

    [Fact]
    public void The_pattern_of_an_exists_begins_with_what_comes_in() =>
        Assert.Equal(
            "Filter(EXISTS Bgp(?w :maker ?m . ?m :label ?l), Bgp(?w :theme :sea))",
            Plan("{ ?w :theme :sea FILTER EXISTS { ?m :label ?l . ?w :maker ?m } }"));

    [Fact]
    public void An_optional_part_begins_with_what_the_solutions_before_it_bind() =>
        Assert.Equal(
            "LeftJoin(Bgp(?w :theme :sea), Bgp(?w :maker ?m . ?m :label ?l))",
            Plan("{ ?w :theme :sea OPTIONAL { ?m :label ?l . ?w :maker ?m } }"));

    [Fact]
    public void A_union_that_follows_begins_with_what_the_operands_before_it_bind() =>
        Assert.Equal(
            "Join(Bgp(?w :theme :sea), Union(Bgp(?w :maker ?m . ?m :label ?l), Bgp(?w :name ?l)))",
            Plan("{ { ?m :label ?l . ?w :maker ?m } UNION { ?w :name ?l } ?w :theme :sea }"));

    [Fact]
    public void Graphs_are_counted_one_by_one()
    {
        var plan = Plan("{ GRAPH :g { ?w :type :Work . ?w :name ?n } }");

        Assert.Equal("Graph(:g, Bgp(?w :type :Work . ?w :name ?n))", plan);
    }

    [Fact]
    public void Thirty_patterns_in_a_row_are_ordered_at_once_without_products()
    {
        var chain = string.Join(" . ", Enumerable.Range(0, 30).OrderBy(i => i * 7 % 30).Select(i => $"?x{i} ?p{i} ?x{i + 1}"));

        var bgp = Assert.IsType<Bgp>(Assert.IsType<Project>(Collection.Plan($"SELECT * {{ {chain} }}").Pattern).Input);

        var seen = new HashSet<PatternTerm> { bgp.Patterns[0].Subject, bgp.Patterns[0].Object };
        foreach (var pattern in bgp.Patterns.Skip(1))
        {
            Assert.True(seen.Contains(pattern.Subject) || seen.Contains(pattern.Object), pattern.ToString());
            seen.UnionWith([pattern.Subject, pattern.Object]);
        }
    }

    [Fact]
    public void Both_searches_find_a_cheap_order()
    {
        const string query = "SELECT * { ?w :type :Work . ?w :name ?n . ?w :year ?y . ?w :maker ?m . ?m :type :Person . ?m :label \"Maker 19\" }";
        var parsed = Ocw.Nde.Sparql.Syntax.SparqlParser.Parse(Collection.Prologue + query);
        foreach (var exhaustive in (int[])[1, 10])
        {
            var plan = new QueryPlanner(new PlannerOptions { ExhaustiveJoinOperands = exhaustive }).Plan(parsed, PlanDataset.Of(Collection.Source));

            var patterns = Assert.IsType<Bgp>(Assert.IsType<Project>(plan.Pattern).Input).Patterns;
            Assert.Equal("?m <http://e/label> \"Maker 19\"", patterns[0].ToString());
        }
    }

    private static string Plan(string pattern)
    {
        var plan = Collection.Plan("SELECT * " + pattern);
        return Collection.Short(Assert.IsType<Project>(plan.Pattern).Input);
    }
}
