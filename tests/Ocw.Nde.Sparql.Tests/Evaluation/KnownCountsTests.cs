using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

/// <summary>Questions that a store answers from the counts it keeps, compared with the same data in memory, where rows are counted.</summary>
public sealed class KnownCountsTests : IDisposable
{
    private const string Works = """
        :g1 { :a a :Work, :Painting ; :title "x" ; :maker :m . :m a :Person . :a :same :a }
        :g2 { :a a :Work ; :title "x", "y" . :b a :Work ; :maker :m }
        :g3 { :c a :Work ; :title "x"@nl . :p :q :Painting }
        """;

    private readonly string folder = Path.Combine(Path.GetTempPath(), "ocwnde-" + Guid.NewGuid().ToString("N"));
    private readonly QuadStore store;

    public KnownCountsTests()
    {
        store = QuadStore.Open(folder);
        using var transaction = store.BeginWrite();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Data.Prefixes + Works), RdfFormats.TriG, transaction.StageDataset(GraphClass.Content));
        transaction.Commit();
    }

    [Theory]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "Count")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :title ?o }", "Count")]
    [InlineData("SELECT (COUNT(?s) AS ?n) { ?s :nothing ?o }", null)]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?s }", "Count")]
    [InlineData("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", null)]
    [InlineData("SELECT (COUNT(*) AS ?n) { GRAPH :g1 { ?s ?p ?o } }", null)]
    [InlineData("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p", "KnownCounts")]
    [InlineData("SELECT (?p AS ?q) (COUNT(?s) AS ?n) (COUNT(*) AS ?m) { ?s ?p ?o } GROUP BY ?p HAVING(COUNT(*) > 1)", "KnownCounts")]
    [InlineData("SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t", "KnownCounts")]
    [InlineData("SELECT ?g ?t (COUNT(*) AS ?n) { GRAPH ?g { ?s a ?t } } GROUP BY ?g ?t", "KnownCounts")]
    [InlineData("SELECT DISTINCT ?p { ?s ?p ?o }", "KnownCounts")]
    [InlineData("SELECT DISTINCT ?t { ?s a ?t }", "KnownCounts")]
    [InlineData("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?s } GROUP BY ?p", null)]
    [InlineData("SELECT ?p (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o } GROUP BY ?p", null)]
    [InlineData("SELECT ?s (COUNT(*) AS ?n) { ?s a ?t } GROUP BY ?s", null)]
    [InlineData("SELECT ?p (COUNT(*) AS ?n) FROM :g1 { ?s ?p ?o } GROUP BY ?p", "KnownCounts")]
    [InlineData("SELECT ?g ?t (COUNT(*) AS ?n) FROM NAMED :g1 { GRAPH ?g { ?s a ?t } } GROUP BY ?g ?t", "KnownCounts")]
    [InlineData("SELECT DISTINCT ?s { ?s a ?t }", null)]
    public void Kept_counts_and_counted_rows_are_the_same(string query, string? @operator)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        var memory = Data.Of(Works, DefaultGraphMode.Union);
        var parsed = SparqlParser.Parse(Data.Prefixes + query, "http://example.org/");
        Assert.Equal(Rows(parsed, memory), Rows(parsed, snapshot));
        Assert.Equal(@operator is not null, @operator is not null && QueryEvaluator.Explain(parsed, snapshot).Contains(@operator, StringComparison.Ordinal));
        if (@operator is null)
            Assert.DoesNotContain("KnownCounts", QueryEvaluator.Explain(parsed, snapshot), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static List<string> Rows(Algebra.SparqlQuery query, IQuadSource source)
    {
        using var solutions = (SolutionSequence)QueryEvaluator.Evaluate(query, source);
        var rows = new List<string>();
        while (solutions.MoveNext())
            rows.Add(string.Join(' ', Enumerable.Range(0, solutions.Variables.Count).Select(column => solutions[column]?.ToString())));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
