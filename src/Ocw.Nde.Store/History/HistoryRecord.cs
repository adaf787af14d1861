using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History;

/// <summary>What a history record keeps of the state of its graph before its commit. Part of the file format.</summary>
internal enum HistoryKind : byte
{
    /// <summary>The rows that the commit added and those that it removed.</summary>
    Difference = 0,

    /// <summary>All rows that the graph had before; none if it did not exist.</summary>
    Whole = 1,

    /// <summary>Nothing: the graph kept no history before this commit.</summary>
    NotKept = 2,

    /// <summary>Nothing any more: retention has let go what was before this commit.</summary>
    Forgotten = 3,

    /// <summary>The rows of the commit are erased from every version, this one included: before it the graph was as it is after it.</summary>
    Erased = 4,
}

/// <summary>What is known of a graph at one moment, beside its rows. Without rows it does not exist.</summary>
internal readonly record struct GraphState(GraphClass Class, AccessLevel Access, long Rows)
{
    internal bool Exists => Rows > 0;

    /// <summary>A graph as a state of the store has it; <see langword="null"/> if it is not there.</summary>
    internal static GraphState? Of(StoreState state, TermId graph) =>
        state.Manifest.Graphs.TryGetValue(graph, out var entry) ? Of(entry, state.Overlay) : null;

    internal static GraphState Of(GraphEntry entry, Overlay overlay) => new(entry.Class, entry.Access, entry.Rows + overlay.CountsOf(entry.Id.Value).Net);

    /// <summary>A graph that does not exist has the class and access level of <paramref name="other"/>: it must not look more open than that.</summary>
    internal static GraphState Missing(in GraphState other) => other with { Rows = 0 };
}

/// <summary>What one commit did to one graph, without the rows.</summary>
/// <param name="Graph">The graph; unbound for the unnamed one.</param>
/// <param name="Commit">The number of the commit.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Kind">What the rows of this record mean.</param>
/// <param name="Before">The graph before the commit.</param>
/// <param name="After">The graph after it.</param>
/// <param name="Added">The rows that the commit added, however many are kept.</param>
/// <param name="Removed">The rows that it removed, however many are kept.</param>
/// <param name="ChangedBefore">The commit that had changed the graph before this one; 0 if there was none.</param>
internal sealed record HistoryRecord(
    TermId Graph, long Commit, DateTimeOffset Time, HistoryKind Kind, GraphState Before, GraphState After, long Added, long Removed, long ChangedBefore)
{
    /// <summary>The level of the file that the record lies in: rows that were or became closed never lie with open ones.</summary>
    internal AccessLevel Access => Before.Access == AccessLevel.Closed || After.Access == AccessLevel.Closed ? AccessLevel.Closed : AccessLevel.Open;
}

/// <summary>A record and its rows, wherever they lie.</summary>
internal abstract class HistoryEntry(HistoryRecord record)
{
    /// <summary>In the fourth column of a row: the commit added it.</summary>
    internal const ulong Added = 0;

    /// <summary>In the fourth column of a row: the commit removed it, or (<see cref="HistoryKind.Whole"/>) it was there before.</summary>
    internal const ulong Removed = 1;

    internal HistoryRecord Record => record;

    /// <summary>The number of rows that are kept.</summary>
    internal abstract long Rows { get; }

    /// <summary>The rows in order of subject, predicate, object, each with <see cref="Added"/> or <see cref="Removed"/> behind it.</summary>
    internal abstract IEnumerable<QuadKey> Read();
}

/// <summary>A record whose rows are in memory, because the commit is only in the log yet.</summary>
internal sealed class PendingEntry(HistoryRecord record, QuadKey[] rows) : HistoryEntry(record)
{
    internal override long Rows => rows.Length;

    internal override IEnumerable<QuadKey> Read() => rows;
}
