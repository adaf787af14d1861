using System.Globalization;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

public sealed class PlannedQueryTests
{
    private static readonly MemoryQuadSource Works = Collection();

    [Theory]
    [InlineData("SELECT * { :work7 ?p ?o }")]
    [InlineData("SELECT * { VALUES ?s { :work7 :work8 } ?s :title ?t }")]
    [InlineData("ASK { :work7 :maker ?m }")]
    [InlineData("SELECT * { ?s ?p ?o } LIMIT 20")]
    [InlineData("SELECT * { ?s :title ?t ; :maker ?m } LIMIT 20")]
    public void A_look_up_is_estimated_to_cost_little(string query) => Assert.InRange(Cost(query), 0, 500);

    [Theory]
    [InlineData("SELECT * { ?s ?p ?o }")]
    [InlineData("SELECT * { ?s ?p ?o } ORDER BY ?o LIMIT 20")]
    [InlineData("SELECT ?m (COUNT(?s) AS ?n) { ?s :maker ?m ; :title ?t } GROUP BY ?m LIMIT 5")]
    [InlineData("SELECT * { ?s :title ?t FILTER(REGEX(?t, 'x')) }")]
    [InlineData("SELECT * { ?s :maker/:maker* ?m }")]
    public void A_query_that_reads_most_of_the_data_is_estimated_to_cost_much(string query) => Assert.InRange(Cost(query), 3000, double.MaxValue);

    [Fact]
    public void A_planned_query_tells_its_real_rows_after_it_ran()
    {
        var planned = Plan("SELECT ?t { :work7 :title ?t }");
        using (var result = (SolutionSequence)planned.Run(timed: true))
        {
            Assert.True(result.MoveNext());
            Assert.False(result.MoveNext());
        }

        var root = planned.Explain();
        Assert.Equal("Project", root.Name);
        Assert.Equal(1, root.Rows);
        Assert.True(root.Milliseconds > 0);
        Assert.Equal(("Scan", 1L), (root.Inputs[0].Name, root.Inputs[0].Rows));
        using var json = JsonDocument.Parse(root.ToJson());
        Assert.Equal("Scan", json.RootElement.GetProperty("inputs")[0].GetProperty("operator").GetString());
        Assert.StartsWith("Project ?t [~1, 1 rows, ", root.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_planned_query_runs_once()
    {
        using var planned = Plan("ASK { ?s ?p ?o }");
        using (planned.Run())
        {
            Assert.Throws<InvalidOperationException>(() => planned.Run());
        }
    }

    private static double Cost(string query)
    {
        using var planned = Plan(query);
        return planned.EstimatedCost;
    }

    private static PlannedQuery Plan(string query) => QueryEvaluator.Prepare(SparqlParser.Parse(Data.Prefixes + query, "http://example.org/"), Works);

    private static MemoryQuadSource Collection()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 2000; i++)
            text.Append(CultureInfo.InvariantCulture, $":work{i} :title \"work {i}\" ; :maker :maker{i % 50} .\n");
        return Data.Of(text.ToString());
    }
}
