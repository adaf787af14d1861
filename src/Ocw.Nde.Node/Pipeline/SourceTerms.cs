using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Terms of a quad source as objects and back.</summary>
internal static class SourceTerms
{
    /// <summary>The term of an id.</summary>
    public static RdfTerm ToTerm(this ITermDictionary terms, TermId id)
    {
        var holder = new Holder();
        terms.Read(id, static (in TermSpan span, Holder h) => h.Term = ToTerm(span), holder);
        return holder.Term!;
    }

    /// <summary>A span as an object.</summary>
    public static RdfTerm ToTerm(in TermSpan span) => span.Kind switch
    {
        TermKind.Iri => new Iri(span.ToString()),
        TermKind.BlankNode => new BlankNode(span.ToString()),
        TermKind.Literal when !span.Language.IsEmpty => new Literal(span.ToString(), Rdf.Namespaces.RdfNs.LangString, Encoding.UTF8.GetString(span.Language), span.Direction),
        TermKind.Literal when !span.Datatype.IsEmpty => new Literal(span.ToString(), new Iri(Encoding.UTF8.GetString(span.Datatype))),
        TermKind.Literal => new Literal(span.ToString()),
        _ => throw new NotSupportedException("Triple terms (RDF 1.2) do not occur in the pipeline."),
    };

    /// <summary>The id of an IRI, or unbound when no quad can hold it.</summary>
    public static TermId FindIri(this ITermDictionary terms, string iri) => terms.Find(TermSpan.Iri(Encoding.UTF8.GetBytes(iri)));

    private sealed class Holder
    {
        public RdfTerm? Term { get; set; }
    }
}
