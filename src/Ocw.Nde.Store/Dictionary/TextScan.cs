using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>Looks for the places in a piece of a file where a text that contains some bytes can be.</summary>
internal sealed class TextScan
{
    // Characters beyond ASCII whose small letter is an ASCII letter: the Kelvin sign and the capital I with dot above.
    private static readonly byte[][] FoldingToAscii = [[0xE2, 0x84, 0xAA], [0xC4, 0xB0]];

    private readonly byte[] _part;
    private readonly bool _ignoreCase;

    /// <param name="part">The bytes.</param>
    /// <param name="ignoreCase">Whether small letters of ASCII among them stand for their capitals too.</param>
    internal TextScan(ReadOnlySpan<byte> part, bool ignoreCase)
    {
        _part = part.ToArray();
        _ignoreCase = ignoreCase && part.ContainsAnyInRange((byte)'a', (byte)'z');
    }

    /// <summary>The first place where the bytes, or something that may be read as them, begin; -1 if there is none.</summary>
    internal int Find(ReadOnlySpan<byte> bytes)
    {
        if (!_ignoreCase)
            return bytes.IndexOf(_part);
        var found = FindFolded(bytes);
        foreach (var special in FoldingToAscii)
        {
            var at = (found < 0 ? bytes : bytes[..found]).IndexOf(special);
            if (at >= 0)
                found = at;
        }

        return found;
    }

    // Compares the first and the last byte of 32 places at a time; a byte with its case bit set stands for both cases of a letter, and for little else.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindFolded(ReadOnlySpan<byte> bytes)
    {
        var last = _part.Length - 1;
        var end = bytes.Length - _part.Length;
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var bit = Vector256.Create((byte)0x20);
        var (first, final) = (Vector256.Create((byte)(_part[0] | 0x20)), Vector256.Create((byte)(_part[last] | 0x20)));
        var at = 0;
        for (; at + last + Vector256<byte>.Count <= bytes.Length; at += Vector256<byte>.Count)
        {
            var same = Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)at) | bit, first)
                & Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)(at + last)) | bit, final);
            for (var mask = same.ExtractMostSignificantBits(); mask != 0; mask &= mask - 1)
            {
                var place = at + BitOperations.TrailingZeroCount(mask);
                if (IsHere(bytes, place))
                    return place;
            }
        }

        while (at <= end && !IsHere(bytes, at))
            at++;
        return at <= end ? at : -1;
    }

    private bool IsHere(ReadOnlySpan<byte> bytes, int at)
    {
        for (var i = 0; i < _part.Length; i++)
        {
            var b = bytes[at + i];
            if (b != _part[i] && (b | 0x20) != _part[i])
                return false;
        }

        return true;
    }
}
