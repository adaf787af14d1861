using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ocw.Nde.Store.Dictionary;

namespace Ocw.Nde.Store.Segments;

/// <summary>
/// One column of a block in the cheapest of six codes: constant; packed (see <see cref="PackedNumbers"/>); a list of distinct numbers with packed
/// indexes; runs; split by tag or by the column before into parts that each have one of the first four codes.
/// </summary>
/// <remarks>
/// The split codes are for objects: among the rows of a subject they are of many kinds, but those of one predicate are near each other. See
/// docs/store-format.md for the bytes.
/// </remarks>
internal static class ColumnCodec
{
    /// <summary>One number for all rows: the number (varint, tag at the bottom).</summary>
    internal const byte Constant = 0;

    /// <summary>Packed numbers.</summary>
    internal const byte Packed = 1;

    /// <summary>Count (1), the distinct numbers in ascending order as packed numbers, the packed places (width, 1, then groups).</summary>
    internal const byte Distinct = 2;

    /// <summary>Count (2), the end of each run (2 each), the numbers as packed numbers.</summary>
    internal const byte Runs = 3;

    /// <summary>Mask of the tags (2), the packed places among them, then a part for each tag.</summary>
    internal const byte SplitByTag = 4;

    /// <summary>
    /// A part for each number in the list of the column before, which must be <see cref="Distinct"/>. Part: how many numbers (varint), how many bytes
    /// (varint), the numbers in one of the codes above but <see cref="SplitByTag"/>.
    /// </summary>
    internal const byte SplitByColumn = 5;

    /// <summary>The most bytes that a column of <paramref name="rows"/> numbers can take.</summary>
    internal static int MaxBytes(int rows) => 1 + PackedNumbers.MaxBytes(rows);

    /// <summary>Decodes at least the rows from <paramref name="from"/> up to <paramref name="to"/> of a column that does not depend on another.</summary>
    /// <param name="source">The column's bytes, and those behind it.</param>
    /// <param name="destination">As many numbers as the column has.</param>
    /// <param name="from">The first row that is wanted.</param>
    /// <param name="to">The row behind the last that is wanted.</param>
    /// <exception cref="InvalidDataException">The column is damaged.</exception>
    internal static void Decode(ReadOnlySpan<byte> source, Span<ulong> destination, int from, int to)
    {
        switch (source[0])
        {
            case Constant:
                var at = 1;
                destination[from..to].Fill(PackedNumbers.ReadId(source, ref at));
                break;
            case Packed:
                PackedNumbers.Decode(source[1..], destination, from, to);
                break;
            case Distinct:
                DecodeDistinct(source[1..], destination, from, to);
                break;
            case Runs:
                DecodeRuns(source[1..], destination, from, to);
                break;
            case SplitByTag:
                DecodeSplitByTag(source[1..], destination, from, to);
                break;
            default:
                throw new InvalidDataException($"the column code {source[0]} is unknown");
        }
    }

    /// <summary>Decodes the body of a column that is split by the one before.</summary>
    /// <exception cref="InvalidDataException">The column is damaged.</exception>
    [SkipLocalsInit]
    internal static void DecodeSplit(ReadOnlySpan<byte> source, ReadOnlySpan<byte> before, Span<ulong> destination, int from, int to)
    {
        if (before[0] != Distinct)
            throw new InvalidDataException("a column is split by one that lists no numbers");

        Span<ulong> numbers = stackalloc ulong[DistinctNumbers.Most];
        Span<byte> places = stackalloc byte[destination.Length];
        var count = (int)before[1];
        var at = 2 + PackedNumbers.Decode(before[2..], numbers[..count], 0, count);
        ReadPlaces(before[at..], places[..to], 0, count);
        Merge(source, places, count, destination, from, to);
    }

