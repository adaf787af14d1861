using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>Writes one document in one format; made by <c>RdfFormats.CreateWriter</c>. Memory is bounded whatever the number of quads.</summary>
/// <remarks>
/// The better the order (by graph, then subject, then predicate), the shorter the text; any order is written correctly. Blank nodes keep their
/// labels where every format can read them. Terms are taken to be valid: they are escaped so that no term can end early, not checked.
/// </remarks>
public abstract class RdfWriter : IQuadSink
{
    /// <inheritdoc/>
    public abstract void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph);

    /// <inheritdoc/>
    public virtual void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
    }

    /// <summary>Ends the document and passes on everything. Without it the document is not whole.</summary>
    public abstract void Complete();

    /// <summary>Passes on what was gathered so far, to the stream or the buffer writer.</summary>
    public abstract void Flush();
}
