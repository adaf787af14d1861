using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// One column of a block in the cheapest of four codes: constant; packed (see <see cref="PackedNumbers"/>); a list of distinct numbers with packed
/// indexes; runs.
/// </summary>
internal static class ColumnCodec
{
    private const byte Constant = 0;
    private const byte Packed = 1;
    private const byte Distinct = 2;
    private const byte Runs = 3;

    /// <summary>The most bytes that a column of <paramref name="rows"/> numbers can take.</summary>
    internal static int MaxBytes(int rows) => 1 + PackedNumbers.MaxBytes(rows);

    /// <summary>Encodes a column.</summary>
    /// <returns>The number of bytes.</returns>
    internal static int Encode(ReadOnlySpan<ulong> column, Span<byte> destination)
    {
        var runs = CountRuns(column);
        if (runs == 1)
        {
            destination[0] = Constant;
            BinaryPrimitives.WriteUInt64LittleEndian(destination[1..], column[0]);
            return 9;
        }

        destination[0] = Packed;
        var size = 1 + PackedNumbers.Encode(column, destination[1..]);
        if (runs * 4 < column.Length)
            size = Shorter(EncodeRuns(column, runs), destination, size);

        // Fewer than four bits a row are not worth the search.
        if (size > column.Length / 2)
            size = Shorter(EncodeDistinct(column, size), destination, size);
        return size;
    }

    /// <summary>Decodes a column into a destination of as many numbers as it has.</summary>
    /// <exception cref="InvalidDataException">The column is damaged.</exception>
    internal static void Decode(ReadOnlySpan<byte> source, Span<ulong> destination)
    {
        switch (source[0])
        {
            case Constant:
                destination.Fill(BinaryPrimitives.ReadUInt64LittleEndian(source[1..]));
                break;
            case Packed:
                PackedNumbers.Decode(source[1..], destination);
                break;
            case Distinct:
                DecodeDistinct(source[1..], destination);
                break;
            case Runs:
                DecodeRuns(source[1..], destination);
                break;
            default:
                throw new InvalidDataException($"the column code {source[0]} is unknown");
        }
    }

    private static int CountRuns(ReadOnlySpan<ulong> column)
    {
        var runs = 1;
        for (var i = 1; i < column.Length; i++)
            runs += column[i] != column[i - 1] ? 1 : 0;
        return runs;
    }

    private static int Shorter(ReadOnlySpan<byte> coded, Span<byte> destination, int size)
    {
        if (coded.IsEmpty || coded.Length >= size)
            return size;
        coded.CopyTo(destination);
        return coded.Length;
    }

    // Count (2), distinct numbers in ascending order as packed numbers, width of an index (1), packed indexes.
    private static ReadOnlySpan<byte> EncodeDistinct(ReadOnlySpan<ulong> column, int limit)
    {
        Span<byte> places = stackalloc byte[column.Length];
        Span<ulong> sorted = stackalloc ulong[DistinctNumbers.Most];
        var count = DistinctNumbers.Find(column, sorted, places);
        if (count == 0)
            return default;

        var width = BitPacking.WidthOf((ulong)count - 1);
        var bytes = new byte[4 + PackedNumbers.MaxBytes(count) + BitPacking.BytesOf(width, column.Length) + (8 * (column.Length / BitPacking.Group))];
        bytes[0] = Distinct;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1), (ushort)count);
        var at = 3 + PackedNumbers.Encode(sorted[..count], bytes.AsSpan(3));
        bytes[at++] = (byte)width;
        if (at + BitPacking.BytesOf(width, column.Length) >= limit)
            return default;

        Span<ulong> work = stackalloc ulong[BitPacking.Group];
        for (var start = 0; start < places.Length; start += BitPacking.Group)
        {
            var group = places[start..Math.Min(places.Length, start + BitPacking.Group)];
            for (var i = 0; i < group.Length; i++)
                work[i] = group[i];
            BitPacking.Pack(work[..group.Length], width, bytes.AsSpan(at));
            at += BitPacking.BytesOf(width, group.Length);
        }

        return bytes.AsSpan(0, at);
    }

    private static void DecodeDistinct(ReadOnlySpan<byte> source, Span<ulong> destination)
    {
        Span<ulong> numbers = stackalloc ulong[256];
        var count = BinaryPrimitives.ReadUInt16LittleEndian(source);
        if (count > DistinctNumbers.Most)
            throw new InvalidDataException("a column has too many distinct numbers for its code");

        var at = 2 + PackedNumbers.Decode(source[2..], numbers[..count]);
        var width = source[at++];
        for (var start = 0; start < destination.Length; start += BitPacking.Group)
        {
            var group = destination[start..Math.Min(destination.Length, start + BitPacking.Group)];
            BitPacking.Unpack(source[at..], width, 0, group);
            for (var i = 0; i < group.Length; i++)
                group[i] = numbers[(byte)group[i]];
            at += BitPacking.BytesOf(width, group.Length);
        }
    }

    // Count (2), the end of each run (2 each), the numbers as packed numbers.
    private static ReadOnlySpan<byte> EncodeRuns(ReadOnlySpan<ulong> column, int runs)
    {
        var bytes = new byte[3 + (runs * 2) + PackedNumbers.MaxBytes(runs)];
        bytes[0] = Runs;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1), (ushort)runs);
        var numbers = new ulong[runs];
        var run = 0;
        for (var i = 1; i <= column.Length; i++)
        {
            if (i < column.Length && column[i] == column[i - 1])
                continue;
            numbers[run] = column[i - 1];
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(3 + (run * 2)), (ushort)i);
            run++;
        }

        var at = 3 + (runs * 2);
        return bytes.AsSpan(0, at + PackedNumbers.Encode(numbers, bytes.AsSpan(at)));
    }

    private static void DecodeRuns(ReadOnlySpan<byte> source, Span<ulong> destination)
    {
        var runs = BinaryPrimitives.ReadUInt16LittleEndian(source);
        if (runs > destination.Length)
            throw new InvalidDataException("a column has more runs than rows");

        Span<ulong> numbers = stackalloc ulong[runs];
        PackedNumbers.Decode(source[(2 + (runs * 2))..], numbers);
        var ends = MemoryMarshal.Cast<byte, ushort>(source.Slice(2, runs * 2));
        var start = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            if (ends[i] < start || ends[i] > destination.Length)
                throw new InvalidDataException("a run ends outside its column");
            destination[start..ends[i]].Fill(numbers[i]);
            start = ends[i];
        }
    }
}
