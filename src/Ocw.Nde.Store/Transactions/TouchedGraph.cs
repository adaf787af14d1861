using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>What a transaction has done to a graph so far.</summary>
internal sealed class TouchedGraph
{
    private HashSet<QuadKey>? _added = [];
    private HashSet<QuadKey>? _removed = [];
    private long _addedCount;
    private long _removedCount;
    private int _changes;

    /// <summary>Whether it is known row by row what has changed.</summary>
    internal bool IsByRow => _added is not null;

    /// <summary>Whether the counts may be too high: several changes, not known row by row, may cancel out.</summary>
    internal bool MayCancelOut => !IsByRow && _changes > 1;

    internal long Added => _added?.Count ?? _addedCount;

    internal long Removed => _removed?.Count ?? _removedCount;

    /// <summary>Takes changes row by row; rows without graph.</summary>
    internal void Take(RowChanges changes)
    {
        if (changes.Added.Count + changes.Removed.Count > 0)
            _changes++;
        (_addedCount, _removedCount) = (_addedCount + changes.Added.Count, _removedCount + changes.Removed.Count);
        if (_added is null || _removed is null)
            return;
        foreach (var row in changes.Removed)
        {
            if (!_added.Remove(row))
                _removed.Add(row);
        }

        foreach (var row in changes.Added)
        {
            if (!_removed.Remove(row))
                _added.Add(row);
        }
    }

    /// <summary>Takes a change of which only the counts are known.</summary>
    internal void Take(long added, long removed)
    {
        if (added + removed > 0)
            _changes++;
        (_addedCount, _removedCount) = (_addedCount + added, _removedCount + removed);
        _added = _removed = null;
    }

    /// <summary>The rows that were added in all, with their graph, in order.</summary>
    internal QuadKey[] AddedRows(ulong graph) => Rows(_added!, graph);

    /// <summary>The rows that were removed in all, with their graph, in order.</summary>
    internal QuadKey[] RemovedRows(ulong graph) => Rows(_removed!, graph);

    private static QuadKey[] Rows(HashSet<QuadKey> rows, ulong graph)
    {
        QuadKey[] sorted = [.. rows.Select(row => new QuadKey(row.A, row.B, row.C, graph))];
        QuadSort.Sort(sorted, sorted.Length);
        return sorted;
    }
}
