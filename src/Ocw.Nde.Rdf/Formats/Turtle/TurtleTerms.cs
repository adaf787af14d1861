using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>Writes single terms as Turtle does: prefixed where a prefix fits, bare where a literal can stand without quotes.</summary>
internal sealed class TurtleTerms(Utf8Output output)
{
    private readonly WriterPrefixes _prefixes = new();

    /// <summary>Writes a declaration if the prefix is new or means something else than before; <paramref name="before"/> runs first.</summary>
    internal void Declare(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri, Action? before = null)
    {
        if (!_prefixes.Declare(prefix, iri))
            return;
        before?.Invoke();
        output.Write("@prefix "u8);
        output.Write(prefix);
        output.Write(": "u8);
        TermText.WriteIri(output, iri);
        output.Write(" .\n"u8);
    }

    internal void WriteVerb(in TermSpan predicate)
    {
        if (predicate.Value.SequenceEqual("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8))
            output.Write((byte)'a');
        else
            Write(predicate);
    }

    internal void Write(in TermSpan term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                WriteIri(term.Value);
                break;
            case TermKind.Literal when TurtleShorthand.IsNumber(term.Value, term.Datatype) || TurtleShorthand.IsBoolean(term.Value, term.Datatype):
                output.Write(term.Value);
                break;
            case TermKind.Literal when !term.Datatype.IsEmpty:
                TermText.WriteQuoted(output, term.Value);
                output.Write("^^"u8);
                WriteIri(term.Datatype);
                break;
            case TermKind.TripleTerm:
                WriteTripleTerm(term);
                break;
            default:
                TermText.Write(output, term);
                break;
        }
    }

    private void WriteTripleTerm(in TermSpan term)
    {
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        output.Write("<<( "u8);
        Write(subject);
        output.Write((byte)' ');
        WriteVerb(predicate);
        output.Write((byte)' ');
        Write(@object);
        output.Write(" )>>"u8);
    }

    private void WriteIri(ReadOnlySpan<byte> iri)
    {
        if (!_prefixes.TryShorten(iri, out var prefix, out var local))
        {
            TermText.WriteIri(output, iri);
            return;
        }

        output.Write(prefix);
        output.Write((byte)':');
        output.Write(local);
    }
}
