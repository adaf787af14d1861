using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Does something with the spans of a term.</summary>
internal delegate TResult TermUse<TState, TResult>(in TermSpan term, TState state);

/// <summary>Between term objects and their UTF-8 spans.</summary>
internal static class TermBytes
{
    private const string RdfLangString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
    private const string XsdString = "http://www.w3.org/2001/XMLSchema#string";
    private static readonly Iri s_langString = new(RdfLangString);
    private static readonly Iri s_string = new(XsdString);

    internal static TResult With<TState, TResult>(RdfTerm term, TState state, TermUse<TState, TResult> use) => term switch
    {
        Iri iri => use(TermSpan.Iri(Encoding.UTF8.GetBytes(iri.Value)), state),
        BlankNode node => use(TermSpan.BlankNode(Encoding.UTF8.GetBytes(node.Label)), state),
        Literal { Language: { } language } literal => use(TermSpan.LangString(Encoding.UTF8.GetBytes(literal.LexicalForm), Encoding.UTF8.GetBytes(language), literal.Direction), state),
        Literal literal => use(TermSpan.Literal(Encoding.UTF8.GetBytes(literal.LexicalForm), Encoding.UTF8.GetBytes(literal.Datatype.Value)), state),
        _ => use(TermSpan.TripleTerm(Encoding.UTF8.GetBytes(term.ToString()!)), state),
    };

    internal static RdfTerm ToTerm(in TermSpan span)
    {
        var value = Encoding.UTF8.GetString(span.Value);
        return span.Kind switch
        {
            TermKind.Iri => new Iri(value),
            TermKind.BlankNode => new BlankNode(value),
            TermKind.Literal when span.Language.Length > 0 => new Literal(value, s_langString, Encoding.UTF8.GetString(span.Language), span.Direction),
            TermKind.Literal => new Literal(value, span.Datatype.Length == 0 ? s_string : new Iri(Encoding.UTF8.GetString(span.Datatype))),
            _ => throw new NotSupportedException($"Triple terms (RDF 1.2) cannot be validated with SHACL 1.0: {value}"),
        };
    }
}
