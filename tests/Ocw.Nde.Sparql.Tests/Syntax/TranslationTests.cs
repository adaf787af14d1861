using System.Text.RegularExpressions;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Tests.Syntax;

/// <summary>The translation of §18.2; the examples of §18.2.3 are among them.</summary>
public sealed class TranslationTests
{
    private const string Prologue = "PREFIX : <http://e/> ";

    [Theory]
    [InlineData("{ ?s ?p ?o }", "Bgp(?s ?p ?o)")]
    [InlineData("{ ?s :p1 ?v1 ; :p2 ?v2 }", "Bgp(?s :p1 ?v1 . ?s :p2 ?v2)")]
    [InlineData("{ { ?s :p1 ?v1 } UNION { ?s :p2 ?v2 } }", "Union(Bgp(?s :p1 ?v1), Bgp(?s :p2 ?v2))")]
    [InlineData("{ ?s :p1 ?v1 OPTIONAL { ?s :p2 ?v2 } }", "LeftJoin(Bgp(?s :p1 ?v1), Bgp(?s :p2 ?v2))")]
    [InlineData("{ ?s :p1 ?v1 OPTIONAL { ?s :p2 ?v2 } OPTIONAL { ?s :p3 ?v3 } }", "LeftJoin(LeftJoin(Bgp(?s :p1 ?v1), Bgp(?s :p2 ?v2)), Bgp(?s :p3 ?v3))")]
    [InlineData("{ ?s :p1 ?v1 OPTIONAL { ?s :p2 ?v2 FILTER(?v1 < 3) } }", "LeftJoin(Bgp(?s :p1 ?v1), Bgp(?s :p2 ?v2), (?v1 < 3))")]
    [InlineData("{ ?s :p1 ?v1 OPTIONAL { { ?s :p2 ?v2 FILTER(?v1 < 3) } } }", "LeftJoin(Bgp(?s :p1 ?v1), Filter((?v1 < 3), Bgp(?s :p2 ?v2)))")]
    [InlineData("{ ?s :p1 ?v1 FILTER(?v1 < 3) OPTIONAL { ?s :p2 ?v2 } FILTER(?v2 > 1) }", "Filter(((?v1 < 3) && (?v2 > 1)), LeftJoin(Bgp(?s :p1 ?v1), Bgp(?s :p2 ?v2)))")]
    [InlineData("{ ?s :p ?o . FILTER(?o > 1) ?s :q ?r }", "Filter((?o > 1), Bgp(?s :p ?o . ?s :q ?r))")]
    [InlineData("{ ?s :p ?v . BIND(2*?v AS ?v2) ?s :p1 ?v2 }", "Join(Extend(Bgp(?s :p ?v), ?v2, (2 * ?v)), Bgp(?s :p1 ?v2))")]
    [InlineData("{ ?s :p ?v . { BIND(2*?v AS ?v2) } ?s :p1 ?v2 }", "Join(Join(Bgp(?s :p ?v), Extend(Bgp(), ?v2, (2 * ?v))), Bgp(?s :p1 ?v2))")]
    [InlineData("{ ?s :p ?o MINUS { ?s :q ?v } }", "Minus(Bgp(?s :p ?o), Bgp(?s :q ?v))")]
    [InlineData("{ {} ?s :p ?o {} }", "Bgp(?s :p ?o)")]
    [InlineData("{ }", "Bgp()")]
    [InlineData("{ GRAPH ?g { ?s :p ?o FILTER(?o = ?g) } }", "Graph(?g, Filter((?o = ?g), Bgp(?s :p ?o)))")]
    [InlineData("{ VALUES ?x { 1 UNDEF } VALUES (?a ?b) { (1 2) } }", "Join(InlineData(?x, (1) (UNDEF)), InlineData((?a ?b), (1 2)))")]
    [InlineData("{ ?s :p ?o FILTER NOT EXISTS { ?s :q ?o FILTER(?o > 1) } }", "Filter(NOT EXISTS Filter((?o > 1), Bgp(?s :q ?o)), Bgp(?s :p ?o))")]
    public void Groups_translate_as_the_standard_says(string pattern, string expected) => Assert.Equal(Expand($"Project(*, {expected})"), Translate("SELECT * " + pattern));

