using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// Numbers packed 128 at a time, as offsets from the smallest or, where that is shorter, as differences from the one before. Group: width (top bit:
/// differences), first or smallest number (8), smallest difference (8, only with differences), packed numbers.
/// </summary>
internal static class PackedNumbers
{
    private const byte DeltaFlag = 0x80;
    private const int GroupHeader = 9;

    /// <summary>The most bytes that <paramref name="count"/> numbers can take.</summary>
    internal static int MaxBytes(int count) => (count * 8) + ((count + BitPacking.Group - 1) / BitPacking.Group * (GroupHeader + 8));

    /// <returns>The number of bytes.</returns>
    internal static int Encode(ReadOnlySpan<ulong> numbers, Span<byte> destination)
    {
        Span<ulong> work = stackalloc ulong[BitPacking.Group];
        var at = 0;
        for (var start = 0; start < numbers.Length; start += BitPacking.Group)
        {
            var group = numbers[start..Math.Min(numbers.Length, start + BitPacking.Group)];
            at += EncodeGroup(group, work[..group.Length], destination[at..]);
        }

        return at;
    }

    /// <returns>The number of bytes that were read.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Decode(ReadOnlySpan<byte> source, Span<ulong> destination)
    {
        var at = 0;
        for (var start = 0; start < destination.Length; start += BitPacking.Group)
        {
            var group = destination[start..Math.Min(destination.Length, start + BitPacking.Group)];
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

            at += BitPacking.BytesOf(width, group.Length);
        }

        return at;
    }

    private static int EncodeGroup(ReadOnlySpan<ulong> group, Span<ulong> work, Span<byte> destination)
    {
        var (min, max, minDelta, maxDelta) = Measure(group);
        var plainWidth = BitPacking.WidthOf(max - min);
        var deltaWidth = BitPacking.WidthOf((ulong)(maxDelta - minDelta));
        var delta = BitPacking.BytesOf(deltaWidth, group.Length) + 8 < BitPacking.BytesOf(plainWidth, group.Length);
        var width = delta ? deltaWidth : plainWidth;
        if (delta)
        {
            work[0] = 0;
            for (var i = 1; i < group.Length; i++)
                work[i] = group[i] - group[i - 1] - (ulong)minDelta;
        }
        else
        {
            for (var i = 0; i < group.Length; i++)
                work[i] = group[i] - min;
        }

        destination[0] = (byte)(width | (delta ? DeltaFlag : 0));
        BinaryPrimitives.WriteUInt64LittleEndian(destination[1..], delta ? group[0] : min);
        var at = GroupHeader;
        if (delta)
        {
            BinaryPrimitives.WriteInt64LittleEndian(destination[at..], minDelta);
            at += 8;
        }

        BitPacking.Pack(work, width, destination[at..]);
        return at + BitPacking.BytesOf(width, group.Length);
    }

    // Differences are taken as signed 64-bit numbers and may wrap; so may their spread, which is unsigned.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
}

/// <summary>Finds the distinct numbers of a column, if they are few.</summary>
internal static class DistinctNumbers
{
    /// <summary>The most distinct numbers that are listed, so that a place fits in a byte.</summary>
    internal const int Most = 255;

    private const int Slots = 1024;

    /// <summary>Gives the distinct numbers in ascending order, and for each number of the column its place among them.</summary>
    /// <returns>How many there are; 0 if more than <see cref="Most"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Find(ReadOnlySpan<ulong> column, Span<ulong> sorted, Span<byte> places)
    {
        // Slot: the number's index + 1. Numbers in order of arrival, then sorted with the indexes beside them.
        Span<byte> slots = stackalloc byte[Slots];
        Span<ulong> found = stackalloc ulong[Most];
        slots.Clear();
        var count = 0;
        for (var i = 0; i < column.Length; i++)
        {
            var number = column[i];
            var slot = (int)((number * 0x9E3779B97F4A7C15UL) >> 54);
            while (slots[slot] != 0 && found[slots[slot] - 1] != number)
                slot = (slot + 1) & (Slots - 1);
            if (slots[slot] == 0)
            {
                if (count == Most)
                    return 0;
                found[count++] = number;
                slots[slot] = (byte)count;
            }

            places[i] = (byte)(slots[slot] - 1);
        }

        Span<byte> arrival = stackalloc byte[Most];
        Span<byte> rank = stackalloc byte[Most];
        for (var i = 0; i < count; i++)
            arrival[i] = (byte)i;
        found[..count].CopyTo(sorted);
        sorted[..count].Sort(arrival[..count]);
        for (var i = 0; i < count; i++)
            rank[arrival[i]] = (byte)i;
        for (var i = 0; i < places.Length; i++)
            places[i] = rank[places[i]];
        return count;
    }
}
