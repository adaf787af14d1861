using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Collects the quads that a parser reads in an <see cref="RdfDataset"/>, or in one <see cref="RdfGraph"/> whatever graph they name.</summary>
public sealed class RdfGraphSink : IQuadSink
{
    private readonly RdfDataset? _dataset;
    private readonly RdfGraph? _graph;
    private readonly IriCache _iris = new();
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    /// <summary>Collects in a dataset.</summary>
    public RdfGraphSink(RdfDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _dataset = dataset;
    }

    /// <summary>Collects in a graph.</summary>
    public RdfGraphSink(RdfGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
    }

    /// <summary>The prefixes that the document declared, the last declaration of each.</summary>
    public IReadOnlyDictionary<string, string> Prefixes => _prefixes;

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        var target = _graph ?? _dataset!.Graph(graph.Kind == TermKind.None ? null : _iris.Term(graph));
        target.Add(_iris.Term(subject), _iris.Term(predicate), _iris.Term(@object));
    }

    /// <inheritdoc/>
    public void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) =>
        _prefixes[Encoding.UTF8.GetString(prefix)] = Encoding.UTF8.GetString(iri);
}
