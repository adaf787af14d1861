using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>A term object as UTF-8 spans, for as long as this stands; and back.</summary>
internal readonly ref struct TermBytes
{
    private readonly byte[] rented;
    private readonly TermKind kind;
    private readonly int valueLength;
    private readonly int datatypeLength;
    private readonly int languageLength;
    private readonly BaseDirection direction;

    internal TermBytes(RdfTerm term)
    {
        kind = term.Kind;
        var literal = term as Literal;
        var value = term switch
        {
            Iri iri => iri.Value,
            BlankNode node => node.Label,
            Literal => literal!.LexicalForm,
            _ => term.ToString(),
        };
        var language = literal?.Language ?? "";
        var datatype = literal is null || language.Length > 0 || literal.Datatype.Value == XsdNs.Namespace + "string" ? "" : literal.Datatype.Value;
        direction = literal?.Direction ?? BaseDirection.None;
        rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length + datatype.Length + language.Length));
        valueLength = Encoding.UTF8.GetBytes(value, rented);
        datatypeLength = Encoding.UTF8.GetBytes(datatype, rented.AsSpan(valueLength));
        languageLength = Encoding.UTF8.GetBytes(language, rented.AsSpan(valueLength + datatypeLength));
    }

    internal TermSpan Span
    {
        get
        {
            var value = rented.AsSpan(0, valueLength);
            return kind switch
            {
                TermKind.Iri => TermSpan.Iri(value),
                TermKind.BlankNode => TermSpan.BlankNode(value),
                TermKind.TripleTerm => TermSpan.TripleTerm(value),
                _ when languageLength > 0 => TermSpan.LangString(value, rented.AsSpan(valueLength + datatypeLength, languageLength), direction),
                _ => TermSpan.Literal(value, rented.AsSpan(valueLength, datatypeLength)),
            };
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(rented);

    /// <summary>The object of a span.</summary>
    internal static RdfTerm ToTerm(in TermSpan term)
    {
        var value = Encoding.UTF8.GetString(term.Value);
        return term.Kind switch
        {
            TermKind.Iri => new Iri(value),
            TermKind.BlankNode => new BlankNode(value),
            TermKind.Literal when !term.Language.IsEmpty =>
                new Literal(value, Encoding.UTF8.GetString(term.Language), term.Direction),
            TermKind.Literal when term.Datatype.IsEmpty => new Literal(value),
            TermKind.Literal => new Literal(value, new Iri(Encoding.UTF8.GetString(term.Datatype))),
            _ => Rdf.Graphs.TermObjects.ToTerm(term)!,
        };
    }
}
