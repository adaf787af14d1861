using System.Buffers;
using System.Text;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>The characters of names in the Turtle family (RDF 1.1 Turtle §6.5, productions 163s–167s).</summary>
internal static class NameChars
{
    /// <summary>Bytes that are a whole PN_CHARS by themselves: ASCII letters, digits, <c>_</c> and <c>-</c>.</summary>
    internal static readonly SearchValues<byte> AsciiNameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    // [163s] PN_CHARS_BASE ::= [A-Z] | [a-z] | [#x00C0-#x00D6] | …
    internal static bool IsBase(int c) => c switch
    {
        < 0x80 => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'),
        <= 0x2FF => c is >= 0xC0 and not 0xD7 and not 0xF7,
        <= 0x1FFF => c is >= 0x370 and not 0x37E,
        <= 0x218F => c is 0x200C or 0x200D or >= 0x2070,
        <= 0x2FEF => c >= 0x2C00,
        <= 0xD7FF => c >= 0x3001,
        <= 0xFDCF => c >= 0xF900,
        <= 0xFFFD => c >= 0xFDF0,
        _ => c is >= 0x10000 and <= 0xEFFFF,
    };

    // [164s] PN_CHARS_U ::= PN_CHARS_BASE | '_'
    internal static bool IsStart(int c) => c == '_' || IsBase(c);

    // [166s] PN_CHARS ::= PN_CHARS_U | '-' | [0-9] | #x00B7 | [#x0300-#x036F] | [#x203F-#x2040]
    internal static bool IsName(int c) =>
        c is '-' or (>= '0' and <= '9') or 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040 || IsStart(c);

    /// <summary>The bytes at the start of <paramref name="bytes"/> that hold one character, or 0 when the character is not complete.</summary>
    internal static int Decode(ReadOnlySpan<byte> bytes, out int character)
    {
        if (!bytes.IsEmpty && bytes[0] < 0x80)
        {
            character = bytes[0];
            return 1;
        }

        var complete = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
        character = complete ? rune.Value : -1;
        return complete ? length : 0;
    }

    // [141s] BLANK_NODE_LABEL ::= '_:' (PN_CHARS_U | [0-9]) ((PN_CHARS | '.')* PN_CHARS)?
    /// <summary>The length of the label at the start of <paramref name="bytes"/> (after <c>_:</c>), 0 if none stands there.</summary>
    /// <remarks>The grammars of N-Triples and N-Quads once allowed <c>:</c> in labels; the erratum that took it away is in the suites.</remarks>
    internal static int LabelLength(ReadOnlySpan<byte> bytes)
    {
        var length = Decode(bytes, out var first);
        if (!IsStart(first) && first is not (>= '0' and <= '9'))
            return 0;

        var end = length;
        while (length < bytes.Length)
        {
            var size = Decode(bytes[length..], out var c);
            if (c != '.' && !IsName(c))
                break;
            length += size;
            // A final dot ends the statement; it is not part of the label.
            if (c != '.')
                end = length;
        }

        return end;
    }

    /// <summary>Whether a label can be written in every format of the Turtle family.</summary>
    internal static bool IsLabel(ReadOnlySpan<byte> label) => !label.IsEmpty && LabelLength(label) == label.Length;
}
