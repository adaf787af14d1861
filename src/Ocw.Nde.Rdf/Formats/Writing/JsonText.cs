using System.Buffers;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>Writes JSON strings (RFC 8259 §7).</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    /// <summary>The text between quotes.</summary>
    internal static void WriteString(Utf8Output output, ReadOnlySpan<byte> text)
    {
        output.Write((byte)'"');
        WriteContent(output, text);
        output.Write((byte)'"');
    }

    internal static void WriteContent(Utf8Output output, ReadOnlySpan<byte> text)
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
            WriteEscape(output, text[at]);
            text = text[(at + 1)..];
        }
    }

    private static void WriteEscape(Utf8Output output, byte b)
    {
        var letter = b switch
        {
            (byte)'"' or (byte)'\\' => b,
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            _ => (byte)0,
        };
        if (letter != 0)
        {
            output.Write((byte)'\\');
            output.Write(letter);
            return;
        }

        output.Write("\\u00"u8);
        output.Write("0123456789ABCDEF"u8[b >> 4]);
        output.Write("0123456789ABCDEF"u8[b & 15]);
    }
}
