using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Hands quads on to another sink, into its own graph, and tells how many.</summary>
internal sealed class CountingSink(IQuadSink inner, Action<long> progress) : IQuadSink
{
    private const long Step = 1 << 14;
    private long _count;

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        inner.Quad(subject, predicate, @object, TermSpan.None);
        if (++_count % Step == 0)
            progress(_count);
    }
}
