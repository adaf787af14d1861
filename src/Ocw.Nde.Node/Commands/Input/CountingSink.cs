using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Commands.Input;

/// <summary>Passes quads on and says now and then how many there were.</summary>
internal sealed class CountingSink(IQuadSink inner, Action<long> progress) : IQuadSink
{
    private const long Step = 1 << 17;
    private long _count;

    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        inner.Quad(subject, predicate, @object, graph);
        if (++_count % Step == 0)
            progress(_count);
    }

    public void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) => inner.Prefix(prefix, iri);
}
