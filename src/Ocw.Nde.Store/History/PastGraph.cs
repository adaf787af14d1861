using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.History;

/// <summary>How a graph was after an older commit, and from what that state can be made.</summary>
/// <param name="Entry">The graph as it was, with the layers it has now; the strictest access of then and now.</param>
/// <param name="Start">The record whose rows the walk backwards starts from; <see langword="null"/> for the rows of now.</param>
/// <param name="Differences">The differences to undo, oldest first.</param>
internal sealed record PastGraph(GraphEntry Entry, HistoryEntry? Start, IReadOnlyList<HistoryEntry> Differences)
{
    /// <summary>Whether the graph is as it was.</summary>
    internal bool IsUnchanged { get; private init; }

    /// <summary>The number of the quads that it had.</summary>
    internal long Rows { get; private init; }

    /// <summary>The most rows that must be read to undo what was done since.</summary>
    internal long RowsToUndo => Differences.Sum(entry => entry.Rows);

    /// <summary>Finds a graph as it was after a commit; <see langword="null"/> if it did not exist, or keeps no history and has changed since.</summary>
    /// <exception cref="VersionNotKeptException">Retention has let that state go.</exception>
    internal static PastGraph? Find(StoreState now, TermId graph, long commit)
    {
        now.Manifest.Graphs.TryGetValue(graph, out var live);
        var after = now.History.After(graph, commit);
        if (after.Count == 0)
            return live is null || !IsKnown(now, live, commit) ? null : new PastGraph(live, null, []) { IsUnchanged = true };

        var stop = after.FindIndex(entry => entry.Record.Kind is not (HistoryKind.Difference or HistoryKind.Erased));
        var start = stop < 0 ? null : after[stop];
        if (start?.Record.Kind == HistoryKind.Forgotten)
            throw new VersionNotKeptException(commit, start.Record.Commit, start.Record.Time);

        var first = after[0].Record;
        if (!first.Before.Exists || start?.Record.Kind == HistoryKind.NotKept)
            return null;

        var access = first.Before.Access == AccessLevel.Closed || AccessNow(live, after) == AccessLevel.Closed ? AccessLevel.Closed : AccessLevel.Open;
        var entry = new GraphEntry(graph, first.Before.Class, access, first.ChangedBefore, first.ChangedBefore, now.LayersOf(graph));
        return new PastGraph(entry, start, stop < 0 ? after : after[..stop]) { Rows = first.Before.Rows };
    }

    // A graph that is gone is as strict as it was last.
    private static AccessLevel AccessNow(GraphEntry? live, List<HistoryEntry> after) => live?.Access ?? after[^1].Record.After.Access;

    private static bool IsKnown(StoreState now, GraphEntry live, long commit) =>
        live.ChangedAt <= commit || HistoryRules.IsKept(GraphState.Of(live, now.Overlay), now.History.Last(live.Id));
}
