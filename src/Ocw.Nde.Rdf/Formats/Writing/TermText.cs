using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>Terms in canonical N-Triples form (RDF 1.1 N-Triples §4): only what must be escaped is.</summary>
internal static class TermText
{
    private static readonly SearchValues<byte> StringEscaped = SearchValues.Create("\"\\\n\r"u8);

    private static readonly SearchValues<byte> TabEscaped = SearchValues.Create("\"\\\n\r\t"u8);

    private static readonly SearchValues<byte> IriEscaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(b => (byte)b), .. "<>\"{}|^`\\"u8]);

    internal static void Write(Utf8Output output, in TermSpan term, bool escapeTabs = false)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                WriteIri(output, term.Value);
                break;
            case TermKind.BlankNode:
                WriteBlankNode(output, term.Value);
                break;
            case TermKind.Literal:
                WriteLiteral(output, term, escapeTabs);
                break;
            case TermKind.TripleTerm:
                WriteTripleTerm(output, term, escapeTabs);
                break;
        }
    }

    private static void WriteTripleTerm(Utf8Output output, in TermSpan term, bool escapeTabs)
    {
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        output.Write("<<( "u8);
        Write(output, subject, escapeTabs);
        output.Write((byte)' ');
        Write(output, predicate, escapeTabs);
        output.Write((byte)' ');
        Write(output, @object, escapeTabs);
        output.Write(" )>>"u8);
    }

    /// <summary>The IRI between brackets; characters that no IRI may hold are escaped by number, so that they cannot end it.</summary>
    internal static void WriteIri(Utf8Output output, ReadOnlySpan<byte> iri)
    {
        output.Write((byte)'<');
        for (var at = iri.IndexOfAny(IriEscaped); at >= 0; at = iri.IndexOfAny(IriEscaped))
        {
            output.Write(iri[..at]);
            output.Write("\\u00"u8);
            output.Write("0123456789ABCDEF"u8[iri[at] >> 4]);
            output.Write("0123456789ABCDEF"u8[iri[at] & 15]);
            iri = iri[(at + 1)..];
        }

        output.Write(iri);
        output.Write((byte)'>');
    }

    internal static void WriteBlankNode(Utf8Output output, ReadOnlySpan<byte> label)
    {
        output.Write("_:"u8);
        WritableLabels.Write(output, label);
    }

    internal static void WriteQuoted(Utf8Output output, ReadOnlySpan<byte> form, bool escapeTabs = false)
    {
        var escaped = escapeTabs ? TabEscaped : StringEscaped;
        output.Write((byte)'"');
        for (var at = form.IndexOfAny(escaped); at >= 0; at = form.IndexOfAny(escaped))
        {
            output.Write(form[..at]);
            output.Write((byte)'\\');
            output.Write(form[at] switch { (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', (byte)'\t' => (byte)'t', var b => b });
            form = form[(at + 1)..];
        }

        output.Write(form);
        output.Write((byte)'"');
    }

    internal static void WriteLanguage(Utf8Output output, in TermSpan term)
    {
        // No escape could write another character in a tag: it would end the literal and begin something else.
        if (!LanguageTags.IsTag(term.Language))
            throw new FormatException($"'{Encoding.UTF8.GetString(term.Language)}' is not a language tag, so the literal cannot be written.");
        output.Write((byte)'@');
        output.Write(term.Language);
        if (term.Direction != BaseDirection.None)
            output.Write(term.Direction == BaseDirection.LeftToRight ? "--ltr"u8 : "--rtl"u8);
    }

    private static void WriteLiteral(Utf8Output output, in TermSpan term, bool escapeTabs)
    {
        WriteQuoted(output, term.Value, escapeTabs);
        if (!term.Language.IsEmpty)
        {
            WriteLanguage(output, term);
        }
        else if (!term.Datatype.IsEmpty)
        {
            output.Write("^^"u8);
            WriteIri(output, term.Datatype);
        }
    }
}
