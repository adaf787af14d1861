using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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

    private static readonly (Vector256<byte> Shuffle, Vector256<ulong> Shift)[] LanesOf = MakeLanes();

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

        var done = Avx2.IsSupported ? UnpackEights(source, width, offset, scale, destination) : 0;
        var mask = (1UL << width) - 1;
        var bit = done * width;
        for (var i = done; i < destination.Length; i++, bit += width)
            destination[i] = (((Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, bit >> 3)) >> (bit & 7)) & mask) * scale) + offset;
    }

    // Four numbers of up to 57 bits lie in 32 bytes: a shuffle brings the bytes of each into its own lane, a shift takes it to the bottom. Eight numbers
    // fill whole bytes, so that two pairs of shuffle and shift serve all.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int UnpackEights(ReadOnlySpan<byte> source, int width, ulong offset, ulong scale, Span<ulong> destination)
    {
        var (shuffle, shift) = LanesOf[width];
        var (secondShuffle, secondShift) = LanesOf[((4 * width) & 7) == 0 ? width : width + MaxWidth + 1];
        var (mask, add, multiply) = (Vector256.Create((1UL << width) - 1), Vector256.Create(offset), Vector256.Create(scale));
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i + 8 <= destination.Length; i += 8)
        {
            var (place, second) = (i * width >> 3, (i + 4) * width >> 3);
            if (second + Vector256<byte>.Count > source.Length)
                break;
            var low = Take(Vector256.LoadUnsafe(ref from, (nuint)place), shuffle, shift) & mask;
            var high = Take(Vector256.LoadUnsafe(ref from, (nuint)second), secondShuffle, secondShift) & mask;
            if (scale != 1)
                (low, high) = (low * multiply, high * multiply);
            (low + add).StoreUnsafe(ref to, (nuint)i);
            (high + add).StoreUnsafe(ref to, (nuint)i + 4);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Take(Vector256<byte> bytes, Vector256<byte> shuffle, Vector256<ulong> shift) => Avx2.ShiftRightLogicalVariable(
        (Avx512Vbmi.VL.IsSupported ? Avx512Vbmi.VL.PermuteVar32x8(bytes, shuffle) : Vector256.Shuffle(bytes, shuffle)).AsUInt64(), shift);

    // By width, for numbers that begin at a byte, and then for those that begin in its middle.
    private static (Vector256<byte> Shuffle, Vector256<ulong> Shift)[] MakeLanes() =>
        [.. from bit in (int[])[0, 4] from width in Enumerable.Range(0, MaxWidth + 1) select Lanes(bit, width)];

    private static (Vector256<byte> Shuffle, Vector256<ulong> Shift) Lanes(int bit, int width)
    {
        Span<ulong> shuffle = stackalloc ulong[4];
        Span<ulong> shift = stackalloc ulong[4];
        for (var lane = 0; lane < 4; lane++, bit += width)
        {
            shuffle[lane] = ((ulong)(bit >> 3) * 0x0101_0101_0101_0101) + 0x0706_0504_0302_0100;
            shift[lane] = (ulong)(bit & 7);
        }

        return (Vector256.Create<ulong>(shuffle).AsByte(), Vector256.Create<ulong>(shift));
    }

    /// <summary>Unpacks numbers of at most 8 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void UnpackBytes(ReadOnlySpan<byte> source, int width, Span<byte> destination)
    {
        ref var start = ref MemoryMarshal.GetReference(source[..(BytesOf(width, destination.Length) + Padding)]);
        var mask = (1UL << width) - 1;
        var done = 0;
        if (Bmi2.X64.IsSupported)
        {
            // Eight numbers fill as many bytes as they have bits.
            ref var to = ref MemoryMarshal.GetReference(destination);
            for (var each = mask * 0x0101_0101_0101_0101; done + 8 <= destination.Length; done += 8)
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, done), Bmi2.X64.ParallelBitDeposit(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, done * width >> 3)), each));
        }

        var bit = done * width;
        for (var i = done; i < destination.Length; i++, bit += width)
            destination[i] = (byte)((Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, bit >> 3)) >> (bit & 7)) & mask);
    }
}
