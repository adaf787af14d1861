using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>What the rows of a stage change about a graph, row by row, as long as that is little.</summary>
/// <param name="Added">The rows that the graph does not have; without graph, in order.</param>
/// <param name="Removed">The rows that it has and will not have any more.</param>
internal sealed record RowChanges(List<QuadKey> Added, List<QuadKey> Removed)
{
    /// <summary>Up to this many rows are looked up one by one; more are compared with the graph's rows in sequence.</summary>
    private const int LookedUpRows = 256;

    private int Count => Added.Count + Removed.Count;

    /// <summary>Compares the distinct sorted rows of a stage with what the graph has.</summary>
    /// <param name="staged">The stage.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="before">What the graph has; <see langword="null"/> if it does not exist.</param>
    /// <param name="isNew">Whether a row holds a term that is new with this transaction, so that it need not be looked for.</param>
    /// <param name="most">The most changes.</param>
    /// <param name="cancellation">Stops the comparing.</param>
    /// <returns><see langword="null"/> if there are more changes.</returns>
    internal static RowChanges? TryRead(
        StagedGraph staged, IEnumerable<QuadKey> rows, Snapshot? before, Func<QuadKey, bool> isNew, long most, CancellationToken cancellation)
    {
        var changes = new RowChanges([], []);
        if (before is null)
            return staged.Mode == StageMode.Remove || changes.TakeAll(rows, most) ? changes : null;
        if (staged.Mode != StageMode.Replace && staged.Rows <= LookedUpRows)
            return changes.TryLookUp(staged, rows, before, isNew, most) ? changes : null;

        using var old = new GraphRowReader(before, staged.Graph);
        var fits = staged.Mode == StageMode.Replace ? changes.TryReplace(rows, old, most, cancellation) : changes.TryCompare(staged.Mode, rows, old, isNew, most, cancellation);
        return fits ? changes : null;
    }

    /// <summary>All rows of a graph as removed ones.</summary>
    internal static RowChanges RemoveAll(Snapshot before, TermId graph)
    {
        var changes = new RowChanges([], []);
        using var old = new GraphRowReader(before, graph);
        for (; old.HasRow; old.MoveNext())
            changes.Removed.Add(old.Row);
        return changes;
    }

    private bool TakeAll(IEnumerable<QuadKey> rows, long most)
    {
        foreach (var row in rows)
        {
            if (Count == most)
                return false;
            Added.Add(row);
        }

        return true;
    }

    private bool TryLookUp(StagedGraph staged, IEnumerable<QuadKey> rows, Snapshot before, Func<QuadKey, bool> isNew, long most)
    {
        var graph = GraphSelector.Named(staged.Graph);
        var one = new QuadBatch(1);
        foreach (var row in rows)
        {
            if (Take(staged.Mode, row, !isNew(row) && IsIn(row)) && Count > most)
                return false;
        }

        return true;

        bool IsIn(in QuadKey row)
        {
            using var scan = before.Scan(new QuadPattern(new TermId(row.A), new TermId(row.B), new TermId(row.C), graph), QuadOrder.Any);
            return scan.Next(one) > 0;
        }
    }

    private bool TryCompare(StageMode mode, IEnumerable<QuadKey> rows, GraphRowReader old, Func<QuadKey, bool> isNew, long most, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var exists = false;
            if (!isNew(row))
            {
                old.MoveTo(row);
                exists = old.HasRow && old.Row.Equals(row);
            }

            if (Take(mode, row, exists) && Count > most)
                return false;
        }

        return true;
    }

    private bool TryReplace(IEnumerable<QuadKey> rows, GraphRowReader old, long most, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (; old.HasRow && old.Row.CompareTo(row) < 0; old.MoveNext())
                Removed.Add(old.Row);
            if (old.HasRow && old.Row.Equals(row))
                old.MoveNext();
            else
                Added.Add(row);
            if (Count > most)
                return false;
        }

        for (; old.HasRow && Count <= most; old.MoveNext())
            Removed.Add(old.Row);
        return Count <= most;
    }

    private bool Take(StageMode mode, in QuadKey row, bool exists)
    {
        if (exists != (mode == StageMode.Remove))
            return false;
        (mode == StageMode.Remove ? Removed : Added).Add(row);
        return true;
    }
}
