using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>
/// The hash table of a dictionary segment: lines of 16 entries of 4 bytes, one line to a cache line. An entry is the place of a term + 1 in as many bits as
/// the largest needs, below as many bits of the term's hash as are left; 0 is no entry. The upper half of the hash chooses the line; what does not fit
/// goes to the next.
/// </summary>
internal static class TermHashTable
{
    internal const int LineBytes = 64;

    private const int LineEntries = 16;

    /// <summary>Entries per line on average: few lines run over at this filling, and few bytes are lost.</summary>
    private const int Filling = 14;

    internal static long LinesFor(long terms) => (terms / Filling) + 1;

    /// <summary>The bits that the place of a term takes in an entry.</summary>
    internal static int PlaceBits(long terms) => BitOperations.Log2((ulong)terms) + 1;

    internal static long FirstLine(ulong hash, long lines) => (long)(((hash >> 32) * (ulong)lines) >> 32);

    /// <summary>Makes the table of terms whose hashes these are, in order of their places.</summary>
    internal static uint[] Build(ReadOnlySpan<ulong> hashes)
    {
        var lines = LinesFor(hashes.Length);
        var bits = PlaceBits(hashes.Length);
        var table = new uint[lines * LineEntries];
        var used = new byte[lines];
        for (var i = 0; i < hashes.Length; i++)
        {
            var line = FirstLine(hashes[i], lines);
            while (used[line] == LineEntries)
                line = line + 1 == lines ? 0 : line + 1;
            table[(line * LineEntries) + used[line]++] = ((uint)hashes[i] << bits) | ((uint)i + 1);
        }

        return table;
    }

    /// <summary>The entries of a line whose hash bits are those of <paramref name="hash"/>, one bit each, lowest first.</summary>
    /// <param name="line">The bytes of the line.</param>
    /// <param name="hash">The hash of the term that is looked for.</param>
    /// <param name="bits">See <see cref="PlaceBits"/>.</param>
    internal static uint Candidates(ReadOnlySpan<byte> line, ulong hash, int bits)
    {
        var entries = MemoryMarshal.Cast<byte, uint>(line);
        var wanted = Vector256.Create((uint)hash << bits >> bits);
        return Matches(Vector256.Create(entries), wanted, bits) | (Matches(Vector256.Create(entries[8..]), wanted, bits) << 8);
    }

    /// <summary>Whether a line has room, so that a term that is not in it is in none.</summary>
    internal static bool HasRoom(ReadOnlySpan<byte> line) => MemoryMarshal.Cast<byte, uint>(line)[LineEntries - 1] == 0;

    /// <summary>The place of the term of an entry.</summary>
    internal static uint PlaceAt(ReadOnlySpan<byte> line, int entry, int bits) =>
        (MemoryMarshal.Cast<byte, uint>(line)[entry] & (uint)((1UL << bits) - 1)) - 1;

    // An empty entry can look like a match where the wanted bits are zero; it is none.
    private static uint Matches(Vector256<uint> entries, Vector256<uint> wanted, int bits) =>
        (Vector256.Equals(entries >>> bits, wanted) & ~Vector256.Equals(entries, Vector256<uint>.Zero)).ExtractMostSignificantBits();
}
