using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.NTriples;

/// <summary>Terms in the canonical form of RDF 1.2 N-Triples (§4): every control character escaped, language tags in small letters.</summary>
internal sealed class CanonicalLines(Utf8Output output)
{
    private readonly ByteBuffer _text = new();
    private readonly ByteBuffer _tag = new();

    internal void Write(in TermSpan term)
    {
        switch (term.Kind)
        {
            case TermKind.BlankNode:
                TermText.WriteBlankNode(output, term.Value);
                break;
            case TermKind.TripleTerm:
                WriteTripleTerm(term);
                break;
            case TermKind.Literal when !term.Language.IsEmpty:
                _tag.Length = 0;
                foreach (var letter in term.Language)
                    _tag.Append((byte)char.ToLowerInvariant((char)letter));
                WriteText(TermSpan.LangString(term.Value, _tag.Written, term.Direction));
                break;
            default:
                WriteText(term);
                break;
        }
    }

    private void WriteText(in TermSpan term)
    {
        _text.Length = 0;
        if (term.Kind == TermKind.Iri)
            CanonicalText.AppendIri(_text, term.Value);
        else
            CanonicalText.AppendLiteral(_text, term);
        output.Write(_text.Written);
    }

    private void WriteTripleTerm(in TermSpan term)
    {
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        output.Write("<<( "u8);
        Write(subject);
        output.Write((byte)' ');
        Write(predicate);
        output.Write((byte)' ');
        Write(@object);
        output.Write(" )>>"u8);
    }
}
