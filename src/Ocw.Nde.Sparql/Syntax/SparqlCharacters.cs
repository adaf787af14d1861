using System.Buffers;
using System.Text;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>The character classes of the grammar's terminals ([164]–[173]).</summary>
internal static class SparqlCharacters
{
    /// <summary>What may stand behind a backslash in a local name.</summary>
    internal const string LocalEscapes = "_~.-!$&'()*+,;=/?#@%";

    // Everything that an IRIREF may not hold, its closing bracket included.
    internal static readonly SearchValues<char> EndOfIri = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F <>\"{}|^`\\");

    /// <summary>[164] PN_CHARS_BASE.</summary>
    internal static bool IsBase(int c) => c < 0x80
        ? c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
        : c is (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF) or (>= 0x370 and <= 0x37D) or (>= 0x37F and <= 0x1FFF)
            or 0x200C or 0x200D or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF)
            or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF);

    /// <summary>[165] PN_CHARS_U.</summary>
    internal static bool IsBaseOrUnderscore(int c) => c == '_' || IsBase(c);

    /// <summary>[166] VARNAME, after its first character.</summary>
    internal static bool IsVariablePart(int c) => c == '_' || IsDigit(c) || c is 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040 || IsBase(c);

    /// <summary>[167] PN_CHARS.</summary>
    internal static bool IsNamePart(int c) => c == '-' || IsVariablePart(c);

    internal static bool IsDigit(int c) => c is >= '0' and <= '9';

    internal static bool IsLetter(int c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    /// <summary>The code point at an offset and its length in UTF-16; -1 at the end of the text and for half a surrogate pair.</summary>
    internal static int CodepointAt(string text, int offset, out int length)
    {
        length = 1;
        if (offset >= text.Length)
            return -1;
        var c = text[offset];
        if (!char.IsSurrogate(c))
            return c;
        if (!Rune.TryGetRuneAt(text, offset, out var rune))
            return -1;
        length = 2;
        return rune.Value;
    }
}
