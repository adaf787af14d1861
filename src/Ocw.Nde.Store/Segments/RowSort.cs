using System.Runtime.CompilerServices;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>Sorts the numbers of rows, not the rows: stable, by one or two columns at a time, least significant digit first over the bits that vary.</summary>
/// <remarks>Keeps its buffers (24 bytes a row) until it is disposed; one sort at a time.</remarks>
internal sealed class RowSort : IDisposable
{
    private const int SmallCount = 64;
    private const int MostDigitBits = 10;

    private readonly NativeArray<ulong> _keys = new();
    private readonly NativeArray<ulong> _otherKeys = new();
    private readonly NativeArray<int> _otherOrder = new();

    /// <summary>Sorts by graph, subject, predicate, object.</summary>
    internal void ByGraphAndSubject(Span<int> order, ReadOnlySpan<QuadKey> rows)
    {
        Stable(order, rows, minor: 0, major: 3);
        SortRuns(order, rows, static (in QuadKey left, in QuadKey right) => left.D == right.D && left.A == right.A, static (in QuadKey left, in QuadKey right) => Compare(left.B, right.B, left.C, right.C, 0, 0));
    }

    /// <summary>Sorts rows that are sorted by graph, subject, predicate, object by subject, predicate, object, graph.</summary>
    internal void BySubject(Span<int> order, ReadOnlySpan<QuadKey> rows)
    {
        Stable(order, rows, minor: 0, major: -1);
        SortRuns(order, rows, static (in QuadKey left, in QuadKey right) => left.A == right.A, static (in QuadKey left, in QuadKey right) => Compare(left.B, right.B, left.C, right.C, left.D, right.D));
    }

    /// <summary>Sorts by one column (0 to 3), keeping the sequence of rows that are equal in it.</summary>
    internal void By(int column, Span<int> order, ReadOnlySpan<QuadKey> rows) => Stable(order, rows, column, -1);

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Dispose();
        _otherKeys.Dispose();
        _otherOrder.Dispose();
    }

    private delegate bool SameRun(in QuadKey left, in QuadKey right);

    private delegate int Comparison(in QuadKey left, in QuadKey right);

    private static int Compare(ulong leftB, ulong rightB, ulong leftC, ulong rightC, ulong leftD, ulong rightD)
    {
        if (leftB != rightB)
            return leftB < rightB ? -1 : 1;
        if (leftC != rightC)
            return leftC < rightC ? -1 : 1;
        return leftD.CompareTo(rightD);
    }

    // The rows of one subject are few: they are put in order where they stand.
    private static void SortRuns(Span<int> order, ReadOnlySpan<QuadKey> rows, SameRun same, Comparison compare)
    {
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            var sorted = true;
            for (; end < order.Length && same(rows[order[end - 1]], rows[order[end]]); end++)
                sorted = sorted && compare(rows[order[end - 1]], rows[order[end]]) <= 0;
            if (!sorted)
                SortRun(order[start..end], rows, compare);
            start = end;
        }
    }

    private static void SortRun(Span<int> run, ReadOnlySpan<QuadKey> rows, Comparison compare)
    {
        if (run.Length > SmallCount)
        {
            SortLong(run, rows, compare);
            return;
        }

        for (var i = 1; i < run.Length; i++)
        {
            var row = run[i];
            var at = i;
            for (; at > 0 && compare(rows[run[at - 1]], rows[row]) > 0; at--)
                run[at] = run[at - 1];
            run[at] = row;
        }
    }

    private static void SortLong(Span<int> run, ReadOnlySpan<QuadKey> rows, Comparison compare)
    {
        var copy = new QuadKey[run.Length];
        for (var i = 0; i < copy.Length; i++)
            copy[i] = rows[run[i]];
        MemoryExtensions.Sort(copy.AsSpan(), run, (left, right) => compare(left, right));
    }

    // Both columns in one key where they fit, else one after the other.
    private void Stable(Span<int> order, ReadOnlySpan<QuadKey> rows, int minor, int major)
    {
        if (order.Length < 2)
            return;
        _keys.Reserve(order.Length);
        _otherKeys.Reserve(order.Length);
        _otherOrder.Reserve(order.Length);
        var (low, high) = (Varying(rows, minor), major < 0 ? default : Varying(rows, major));
        if (low.Bits + high.Bits <= 64)
        {
            Sort(order, rows, minor, low, major, high);
            return;
        }

        Sort(order, rows, minor, low, -1, default);
        Sort(order, rows, major, high, -1, default);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static KeySqueeze Varying(ReadOnlySpan<QuadKey> rows, int column)
    {
        ulong varying = 0;
        var first = Column(rows[0], column);
        foreach (ref readonly var row in rows)
            varying |= Column(row, column) ^ first;
        return new KeySqueeze(varying);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(Span<int> order, ReadOnlySpan<QuadKey> rows, int minor, KeySqueeze low, int major, KeySqueeze high)
    {
        var keys = _keys.Span;
        var sorted = true;
        ulong last = 0;
        for (var i = 0; i < order.Length; i++)
        {
            ref readonly var row = ref rows[order[i]];
            var key = low.Take(Column(row, minor));
            if (major >= 0)
                key |= high.Take(Column(row, major)) << low.Bits;
            sorted &= key >= last;
            keys[i] = last = key;
        }

        if (!sorted)
            SortDigits(order, low.Bits + high.Bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Column(in QuadKey row, int column) => Unsafe.Add(ref Unsafe.As<QuadKey, ulong>(ref Unsafe.AsRef(in row)), column);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortDigits(Span<int> order, int bits)
    {
        var passes = (bits + MostDigitBits - 1) / MostDigitBits;
        var digit = (bits + passes - 1) / passes;
        var mask = (1UL << digit) - 1;
        var count = order.Length;
        var fromKeys = _keys.Span[..count];
        var toKeys = _otherKeys.Span[..count];
        var fromOrder = order;
        var toOrder = _otherOrder.Span[..count];
        Span<int> places = stackalloc int[1 << MostDigitBits];
        for (var shift = 0; shift < bits; shift += digit)
        {
            places.Clear();
            foreach (var key in fromKeys)
                places[(int)((key >> shift) & mask)]++;
            var sum = 0;
            for (var i = 0; i < places.Length; i++)
                (places[i], sum) = (sum, sum + places[i]);
            for (var i = 0; i < fromKeys.Length; i++)
            {
                var key = fromKeys[i];
                var place = places[(int)((key >> shift) & mask)]++;
                toKeys[place] = key;
                toOrder[place] = fromOrder[i];
            }

            var keysDone = fromKeys;
            fromKeys = toKeys;
            toKeys = keysDone;
            var orderDone = fromOrder;
            fromOrder = toOrder;
            toOrder = orderDone;
        }

        if (passes % 2 != 0)
            fromOrder.CopyTo(order);
    }
}
