using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Sparql.Tests.Evaluation.Naive;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Sparql.Tests.Differential;

/// <summary>
/// Random queries over random graphs that share triples: the engine, planned and unplanned, over memory and over a store with small updates on top, answers
/// what the algebra of the standard answers and what SQLite answers. OCWNDE_SEED=n|random begins elsewhere, OCWNDE_NIGHT=1 goes on for 100,000 queries.
/// </summary>
public sealed class OracleTests : IDisposable
{
    private const string Prefixes = "PREFIX : <http://example.org/> ";
    private const int QueriesPerDataset = 50;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ocwnde-oracle-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Engine_algebra_and_SQLite_give_the_same_answers()
    {
        var first = FirstSeed();
        var wanted = Environment.GetEnvironmentVariable("OCWNDE_NIGHT") == "1" ? 100_000 : 2_000;
        using var store = QuadStore.Open(folder.FullName);
        var (asked, bySql) = (0, 0);
        for (var dataset = first / QueriesPerDataset; asked < wanted; dataset++)
        {
            var data = new SharedGraphs(new Random(dataset));
            Bring(store, data, merges: dataset % 2 == 1);
            using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
            using var sql = new SqlOracle(snapshot);
            IQuadSource[] sources = [InMemory(data.All), snapshot];
            for (var seed = Math.Max(first, dataset * QueriesPerDataset); seed < (dataset + 1) * QueriesPerDataset && asked < wanted; seed++)
            {
                var text = new RandomQuery(new Random(seed)).Query(mayNameDataset: true);
                if (!TryParse(text, out var query))
                    continue;
                asked++;
                bySql += Check(query, data, sources, sql, $"OCWNDE_SEED={seed}\n{text}\n") ? 1 : 0;
            }
        }

        Assert.True(bySql > wanted / 4, $"Only {bySql} of {asked} queries were put to SQLite.");
    }

    private static bool Check(SparqlQuery query, SharedGraphs data, IQuadSource[] sources, SqlOracle sql, string which)
    {
        var expected = Naive(query, data);
        foreach (var source in sources)
        {
            foreach (var planner in new[] { PlannerOptions.Default, PlannerOptions.Off })
            {
                var actual = Answer(query, source, planner);
                if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
                    Assert.Fail($"{which}{source.GetType().Name}, planner {planner.Passes}\n{QueryEvaluator.Explain(query, source, new EvaluationOptions { Planner = planner })}{Difference("algebra", expected, "engine", actual)}{Lines(data.All)}");
            }
        }

        try
        {
            var actual = sql.Answer(query);
            Assert.True(expected.SequenceEqual(actual, StringComparer.Ordinal), $"{which}{Difference("algebra", expected, "SQLite", actual)}{Lines(data.All)}");
            return true;
        }
        catch (NotSupportedException)
        {
            // EXISTS, paths of any length and most functions are not put into SQL.
            return false;
        }
    }

    private static List<string> Naive(SparqlQuery query, SharedGraphs data)
    {
        var dataset = query.From.Count + query.FromNamed.Count > 0 ? data.Dataset(query.From, query.FromNamed) : data.Union();
        List<string> lines = [.. new NaiveEvaluator(dataset).Evaluate(query.Pattern)
            .Select(solution => string.Join(" | ", query.Projection.Select(variable => solution.GetValueOrDefault(variable)?.ToString() ?? "-")))];
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static List<string> Answer(SparqlQuery query, IQuadSource source, PlannerOptions planner)
    {
        using var solutions = (SolutionSequence)QueryEvaluator.Evaluate(query, source, new EvaluationOptions { Planner = planner });
        var lines = new List<string>();
        while (solutions.MoveNext())
            lines.Add(string.Join(" | ", Enumerable.Range(0, solutions.Variables.Count).Select(column => solutions[column]?.ToString() ?? "-")));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    // The start is one commit, merged into segments every other time, and each step a small one on top of it, by SPARQL Update.
    private static void Bring(QuadStore store, SharedGraphs data, bool merges)
    {
        var updater = new SparqlUpdater(store);
        updater.Update(new SparqlUpdateRequest { Update = "DROP ALL" }, CancellationToken.None);
        using (var transaction = store.BeginWrite())
        {
            new RdfDataset(data.Start).WriteTo(transaction.StageDataset(GraphClass.Content, AccessLevel.Open, StageMode.Add));
            transaction.Commit();
        }

        if (merges)
            store.Merge();
        foreach (var (removed, added) in data.Steps)
            updater.Update(new SparqlUpdateRequest { Update = $"DELETE DATA {{ {Text(removed)} }} ; INSERT DATA {{ {Text(added)} }}" }, CancellationToken.None);
    }

    private static string Text(List<Quad> quads)
    {
        var text = new StringBuilder();
        foreach (var quad in quads)
            text.Append(quad.Graph is null ? $"{quad.Triple} . " : $"GRAPH {quad.Graph} {{ {quad.Triple} }} ");
        return text.ToString();
    }

    private static MemoryQuadSource InMemory(RdfDataset dataset)
    {
        var builder = new MemoryQuadSourceBuilder(DefaultGraphMode.Union);
        dataset.WriteTo(builder);
        return builder.Build();
    }

    private static bool TryParse(string text, out SparqlQuery query)
    {
        try
        {
            query = SparqlParser.Parse(Prefixes + text);
            return true;
        }
        catch (SparqlSyntaxException)
        {
            query = null!;
            return false;
        }
    }

    private static int FirstSeed() => Environment.GetEnvironmentVariable("OCWNDE_SEED") switch
    {
        null or "" => 1,
        "random" => Random.Shared.Next(1 << 24),
        var given => int.Parse(given, NumberStyles.None, CultureInfo.InvariantCulture),
    };

    private static string Difference(string one, List<string> expected, string other, List<string> actual) =>
        $"\n{one}:\n{string.Join('\n', expected)}\n{other}:\n{string.Join('\n', actual)}\n";

    private static string Lines(RdfDataset dataset) => "\ndata:\n" + string.Join('\n', dataset.Select(quad => $"{quad.Triple} {quad.Graph} ."));
}
