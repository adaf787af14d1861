using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History;

/// <summary>Which changes are recorded, and how.</summary>
internal static class HistoryRules
{
    /// <summary>Whether graphs of a class keep their older states: what people publish does; what the node derives or reports does not.</summary>
    internal static bool KeepsHistory(this GraphClass graphClass) => graphClass switch
    {
        GraphClass.Content or GraphClass.Terms or GraphClass.Links or GraphClass.Descriptions or GraphClass.Annotations or GraphClass.Stories => true,
        _ => false,
    };

    /// <summary>Whether the states of a graph up to now are in the history: its class says so, or it was of such a class since it came into being.</summary>
    internal static bool IsKept(in GraphState state, HistoryRecord? last) =>
        state.Exists && (state.Class.KeepsHistory() || last is { After.Exists: true });

    /// <summary>The record of a change, or <see langword="null"/> if it is not recorded.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="before">The graph before, or <see langword="null"/>.</param>
    /// <param name="after">The graph after, or <see langword="null"/>.</param>
    /// <param name="changedBefore">The commit that had changed it before; 0 if there was none.</param>
    /// <param name="last">The last record of the graph.</param>
    /// <param name="commit">The commit and when it was made.</param>
    /// <param name="added">The rows that it added.</param>
    /// <param name="removed">The rows that it removed.</param>
    internal static HistoryRecord? Record(
        TermId graph, GraphState? before, GraphState? after, long changedBefore, HistoryRecord? last, in CommitStamp commit, long added, long removed)
    {
        var then = before ?? GraphState.Missing(after!.Value);
        var now = after ?? GraphState.Missing(then);

        var wasKept = IsKept(then, last);
        if (!wasKept && !(now.Exists && now.Class.KeepsHistory()))
            return null;

        var kind = then.Exists && !wasKept ? HistoryKind.NotKept
            : removed == then.Rows || then.Rows <= added + removed ? HistoryKind.Whole
            : HistoryKind.Difference;
        return new HistoryRecord(graph, commit.Number, commit.Time, kind, then, now, added, removed, changedBefore);
    }
}

/// <summary>The number of a commit and when it was made.</summary>
internal readonly record struct CommitStamp(long Number, DateTimeOffset Time);
