using System.Collections.Immutable;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.History;

/// <summary>Writes the history of a commit that goes to segments: compares both ends of each graph that it changed.</summary>
/// <remarks>The comparison reads the graph before and after in order, a few milliseconds for 100,000 quads; rows that were only added lie in layers of their own.</remarks>
internal static class HistoryRecorder
{
    internal static IReadOnlyList<HistoryFileInfo> Record(
        StoreState before, StoreState after, IReadOnlyList<GraphChange> changes, in CommitStamp commit, WorkFiles work, CancellationToken cancellation)
    {
        using var writer = new HistoryWriter(work);
        foreach (var change in changes)
        {
            before.Manifest.Graphs.TryGetValue(change.Graph, out var old);
            after.Manifest.Graphs.TryGetValue(change.Graph, out var now);
            var (then, later) = (GraphState.Of(before, change.Graph), GraphState.Of(after, change.Graph));
            if (HistoryRules.Record(change.Graph, then, later, old?.ChangedAt ?? 0, before.History.Last(change.Graph), commit, change.Added, change.Removed) is { } record)
                writer.Append(record, RowsOf(record, old, now, before, after), cancellation);
        }

        return writer.Finish();
    }

    private static IEnumerable<QuadKey> RowsOf(HistoryRecord record, GraphEntry? old, GraphEntry? now, StoreState before, StoreState after) => record.Kind switch
    {
        HistoryKind.Whole when old is not null => All(before, record.Graph),
        HistoryKind.Difference when record is { Added: 0, Removed: 0 } => [],
        HistoryKind.Difference when record.Removed == 0 && before.Overlay.IsEmpty && after.Overlay.IsEmpty && AddedLayers(old!, now!) is { IsEmpty: false } layers => Added(after, now!, layers),
        HistoryKind.Difference => Difference(before, after, record.Graph),
        _ => [],
    };

    private static Snapshot Open(StoreState state) => new(state.Lease(), ReaderScope.Internal, state.View(ReaderScope.Internal));

    private static IEnumerable<QuadKey> All(StoreState state, TermId graph)
    {
        using var snapshot = Open(state);
        using var rows = new GraphRowReader(snapshot, graph);
        for (; rows.HasRow; rows.MoveNext())
            yield return Flag(rows.Row, HistoryEntry.Removed);
    }

    /// <summary>The layers that came behind those that a graph had; none if those are not all there any more.</summary>
    private static ImmutableArray<GraphLayer> AddedLayers(GraphEntry old, GraphEntry now) =>
        now.Layers.Length > old.Layers.Length && now.Layers.AsSpan(0, old.Layers.Length).SequenceEqual(old.Layers.AsSpan())
            ? now.Layers[old.Layers.Length..] : [];

    private static IEnumerable<QuadKey> Added(StoreState state, GraphEntry graph, ImmutableArray<GraphLayer> layers)
    {
        var segments = layers.Select(layer => layer.Segment).ToHashSet();
        var view = StoreView.Create(
            ImmutableSortedDictionary<TermId, GraphEntry>.Empty.Add(graph.Id, graph with { Layers = layers }),
            state.Segments.Select(file => file.Segment).Where(segment => segments.Contains(segment.Info.File)),
            Overlay.Empty,
            ReaderScope.Internal);
        using var snapshot = new Snapshot(state.Lease(), ReaderScope.Internal, view);
        using var rows = new GraphRowReader(snapshot, graph.Id);
        for (; rows.HasRow; rows.MoveNext())
            yield return Flag(rows.Row, HistoryEntry.Added);
    }

    private static IEnumerable<QuadKey> Difference(StoreState before, StoreState after, TermId graph)
    {
        using var older = Open(before);
        using var newer = Open(after);
        using var old = new GraphRowReader(older, graph);
        using var now = new GraphRowReader(newer, graph);
        while (old.HasRow || now.HasRow)
        {
            var order = !old.HasRow ? 1 : !now.HasRow ? -1 : old.Row.CompareTo(now.Row);
            if (order < 0)
                yield return Flag(old.Row, HistoryEntry.Removed);
            if (order > 0)
                yield return Flag(now.Row, HistoryEntry.Added);
            if (order <= 0)
                old.MoveNext();
            if (order >= 0)
                now.MoveNext();
        }
    }

    private static QuadKey Flag(in QuadKey row, ulong flag) => new(row.A, row.B, row.C, flag);
}
