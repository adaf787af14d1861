using System.Numerics;
using System.Runtime.CompilerServices;
using Ocw.Nde.Store.Dictionary;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// Numbers packed 128 at a time, as offsets from the smallest or, where that is shorter, as differences from the one before; divided by what divides
/// them all. Group: width and flags (1), smallest or first number (varint, its top four bits turned to the bottom), with
/// <see cref="DeltaFlag"/> the smallest difference (zigzag varint), with <see cref="ScaleFlag"/> the divisor (varint), packed numbers.
/// </summary>
internal static class PackedNumbers
{
    private const byte DeltaFlag = 0x80;
    private const byte ScaleFlag = 0x40;
    private const byte WidthMask = 0x3F;

    // A width of 64 does not fit in six bits; those between 57 and 64 do not occur.
    private const byte WholeWidth = 63;
    private const int MostHeader = 1 + (3 * VarInt.MaxBytes);

    /// <summary>The most bytes that <paramref name="count"/> numbers can take, and what packing may overwrite behind them.</summary>
    internal static int MaxBytes(int count) => (count * 8) + ((count + BitPacking.Group - 1) / BitPacking.Group * MostHeader) + BitPacking.Padding;

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

    /// <summary>Decodes at least the numbers from <paramref name="from"/> up to <paramref name="to"/>.</summary>
    /// <returns>The number of bytes up to the end of the last group that was looked at.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Decode(ReadOnlySpan<byte> source, Span<ulong> destination, int from, int to)
    {
        var at = 0;
        for (var start = 0; start < to; start += BitPacking.Group)
        {
            var group = destination[start..Math.Min(destination.Length, start + BitPacking.Group)];
            var header = source[at++];
            var width = header & WidthMask;
            width = width == WholeWidth ? 64 : width;
            var first = ReadId(source, ref at);
            var step = (header & DeltaFlag) == 0 ? 0 : UnZigzag(VarInt.Read(source, ref at));
            var scale = (header & ScaleFlag) == 0 ? 1 : VarInt.Read(source, ref at);
            if (start + group.Length > from)
            {
                if ((header & DeltaFlag) == 0)
                {
                    BitPacking.Unpack(source[at..], width, first, scale, group);
                }
                else
                {
                    BitPacking.Unpack(source[at..], width, step, scale, group);
                    group[0] = first;
                    for (var i = 1; i < group.Length; i++)
                        group[i] = first += group[i];
                }
            }

            at += BitPacking.BytesOf(width, group.Length);
        }

        return at;
    }

    /// <summary>Writes an id: its tag turned to the bottom, so that small payloads take few bytes.</summary>
    internal static int WriteId(Span<byte> destination, int at, ulong id) => VarInt.Write(destination, at, BitOperations.RotateLeft(id, 4));

    internal static ulong ReadId(ReadOnlySpan<byte> source, ref int at) => BitOperations.RotateRight(VarInt.Read(source, ref at), 4);

    private static ulong Zigzag(long number) => (ulong)((number << 1) ^ (number >> 63));

    private static ulong UnZigzag(ulong number) => (number >> 1) ^ (0 - (number & 1));

    private static int EncodeGroup(ReadOnlySpan<ulong> group, Span<ulong> work, Span<byte> destination)
    {
        var (min, max, minDelta, maxDelta, divisor) = Measure(group);
        var (plain, spread) = (max - min, (ulong)(maxDelta - minDelta));
        var delta = BitPacking.BytesOf(BitPacking.WidthOf(spread), group.Length) + 3 < BitPacking.BytesOf(BitPacking.WidthOf(plain), group.Length);
        var largest = delta ? spread : plain;
        var width = BitPacking.WidthOf(largest / divisor);
        if (divisor > 1 && BitPacking.BytesOf(BitPacking.WidthOf(largest), group.Length) <= BitPacking.BytesOf(width, group.Length) + VarInt.MaxBytes)
            (divisor, width) = (1, BitPacking.WidthOf(largest));

        Subtract(group, delta, min, (ulong)minDelta, divisor, work);
        destination[0] = (byte)((width == 64 ? WholeWidth : width) | (delta ? DeltaFlag : 0) | (divisor > 1 ? ScaleFlag : 0));
        var at = WriteId(destination, 1, delta ? group[0] : min);
        if (delta)
            at = VarInt.Write(destination, at, Zigzag(minDelta));
        if (divisor > 1)
            at = VarInt.Write(destination, at, divisor);
        BitPacking.Pack(work, width, destination[at..]);
        return at + BitPacking.BytesOf(width, group.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(ReadOnlySpan<ulong> group, bool delta, ulong min, ulong minDelta, ulong divisor, Span<ulong> work)
    {
        if (delta)
        {
            work[0] = 0;
            for (var i = 1; i < group.Length; i++)
                work[i] = group[i] - group[i - 1] - minDelta;
        }
        else
        {
            for (var i = 0; i < group.Length; i++)
                work[i] = group[i] - min;
        }

        if (divisor == 1)
            return;
        for (var i = 0; i < work.Length; i++)
            work[i] /= divisor;
    }

    // Differences are taken as signed 64-bit numbers and may wrap; so may their spread, which is unsigned. The divisor is that of the offsets from the
    // smallest number; where those are sorted or small it divides the differences too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (ulong Min, ulong Max, long MinDelta, long MaxDelta, ulong Divisor) Measure(ReadOnlySpan<ulong> group)
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

        // Small numbers are not worth the division, and wrapped differences have no common divisor.
        var wide = max - min > uint.MaxValue && max - min <= long.MaxValue;
        return (min, max, minDelta, maxDelta, wide ? CommonDivisor(group, min) : 1);
    }

    private static ulong CommonDivisor(ReadOnlySpan<ulong> group, ulong min)
    {
        ulong divisor = 0;
        foreach (var number in group)
        {
            for (var rest = number - min; rest != 0;)
                (divisor, rest) = (rest, divisor % rest);
            if (divisor == 1)
                break;
        }

        return Math.Max(divisor, 1);
    }
}
