using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Hands term objects to a sink of spans.</summary>
public sealed class QuadSinkAdapter
{
    private readonly IQuadSink _sink;
    private readonly TermBytes _subject = new();
    private readonly TermBytes _predicate = new();
    private readonly TermBytes _object = new();
    private readonly TermBytes _graph = new();

    /// <summary>Writes to <paramref name="sink"/>.</summary>
    public QuadSinkAdapter(IQuadSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sink = sink;
    }

    /// <summary>Hands one quad over.</summary>
    public void Add(Quad quad) =>
        _sink.Quad(_subject.Encode(quad.Subject), _predicate.Encode(quad.Predicate), _object.Encode(quad.Object), _graph.Encode(quad.Graph));

    /// <summary>Hands one triple over, for the graph that <paramref name="graph"/> names.</summary>
    public void Add(Triple triple, RdfTerm? graph = null) => Add(new Quad(triple.Subject, triple.Predicate, triple.Object, graph));

    /// <summary>Declares a prefix.</summary>
    public void Prefix(string prefix, string iri) => _sink.Prefix(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(iri));
}
