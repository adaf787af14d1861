using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Store.Segments;

/// <summary>Packs up to 128 numbers of one width, lowest bits first, into whole bytes. Widths above <see cref="MaxWidth"/> are stored as 64.</summary>
internal static class BitPacking
{
    /// <summary>The numbers that are packed together.</summary>
    internal const int Group = 128;

    /// <summary>The largest width that one unaligned 64-bit read can take from any bit of a byte.</summary>
    internal const int MaxWidth = 57;

    /// <summary>The bytes that must be readable behind the last packed group.</summary>
    internal const int Padding = 8;

    internal static int WidthOf(ulong largest)
    {
        var width = 64 - System.Numerics.BitOperations.LeadingZeroCount(largest);
        return width > MaxWidth ? 64 : width;
    }

    internal static int BytesOf(int width, int count) => ((width * count) + 7) >> 3;

    /// <summary>Packs numbers into <see cref="BytesOf"/> bytes; up to <see cref="Padding"/> bytes behind them are overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack(ReadOnlySpan<ulong> numbers, int width, Span<byte> destination)
    {
        if (width == 64)
        {
            MemoryMarshal.AsBytes(numbers).CopyTo(destination);
            return;
        }

        ref var start = ref MemoryMarshal.GetReference(destination[..(BytesOf(width, numbers.Length) + Padding)]);
        ulong word = 0;
        var used = 0;
        var at = 0;
        foreach (var number in numbers)
        {
            word |= number << used;
            used += width;
            if (used < 64)
                continue;

            Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, at), word);
            at += 8;
            used -= 64;
            word = used == 0 ? 0 : number >> (width - used);
        }

        if (used > 0)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, at), word);
    }

    /// <summary>Multiplies each packed number by <paramref name="scale"/> and adds <paramref name="offset"/>.</summary>
    /// <remarks>The source must have <see cref="Padding"/> bytes more than it needs.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Unpack(ReadOnlySpan<byte> source, int width, ulong offset, ulong scale, Span<ulong> destination)
    {
        if (width == 0)
        {
            destination.Fill(offset);
            return;
        }

        ref var start = ref MemoryMarshal.GetReference(source[..(BytesOf(width, destination.Length) + Padding)]);
        if (width == 64)
        {
            for (var i = 0; i < destination.Length; i++)
                destination[i] = (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, i * 8)) * scale) + offset;
            return;
        }

        var mask = (1UL << width) - 1;
        var bit = 0;
        if (scale == 1)
        {
            for (var i = 0; i < destination.Length; i++, bit += width)
                destination[i] = ((Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, bit >> 3)) >> (bit & 7)) & mask) + offset;
            return;
        }

        for (var i = 0; i < destination.Length; i++, bit += width)
            destination[i] = (((Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, bit >> 3)) >> (bit & 7)) & mask) * scale) + offset;
    }

    /// <summary>Unpacks numbers of at most 8 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void UnpackBytes(ReadOnlySpan<byte> source, int width, Span<byte> destination)
    {
        ref var start = ref MemoryMarshal.GetReference(source[..(BytesOf(width, destination.Length) + Padding)]);
        var mask = (1UL << width) - 1;
        var bit = 0;
        for (var i = 0; i < destination.Length; i++, bit += width)
            destination[i] = (byte)((Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, bit >> 3)) >> (bit & 7)) & mask);
    }
}
