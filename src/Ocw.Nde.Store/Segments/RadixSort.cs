using System.Runtime.CompilerServices;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>Sorts row numbers by 64-bit keys: stable, least significant byte first, passing over bytes that do not vary.</summary>
internal sealed class RadixSort(int capacity)
{
    private const int SmallCount = 64;

    private ulong[] _keys = new ulong[capacity];
    private ulong[] _otherKeys = new ulong[capacity];
    private int[] _otherRows = new int[capacity];

    /// <summary>Sorts row numbers by one column (0 to 3) of their rows, keeping the sequence of equal keys.</summary>
    internal void Sort(int[] rows, int count, QuadKey[] content, int column)
    {
        if (count == 0)
            return;
        if (_keys.Length < count)
        {
            _keys = new ulong[count];
            _otherKeys = new ulong[count];
            _otherRows = new int[count];
        }

        ulong varying = 0;
        var sorted = true;
        var keys = _keys;
        keys[0] = Key(content, rows[0], column);
        for (var i = 1; i < count; i++)
        {
            var key = Key(content, rows[i], column);
            varying |= key ^ keys[0];
            sorted &= key >= keys[i - 1];
            keys[i] = key;
        }

        if (sorted)
            return;
        if (count <= SmallCount)
            SortSmall(rows, count);
        else
            SortBytes(rows, count, varying);
    }

    private static ulong Key(QuadKey[] content, int row, int column) =>
        Unsafe.Add(ref Unsafe.As<QuadKey, ulong>(ref content[row]), column);

    private void SortSmall(int[] rows, int count)
    {
        for (var i = 1; i < count; i++)
        {
            var (key, row) = (_keys[i], rows[i]);
            var at = i;
            for (; at > 0 && _keys[at - 1] > key; at--)
            {
                _keys[at] = _keys[at - 1];
                rows[at] = rows[at - 1];
            }

            _keys[at] = key;
            rows[at] = row;
        }
    }

    private void SortBytes(int[] rows, int count, ulong varying)
    {
        var (fromKeys, toKeys) = (_keys, _otherKeys);
        var (fromRows, toRows) = (rows, _otherRows);
        Span<int> places = stackalloc int[256];
        for (var shift = 0; shift < 64; shift += 8)
        {
            if (((varying >> shift) & 0xFF) == 0)
                continue;

            places.Clear();
            for (var i = 0; i < count; i++)
                places[(byte)(fromKeys[i] >> shift)]++;
            var sum = 0;
            for (var i = 0; i < 256; i++)
                (places[i], sum) = (sum, sum + places[i]);
            for (var i = 0; i < count; i++)
            {
                var key = fromKeys[i];
                var place = places[(byte)(key >> shift)]++;
                toKeys[place] = key;
                toRows[place] = fromRows[i];
            }

            (fromKeys, toKeys) = (toKeys, fromKeys);
            (fromRows, toRows) = (toRows, fromRows);
        }

        if (!ReferenceEquals(fromRows, rows))
            fromRows.AsSpan(0, count).CopyTo(rows);
    }
}

/// <summary>Rows of subject, predicate, object and graph, in any sequence.</summary>
internal sealed class RowChunk(int capacity)
{
    internal QuadKey[] Rows = new QuadKey[Math.Min(capacity, 1024)];

    internal int Count { get; set; }

    internal bool IsFull => Count == capacity;

    internal int Room => capacity - Count;

    internal void Add(in QuadKey row)
    {
        if (Count == Rows.Length)
            Array.Resize(ref Rows, (int)Math.Min(capacity, Rows.Length * 2L));
        Rows[Count++] = row;
    }
}
