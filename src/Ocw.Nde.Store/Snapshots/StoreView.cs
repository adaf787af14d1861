using System.Collections.Immutable;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Statistics;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>What one scope sees of a state: its graphs, the segments that serve them, and the overlay. Nothing of other graphs is shown.</summary>
internal sealed class StoreView
{
    /// <summary>Ranges up to this many rows are counted row by row where not all graphs of a segment are shown.</summary>
    private const int CountedRows = 4096;

    /// <summary>The most graphs that are read one by one in graph order instead of filtering a wider range.</summary>
    private const int GraphsOneByOne = 16;

    /// <summary>How much dearer a row is that must be sorted than one that is passed over.</summary>
    private const int SortCost = 4;

    private readonly ImmutableArray<SegmentView> _segments;
    private readonly OverlayView _overlay;

    private StoreView(ImmutableArray<SegmentView> segments, OverlayView overlay, ImmutableArray<GraphInfo> graphs, GraphInfo? unnamed)
    {
        _segments = segments;
        _overlay = overlay;
        NamedGraphs = graphs;
        UnnamedGraph = unnamed;
    }

    internal ImmutableArray<GraphInfo> NamedGraphs { get; }

    internal GraphInfo? UnnamedGraph { get; }

    internal long QuadCount => NamedGraphs.Sum(graph => graph.QuadCount) + (UnnamedGraph?.QuadCount ?? 0);

    /// <summary>What has been counted of this view of an older state.</summary>
    internal StateStatistics PastStatistics { get; } = new();

    /// <summary>The ids of all graphs that a segment of this view serves, in order.</summary>
    internal IEnumerable<TermId> Graphs() => _segments.SelectMany(view => view.Served).Distinct().Order().Select(graph => new TermId(graph));

    /// <summary>What a scope sees of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="only">Leaves out graphs.</param>
    internal static StoreView Create(StoreState state, ReaderScope scope, Func<GraphEntry, bool>? only = null) =>
        Create(state.Manifest.Graphs, state.Segments.Select(file => file.Segment), state.Overlay, scope, only);

    /// <summary>The rows of some segments as they lie there, for merging: what the overlay says comes on top of the merged segment too.</summary>
    internal static StoreView CreateStored(StoreState state, IReadOnlyCollection<long> segments) => Create(
        state.Stored.Graphs,
        state.Segments.Select(file => file.Segment).Where(segment => segments.Contains(segment.Info.File)),
        Overlay.Empty,
        ReaderScope.Internal);

    /// <summary>What a scope sees of graphs: the rows of their layers without those that the overlay removes, and those that it adds.</summary>
    /// <param name="graphs">All graphs by id.</param>
    /// <param name="segments">Segments; those that serve no visible graph are left out.</param>
    /// <param name="overlay">What differs from the layers.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="only">Leaves out graphs.</param>
    internal static StoreView Create(
        ImmutableSortedDictionary<TermId, GraphEntry> graphs, IEnumerable<QuadSegment> segments, Overlay overlay, ReaderScope scope, Func<GraphEntry, bool>? only = null)
    {
        bool IsVisible(GraphEntry graph) => (scope == ReaderScope.Internal || graph.Access == AccessLevel.Open) && (only is null || only(graph));

        var visible = graphs.Values.Where(IsVisible).ToArray();
        var bySegment = visible.SelectMany(graph => graph.Layers.Select(layer => (layer.Segment, graph))).ToLookup(pair => pair.Segment, pair => pair.graph);
        var views = segments
            .Where(segment => (scope == ReaderScope.Internal || segment.Info.Access == AccessLevel.Open) && bySegment.Contains(segment.Info.File))
            .Select(segment => new SegmentView(segment, bySegment[segment.Info.File]));
        var infos = visible.Select(graph => Info(graph, overlay)).ToArray();
        return new StoreView(
            [.. views],
            new OverlayView(overlay, graphs, IsVisible),
            [.. infos.Where(graph => graph.Id.IsBound)],
            infos.Where(graph => !graph.Id.IsBound).Select(graph => (GraphInfo?)graph).FirstOrDefault());
    }

    /// <summary>Opens the cursors over all rows of a pattern, each sorted by a stored order that has the bound columns first.</summary>
    internal List<RowCursor> Open(in QuadPattern pattern, QuadOrder stored, int bound)
    {
        var cursors = new List<RowCursor>();
        try
        {
            foreach (var view in _segments)
            {
                var choice = view.Choose(pattern.Graphs);
                if (!choice.IsEmpty)
                    OpenSegment(view.Segment, choice, pattern, stored, bound, cursors);
            }

            if (!_overlay.IsEmpty)
                _overlay.OpenAdded(pattern, stored, bound, NeedsGraph(pattern), cursors);
        }
        catch
        {
            foreach (var cursor in cursors)
                cursor.Dispose();
            throw;
        }

        return cursors;
    }

