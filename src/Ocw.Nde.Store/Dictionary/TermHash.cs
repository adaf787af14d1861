using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>The 64-bit hash of a term's text: multiply and fold, 16 bytes at a time. Part of the file format, with the store's own seed.</summary>
/// <remarks>The seed makes it useless to prepare terms that collide; it is not a cryptographic hash.</remarks>
internal static class TermHash
{
    private const ulong Prime1 = 0xA0761D6478BD642F;
    private const ulong Prime2 = 0xE7037ED1A0B428DB;
    private const ulong Prime3 = 0x8EBC6AF09C88C6E3;

    internal static ulong Of(uint qualifier, ReadOnlySpan<byte> text, ulong seed)
    {
        var hash = Fold(seed ^ Prime1, ((ulong)qualifier << 32) ^ (uint)text.Length ^ Prime2);
        while (text.Length > 16)
        {
            hash = Fold(BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Prime2, BinaryPrimitives.ReadUInt64LittleEndian(text[8..]) ^ hash);
            text = text[16..];
        }

        ulong low, high;
        if (text.Length >= 8)
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(text);
            high = BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]);
        }
        else if (text.Length >= 4)
        {
            low = BinaryPrimitives.ReadUInt32LittleEndian(text);
            high = BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]);
        }
        else
        {
            low = 0;
            foreach (var b in text)
                low = (low << 8) | b;
            high = low;
        }

        return Fold(Prime3 ^ hash, Fold(low ^ Prime1, high ^ hash));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
