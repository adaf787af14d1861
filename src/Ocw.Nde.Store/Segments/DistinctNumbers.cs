using System.Runtime.CompilerServices;

namespace Ocw.Nde.Store.Segments;

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
