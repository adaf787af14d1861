using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf;

/// <summary>Receives the quads that a parser reads, one at a time, as UTF-8 spans that are valid only during the call.</summary>
/// <remarks>Blank-node labels are unique within one parse only; whoever joins several documents renames them.</remarks>
public interface IQuadSink
{
    /// <summary>One quad; <paramref name="graph"/> is <see cref="TermSpan.None"/> for the default graph.</summary>
    void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph);

    /// <summary>A prefix that the document declares; serializers may keep it. Nothing by default.</summary>
    void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
    }
}
