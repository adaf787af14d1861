using System.Collections.Immutable;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>What one scope sees of a state: its graphs, and the segments that serve them. Nothing of other graphs is in here.</summary>
internal sealed class StoreView
{
    /// <summary>Ranges up to this many rows are counted row by row where not all graphs of a segment are shown.</summary>
    private const int CountedRows = 4096;

    /// <summary>The most graphs that are read one by one in graph order instead of filtering a wider range.</summary>
    private const int GraphsOneByOne = 16;

    /// <summary>How much dearer a row is that must be sorted than one that is passed over.</summary>
    private const int SortCost = 4;

    private readonly ImmutableArray<SegmentView> _segments;

    private StoreView(ImmutableArray<SegmentView> segments, ImmutableArray<GraphInfo> graphs, GraphInfo? unnamed)
    {
        _segments = segments;
        NamedGraphs = graphs;
        UnnamedGraph = unnamed;
    }

    internal ImmutableArray<GraphInfo> NamedGraphs { get; }

    internal GraphInfo? UnnamedGraph { get; }

    internal long QuadCount => NamedGraphs.Sum(graph => graph.QuadCount) + (UnnamedGraph?.QuadCount ?? 0);

    /// <summary>The ids of all graphs that a segment of this view serves, in order.</summary>
    internal IEnumerable<TermId> Graphs() => _segments.SelectMany(view => view.Served).Distinct().Order().Select(graph => new TermId(graph));

    internal static StoreView Create(StoreState state, ReaderScope scope, Func<GraphEntry, bool>? only = null, IReadOnlyCollection<long>? onlySegments = null)
    {
        var visible = state.Manifest.Graphs.Values
            .Where(graph => (scope == ReaderScope.Internal || graph.Access == AccessLevel.Open) && (only is null || only(graph)))
            .ToArray();
        var bySegment = visible.SelectMany(graph => graph.Layers.Select(layer => (layer.Segment, graph))).ToLookup(pair => pair.Segment, pair => pair.graph);
        var segments = state.Segments
            .Where(file => scope == ReaderScope.Internal || file.Segment.Info.Access == AccessLevel.Open)
            .Where(file => bySegment.Contains(file.Segment.Info.File) && (onlySegments is null || onlySegments.Contains(file.Segment.Info.File)))
            .Select(file => new SegmentView(file.Segment, bySegment[file.Segment.Info.File]));
        var infos = visible.Select(graph => new GraphInfo(graph.Id, graph.Class, graph.Rows) { Access = graph.Access, ValidFrom = graph.ValidFrom, ChangedAt = graph.ChangedAt }).ToArray();
        return new StoreView([.. segments], [.. infos.Where(graph => graph.Id.IsBound)], infos.Where(graph => !graph.Id.IsBound).Select(graph => (GraphInfo?)graph).FirstOrDefault());
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

        return total;
    }

    private static long Count(QuadSegment segment, Permutation permutation, in SegmentRange range, in GraphChoice graphs)
    {
        using var cursor = new SegmentCursor(segment, permutation, range, new GraphFilter(graphs.Graphs!), needsGraph: false);
        long count = 0;
        while (cursor.Fill())
        {
            count += cursor.End - cursor.Position;
            cursor.Position = cursor.End;
        }

        return count;
    }

    private static void OpenSegment(QuadSegment segment, in GraphChoice choice, in QuadPattern pattern, QuadOrder stored, int bound, List<RowCursor> cursors)
    {
        var permutation = Permutations.Of(stored);
        var needsGraph = pattern.Graphs.Kind is GraphSelectorKind.AnyNamed or GraphSelectorKind.Named;
        var range = SegmentRange.Find(segment, permutation, QuadKey.Of(pattern, stored), bound);
        if (range.Count == 0)
            return;

        // Where few rows of the range are of the wanted graphs it is cheaper to go by graph.
        var sorts = stored != QuadOrder.Spo;
        if (!choice.All && choice.Graphs!.Count <= GraphsOneByOne && choice.Rows * (sorts ? SortCost : 1) < range.Count
            && !segment.Directory(Permutation.Gspo).IsEmpty)
        {
            foreach (var graph in choice.Graphs)
                OpenGraph(segment, graph, pattern, stored, needsGraph, cursors);
            return;
        }

        cursors.Add(new SegmentCursor(segment, permutation, range, choice.All ? null : new GraphFilter(choice.Graphs!), needsGraph));
    }

    private static void OpenGraph(QuadSegment segment, ulong graph, in QuadPattern pattern, QuadOrder stored, bool needsGraph, List<RowCursor> cursors)
    {
        var (s, p, o) = (pattern.Subject.Value, pattern.Predicate.Value, pattern.Object.Value);
        var bound = s == 0 ? 1 : p == 0 ? 2 : o == 0 ? 3 : 4;
        var range = SegmentRange.Find(segment, Permutation.Gspo, new QuadKey(graph, s, p, o), bound);
        if (range.Count == 0)
            return;

        var cursor = new SegmentCursor(segment, Permutation.Gspo, range, filter: null, needsGraph);
        var others = (bound < 3 && p != 0) || (bound < 4 && o != 0);
        if (stored == QuadOrder.Spo && !others)
        {
            cursors.Add(cursor);
            return;
        }

        using (cursor)
        {
            var rows = new List<QuadKey>();
            for (; cursor.HasRows || cursor.Fill(); cursor.Position++)
            {
                var row = cursor.Head;
                if ((p == 0 || row.B == p) && (o == 0 || row.C == o))
                    rows.Add(row.Reorder(QuadOrder.Spo, stored));
            }

            rows.Sort();
            cursors.Add(new SortedRowsCursor(rows));
        }
    }
}