    [Theory]
    [InlineData("?s :a/:b ?o", "Bgp(?s :a ?.path1 . ?.path1 :b ?o)")]
    [InlineData("?s ^:a ?o", "Bgp(?o :a ?s)")]
    [InlineData("?s ^(:a/:b) ?o", "Bgp(?o :a ?.path1 . ?.path1 :b ?s)")]
    [InlineData("?s :a|:b ?o", "Path(?s :a|:b ?o)")]
    [InlineData("?s :a/:b*/^:c ?o", "Join(Path(?.path2 :b* ?.path1), Bgp(?s :a ?.path2 . ?o :c ?.path1))")]
    [InlineData("?s (:a/:b)+ ?o", "Path(?s (:a/:b)+ ?o)")]
    [InlineData("?s !(:a|^:b) ?o", "Path(?s !(:a|^:b) ?o)")]
    [InlineData("?s !^:b ?o", "Path(?s !(^:b) ?o)")]
    [InlineData("?s !() ?o", "Path(?s !() ?o)")]
    [InlineData("?s :a? ?o", "Path(?s :a? ?o)")]
    [InlineData("?s :a?/:b ?o", "Join(Path(?s :a? ?.path1), Bgp(?.path1 :b ?o))")]
    public void Paths_become_triple_patterns_as_far_as_they_can(string triples, string expected) => Assert.Equal(Expand($"Project(*, {expected})"), Translate($"SELECT * {{ {triples} }}"));