    [SkipLocalsInit]
    private static void DecodeDistinct(ReadOnlySpan<byte> source, Span<ulong> destination, int from, int to)
    {
        // Places are packed: eight of them begin at a byte.
        from &= ~7;
        Span<ulong> numbers = stackalloc ulong[DistinctNumbers.Most];
        Span<byte> places = stackalloc byte[to - from];
        var count = (int)source[0];
        var at = 1 + PackedNumbers.Decode(source[1..], numbers[..count], 0, count);
        ReadPlaces(source[at..], places, from, count);
        for (var i = 0; i < places.Length; i++)
            destination[from + i] = numbers[places[i]];
    }

    [SkipLocalsInit]
    private static void DecodeRuns(ReadOnlySpan<byte> source, Span<ulong> destination, int from, int to)
    {
        var runs = BinaryPrimitives.ReadUInt16LittleEndian(source);
        if (runs > destination.Length)
            throw new InvalidDataException("a column has more runs than rows");

        Span<ulong> numbers = stackalloc ulong[runs];
        PackedNumbers.Decode(source[(2 + (runs * 2))..], numbers, 0, runs);
        var ends = MemoryMarshal.Cast<byte, ushort>(source.Slice(2, runs * 2));
        var start = 0;
        for (var i = 0; i < ends.Length && start < to; i++)
        {
            if (ends[i] < start || ends[i] > destination.Length)
                throw new InvalidDataException("a run ends outside its column");
            if (ends[i] > from)
                destination[start..ends[i]].Fill(numbers[i]);
            start = ends[i];
        }
    }

    [SkipLocalsInit]
    private static void DecodeSplitByTag(ReadOnlySpan<byte> source, Span<ulong> destination, int from, int to)
    {
        Span<byte> places = stackalloc byte[destination.Length];
        var count = System.Numerics.BitOperations.PopCount(BinaryPrimitives.ReadUInt16LittleEndian(source));
        var width = ReadPlaces(source[2..], places[..to], 0, count);
        Merge(source[(3 + BitPacking.BytesOf(width, places.Length))..], places, count, destination, from, to);
    }

    /// <returns>The width of a place.</returns>
    private static int ReadPlaces(ReadOnlySpan<byte> source, Span<byte> places, int from, int count)
    {
        var width = (int)source[0];
        if (width > 8)
            throw new InvalidDataException("the places of a column are wider than a byte");
        BitPacking.UnpackBytes(source[(1 + (from / 8 * width))..], width, places);
        return !places.ContainsAnyInRange((byte)Math.Min(count, byte.MaxValue), byte.MaxValue)
            ? width
            : throw new InvalidDataException("a column refers to a number that is not listed");
    }

    /// <summary>Decodes the parts that the wanted rows have numbers of one behind the other, then deals them out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Merge(ReadOnlySpan<byte> source, ReadOnlySpan<byte> places, int count, Span<ulong> destination, int from, int to)
    {
        // Of each part: how many of its numbers are before the wanted rows, then where its next one is.
        Span<int> next = stackalloc int[256];
        next.Clear();
        ref var first = ref MemoryMarshal.GetReference(next);
        for (var i = 0; i < from; i++)
            Unsafe.Add(ref first, places[i])++;

        Span<ulong> parts = stackalloc ulong[places.Length];
        var whole = to - from == places.Length;
        var (at, start) = (0, 0);
        for (var part = 0; part < count; part++)
        {
            var size = (int)VarInt.Read(source, ref at);
            var bytes = (int)VarInt.Read(source, ref at);
            var numbers = parts.Slice(start, size);
            if (whole || places[from..to].Contains((byte)part))
            {
                if (source[at] >= SplitByTag)
                    throw new InvalidDataException("a part of a column is split again");
                Decode(source[at..], numbers, 0, size);
            }

            next[part] += start;
            start += size;
            at += bytes;
        }

        for (var i = from; i < to; i++)
            destination[i] = parts[Unsafe.Add(ref first, places[i])++];
    }
}
