using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.Support;

/// <summary>
/// Numbered transactions over several graphs and a cursor: after step <c>n</c> the store must hold exactly <see cref="Expected"/>, so that anyone who
/// finds it later can tell which step it shows and whether all of it is there.
/// </summary>
internal static class StoreSteps
{
    public const string CursorKey = "harvest/cursor";

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, HashSet<Quad>> Known = [];

    /// <summary>Small chunks, so that every step spills, splits graphs over segments, and merges; nothing is logged.</summary>
    public static StoreOptions Options { get; } = new() { MergeInBackground = false, StagingRows = 40, SharedGraphRows = 60, StagingTermBytes = 4096, LoggedRows = 0 };

    /// <summary>Every step is logged, and the log is flushed after some.</summary>
    public static StoreOptions Logged { get; } = new() { MergeInBackground = false, LogStepBytes = 1024, FlushRows = 150 };

    /// <summary>Some steps are logged and some are not; the log grows and changes its file often.</summary>
    public static StoreOptions Mixed { get; } = new() { MergeInBackground = false, LogStepBytes = 512, LoggedRows = 48, FlushRows = 90, SharedGraphRows = 60, RewrittenGraphRows = 10 };

    /// <summary>The ways of committing, for theories.</summary>
    public static TheoryData<string> Ways { get; } = [nameof(Options), nameof(Logged), nameof(Mixed)];

    public static StoreOptions Of(string way) => way switch
    {
        nameof(Logged) => Logged,
        nameof(Mixed) => Mixed,
        _ => Options,
    };

    public static void Commit(QuadStore store, int step)
    {
        using var transaction = store.BeginWrite();
        foreach (var (graph, access, mode) in Stages(step))
        {
            var stage = transaction.Stage(graph, GraphClass.Content, access, mode);
            foreach (var quad in QuadsOf(graph, step, mode))
                stage.Quad(quad);
        }

        if (step % 5 == 4)
            transaction.Drop(Graph("soms"));
        transaction.Put(CursorKey, Encoding.UTF8.GetBytes(step.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(transaction.Commit().Changed);
    }

    /// <summary>The last step that a store shows; 0 for none.</summary>
    public static int StepOf(QuadStore store)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        return StepOf(snapshot);
    }

    private static int StepOf(Snapshot snapshot) =>
        snapshot.TryGet(CursorKey, out var value) ? int.Parse(Encoding.UTF8.GetString(value.Span), System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>Compares all that a store holds with what it should after the step that it shows.</summary>
    public static void AssertConsistent(QuadStore store)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        AssertShows(snapshot, StepOf(snapshot));
        AssertShowed(store, StepOf(snapshot) / 2);
    }

    /// <summary>Compares what a store held after an earlier step with what its history says of it: each step is one commit.</summary>
    public static void AssertShowed(QuadStore store, int step)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal, step);
        var expected = Known.GetOrAdd(step, Expected);
        var found = All(snapshot);
        Assert.True(expected.SetEquals(found), $"after step {step} there were {expected.Count} quads, its history has {found.Count}, {found.Count(expected.Contains)} of them right");
        Assert.Equal(expected.Count, snapshot.QuadCount);
    }

    /// <summary>Compares all that a store holds with what it should after a step.</summary>
    public static void AssertShows(QuadStore store, int step)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        AssertShows(snapshot, step);
    }

    private static void AssertShows(Snapshot snapshot, int step)
    {
        var expected = Known.GetOrAdd(step, Expected);
        var found = All(snapshot);
        Assert.True(expected.SetEquals(found), $"step {step}: {expected.Count} quads expected, {found.Count} found, {found.Count(expected.Contains)} of them right");
        Assert.Equal(expected.Count, found.Count);
        Assert.Equal(expected.Count, snapshot.QuadCount);
        Assert.Equal(step, StepOf(snapshot));
    }

    public static List<Quad> All(Snapshot snapshot)
    {
        var quads = new List<Quad>();
        foreach (var graph in snapshot.NamedGraphs)
        {
            using var scan = snapshot.ScanGraph(graph.Id);
            var batch = new QuadBatch();
            for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            {
                for (var i = 0; i < count; i++)
                    quads.Add(new Quad(Term(batch.Subjects[i]), Term(batch.Predicates[i]), Term(batch.Objects[i]), Term(batch.Graphs[i])));
            }
        }

        return quads;

        RdfTerm Term(ulong id) => snapshot.Terms.Get(new TermId(id));
    }

    public static HashSet<Quad> Expected(int step)
    {
        var quads = new HashSet<Quad>();
        for (var past = 1; past <= step; past++)
        {
            foreach (var (graph, _, mode) in Stages(past))
            {
                if (mode == StageMode.Replace)
                    quads.RemoveWhere(quad => graph.Equals(quad.Graph));
                foreach (var quad in QuadsOf(graph, past, mode))
                    _ = mode == StageMode.Remove ? quads.Remove(quad with { Graph = graph }) : quads.Add(quad with { Graph = graph });
            }

            if (past % 5 == 4)
                quads.RemoveWhere(quad => Graph("soms").Equals(quad.Graph));
        }

        return quads;
    }

    private static Iri Graph(string name) => new("http://example.org/graph/" + name);

    private static IEnumerable<(Iri Graph, AccessLevel Access, StageMode Mode)> Stages(int step)
    {
        yield return (Graph("inhoud"), AccessLevel.Open, StageMode.Replace);
        yield return (Graph("gesloten"), AccessLevel.Closed, StageMode.Replace);
        yield return (Graph("groeit"), AccessLevel.Open, step % 6 == 2 ? StageMode.Remove : StageMode.Add);
        if (step % 5 != 4)
            yield return (Graph("soms"), AccessLevel.Open, StageMode.Replace);
    }

    private static IEnumerable<Quad> QuadsOf(Iri graph, int step, StageMode mode)
    {
        // Removing takes away a part of what the step before has added.
        var source = mode == StageMode.Remove ? step - 1 : step;
        for (var i = 0; i < (mode == StageMode.Remove ? 3 : 6 + (source * 7 % 23)); i++)
        {
            yield return new Quad(
                new Iri($"http://example.org/id/{i}"),
                new Iri($"http://example.org/p{i % 3}"),
                new Literal($"stap {source}, regel {i} van {graph.Value}"));
        }
    }
}
