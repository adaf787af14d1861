using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Tests.Planning;

/// <summary>What each pass does by itself; that it keeps the meaning is for <see cref="PlannerEquivalenceTests"/>.</summary>
public sealed class PlanPassTests
{
    [Theory]
    [InlineData("{ ?s :p ?o FILTER(true && ?o > 1) }", "Filter((?o > \"1\"), Bgp(?s :p ?o))")]
    [InlineData("{ ?s :p ?o FILTER(1 = 1 || !false) }", "Bgp(?s :p ?o)")]
    [InlineData("{ ?s :p ?o FILTER(:a = :b) }", "InlineData((), )")]
    [InlineData("{ ?s :p ?o FILTER(?o IN ()) }", "InlineData((), )")]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r FILTER(true) } }", "LeftJoin(Bgp(?s :p ?o), Bgp(?s :q ?r))")]
    [InlineData("{ ?s :p ?o BIND(true && ?o AS ?b) }", "Extend(Bgp(?s :p ?o), ?b, (\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> && ?o))")]
    public void Constant_conditions_are_decided(string query, string expected) => Check(PlanPasses.SimplifyConditions, query, expected);

    [Theory]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r } FILTER(?r > 1) }", "Filter((?r > \"1\"), Join(Bgp(?s :p ?o), Bgp(?s :q ?r)))")]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r FILTER(?o > ?r) } FILTER(?r > 1) }", "Filter((?r > \"1\"), Filter((?o > ?r), Join(Bgp(?s :p ?o), Bgp(?s :q ?r))))")]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r } FILTER(BOUND(?r)) }", "Filter(BOUND(?r), Join(Bgp(?s :p ?o), Bgp(?s :q ?r)))")]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r } FILTER(!BOUND(?r)) }", "Filter(!(BOUND(?r)), LeftJoin(Bgp(?s :p ?o), Bgp(?s :q ?r)))")]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r } FILTER(COALESCE(?r, 2) > 1) }", "Filter((COALESCE(?r, \"2\") > \"1\"), LeftJoin(Bgp(?s :p ?o), Bgp(?s :q ?r)))")]
    [InlineData("{ ?s :p ?r OPTIONAL { ?s :q ?r } FILTER(?r > 1) }", "Filter((?r > \"1\"), LeftJoin(Bgp(?s :p ?r), Bgp(?s :q ?r)))")]
    public void An_optional_whose_misses_a_filter_drops_becomes_a_join(string query, string expected) => Check(PlanPasses.OptionalToJoin, query, expected);

    [Theory]
    [InlineData("{ { ?s :p ?o } { ?s :q ?r { ?r :p ?t } } }", "Bgp(?s :p ?o . ?s :q ?r . ?r :p ?t)")]
    [InlineData("{ ?s :p ?o . ?s (:q|:r) ?t { ?t :p ?u } }", "Join(Bgp(?s :p ?o . ?t :p ?u), Path(?s :q|:r ?t))")]
    public void Joined_patterns_become_one(string query, string expected) => Check(PlanPasses.MergeBgps, query, expected);

    [Theory]
    [InlineData("{ { ?s :p ?o } UNION { ?s :q ?o } FILTER(?o > 1) }", "Union(Filter((?o > \"1\"), Bgp(?s :p ?o)), Filter((?o > \"1\"), Bgp(?s :q ?o)))")]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r } FILTER(?o > 1 && ?r > 1) }", "Filter((?r > \"1\"), LeftJoin(Filter((?o > \"1\"), Bgp(?s :p ?o)), Bgp(?s :q ?r)))")]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r FILTER(?r > 1 && ?o > 1) } }", "LeftJoin(Bgp(?s :p ?o), Filter((?r > \"1\"), Bgp(?s :q ?r)), (?o > \"1\"))")]
    [InlineData("{ ?s :p ?o MINUS { ?s :q ?o } FILTER(?o > 1) }", "Minus(Filter((?o > \"1\"), Bgp(?s :p ?o)), Bgp(?s :q ?o))")]
    [InlineData("{ ?s :p ?o BIND(?o + 1 AS ?n) FILTER(?n > 1) FILTER(?o > 2) }", "Filter((?n > \"1\"), Extend(Filter((?o > \"2\"), Bgp(?s :p ?o)), ?n, (?o + \"1\")))")]
    [InlineData("{ GRAPH ?g { ?s :p ?o } FILTER(?o > 1) FILTER(?g = ?s) }", "Filter((?g = ?s), Graph(?g, Filter((?o > \"1\"), Bgp(?s :p ?o))))")]
    [InlineData("{ { SELECT ?s (COUNT(*) AS ?n) { ?s :p ?o } GROUP BY ?s } FILTER(?s != :x) FILTER(?n > 1) }", "Project((?s ?n), Filter((?n > \"1\"), Extend(Group(?s, ?.aggregate1:=COUNT(*), Filter((?s != :x), Bgp(?s :p ?o))), ?n, ?.aggregate1)))")]
    [InlineData("{ { SELECT ?s { ?s :p ?o } LIMIT 3 } FILTER(?s != :x) }", "Filter((?s != :x), Slice(0, 3, Project(?s, Bgp(?s :p ?o))))")]
    [InlineData("{ { ?s :p ?o } UNION { ?s :q ?o } FILTER(RAND() > 0.5 || ?o > 1) }", null)]
    public void Filters_move_down_where_they_mean_the_same(string query, string? expected)
    {
        if (expected is null)
            Assert.IsType<Filter>(Input(PlanPasses.PushFilters, query));
        else
            Check(PlanPasses.PushFilters, query, expected);
    }

    [Theory]
    [InlineData("{ ?s :p ?o FILTER(?o = :x) FILTER(?s != ?o) }", "Extend(Filter((?s != :x), Bgp(?s :p :x)), ?o, :x)")]
    [InlineData("{ ?s :p ?o FILTER(\"x\" = ?o) }", "Extend(Bgp(?s :p \"x\"), ?o, \"x\")")]
    [InlineData("{ ?s :p ?o FILTER(sameTerm(?o, 1)) }", "Extend(Bgp(?s :p \"1\"), ?o, \"1\")")]
    [InlineData("{ ?s :p ?o FILTER(?o = 1) }", "Filter((?o = \"1\"), Bgp(?s :p ?o))")]
    [InlineData("{ ?s :p ?o FILTER(?o = \"x\"@en) }", "Filter((?o = \"x\"@en), Bgp(?s :p ?o))")]
    [InlineData("{ ?s :p* ?o FILTER(?o = :x) }", "Filter((?o = :x), Path(?s :p* ?o))")]
    [InlineData("{ ?s :p ?o OPTIONAL { ?s :q ?r } FILTER(?r = :x) }", "Filter((?r = :x), LeftJoin(Bgp(?s :p ?o), Bgp(?s :q ?r)))")]
    public void A_variable_that_is_equal_to_an_identity_is_replaced(string query, string expected) => Check(PlanPasses.EqualityToConstant, query, expected);

    [Theory]
    [InlineData("{ ?w :type :Work OPTIONAL { ?w :unheard ?x } }", "Bgp(?w :type :Work)")]
    [InlineData("{ { ?w :type :Work } UNION { ?w :type :Unheard } }", "Bgp(?w :type :Work)")]
    [InlineData("{ ?w :type :Work . ?w :maker :nobody }", "InlineData((), )")]
    [InlineData("{ ?w :type :Work MINUS { ?w :maker :nobody } }", "Bgp(?w :type :Work)")]
    [InlineData("{ :nobody :maker* ?x }", "Path(:nobody :maker* ?x)")]
    public void What_cannot_have_a_solution_is_cut_off(string query, string expected) => Check(PlanPasses.PruneEmpty, query, expected);

    [Fact]
    public void Without_passes_the_algebra_stays_as_it_is()
    {
        var query = Ocw.Nde.Sparql.Syntax.SparqlParser.Parse("SELECT * { ?s ?p ?o { ?s ?q ?r } FILTER(true) }");

        Assert.Same(query.Pattern, new QueryPlanner(PlannerOptions.Off).Plan(query, PlanDataset.Of(Collection.Source)).Pattern);
    }

    [Theory]
    [MemberData(nameof(EachPass))]
    public void A_time_limit_ends_the_planning_of_a_large_query(PlanPasses pass)
    {
        var optionals = string.Concat(Enumerable.Range(0, 300).Select(i => $"OPTIONAL {{ ?w :year ?y{i} FILTER(?y{i} > {i}) }} "));
        var query = Ocw.Nde.Sparql.Syntax.SparqlParser.Parse(Collection.Prologue + $"SELECT * {{ ?w :type :Work {optionals} FILTER(BOUND(?y1)) }}");
        var calls = 0;
        void Checkpoint()
        {
            if (++calls == 100)
                throw new QueryLimitException(QueryLimit.Time, "over");
        }

        Assert.Throws<QueryLimitException>(() => new QueryPlanner(new PlannerOptions { Passes = pass }).Plan(query, PlanDataset.Of(Collection.Source), checkpoint: Checkpoint));
    }

    public static TheoryData<PlanPasses> EachPass => [.. Enum.GetValues<PlanPasses>().Where(pass => pass != PlanPasses.None)];

    [Fact]
    public void A_plan_is_told_as_text_and_as_json()
    {
        var dataset = PlanDataset.Of(Collection.Source);
        var description = PlanDescription.Of(Collection.Plan("SELECT ?n { ?w :name ?n ; :theme :sea OPTIONAL { ?w :year ?y } } LIMIT 2"), dataset);

        Assert.Equal(
            """
            Slice LIMIT 2 OFFSET 0  ~2
              Project ?n  ~3
                LeftJoin  ~3
                  Bgp  ~3
                    Triple ?w <http://e/theme> <http://e/sea>  ~3
                    Triple ?w <http://e/name> ?n  ~1000
                  Bgp  ~1000
                    Triple ?w <http://e/year> ?y  ~1000

            """,
            description.ToText());
        using var json = System.Text.Json.JsonDocument.Parse(description.ToJson());
        Assert.Equal("Slice", json.RootElement.GetProperty("operator").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("inputs")[0].GetProperty("estimatedRows").GetDouble());
    }

    private static void Check(PlanPasses pass, string query, string expected) => Assert.Equal(expected, Collection.Short(Input(pass, query)));

    private static AlgebraNode Input(PlanPasses pass, string query) => Assert.IsType<Project>(Collection.Plan("SELECT * " + query, pass).Pattern).Input;
}
