using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Erasing;

/// <summary>The records of a graph without the rows that go, and with counts that are right without them.</summary>
/// <remarks>
/// Counts are adjusted from the newest record back: which of the erased rows the graph had after a commit is known from the later records, which it had
/// before it from the record itself.
/// </remarks>
internal sealed class ErasedHistory(HashSet<ulong> targets)
{
    private readonly Dictionary<(TermId Graph, long Commit), HistoryRecord> _records = [];

    /// <summary>The rows that go from the history, by graph.</summary>
    internal Dictionary<TermId, long> Rows { get; } = [];

    /// <summary>Whether a row goes.</summary>
    internal static bool Goes(in QuadKey row, HashSet<ulong> targets) => targets.Contains(row.A) || targets.Contains(row.C);

    /// <summary>Looks at one graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="present">Its rows that go from the present state.</param>
    /// <param name="entries">All its records, oldest first.</param>
    internal void Add(TermId graph, IEnumerable<QuadKey> present, IReadOnlyList<HistoryEntry> entries)
    {
        var gone = present.Select(Triple).ToHashSet();
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var record = entries[i].Record;
            var after = gone.Count;
            var (added, removed, before) = Undo(entries[i], gone, graph);
            gone = before;
            _records[(graph, record.Commit)] = record with
            {
                Before = record.Before with { Rows = record.Before.Rows - (record.Kind is HistoryKind.NotKept or HistoryKind.Forgotten ? 0 : gone.Count) },
                After = record.After with { Rows = record.After.Rows - after },
                Added = record.Added - added,
                Removed = record.Removed - removed,
            };
        }
    }

    /// <summary>A record as it is to be written.</summary>
    internal HistoryRecord RecordOf(HistoryEntry entry) => _records.GetValueOrDefault((entry.Record.Graph, entry.Record.Commit), entry.Record);

    /// <summary>The rows of a record that stay.</summary>
    internal IEnumerable<QuadKey> RowsOf(HistoryEntry entry) => entry.Read().Where(row => !Goes(row, targets));

    // What the commit added of the rows that go, and what it removed; the set becomes that of before the commit.
    private (long Added, long Removed, HashSet<QuadKey> Before) Undo(HistoryEntry entry, HashSet<QuadKey> gone, TermId graph)
    {
        var rows = entry.Read().Where(row => Goes(row, targets)).ToArray();
        Rows[graph] = Rows.GetValueOrDefault(graph) + rows.Length;
        switch (entry.Record.Kind)
        {
            case HistoryKind.Difference:
                foreach (var row in rows)
                    _ = row.D == HistoryEntry.Added ? gone.Remove(Triple(row)) : gone.Add(Triple(row));
                return (rows.Count(row => row.D == HistoryEntry.Added), rows.Count(row => row.D == HistoryEntry.Removed), gone);
            case HistoryKind.Whole:
                var before = rows.Select(Triple).ToHashSet();
                return (gone.Count(row => !before.Contains(row)), before.Count(row => !gone.Contains(row)), before);
            default:
                return (0, 0, gone);
        }
    }

    private static QuadKey Triple(QuadKey row) => new(row.A, row.B, row.C, 0);
}