    /// <summary>The rows that a pattern matches, before triples of several graphs are merged: exact for small ranges and for unbound patterns, else an upper bound.</summary>
    internal long Estimate(in QuadPattern pattern)
    {
        var choice = OrderChoice.For(pattern, QuadOrder.Any);
        var permutation = Permutations.Of(choice.Order);
        long total = 0;
        foreach (var view in _segments)
        {
            var graphs = view.Choose(pattern.Graphs);
            if (graphs.IsEmpty)
                continue;
            if (choice.Bound == 0)
            {
                total += graphs.Rows;
                continue;
            }

            var range = SegmentRange.Find(view.Segment, permutation, QuadKey.Of(pattern, choice.Order), choice.Bound);
            total += graphs.All || range.Count == 0 ? range.Count
                : range.Count <= CountedRows ? Count(view.Segment, permutation, range, graphs)
                : Math.Min(range.Count, graphs.Rows);
        }

        return _overlay.IsEmpty ? total : total + _overlay.Estimate(pattern, choice.Order, choice.Bound);
    }

    /// <summary>The rows that a pattern matches, each graph by itself, where they can be told without reading them.</summary>
    internal long? CountExactly(in QuadPattern pattern)
    {
        if (!_overlay.IsEmpty || pattern.Graphs.Kind is GraphSelectorKind.Default or GraphSelectorKind.Merge)
            return null;
        var choice = OrderChoice.For(pattern, QuadOrder.Any);
        long total = 0;
        foreach (var view in _segments)
        {
            var graphs = view.Choose(pattern.Graphs);
            if (graphs.IsEmpty)
                continue;
            if (choice.Bound > 0 && !graphs.All)
                return null;
            total += choice.Bound == 0 ? graphs.Rows : SegmentRange.Find(view.Segment, Permutations.Of(choice.Order), QuadKey.Of(pattern, choice.Order), choice.Bound).Count;
        }

        return total;
    }

    private static GraphInfo Info(GraphEntry graph, Overlay overlay) =>
        new(graph.Id, graph.Class, graph.Rows + overlay.CountsOf(graph.Id.Value).Net) { Access = graph.Access, ValidFrom = graph.ValidFrom, ChangedAt = graph.ChangedAt };

    private static bool NeedsGraph(in QuadPattern pattern) => pattern.Graphs.Kind is GraphSelectorKind.AnyNamed or GraphSelectorKind.Named;

    private static long Count(QuadSegment segment, Permutation permutation, in SegmentRange range, in GraphChoice graphs)
    {
        using var cursor = new SegmentCursor(segment, permutation, range, new GraphFilter(graphs.Graphs!), showsGraph: false);
        long count = 0;
        while (cursor.Fill())
        {
            count += cursor.End - cursor.Position;
            cursor.Position = cursor.End;
        }

        return count;
    }

    private void OpenSegment(QuadSegment segment, in GraphChoice choice, in QuadPattern pattern, QuadOrder stored, int bound, List<RowCursor> cursors)
    {
        var permutation = Permutations.Of(stored);
        var key = QuadKey.Of(pattern, stored);
        var range = SegmentRange.Find(segment, permutation, key, bound);
        if (range.Count == 0)
            return;

        // Where few rows of the range are of the wanted graphs it is cheaper to go by graph.
        var sorts = stored != QuadOrder.Spo;
        if (!choice.All && choice.Graphs!.Count <= GraphsOneByOne && choice.Rows * (sorts ? SortCost : 1) < range.Count
            && !segment.Directory(Permutation.Gspo).IsEmpty)
        {
            foreach (var graph in choice.Graphs)
                OpenGraph(segment, graph, pattern, stored, cursors);
            return;
        }

        cursors.Add(new SegmentCursor(segment, permutation, range, choice.All ? null : new GraphFilter(choice.Graphs!), NeedsGraph(pattern), Removed(permutation, key, bound)));
    }

    private void OpenGraph(QuadSegment segment, ulong graph, in QuadPattern pattern, QuadOrder stored, List<RowCursor> cursors)
    {
        var (s, p, o) = (pattern.Subject.Value, pattern.Predicate.Value, pattern.Object.Value);
        var bound = s == 0 ? 1 : p == 0 ? 2 : o == 0 ? 3 : 4;
        var key = new QuadKey(graph, s, p, o);
        var range = SegmentRange.Find(segment, Permutation.Gspo, key, bound);
        if (range.Count == 0)
            return;

        var cursor = new SegmentCursor(segment, Permutation.Gspo, range, filter: null, NeedsGraph(pattern), Removed(Permutation.Gspo, key, bound));
        GraphOrder.Add(cursor, pattern, stored, cursors);
    }

    private RemovedRows? Removed(Permutation permutation, in QuadKey key, int bound)
    {
        if (_overlay.IsEmpty)
            return null;
        var (low, high) = OverlayView.Range(key, bound);
        return _overlay.RemovedBetween(permutation, low, high);
    }
}
