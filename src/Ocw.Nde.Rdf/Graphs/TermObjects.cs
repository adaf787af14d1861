using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Makes term objects of spans.</summary>
public static class TermObjects
{
    /// <summary>The term as an object, or <see langword="null"/> for <see cref="TermSpan.None"/>.</summary>
    /// <exception cref="NotSupportedException">A triple term: reading those waits for RDF 1.2.</exception>
    public static RdfTerm? ToTerm(this in TermSpan span) => span.Kind switch
    {
        TermKind.None => null,
        TermKind.Iri => new Iri(Encoding.UTF8.GetString(span.Value)),
        TermKind.BlankNode => new BlankNode(Encoding.UTF8.GetString(span.Value)),
        TermKind.Literal when !span.Language.IsEmpty =>
            new Literal(Encoding.UTF8.GetString(span.Value), RdfNs.LangString, Encoding.UTF8.GetString(span.Language), span.Direction),
        TermKind.Literal => new Literal(Encoding.UTF8.GetString(span.Value), Datatype(span.Datatype)),
        _ => throw new NotSupportedException($"A {span.Kind} cannot be made into an object yet."),
    };

    private static Iri Datatype(ReadOnlySpan<byte> datatype) => datatype.IsEmpty ? XsdNs.String : new Iri(Encoding.UTF8.GetString(datatype));
}
