using System.Text;

namespace Ocw.Nde.Rdf.Iris;

/// <summary>The characters beyond ASCII that an IRI may hold (RFC 3987 §2.2, §4.1).</summary>
internal static class IriCharacters
{
    /// <summary>What stands in a part of an IRI that it should not.</summary>
    /// <param name="part">Valid UTF-8.</param>
    /// <param name="mayBePrivate">Whether private characters may stand there: in a query only (<c>iquery</c>).</param>
    internal static IriDoubts Inspect(ReadOnlySpan<byte> part, bool mayBePrivate)
    {
        var doubts = IriDoubts.None;
        for (var at = part.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); at >= 0; at = part.IndexOfAnyExceptInRange((byte)0, (byte)0x7F))
        {
            Rune.DecodeFromUtf8(part[at..], out var rune, out var length);
            if (IsBidiControl(rune.Value))
                doubts |= IriDoubts.BidiControl;
            else if (!IsUcsChar(rune.Value) && !(mayBePrivate && IsPrivate(rune.Value)))
                doubts |= IriDoubts.Character;
            part = part[(at + length)..];
        }

        return doubts;
    }

    // LRM, RLM, the embeddings and overrides, and the isolates that Unicode added later
    private static bool IsBidiControl(int c) => c is 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // ucschar = %xA0-D7FF / %xF900-FDCF / %xFDF0-FFEF / %x10000-1FFFD / … / %xE1000-EFFFD
    private static bool IsUcsChar(int c) =>
        c is (>= 0xA0 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFEF)
        || (c is (>= 0x10000 and < 0xE0000) or (>= 0xE1000 and < 0xF0000) && (c & 0xFFFF) <= 0xFFFD);

    // iprivate = %xE000-F8FF / %xF0000-FFFFD / %x100000-10FFFD
    private static bool IsPrivate(int c) => c is (>= 0xE000 and <= 0xF8FF) or (>= 0xF0000 and <= 0xFFFFD) or (>= 0x100000 and <= 0x10FFFD);
}