    [Theory]
    [InlineData("SELECT ?s { ?s ?p ?o }", "Project(?s, Bgp(?s ?p ?o))")]
    [InlineData("SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY ?o DESC(?p) LIMIT 5 OFFSET 2", "Slice(2, 5, Distinct(Project(?s, OrderBy(ASC ?o DESC ?p, Bgp(?s ?p ?o)))))")]
    [InlineData("SELECT REDUCED ?s { ?s ?p ?o } OFFSET 2", "Slice(2, -, Reduced(Project(?s, Bgp(?s ?p ?o))))")]
    [InlineData("SELECT ?s (?o + 1 AS ?n) (?n * 2 AS ?m) { ?s ?p ?o }", "Project((?s ?n ?m), Extend(Extend(Bgp(?s ?p ?o), ?n, (?o + 1)), ?m, (?n * 2)))")]
    [InlineData("SELECT ?s { ?s ?p ?o } VALUES ?s { :a }", "Project(?s, Join(Bgp(?s ?p ?o), InlineData(?s, (:a))))")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "Project(?n, Extend(Group(, ?.aggregate1:=COUNT(*), Bgp(?s ?p ?o)), ?n, ?.aggregate1))")]
    [InlineData(
        "SELECT ?p (SUM(?o) + 1 AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING (COUNT(?s) > 2) ORDER BY DESC(COUNT(?s)) ?s",
        "Project((?p ?n), OrderBy(DESC ?.aggregate2 ASC ?.aggregate3, Extend(Filter((?.aggregate2 > 2), Group(?p, ?.aggregate1:=SUM(?o) ?.aggregate2:=COUNT(?s) ?.aggregate3:=SAMPLE(?s), Bgp(?s ?p ?o))), ?n, (?.aggregate1 + 1))))")]
    [InlineData("SELECT ?y { ?s ?p ?o } GROUP BY (STR(?o) AS ?y) LANG(?o)", "Project(?y, Group(?y:=STR(?o) ?.key1:=LANG(?o), , Bgp(?s ?p ?o)))")]
    [InlineData(
        "SELECT ?s (GROUP_CONCAT(DISTINCT ?o; SEPARATOR=\"; \") AS ?all) { ?s ?p ?o } GROUP BY ?s",
        "Project((?s ?all), Extend(Group(?s, ?.aggregate1:=GROUP_CONCAT(DISTINCT ?o; SEPARATOR = \"; \"), Bgp(?s ?p ?o)), ?all, ?.aggregate1))")]
    [InlineData("SELECT ?x { { SELECT ?x { ?x :p ?y } LIMIT 1 } ?x :q ?y }", "Project(?x, Join(Slice(0, 1, Project(?x, Bgp(?x :p ?y))), Bgp(?x :q ?y)))")]
    [InlineData("ASK { ?s ?p ?o }", "Bgp(?s ?p ?o)")]
    [InlineData("CONSTRUCT { ?s :q ?o } { ?s :p ?o } LIMIT 1", "Slice(0, 1, Bgp(?s :p ?o))")]
    public void Solution_modifiers_stand_in_the_order_of_the_standard(string query, string expected) => Assert.Equal(Expand(expected), Translate(query));

    [Fact]
    public void A_star_projects_the_variables_in_scope_in_order_of_appearance_and_no_blank_nodes()
    {
        var query = Parse("SELECT * { ?b :p [ :q ?a ] . _:x :r/:s ?c MINUS { ?hidden :p ?a } { SELECT ?d { ?d :p ?e } } BIND(1 AS ?f) FILTER EXISTS { ?g :p ?a } } VALUES ?h { 1 }");

        Assert.Equal(["b", "a", "c", "d", "f", "h"], query.Projection.Select(v => v.Name));
    }

    [Fact]
    public void The_short_form_of_construct_makes_its_template_the_pattern()
    {
        var query = Parse("CONSTRUCT FROM <g> WHERE { ?s :p [ :q ?o ] }");

        Assert.Equal(query.Template, Assert.IsType<Bgp>(query.Pattern).Patterns);
        Assert.Equal("http://base/g", Assert.Single(query.From).Value);
    }

    [Fact]
    public void Describe_names_each_thing_once_and_star_names_the_variables_in_scope()
    {
        Assert.Equal(["<http://e/a>", "?x"], Parse("DESCRIBE :a ?x :a { ?x :p ?y }").Described.Select(d => d.ToString()));
        Assert.Equal(["?x", "?y"], Parse("DESCRIBE * { ?x :p ?y }").Described.Select(d => d.ToString()));
        Assert.Equal("Bgp()", AlgebraText.Of(Parse("DESCRIBE :a").Pattern));
    }

    [Fact]
    public void A_service_keeps_the_text_of_its_pattern_and_the_prologue_that_it_needs()
    {
        var query = Parse("SELECT * { SERVICE SILENT ?end { ?s :p ?o # a comment with } in it\n { ?s a ?c } } ?end :q 1 }");

        var service = Assert.IsType<ServicePattern>(Assert.IsType<Join>(Assert.IsType<Project>(query.Pattern).Input).Left);
        Assert.True(service.Silent);
        Assert.Equal("{ ?s :p ?o # a comment with } in it\n { ?s a ?c } }", service.PatternText);
        Assert.Equal("BASE <http://base/>\nPREFIX : <http://e/>\n", service.Prologue);
        Assert.Equal(["end", "s", "o", "c"], query.Projection.Select(v => v.Name));
    }

    [Fact]
    public void Collections_and_blank_node_lists_become_triples()
    {
        var query = Parse("SELECT * { (1 [ :p 2 ]) :q () . [] :r ( _:a ) }");

        var bgp = Assert.IsType<Bgp>(Assert.IsType<Project>(query.Pattern).Input);
        Assert.Equal(
            Expand("Bgp(?.cell1 rdf:first 1 . ?.cell1 rdf:rest ?.cell2 . ?.anon3 :p 2 . ?.cell2 rdf:first ?.anon3 . ?.cell2 rdf:rest rdf:nil . ?.cell1 :q rdf:nil . ?.cell5 rdf:first ?.label:a . ?.cell5 rdf:rest rdf:nil . ?.anon4 :r ?.cell5)"),
            AlgebraText.Of(bgp));
    }

    [Fact]
    public void Long_chains_of_associative_operators_stay_flat()
    {
        var unions = string.Join(" UNION ", Enumerable.Range(0, 1000).Select(i => $"{{ ?s :p {i} }}"));
        var ors = string.Join(" || ", Enumerable.Range(0, 1000).Select(i => $"?o = {i}"));
        var groups = string.Concat(Enumerable.Range(0, 1000).Select(i => $"{{ ?s :p ?o{i} }}"));

        Assert.True(TreeHeight.Of(Parse($"SELECT * {{ {unions} FILTER({ors}) {groups} }}").Pattern, 30));
    }

    private static SparqlQuery Parse(string query) => SparqlParser.Parse(Prologue + query, "http://base/");

    private static string Translate(string query)
    {
        var parsed = Parse(query);
        var text = AlgebraText.Of(parsed.Pattern);
        return query.StartsWith("SELECT *", StringComparison.Ordinal) && parsed.Pattern is Project project
            ? $"Project(*, {AlgebraText.Of(project.Input)})"
            : text;
    }

    // The expected texts are written with prefixes and bare numbers.
    private static string Expand(string text)
    {
        text = Replace(text, "(?<=^|[\\s(^!/|])(?<n>\\d+)(?=$|[\\s)])", "\"${n}\"^^<http://www.w3.org/2001/XMLSchema#integer>");
        text = Replace(text, "rdf:(?<name>\\w+)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#${name}>");
        return Replace(text, "(?<![\\w>]):(?<name>\\w+)", "<http://e/${name}>").Replace("?.label<http://e/a>", "?.label:a", StringComparison.Ordinal);
    }

    private static string Replace(string text, string pattern, string replacement) =>
        Regex.Replace(text, pattern, replacement, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
