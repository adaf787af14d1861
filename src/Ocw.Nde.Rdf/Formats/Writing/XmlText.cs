using System.Buffers;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>Writes XML 1.0 character data and attribute values.</summary>
internal static class XmlText
{
    // EF is where U+FFFE and U+FFFF begin (EF BF BE/BF).
    private static readonly SearchValues<byte> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), .. "&<>\""u8, 0xEF]);

    /// <summary>Escapes so that a reader gets the same characters back, line ends in either place included.</summary>
    /// <remarks>XML 1.0 has no way to write most control characters and U+FFFE/FFFF: U+FFFD stands for them.</remarks>
    internal static void Write(Utf8Output output, ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var at = text.IndexOfAny(Escaped);
            if (at < 0)
            {
                output.Write(text);
                return;
            }

            output.Write(text[..at]);
            text = text[at..];
            var length = WriteEscape(output, text);
            text = text[length..];
        }
    }

    private static int WriteEscape(Utf8Output output, ReadOnlySpan<byte> text)
    {
        switch (text[0])
        {
            case (byte)'&':
                output.Write("&amp;"u8);
                return 1;
            case (byte)'<':
                output.Write("&lt;"u8);
                return 1;
            case (byte)'>':
                output.Write("&gt;"u8);
                return 1;
            case (byte)'"':
                output.Write("&quot;"u8);
                return 1;
            case (byte)'\n':
                output.Write("&#10;"u8);
                return 1;
            case (byte)'\r':
                output.Write("&#13;"u8);
                return 1;
            case (byte)'\t':
                output.Write("&#9;"u8);
                return 1;
            case 0xEF when text.StartsWith("\uFFFE"u8) || text.StartsWith("\uFFFF"u8):
                output.Write("\uFFFD"u8);
                return 3;
            case 0xEF:
                output.Write(text[0]);
                return 1;
            default:
                output.Write("\uFFFD"u8);
                return 1;
        }
    }
}
