using System.Collections.Immutable;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>An overlay as one scope sees it: the rows of graphs that the scope does not have are never shown.</summary>
internal sealed class OverlayView(Overlay overlay, ImmutableSortedDictionary<TermId, GraphEntry> graphs, Func<GraphEntry, bool> isVisible)
{
    /// <summary>Ranges up to this many rows are counted row by row where not all graphs are shown.</summary>
    private const int CountedRows = 4096;

    /// <summary>The most graphs that are read one by one in graph order instead of filtering a wider range.</summary>
    private const int GraphsOneByOne = 16;

    /// <summary>How much dearer a row is that must be sorted than one that is passed over.</summary>
    private const int SortCost = 4;

    internal bool IsEmpty => overlay.IsEmpty;

    /// <summary>The keys that a pattern's rows lie between in an order that has its bound columns first: from the first, up to the second.</summary>
    internal static (QuadKey Low, QuadKey High) Range(in QuadKey prefix, int bound)
    {
        const ulong Most = ulong.MaxValue;
        var (a, b, c, d) = (bound > 0, bound > 1, bound > 2, bound > 3);
        return (
            new(a ? prefix.A : 0, b ? prefix.B : 0, c ? prefix.C : 0, d ? prefix.D : 0),
            new(a ? prefix.A : Most, b ? prefix.B : Most, c ? prefix.C : Most, d ? prefix.D + 1 : Most));
    }

    /// <summary>Opens the cursors over the added rows of a pattern.</summary>
    internal void OpenAdded(in QuadPattern pattern, QuadOrder stored, int bound, bool needsGraph, List<RowCursor> cursors)
    {
        var permutation = Permutations.Of(stored);
        var (low, high) = Range(QuadKey.Of(pattern, stored), bound);
        var count = overlay.Added[permutation].CountBetween(low, high);
        if (count == 0)
            return;

        var listed = pattern.Graphs.Graphs;
        if (pattern.Graphs.Kind is GraphSelectorKind.Named or GraphSelectorKind.Merge && listed.Count <= GraphsOneByOne)
        {
            var rows = listed.Sum(graph => overlay.CountsOf(graph.Value).Added);
            if (rows == 0)
                return;
            if (rows * (stored == QuadOrder.Spo ? 1 : SortCost) < count)
            {
                foreach (var graph in listed.Distinct().Where(IsShown))
                    OpenGraph(graph.Value, pattern, stored, needsGraph, cursors);
                return;
            }
        }

        cursors.Add(new OverlayCursor(overlay.Added, permutation, low, high, Filter(pattern.Graphs), needsGraph));
    }

    private bool Removes(Permutation permutation, in QuadKey low, in QuadKey high) =>
        !overlay.Removed.IsEmpty && overlay.Removed[permutation].CountBetween(low, high) > 0;

    /// <summary>The rows that are removed between two keys of an order, for a cursor to leave out; <see langword="null"/> if there is none.</summary>
    internal RemovedRows? RemovedBetween(Permutation permutation, in QuadKey low, in QuadKey high) =>
        Removes(permutation, low, high) ? new RemovedRows(overlay.Removed[permutation]) : null;

    /// <summary>What the overlay changes about the number of rows of a pattern: exact or too high, never too low.</summary>
    internal long Estimate(in QuadPattern pattern, QuadOrder stored, int bound)
    {
        if (bound == 0)
            return Shown(pattern.Graphs).Sum(graph => overlay.CountsOf(graph).Net);

        var permutation = Permutations.Of(stored);
        var (low, high) = Range(QuadKey.Of(pattern, stored), bound);
        var added = overlay.Added[permutation].CountBetween(low, high);
        if (added is > 0 and <= CountedRows)
            added = Count(overlay.Added[permutation], low, high, Filter(pattern.Graphs));
        var removed = overlay.Removed[permutation].CountBetween(low, high);
        if (removed > 0)
            removed = removed <= CountedRows ? Count(overlay.Removed[permutation], low, high, Filter(pattern.Graphs)) : 0;
        return added - removed;
    }

    private static long Count(SortedRuns runs, in QuadKey low, in QuadKey high, Func<ulong, bool> shows)
    {
        long count = 0;
        var (place, end) = (runs.PlaceOf(low), runs.PlaceOf(high));
        for (; place.Run < end.Run || (place.Run == end.Run && place.Row < end.Row); place = new RunPlace(place.Run + 1, 0))
        {
            var run = runs.Run(place.Run);
            foreach (ref readonly var row in place.Run == end.Run ? run[place.Row..end.Row] : run[place.Row..])
                count += shows(row.D) ? 1 : 0;
        }

        return count;
    }

    private void OpenGraph(ulong graph, in QuadPattern pattern, QuadOrder stored, bool needsGraph, List<RowCursor> cursors)
    {
        var (s, p, o) = (pattern.Subject.Value, pattern.Predicate.Value, pattern.Object.Value);
        var (low, high) = Range(new QuadKey(graph, s, p, o), s == 0 ? 1 : p == 0 ? 2 : o == 0 ? 3 : 4);
        var cursor = new OverlayCursor(overlay.Added, Permutation.Gspo, low, high, shows: null, needsGraph);
        GraphOrder.Add(cursor, pattern, stored, cursors);
    }

    private IEnumerable<ulong> Shown(GraphSelector selector) => selector.Kind is GraphSelectorKind.Named or GraphSelectorKind.Merge
        ? selector.Graphs.Distinct().Where(IsShown).Select(graph => graph.Value)
        : overlay.Graphs.Where(Filter(selector));

    private Func<ulong, bool> Filter(GraphSelector selector)
    {
        switch (selector.Kind)
        {
            case GraphSelectorKind.Default:
                return graph => graphs.TryGetValue(new TermId(graph), out var entry) && entry.Class.IsInDefaultDataset() && isVisible(entry);
            case GraphSelectorKind.AnyNamed:
                return graph => graph != 0 && IsShown(new TermId(graph));
            default:
                var shown = Shown(selector).ToHashSet();
                return shown.Contains;
        }
    }

    private bool IsShown(TermId graph) => graphs.TryGetValue(graph, out var entry) && isVisible(entry);
}
