using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>Merges sorted sequences of rows into one without equal rows.</summary>
internal static class RowMerge
{
    internal static IEnumerable<QuadKey> Distinct(IReadOnlyList<IEnumerable<QuadKey>> runs) => runs.Count == 1 ? Distinct(runs[0]) : Merge(runs);

    private static IEnumerable<QuadKey> Distinct(IEnumerable<QuadKey> run)
    {
        QuadKey last = default;
        var any = false;
        foreach (var row in run)
        {
            if (any && row.Equals(last))
                continue;
            (last, any) = (row, true);
            yield return row;
        }
    }

    private static IEnumerable<QuadKey> Merge(IReadOnlyList<IEnumerable<QuadKey>> runs)
    {
        var queue = new PriorityQueue<IEnumerator<QuadKey>, QuadKey>(runs.Count);
        try
        {
            foreach (var run in runs)
            {
                var rows = run.GetEnumerator();
                if (rows.MoveNext())
                    queue.Enqueue(rows, rows.Current);
                else
                    rows.Dispose();
            }

            QuadKey last = default;
            var any = false;
            while (queue.TryPeek(out var rows, out var row))
            {
                if (!any || !row.Equals(last))
                    yield return row;
                (last, any) = (row, true);
                if (rows.MoveNext())
                    queue.DequeueEnqueue(rows, rows.Current);
                else
                    queue.Dequeue().Dispose();
            }
        }
        finally
        {
            while (queue.TryDequeue(out var rows, out _))
                rows.Dispose();
        }
    }
}
