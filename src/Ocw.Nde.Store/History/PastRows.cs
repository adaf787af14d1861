using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History;

/// <summary>Walks differences backwards: for each row the first change after the wanted commit decides.</summary>
internal static class PastRows
{
    /// <summary>
    /// What must be undone to come from the state after the last of these differences to that before the first: rows marked
    /// <see cref="HistoryEntry.Added"/> are there but were not, rows marked <see cref="HistoryEntry.Removed"/> were but are not there. Sorted.
    /// </summary>
    /// <param name="differences">Oldest first.</param>
    internal static IEnumerable<QuadKey> Net(IReadOnlyList<HistoryEntry> differences) => differences.Count switch
    {
        0 => [],
        1 => differences[0].Read(),
        _ => Merge(differences),
    };

    /// <summary>The rows with the net difference undone, in order.</summary>
    /// <param name="rows">Rows in order; their fourth column is not looked at.</param>
    /// <param name="net">What <see cref="Net"/> gave.</param>
    internal static IEnumerable<QuadKey> Undo(IEnumerable<QuadKey> rows, IEnumerable<QuadKey> net)
    {
        using var undo = net.GetEnumerator();
        var has = undo.MoveNext();
        foreach (var row in rows)
        {
            while (has && Compare(undo.Current, row) < 0)
            {
                if (undo.Current.D == HistoryEntry.Removed)
                    yield return undo.Current;
                has = undo.MoveNext();
            }

            if (has && undo.Current.SameTriple(row))
                has = undo.MoveNext();
            else
                yield return row;
        }

        for (; has; has = undo.MoveNext())
        {
            if (undo.Current.D == HistoryEntry.Removed)
                yield return undo.Current;
        }
    }

    private static int Compare(in QuadKey x, in QuadKey y) => new QuadKey(x.A, x.B, x.C, 0).CompareTo(new QuadKey(y.A, y.B, y.C, 0));

    private static IEnumerable<QuadKey> Merge(IReadOnlyList<HistoryEntry> differences)
    {
        // Equal rows come in the sequence of their commits, for the fourth column of the key is the place of the difference.
        var queue = new PriorityQueue<IEnumerator<QuadKey>, QuadKey>(differences.Count);
        try
        {
            for (var i = 0; i < differences.Count; i++)
                Enqueue(queue, differences[i].Read().GetEnumerator(), (ulong)i);

            while (queue.TryPeek(out var head, out var first))
            {
                var (firstFlag, lastFlag) = (head.Current.D, head.Current.D);
                while (queue.TryDequeue(out var rows, out var key))
                {
                    lastFlag = rows.Current.D;
                    Enqueue(queue, rows, key.D);
                    if (!queue.TryPeek(out _, out var next) || !next.SameTriple(first))
                        break;
                }

                if (firstFlag == lastFlag)
                    yield return new QuadKey(first.A, first.B, first.C, firstFlag);
            }
        }
        finally
        {
            while (queue.TryDequeue(out var rows, out _))
                rows.Dispose();
        }
    }

    private static void Enqueue(PriorityQueue<IEnumerator<QuadKey>, QuadKey> queue, IEnumerator<QuadKey> rows, ulong place)
    {
        if (rows.MoveNext())
            queue.Enqueue(rows, new QuadKey(rows.Current.A, rows.Current.B, rows.Current.C, place));
        else
            rows.Dispose();
    }
}
