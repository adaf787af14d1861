using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Memory for one term as UTF-8, used again for each next one.</summary>
public sealed class TermBytes
{
    private byte[] _bytes = new byte[256];
    private TripleTermText? _triple;

    /// <summary>The term as spans, valid until the next call; <see cref="TermSpan.None"/> for <see langword="null"/>.</summary>
    public TermSpan Encode(RdfTerm? term)
    {
        switch (term)
        {
            case null:
                return TermSpan.None;
            case Iri iri:
                return TermSpan.Iri(Utf8(iri.Value, 0));
            case BlankNode node:
                return TermSpan.BlankNode(Utf8(node.Label, 0));
            case Literal { Language: { } language } literal:
                Reserve(literal.LexicalForm, language);
                var form = Utf8(literal.LexicalForm, 0);
                return TermSpan.LangString(form, Utf8(language, form.Length), literal.Direction);
            case Literal literal:
                Reserve(literal.LexicalForm, literal.Datatype.Value);
                var lexical = Utf8(literal.LexicalForm, 0);
                return TermSpan.Literal(lexical, Utf8(literal.Datatype.Value, lexical.Length));
            default:
                var triple = ((TripleTerm)term).Triple;
                return (_triple ??= new()).Compose(new TermBytes().Encode(triple.Subject), new TermBytes().Encode(triple.Predicate), new TermBytes().Encode(triple.Object));
        }
    }

    private void Reserve(string first, string second)
    {
        var size = Encoding.UTF8.GetMaxByteCount(first.Length) + Encoding.UTF8.GetMaxByteCount(second.Length);
        if (_bytes.Length < size)
            _bytes = new byte[Math.Max(size, _bytes.Length * 2)];
    }

    private ReadOnlySpan<byte> Utf8(string text, int start)
    {
        if (start == 0)
            Reserve(text, "");
        return _bytes.AsSpan(start, Encoding.UTF8.GetBytes(text, _bytes.AsSpan(start)));
    }
}
