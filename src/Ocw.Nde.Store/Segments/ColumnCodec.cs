using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// One column of a block in the cheapest of four codes: constant; packed (128 numbers at a time, as offsets from the smallest or as differences from
/// the one before); a list of distinct numbers with packed indexes; runs.
/// </summary>
internal static class ColumnCodec
{
    private const byte Constant = 0;
    private const byte Packed = 1;
    private const byte Distinct = 2;
    private const byte Runs = 3;
    private const byte DeltaFlag = 0x80;
    private const int GroupHeader = 9;
    private const int MaxDistinct = 255;

    /// <summary>The most bytes that a column of <paramref name="rows"/> numbers can take.</summary>
    internal static int MaxBytes(int rows) => 1 + (Groups(rows) * (GroupHeader + 8 + BitPacking.BytesOf(64)));

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
        var size = 1 + EncodePacked(column, destination[1..]);
        if (runs * 4 < column.Length)
        {
            var coded = EncodeRuns(column, runs);
            size = Shorter(coded, destination, size);
        }

        // Fewer than four bits a row are not worth the search.
        if (size > column.Length / 2)
            size = Shorter(EncodeDistinct(column, size), destination, size);
        return size;
    }

    /// <summary>Decodes a column of <paramref name="rows"/> numbers into a destination of at least that many, rounded up to whole groups.</summary>
    internal static void Decode(ReadOnlySpan<byte> source, int rows, Span<ulong> destination)
    {
        switch (source[0])
        {
            case Constant:
                destination[..rows].Fill(BinaryPrimitives.ReadUInt64LittleEndian(source[1..]));
                break;
            case Packed:
                DecodePacked(source[1..], rows, destination);
                break;
            case Distinct:
                DecodeDistinct(source[1..], rows, destination);
                break;
            case Runs:
                DecodeRuns(source[1..], rows, destination);
                break;
            default:
                throw new InvalidDataException($"the column code {source[0]} is unknown");
        }
    }

    /// <summary>Whether the column is one number throughout, and which.</summary>
    internal static bool IsConstant(ReadOnlySpan<byte> source, out ulong value)
    {
        value = source[0] == Constant ? BinaryPrimitives.ReadUInt64LittleEndian(source[1..]) : 0;
        return source[0] == Constant;
    }

    private static int Groups(int rows) => (rows + BitPacking.Group - 1) / BitPacking.Group;

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

    // Group: width (top bit: differences), first or smallest number (8), smallest difference (8, only with differences), packed numbers.
    private static int EncodePacked(ReadOnlySpan<ulong> column, Span<byte> destination)
    {
        Span<ulong> work = stackalloc ulong[BitPacking.Group];
        var at = 0;
        for (var start = 0; start < column.Length; start += BitPacking.Group)
        {
            var group = column.Slice(start, Math.Min(BitPacking.Group, column.Length - start));
            var (min, max, minDelta, maxDelta) = Measure(group);
            var plainWidth = BitPacking.WidthOf(max - min);
            var deltaWidth = BitPacking.WidthOf((ulong)(maxDelta - minDelta));
            var delta = BitPacking.BytesOf(deltaWidth) + 8 < BitPacking.BytesOf(plainWidth);
            var width = delta ? deltaWidth : plainWidth;
            work.Clear();
            if (delta)
            {
                for (var i = 1; i < group.Length; i++)
                    work[i] = group[i] - group[i - 1] - (ulong)minDelta;
            }
            else
            {
                for (var i = 0; i < group.Length; i++)
                    work[i] = group[i] - min;
            }

            destination[at] = (byte)(width | (delta ? DeltaFlag : 0));
            BinaryPrimitives.WriteUInt64LittleEndian(destination[(at + 1)..], delta ? group[0] : min);
            at += GroupHeader;
            if (delta)
            {
                BinaryPrimitives.WriteInt64LittleEndian(destination[at..], minDelta);
                at += 8;
            }

            BitPacking.Pack(work, width, destination[at..]);
            at += BitPacking.BytesOf(width);
        }

        return at;
    }

    // Differences are taken as signed 64-bit numbers and may wrap; their spread must not.
    private static (ulong Min, ulong Max, long MinDelta, long MaxDelta) Measure(ReadOnlySpan<ulong> group)
    {
        var (min, max) = (group[0], group[0]);
        var (minDelta, maxDelta) = group.Length > 1 ? (long.MaxValue, long.MinValue) : (0L, 0L);
        for (var i = 1; i < group.Length; i++)
        {
            min = Math.Min(min, group[i]);
            max = Math.Max(max, group[i]);
            var delta = (long)(group[i] - group[i - 1]);
            minDelta = Math.Min(minDelta, delta);
            maxDelta = Math.Max(maxDelta, delta);
        }

        return (min, max, minDelta, maxDelta);
    }

    private static int DecodePacked(ReadOnlySpan<byte> source, int rows, Span<ulong> destination)
    {
        Span<ulong> rest = stackalloc ulong[BitPacking.Group];
        var at = 0;
        for (var start = 0; start < rows; start += BitPacking.Group)
        {
            // The last group of a short destination is decoded aside.
            var whole = destination.Length - start >= BitPacking.Group;
            var group = whole ? destination.Slice(start, BitPacking.Group) : rest;
            var header = source[at];
            var width = header & ~DeltaFlag;
            var first = BinaryPrimitives.ReadUInt64LittleEndian(source[(at + 1)..]);
            at += GroupHeader;
            if ((header & DeltaFlag) == 0)
            {
                BitPacking.Unpack(source[at..], width, first, group);
            }
            else
            {
                var step = BinaryPrimitives.ReadUInt64LittleEndian(source[at..]);
                at += 8;
                BitPacking.Unpack(source[at..], width, step, group);
                var sum = first;
                group[0] = sum;
                for (var i = 1; i < group.Length; i++)
                    group[i] = sum += group[i];
            }

            at += BitPacking.BytesOf(width);
            if (!whole)
                rest[..(rows - start)].CopyTo(destination[start..]);
        }

        return at;
    }

    // Count (2), distinct numbers in ascending order as a packed column, width of an index (1), packed indexes.
    private static ReadOnlySpan<byte> EncodeDistinct(ReadOnlySpan<ulong> column, int limit)
    {
        Span<ulong> sorted = stackalloc ulong[MaxDistinct + 1];
        var count = 0;
        var last = ~column[0];
        foreach (var number in column)
        {
            if (number == last)
                continue;
            last = number;
            var place = sorted[..count].BinarySearch(number);
            if (place >= 0)
                continue;
            if (count == MaxDistinct)
                return default;
            place = ~place;
            sorted[place..count].CopyTo(sorted[(place + 1)..]);
            sorted[place] = number;
            count++;
        }

        var width = BitPacking.WidthOf((ulong)count - 1);
        var bytes = new byte[MaxBytes(count) + 4 + (Groups(column.Length) * BitPacking.BytesOf(width))];
        bytes[0] = Distinct;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1), (ushort)count);
        var at = 3 + EncodePacked(sorted[..count], bytes.AsSpan(3));
        bytes[at++] = (byte)width;
        if (at + (Groups(column.Length) * BitPacking.BytesOf(width)) >= limit)
            return default;

        Span<ulong> work = stackalloc ulong[BitPacking.Group];
        for (var start = 0; start < column.Length; start += BitPacking.Group)
        {
            work.Clear();
            for (var i = start; i < Math.Min(column.Length, start + BitPacking.Group); i++)
                work[i - start] = (ulong)sorted[..count].BinarySearch(column[i]);
            BitPacking.Pack(work, width, bytes.AsSpan(at));
            at += BitPacking.BytesOf(width);
        }

        return bytes.AsSpan(0, at);
    }

    private static void DecodeDistinct(ReadOnlySpan<byte> source, int rows, Span<ulong> destination)
    {
        Span<ulong> numbers = stackalloc ulong[MaxDistinct + 1];
        Span<ulong> rest = stackalloc ulong[BitPacking.Group];
        var count = BinaryPrimitives.ReadUInt16LittleEndian(source);
        if (count > MaxDistinct)
            throw new InvalidDataException("a column has too many distinct numbers for its code");

        var at = 2 + DecodePacked(source[2..], count, numbers);
        var width = source[at++];
        for (var start = 0; start < rows; start += BitPacking.Group)
        {
            var whole = destination.Length - start >= BitPacking.Group;
            var group = whole ? destination.Slice(start, BitPacking.Group) : rest;
            BitPacking.Unpack(source[at..], width, 0, group);
            for (var i = 0; i < group.Length; i++)
                group[i] = numbers[(byte)group[i]];
            at += BitPacking.BytesOf(width);
            if (!whole)
                rest[..(rows - start)].CopyTo(destination[start..]);
        }
    }

    // Count (2), the end of each run (2 each), the numbers as a packed column.
    private static ReadOnlySpan<byte> EncodeRuns(ReadOnlySpan<ulong> column, int runs)
    {
        var bytes = new byte[3 + (runs * 2) + MaxBytes(runs)];
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
        return bytes.AsSpan(0, at + EncodePacked(numbers, bytes.AsSpan(at)));
    }

    private static void DecodeRuns(ReadOnlySpan<byte> source, int rows, Span<ulong> destination)
    {
        var runs = BinaryPrimitives.ReadUInt16LittleEndian(source);
        var numbers = new ulong[Groups(runs) * BitPacking.Group];
        DecodePacked(source[(2 + (runs * 2))..], runs, numbers);
        var ends = MemoryMarshal.Cast<byte, ushort>(source.Slice(2, runs * 2));
        var start = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            destination[start..Math.Min(rows, ends[i])].Fill(numbers[i]);
            start = ends[i];
        }
    }
}
