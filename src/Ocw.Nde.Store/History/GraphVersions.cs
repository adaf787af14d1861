using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.History;

/// <summary>Lists the versions of a graph from its records.</summary>
internal static class GraphVersions
{
    internal static IReadOnlyList<GraphVersion> Of(StoreState state, TermId graph, ReaderScope scope)
    {
        var entries = state.History.Of(graph);
        if (scope == ReaderScope.Public && IsClosedNow(state, graph, entries))
            return [];
        return [.. entries.Where(entry => scope == ReaderScope.Internal || entry.Record.After.Access == AccessLevel.Open).Select(entry => VersionOf(entry.Record))];
    }

    private static bool IsClosedNow(StoreState state, TermId graph, List<HistoryEntry> entries) =>
        state.Manifest.Graphs.TryGetValue(graph, out var live) ? live.Access == AccessLevel.Closed
            : entries.Count > 0 && entries[^1].Record.After.Access == AccessLevel.Closed;

    private static GraphVersion VersionOf(HistoryRecord record) =>
        new(record.Commit, record.Time, KindOf(record), record.Added, record.Removed, record.After.Rows, record.After.Class, record.After.Access);

    private static GraphVersionKind KindOf(HistoryRecord record) => record.Kind switch
    {
        HistoryKind.Forgotten or HistoryKind.NotKept => GraphVersionKind.OldestKept,
        HistoryKind.Erased => GraphVersionKind.Erased,
        _ when !record.Before.Exists => GraphVersionKind.Created,
        _ when !record.After.Exists => GraphVersionKind.Dropped,
        _ => GraphVersionKind.Changed,
    };
}
