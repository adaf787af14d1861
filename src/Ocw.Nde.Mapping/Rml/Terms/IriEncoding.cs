using System.Buffers;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Terms;

/// <summary>Percent-encodes values that go into templates of IRIs (R2RML §7.3: IRI-safe), and names blank nodes after values.</summary>
internal static class IriEncoding
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8]);

    private static readonly SearchValues<byte> UnreservedOrWide =
        SearchValues.Create([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8, .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    private static readonly SearchValues<byte> Plain =
        SearchValues.Create([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8]);

    /// <summary>Writes a value so that it is one piece of an IRI: all but unreserved characters become <c>%XX</c>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="arena">Where it goes.</param>
    /// <param name="asciiOnly">Whether characters beyond ASCII are encoded too, as a URI needs.</param>
    public static void WriteSafe(ReadOnlySpan<byte> value, Arena arena, bool asciiOnly)
    {
        var safe = asciiOnly ? Unreserved : UnreservedOrWide;
        for (var at = IndexOfUnsafe(value, safe); at >= 0; at = IndexOfUnsafe(value, safe))
        {
            arena.Write(value[..at]);
            Escape((byte)'%', value[at], arena);
            value = value[(at + 1)..];
        }

        arena.Write(value);
    }

    /// <summary>Writes a label that is different for every value: letters and digits stay, other bytes become <c>_XX</c>.</summary>
    public static void WriteLabel(ReadOnlySpan<byte> value, Arena arena)
    {
        for (var at = value.IndexOfAnyExcept(Plain); at >= 0; at = value.IndexOfAnyExcept(Plain))
        {
            arena.Write(value[..at]);
            Escape((byte)'_', value[at], arena);
            value = value[(at + 1)..];
        }

        arena.Write(value);
    }

    // U+0080 to U+009F (C2 80 to C2 9F) are controls: no part of RFC 3987's ucschar.
    private static int IndexOfUnsafe(ReadOnlySpan<byte> value, SearchValues<byte> safe)
    {
        var at = value.IndexOfAnyExcept(safe);
        var limit = at < 0 ? value.Length : at;
        for (var c2 = value[..limit].IndexOf((byte)0xC2); c2 >= 0 && c2 + 1 < limit;)
        {
            if (value[c2 + 1] < 0xA0)
                return c2;
            var next = value[(c2 + 1)..limit].IndexOf((byte)0xC2);
            c2 = next < 0 ? -1 : c2 + 1 + next;
        }

        // The second byte of such a control stands alone after the first was encoded.
        return limit > 0 && value[0] is >= 0x80 and < 0xA0 ? 0 : at;
    }

    private static void Escape(byte sign, byte value, Arena arena)
    {
        arena.Write(sign);
        arena.Write("0123456789ABCDEF"u8[value >> 4]);
        arena.Write("0123456789ABCDEF"u8[value & 15]);
    }
}
