using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Memory;

/// <summary>A set of quads in the four orders; an order is sorted when it is first asked for.</summary>
internal sealed class SortedRows
{
    private readonly QuadKey[]?[] _orders = new QuadKey[]?[(int)QuadOrder.Osp + 1];

    /// <param name="rows">Distinct rows in the order subject, predicate, object, graph.</param>
    internal SortedRows(QuadKey[] rows) => _orders[(int)QuadOrder.Spo] = rows;

    internal int Count => _orders[(int)QuadOrder.Spo]!.Length;

    /// <summary>The rows in one order.</summary>
    internal QuadKey[] In(QuadOrder order)
    {
        // Two threads may sort the same order at once: both results are the same, and one wins.
        return Volatile.Read(ref _orders[(int)order]) ?? SortInto(order);
    }

    /// <summary>The rows that begin with the first <paramref name="bound"/> columns of <paramref name="prefix"/>.</summary>
    internal static (int Start, int End) Range(QuadKey[] rows, in QuadKey prefix, int bound)
    {
        if (bound == 0)
            return (0, rows.Length);

        var start = LowerBound(rows, 0, prefix);
        var last = new QuadKey(prefix.A, bound > 1 ? prefix.B : ulong.MaxValue, bound > 2 ? prefix.C : ulong.MaxValue, ulong.MaxValue);
        return (start, LowerBound(rows, start, last));
    }

    /// <summary>The place of the first row, from <paramref name="from"/> on, that is not before <paramref name="key"/>.</summary>
    internal static int LowerBound(QuadKey[] rows, int from, in QuadKey key) => LowerBound(rows, from, rows.Length, key);

    /// <summary>The same, looking no further than <paramref name="to"/>.</summary>
    internal static int LowerBound(QuadKey[] rows, int from, int to, in QuadKey key)
    {
        var (low, high) = (from, to);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (rows[middle].CompareTo(key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private QuadKey[] SortInto(QuadOrder order)
    {
        var rows = (QuadKey[])_orders[(int)QuadOrder.Spo]!.Clone();
        for (var i = 0; i < rows.Length; i++)
            rows[i] = rows[i].Reorder(QuadOrder.Spo, order);
        QuadSort.Sort(rows, rows.Length);
        return Interlocked.CompareExchange(ref _orders[(int)order], rows, null) ?? rows;
    }
}
