using System.Collections.Immutable;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History;

/// <summary>All history of one state of the store: that in files, and that of commits which are only in the log yet. Immutable.</summary>
internal sealed class HistoryView
{
    private readonly ImmutableDictionary<TermId, ImmutableList<HistoryEntry>> _pending;
    private readonly Lazy<CommitStamp[]> _commits;

    private HistoryView(ImmutableArray<HeldFile<HistoryFile>> files, ImmutableDictionary<TermId, ImmutableList<HistoryEntry>> pending)
    {
        Files = files;
        _pending = pending;
        _commits = new Lazy<CommitStamp[]>(CollectCommits);
    }

    /// <summary>No history.</summary>
    internal static HistoryView Empty { get; } = new([], ImmutableDictionary<TermId, ImmutableList<HistoryEntry>>.Empty);

    internal ImmutableArray<HeldFile<HistoryFile>> Files { get; }

    /// <summary>The records that are in no file yet, in order of graph and commit.</summary>
    internal IEnumerable<HistoryEntry> Pending => _pending.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value);

    /// <summary>The commits of which there are records, in order.</summary>
    internal IReadOnlyList<CommitStamp> Commits => _commits.Value;

    internal static HistoryView Create(IEnumerable<HeldFile<HistoryFile>> files) => Empty.With([.. files]);

    /// <summary>The same with other files.</summary>
    internal HistoryView With(ImmutableArray<HeldFile<HistoryFile>> files) => new(files, _pending);

    /// <summary>The same after the records up to a commit were written to files.</summary>
    internal HistoryView Flushed(IEnumerable<HeldFile<HistoryFile>> files, long upTo) => new(
        [.. Files, .. files],
        _pending
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.RemoveAll(entry => entry.Record.Commit <= upTo)))
            .Where(pair => !pair.Value.IsEmpty)
            .ToImmutableDictionary());

    /// <summary>Records a commit that goes to the log: in memory, until a flush writes it to a file.</summary>
    internal HistoryView Record(LoggedCommit commit)
    {
        var (pending, stamp) = (_pending, new CommitStamp(commit.CommitNumber, commit.CommittedAt));
        foreach (var change in commit.Graphs)
        {
            if (Record(change, stamp) is { } entry)
                pending = pending.SetItem(change.Graph, pending.GetValueOrDefault(change.Graph, ImmutableList<HistoryEntry>.Empty).Add(entry));
        }

        return ReferenceEquals(pending, _pending) ? this : new HistoryView(Files, pending);
    }

    /// <summary>The records of a graph, oldest first.</summary>
    internal List<HistoryEntry> Of(TermId graph) => After(graph, -1);

    /// <summary>The records of a graph from behind a commit on, oldest first.</summary>
    internal List<HistoryEntry> After(TermId graph, long commit)
    {
        var entries = new List<HistoryEntry>();
        foreach (var file in Files)
        {
            if (file.Segment.Info.LastCommit <= commit)
                continue;
            var stored = file.Segment.Entries;
            for (var place = file.Segment.PlaceAfter(graph, commit); place < stored.Length && stored[place].Record.Graph == graph; place++)
                entries.Add(stored[place]);
        }

        if (_pending.TryGetValue(graph, out var pending))
            entries.AddRange(pending.Where(entry => entry.Record.Commit > commit));
        entries.Sort(static (x, y) => x.Record.Commit.CompareTo(y.Record.Commit));
        return entries;
    }

    /// <summary>The newest record of a graph.</summary>
    internal HistoryRecord? Last(TermId graph)
    {
        if (_pending.TryGetValue(graph, out var pending))
            return pending[^1].Record;
        HistoryRecord? last = null;
        foreach (var file in Files)
        {
            var place = file.Segment.PlaceAfter(graph, long.MaxValue) - 1;
            if (place >= 0 && file.Segment.Entries[place].Record is { } record && record.Graph == graph && record.Commit > (last?.Commit ?? -1))
                last = record;
        }

        return last;
    }

    /// <summary>The graphs that have a record behind a commit.</summary>
    internal IEnumerable<TermId> GraphsAfter(long commit) =>
        Files.Where(file => file.Segment.Info.LastCommit > commit).SelectMany(file => file.Segment.Entries)
            .Concat(_pending.Values.SelectMany(entries => entries))
            .Where(entry => entry.Record.Commit > commit).Select(entry => entry.Record.Graph).Distinct();

    private PendingEntry? Record(GraphDelta change, in CommitStamp commit)
    {
        var (added, removed) = (change.Added, change.Removed);
        GraphState? then = change.Before is null ? null : new GraphState(change.Before.Class, change.Before.Access, change.RowsBefore);
        GraphState? now = change.After is null ? null : new GraphState(change.After.Class, change.After.Access, change.RowsBefore + added.Length - removed.Length);
        if (HistoryRules.Record(change.Graph, then, now, change.Before?.ChangedAt ?? 0, Last(change.Graph), commit, added.Length, removed.Length) is not { } record)
            return null;

        // The rows before are at hand only where all of them went; elsewhere the difference does, even if it is longer.
        if (record.Kind == HistoryKind.Whole && removed.Length != record.Before.Rows)
            record = record with { Kind = HistoryKind.Difference };
        return new PendingEntry(record, record.Kind switch
        {
            HistoryKind.Whole => Flagged([], removed),
            HistoryKind.Difference => Flagged(added, removed),
            _ => [],
        });
    }

    private static QuadKey[] Flagged(ReadOnlySpan<QuadKey> added, ReadOnlySpan<QuadKey> removed)
    {
        var rows = new QuadKey[added.Length + removed.Length];
        for (var i = 0; i < added.Length; i++)
            rows[i] = new QuadKey(added[i].A, added[i].B, added[i].C, HistoryEntry.Added);
        for (var i = 0; i < removed.Length; i++)
            rows[added.Length + i] = new QuadKey(removed[i].A, removed[i].B, removed[i].C, HistoryEntry.Removed);
        if (added.Length > 0 && removed.Length > 0)
            Array.Sort(rows);
        return rows;
    }

    private CommitStamp[] CollectCommits() =>
        [.. Files.SelectMany(file => file.Segment.Entries).Concat(_pending.Values.SelectMany(entries => entries))
            .Select(entry => new CommitStamp(entry.Record.Commit, entry.Record.Time)).Distinct().OrderBy(commit => commit.Number)];
}
