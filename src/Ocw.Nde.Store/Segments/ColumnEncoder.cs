using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Ocw.Nde.Store.Dictionary;

namespace Ocw.Nde.Store.Segments;

/// <summary>Encodes blocks, each column in the code that takes least. Keeps its buffers: one at a time per writer.</summary>
internal sealed class ColumnEncoder
{
    [ThreadStatic]
    private static ColumnEncoder? _spare;

    private readonly byte[] _other = new byte[3 * ColumnCodec.MaxBytes(BlockCodec.Rows)];
    private readonly byte[] _part = new byte[ColumnCodec.MaxBytes(BlockCodec.Rows) + (2 * BlockCodec.Rows)];
    private readonly byte[] _inPart = new byte[2 * ColumnCodec.MaxBytes(BlockCodec.Rows)];
    private readonly ulong[] _parts = new ulong[BlockCodec.Rows];
    private readonly ulong[] _runs = new ulong[BlockCodec.Rows];
    private readonly ulong[] _work = new ulong[BitPacking.Group];
    private readonly byte[] _places = new byte[BlockCodec.Rows];
    private readonly byte[] _placesBefore = new byte[BlockCodec.Rows];
    private readonly byte[] _placesOfPart = new byte[BlockCodec.Rows];
    private readonly int[] _starts = new int[257];

    /// <summary>An encoder for this thread, given back by <see cref="Return"/>: its buffers take some 80 kB.</summary>
    internal static ColumnEncoder Rent()
    {
        var encoder = _spare ?? new ColumnEncoder();
        _spare = null;
        return encoder;
    }

    internal static void Return(ColumnEncoder encoder) => _spare = encoder;

    /// <returns>The number of bytes.</returns>
    internal int EncodeBlock(RowBuffer rows, Span<byte> destination)
    {
        var at = BlockCodec.HeaderBytes;
        var listed = 0;
        for (var column = 0; column < 4; column++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination[(column * 2)..], (ushort)at);
            var (bytes, distinct) = Encode(rows.Column(column).AsSpan(0, rows.Count), listed, destination[at..]);
            at += bytes;
            listed = distinct;
            if (listed > 0)
                _places.AsSpan(0, rows.Count).CopyTo(_placesBefore);
        }

