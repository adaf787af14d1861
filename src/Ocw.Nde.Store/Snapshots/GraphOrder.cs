using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>The rows of one graph, read in graph order, in the order of a scan.</summary>
internal static class GraphOrder
{
    /// <summary>
    /// Adds a cursor over the rows of one graph, which come by subject, predicate, object with the pattern's leading bound columns applied: as it is if it
    /// serves the scan, else its rows are read, chosen and sorted.
    /// </summary>
    internal static void Add(RowCursor cursor, in QuadPattern pattern, QuadOrder stored, List<RowCursor> cursors)
    {
        var (s, p, o) = (pattern.Subject.Value, pattern.Predicate.Value, pattern.Object.Value);
        var bound = s == 0 ? 1 : p == 0 ? 2 : o == 0 ? 3 : 4;
        var others = (bound < 3 && p != 0) || (bound < 4 && o != 0);
        if (stored == QuadOrder.Spo && !others)
        {
            cursors.Add(cursor);
            return;
        }

        using (cursor)
        {
            var rows = new List<QuadKey>();
            for (; cursor.HasRows || cursor.Fill(); cursor.Position++)
            {
                var row = cursor.Head;
                if ((p == 0 || row.B == p) && (o == 0 || row.C == o))
                    rows.Add(row.Reorder(QuadOrder.Spo, stored));
            }

            rows.Sort();
            if (rows.Count > 0)
                cursors.Add(new SortedRowsCursor(rows));
        }
    }
}
