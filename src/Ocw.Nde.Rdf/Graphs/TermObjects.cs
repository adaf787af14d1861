using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Makes term objects of spans.</summary>
public static class TermObjects
{
    /// <summary>The term as an object, or <see langword="null"/> for <see cref="TermSpan.None"/>.</summary>
    /// <exception cref="FormatException">The text of a triple term is not in N-Triples form.</exception>
    public static RdfTerm? ToTerm(this in TermSpan span) => span.Kind switch
    {
        TermKind.None => null,
        TermKind.Iri => new Iri(Encoding.UTF8.GetString(span.Value)),
        TermKind.BlankNode => new BlankNode(Encoding.UTF8.GetString(span.Value)),
        TermKind.Literal when !span.Language.IsEmpty =>
            new Literal(Encoding.UTF8.GetString(span.Value), Encoding.UTF8.GetString(span.Language), span.Direction),
        TermKind.Literal => new Literal(Encoding.UTF8.GetString(span.Value), Datatype(span.Datatype)),
        _ => TripleTerm(span.Value),
    };

    private static TripleTerm TripleTerm(ReadOnlySpan<byte> form)
    {
        new TripleTermText().Split(form, out var subject, out var predicate, out var @object);
        return new(new(subject.ToTerm()!, predicate.ToTerm()!, @object.ToTerm()!));
    }

    private static Iri Datatype(ReadOnlySpan<byte> datatype) => datatype.IsEmpty ? XsdNs.String : new Iri(Encoding.UTF8.GetString(datatype));
}
