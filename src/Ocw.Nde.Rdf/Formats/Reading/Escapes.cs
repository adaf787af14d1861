using System.Globalization;
using System.Text;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Numeric and string escapes of the Turtle family (RDF 1.1 Turtle §6.4).</summary>
internal static class Escapes
{
    /// <summary>Appends <paramref name="raw"/> to <paramref name="target"/> with its escapes resolved; a string without a backslash is copied at once.</summary>
    internal static TokenFault AppendString(ReadOnlySpan<byte> raw, ByteBuffer target)
    {
        var at = 0;
        while (true)
        {
            var next = raw[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                target.Append(raw[at..]);
                return TokenFault.None;
            }

            target.Append(raw.Slice(at, next));
            at += next;
            // [159s] ECHAR ::= '\' [tbnrf"'\]
            var plain = at + 1 < raw.Length ? EscapedByte(raw[at + 1]) : (byte)0;
            if (plain != 0)
            {
                target.Append(plain);
                at += 2;
                continue;
            }

            var fault = ReadNumeric(raw, at, "an escape: \\t \\b \\n \\r \\f \\\" \\' \\\\ \\uXXXX or \\UXXXXXXXX", out var rune, out var length);
            if (fault.IsFault)
                return fault;
            target.Append(rune);
            at += length;
        }
    }

    // [26] UCHAR ::= '\u' HEX HEX HEX HEX | '\U' HEX HEX HEX HEX HEX HEX HEX HEX
    internal static TokenFault ReadNumeric(ReadOnlySpan<byte> raw, int at, string expected, out Rune rune, out int length)
    {
        rune = default;
        length = at + 1 < raw.Length ? raw[at + 1] switch { (byte)'u' => 6, (byte)'U' => 10, _ => 0 } : 0;
        if (length == 0)
            return new(at, expected, Found.At(raw[at..]));
        if (at + length > raw.Length || !uint.TryParse(raw.Slice(at + 2, length - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return new(at, length == 6 ? "\\u and 4 hexadecimal digits" : "\\U and 8 hexadecimal digits", Found.At(raw[at..]));
        if (!Rune.TryCreate(code, out rune))
        {
            var what = code is >= 0xD800 and <= 0xDFFF ? "a lone surrogate" : "beyond U+10FFFF";
            return new(at, "the number of a Unicode character", string.Create(CultureInfo.InvariantCulture, $"U+{code:X4}, which is {what}"));
        }

        return TokenFault.None;
    }

    private static byte EscapedByte(byte letter) => letter switch
    {
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'f' => (byte)'\f',
        (byte)'"' or (byte)'\'' or (byte)'\\' => letter,
        _ => 0,
    };
}