        destination.Slice(at, BitPacking.Padding).Clear();
        return at + BitPacking.Padding;
    }

    /// <summary>Encodes a column.</summary>
    /// <param name="column">Its numbers.</param>
    /// <param name="listedBefore">How many numbers the column before lists; 0 if it has another code.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <returns>The number of bytes, and how many numbers this column lists.</returns>
    internal (int Bytes, int Listed) Encode(ReadOnlySpan<ulong> column, int listedBefore, Span<byte> destination)
    {
        var (runs, tags) = Survey(column);
        if (runs == 1)
            return (EncodeConstant(column[0], destination), 0);

        var size = EncodePlain(column, runs, destination, _places, out var listed);

        // Where the code is short already, splitting costs the reader more than it saves.
        if (size * 2 < column.Length)
            return (size, listed);
        var split = listedBefore > 0 ? EncodeSplitByColumn(column, listedBefore)
            : BitOperations.PopCount(tags) > 1 ? EncodeSplitByTag(column, tags)
            : size;
        if (split >= size - (size / 16))
            return (size, listed);
        _other.AsSpan(0, split).CopyTo(destination);
        return (split, 0);
    }

    private static int EncodeConstant(ulong number, Span<byte> destination)
    {
        destination[0] = ColumnCodec.Constant;
        return PackedNumbers.WriteId(destination, 1, number);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Runs, uint Tags) Survey(ReadOnlySpan<ulong> column)
    {
        var runs = 1;
        var tags = 1u << (int)(column[0] >> 60);
        for (var i = 1; i < column.Length; i++)
        {
            runs += column[i] != column[i - 1] ? 1 : 0;
            tags |= 1u << (int)(column[i] >> 60);
        }

        return (runs, tags);
    }

    /// <summary>The codes that need no other column and are not split.</summary>
    private int EncodePlain(ReadOnlySpan<ulong> column, int runs, Span<byte> destination, Span<byte> places, out int listed)
    {
        listed = 0;
        if (runs == 1)
            return EncodeConstant(column[0], destination);

        destination[0] = ColumnCodec.Packed;
        var size = 1 + PackedNumbers.Encode(column, destination[1..]);
        if (runs * 4 < column.Length)
            size = Shorter(EncodeRuns(column, runs), destination, size);

        // Fewer than four bits a row are not worth the search.
        if (size * 2 <= column.Length)
            return size;
        var shorter = Shorter(EncodeDistinct(column, size, places, out var count), destination, size);
        listed = shorter < size ? count : 0;
        return shorter;
    }

    private int Shorter(int coded, Span<byte> destination, int size)
    {
        if (coded == 0 || coded >= size)
            return size;
        _part.AsSpan(0, coded).CopyTo(destination);
        return coded;
    }

    private int EncodeDistinct(ReadOnlySpan<ulong> column, int limit, Span<byte> places, out int count)
    {
        Span<ulong> sorted = stackalloc ulong[DistinctNumbers.Most];
        count = DistinctNumbers.Find(column, sorted, places);
        if (count == 0 || count + BitPacking.BytesOf(BitPacking.WidthOf((ulong)count - 1), column.Length) >= limit)
            return 0;

        _part[0] = ColumnCodec.Distinct;
        _part[1] = (byte)count;
        var at = 2 + PackedNumbers.Encode(sorted[..count], _part.AsSpan(2));
        return at + WritePlaces(places[..column.Length], count, _part.AsSpan(at));
    }

    private int EncodeRuns(ReadOnlySpan<ulong> column, int runs)
    {
        _part[0] = ColumnCodec.Runs;
        BinaryPrimitives.WriteUInt16LittleEndian(_part.AsSpan(1), (ushort)runs);
        var run = 0;
        for (var i = 1; i <= column.Length; i++)
        {
            if (i < column.Length && column[i] == column[i - 1])
                continue;
            _runs[run] = column[i - 1];
            BinaryPrimitives.WriteUInt16LittleEndian(_part.AsSpan(3 + (run * 2)), (ushort)i);
            run++;
        }

        var at = 3 + (runs * 2);
        return at + PackedNumbers.Encode(_runs.AsSpan(0, runs), _part.AsSpan(at));
    }

    private int EncodeSplitByTag(ReadOnlySpan<ulong> column, uint tags)
    {
        var places = _placesBefore.AsSpan(0, column.Length);
        for (var i = 0; i < column.Length; i++)
            places[i] = (byte)BitOperations.PopCount(tags & ((1u << (int)(column[i] >> 60)) - 1));

        var count = BitOperations.PopCount(tags);
        _other[0] = ColumnCodec.SplitByTag;
        BinaryPrimitives.WriteUInt16LittleEndian(_other.AsSpan(1), (ushort)tags);
        var at = 3 + WritePlaces(places, count, _other.AsSpan(3));
        return EncodeParts(column, places, count, at);
    }

    private int EncodeSplitByColumn(ReadOnlySpan<ulong> column, int count)
    {
        _other[0] = ColumnCodec.SplitByColumn;
        return EncodeParts(column, _placesBefore.AsSpan(0, column.Length), count, 1);
    }

    // Deals the numbers out to their parts, then encodes one part after the other. Stops where the whole cannot become shorter than the numbers themselves.
    private int EncodeParts(ReadOnlySpan<ulong> column, ReadOnlySpan<byte> places, int count, int at)
    {
        Deal(column, places, count);
        for (var part = 0; part < count; part++)
        {
            var start = part == 0 ? 0 : _starts[part - 1];
            var numbers = _parts.AsSpan(start, _starts[part] - start);
            if (at > 8 * column.Length)
                return int.MaxValue / 2;
            at = VarInt.Write(_other, at, (uint)numbers.Length);
            var bytes = EncodePlain(numbers, Survey(numbers).Runs, _inPart, _placesOfPart, out _);
            at = VarInt.Write(_other, at, (uint)bytes);
            _inPart.AsSpan(0, bytes).CopyTo(_other.AsSpan(at));
            at += bytes;
        }

        return at;
    }

    // Afterwards the start of each part has become its end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deal(ReadOnlySpan<ulong> column, ReadOnlySpan<byte> places, int count)
    {
        var starts = _starts;
        Array.Clear(starts);
        foreach (var place in places)
            starts[place + 1]++;
        for (var part = 1; part <= count; part++)
            starts[part] += starts[part - 1];
        for (var i = 0; i < places.Length; i++)
            _parts[starts[places[i]]++] = column[i];
    }

    // Width (1), packed places.
    private int WritePlaces(ReadOnlySpan<byte> places, int count, Span<byte> destination)
    {
        var width = BitPacking.WidthOf((ulong)count - 1);
        destination[0] = (byte)width;
        var at = 1;
        for (var start = 0; start < places.Length; start += BitPacking.Group)
        {
            var group = places[start..Math.Min(places.Length, start + BitPacking.Group)];
            for (var i = 0; i < group.Length; i++)
                _work[i] = group[i];
            BitPacking.Pack(_work.AsSpan(0, group.Length), width, destination[at..]);
            at += BitPacking.BytesOf(width, group.Length);
        }

        return at;
    }
}
