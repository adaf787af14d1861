using System.Runtime.InteropServices;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Statistics;

/// <summary>The rows by which a state differs from an earlier one, and what follows from them for its counts.</summary>
internal sealed class CountedChanges
{
    private readonly QuadKey[] _added;
    private readonly QuadKey[] _removed;

    private CountedChanges(QuadKey[] added, QuadKey[] removed)
    {
        _added = added;
        _removed = removed;
    }

    internal static CountedChanges None { get; } = new([], []);

    internal int Count => _added.Length + _removed.Length;

    /// <summary>These changes and those of one commit more; rows are subject, predicate, object, graph.</summary>
    internal CountedChanges With(ReadOnlySpan<QuadKey> added, ReadOnlySpan<QuadKey> removed) => new([.. _added, .. added], [.. _removed, .. removed]);

    /// <summary>The counts by predicate after the changes.</summary>
    /// <returns><see langword="false"/> if they can only be counted anew.</returns>
    internal bool TryApply(Snapshot after, PredicateCounts before, out PredicateCounts counts)
    {
        counts = before;
        if (DistinctChanges(after) is not { } changes)
            return false;
        var byTerm = before.All.ToDictionary(entry => entry.Term.Value, entry => entry.Count);
        foreach (var (triple, change) in changes)
            CollectionsMarshal.GetValueRefOrAddDefault(byTerm, triple.B, out _) += change;
        counts = new PredicateCounts(Sorted(byTerm));
        return true;
    }

    /// <summary>The counts by class after the changes.</summary>
    /// <returns><see langword="false"/> if they can only be counted anew.</returns>
    internal bool TryApply(Snapshot after, IReadOnlyList<TermCount> before, out IReadOnlyList<TermCount> counts)
    {
        counts = before;
        if (DistinctChanges(after) is not { } changes)
            return false;
        var type = StatisticsScan.ClassPredicate(after).Value;
        var byTerm = before.ToDictionary(entry => entry.Term.Value, entry => entry.Count);
        foreach (var (triple, change) in changes.Where(entry => entry.Key.B == type))
            CollectionsMarshal.GetValueRefOrAddDefault(byTerm, triple.C, out _) += change;
        counts = Sorted(byTerm);
        return true;
    }

    /// <summary>The counts by graph and class after the changes.</summary>
    /// <returns><see langword="false"/> if they can only be counted anew.</returns>
    internal bool TryApply(Snapshot after, IReadOnlyList<GraphClassCount> before, out IReadOnlyList<GraphClassCount> counts)
    {
        counts = before;
        if (!AreGraphsKnown(after))
            return false;
        var type = StatisticsScan.ClassPredicate(after).Value;
        var byPair = before.ToDictionary(entry => (entry.Graph.Value, entry.Class.Value), entry => entry.Count);
        foreach (var row in _added.Where(row => row.B == type && row.D != 0))
            CollectionsMarshal.GetValueRefOrAddDefault(byPair, (row.D, row.C), out _)++;
        foreach (var row in _removed.Where(row => row.B == type && row.D != 0))
            CollectionsMarshal.GetValueRefOrAddDefault(byPair, (row.D, row.C), out _)--;
        counts = [.. byPair.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key)
            .Select(entry => new GraphClassCount(new TermId(entry.Key.Item1), new TermId(entry.Key.Item2), entry.Value))];
        return true;
    }

    private static List<TermCount> Sorted(Dictionary<ulong, long> counts) =>
        [.. counts.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key).Select(entry => new TermCount(new TermId(entry.Key), entry.Value))];

    // For each triple that the changes touch: 1 if the default dataset has got it, -1 if it has lost it.
    private Dictionary<QuadKey, int>? DistinctChanges(Snapshot after)
    {
        if (!AreGraphsKnown(after))
            return null;
        var net = new Dictionary<QuadKey, int>();
        foreach (var row in _added.Where(row => IsInDefault(after, row.D)))
            CollectionsMarshal.GetValueRefOrAddDefault(net, Triple(row), out _)++;
        foreach (var row in _removed.Where(row => IsInDefault(after, row.D)))
            CollectionsMarshal.GetValueRefOrAddDefault(net, Triple(row), out _)--;

        var batch = new QuadBatch(64, QuadColumns.Graph);
        foreach (var (triple, change) in net)
        {
            var now = GraphsOf(after, triple, batch);
            net[triple] = (now > 0 ? 1 : 0) - (now - change > 0 ? 1 : 0);
        }

        return net;
    }

    // A graph that the scope does not see has no part in its counts, and one that is gone cannot tell whether it had.
    private bool AreGraphsKnown(Snapshot after) => _added.Concat(_removed).Select(row => row.D).Distinct().All(graph => after.TryGetGraph(new TermId(graph), out _));

    private static QuadKey Triple(in QuadKey row) => new(row.A, row.B, row.C, 0);

    private static bool IsInDefault(Snapshot snapshot, ulong graph) => snapshot.TryGetGraph(new TermId(graph), out var info) && info.Class.IsInDefaultDataset();

    private static int GraphsOf(Snapshot snapshot, in QuadKey triple, QuadBatch batch)
    {
        var count = 0;
        var pattern = new QuadPattern(new TermId(triple.A), new TermId(triple.B), new TermId(triple.C), GraphSelector.AnyNamed);
        using (var named = snapshot.Scan(pattern, QuadOrder.Any))
        {
            for (int rows; (rows = named.Next(batch)) > 0;)
            {
                for (var i = 0; i < rows; i++)
                    count += IsInDefault(snapshot, batch.Graphs[i]) ? 1 : 0;
            }
        }

        if (snapshot.UnnamedGraph is null)
            return count;
        using var unnamed = snapshot.Scan(pattern with { Graphs = GraphSelector.Named(TermId.Unbound) }, QuadOrder.Any);
        return count + (unnamed.Next(batch) > 0 ? 1 : 0);
    }
}
