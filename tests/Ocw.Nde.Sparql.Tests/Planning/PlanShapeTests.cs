using System.Globalization;
using System.Text;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Sparql.Tests.Evaluation;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Sparql.Tests.Planning;

/// <summary>The plans of queries as heritage data gets them: the right one, and the same one whether there is much data or ten times as much.</summary>
public sealed class PlanShapeTests
{
    private static readonly MemoryQuadSource Small = Collection(1500);
    private static readonly MemoryQuadSource Large = Collection(15_000);

    [Theory]
    [InlineData("SELECT * { :work7 ?p ?o }", "Project(Scan)")]
    [InlineData("SELECT ?s ?t ?y { ?s :depicts :theme700 ; :title ?t ; :year ?y }", "Project(LookupJoin(LookupJoin(Scan)))")]
    [InlineData("SELECT ?s ?u { ?c :bornIn :place7 . ?s :maker ?c ; :image ?i . ?i :url ?u }", "Project(LookupJoin(LookupJoin(LookupJoin(Scan))))")]
    [InlineData("SELECT ?s ?i { ?s a :Photo ; :title ?t ; :number ?i }", "Project(MergeJoin(MergeJoin(Scan Scan) Scan))")]
    [InlineData("SELECT (COUNT(?s) AS ?n) { ?s :year ?y FILTER(?y >= 1650 && ?y < 1675) }", "Project(Extend(Group(Filter(Filter(Scan)))))")]
    [InlineData("SELECT ?c (COUNT(?s) AS ?n) { ?s :maker ?c } GROUP BY ?c ORDER BY DESC(?n) ?c LIMIT 10", "Slice(Project(Top(Extend(Group(Scan)))))")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "Project(Extend(Count(Scan)))")]
    [InlineData("SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t FILTER NOT EXISTS { ?s :image ?i } } GROUP BY ?t", "Project(Extend(Group(LateralSemiJoin(Scan LookupJoin(Seed)))))")]
    [InlineData("SELECT ?s ?t ?u { ?s :depicts :theme700 ; :title ?t OPTIONAL { ?s :image/:url ?u } }", "Project(LateralLeftJoin(LookupJoin(Scan) LookupJoin(LookupJoin(Seed))))")]
    [InlineData("SELECT ?c ?l { { SELECT ?c (COUNT(?s) AS ?n) { ?s :maker ?c } GROUP BY ?c ORDER BY DESC(?n) LIMIT 5 } ?c :bornIn ?l }", "Project(LookupJoin(Slice(Project(Top(Extend(Group(Scan)))))))")]
    public void A_plan_is_the_same_for_ten_times_as_much_data(string query, string shape)
    {
        Assert.Equal(shape, Shape(Small, query));
        Assert.Equal(shape, Shape(Large, query));
    }

    private static string Shape(MemoryQuadSource source, string query)
    {
        var lines = QueryEvaluator.Explain(SparqlParser.Parse(Data.Prefixes + query), source).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var at = 0;
        return Tree(0);

        string Tree(int depth)
        {
            var name = lines[at++].Trim().Split(' ')[0];
            var inputs = new List<string>();
            while (at < lines.Length && Indent(lines[at]) > depth)
                inputs.Add(Tree(depth + 1));
            return inputs.Count == 0 ? name : $"{name}({string.Join(' ', inputs)})";
        }
    }

    private static int Indent(string line) => (line.Length - line.TrimStart().Length) / 2;

    // Themes, makers and places are few and used unevenly; every third work is a photo, every second has an image.
    private static MemoryQuadSource Collection(int works)
    {
        var text = new StringBuilder();
        for (var i = 0; i < works; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $":work{i} a {(i % 3 == 0 ? ":Photo" : ":Painting")} ; :title \"work {i}\" ; :number \"nr {i}\" ; :year {1500 + (i % 400)} ; ");
            text.Append(CultureInfo.InvariantCulture, $":depicts :theme{i % 750} ; :maker :maker{i % (works / 20)} .\n");
            if (i % 2 == 0)
                text.Append(CultureInfo.InvariantCulture, $":work{i} :image :image{i} . :image{i} :url \"http://images.example.org/{i}\" .\n");
        }

        for (var i = 0; i < works / 20; i++)
            text.Append(CultureInfo.InvariantCulture, $":maker{i} :bornIn :place{i % 50} .\n");
        return Data.Of(text.ToString());
    }
}
