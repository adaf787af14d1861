using System.Buffers;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>Terms in canonical N-Quads form (RDFC-1.0, appendix «A Canonical form of N-Quads»).</summary>
internal static class CanonicalText
{
    private const byte FirstOfNonCharacters = 0xEF;

    private static readonly SearchValues<byte> Stops =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\', 0x7F, FirstOfNonCharacters]);

    private static readonly SearchValues<byte> IriStops =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(b => (byte)b), .. "<>\"{}|^`\\"u8]);

    internal static void AppendIri(ByteBuffer line, ReadOnlySpan<byte> iri)
    {
        line.Append((byte)'<');
        for (var at = iri.IndexOfAny(IriStops); at >= 0; at = iri.IndexOfAny(IriStops))
        {
            line.Append(iri[..at]);
            AppendNumber(line, iri[at]);
            iri = iri[(at + 1)..];
        }

        line.Append(iri);
        line.Append((byte)'>');
    }

    internal static void AppendLiteral(ByteBuffer line, in TermSpan literal)
    {
        line.Append((byte)'"');
        AppendEscaped(line, literal.Value);
        line.Append((byte)'"');
        if (!literal.Language.IsEmpty)
        {
            line.Append((byte)'@');
            line.Append(literal.Language);
            if (literal.Direction != BaseDirection.None)
                line.Append(literal.Direction == BaseDirection.LeftToRight ? "--ltr"u8 : "--rtl"u8);
        }
        else if (!literal.Datatype.IsEmpty)
        {
            line.Append("^^"u8);
            AppendIri(line, literal.Datatype);
        }
    }

    // BS, HT, LF, FF, CR, " and \ by letter; other controls, DEL and what is no character of XML 1.1 by number; all else as it is.
    private static void AppendEscaped(ByteBuffer line, ReadOnlySpan<byte> form)
    {
        for (var at = form.IndexOfAny(Stops); at >= 0; at = form.IndexOfAny(Stops))
        {
            line.Append(form[..at]);
            var length = 1;
            switch (form[at])
            {
                case FirstOfNonCharacters when form[at..].StartsWith("\uFFFE"u8) || form[at..].StartsWith("\uFFFF"u8):
                    line.Append(form[at + 2] == 0xBE ? "\\uFFFE"u8 : "\\uFFFF"u8);
                    length = 3;
                    break;
                case FirstOfNonCharacters:
                    line.Append(FirstOfNonCharacters);
                    break;
                case var b when Letter(b) is var letter and not 0:
                    line.Append((byte)'\\');
                    line.Append(letter);
                    break;
                case var b:
                    AppendNumber(line, b);
                    break;
            }

            form = form[(at + length)..];
        }

        line.Append(form);
    }

    private static byte Letter(byte value) => value switch
    {
        (byte)'\b' => (byte)'b',
        (byte)'\t' => (byte)'t',
        (byte)'\n' => (byte)'n',
        (byte)'\f' => (byte)'f',
        (byte)'\r' => (byte)'r',
        (byte)'"' or (byte)'\\' => value,
        _ => 0,
    };

    private static void AppendNumber(ByteBuffer line, byte value)
    {
        line.Append("\\u00"u8);
        line.Append("0123456789ABCDEF"u8[value >> 4]);
        line.Append("0123456789ABCDEF"u8[value & 15]);
    }
}
