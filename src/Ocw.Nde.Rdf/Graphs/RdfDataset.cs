using System.Collections;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>A default graph and named graphs in memory (RDF 1.1 Concepts §4).</summary>
public sealed class RdfDataset : IReadOnlyCollection<Quad>
{
    private readonly Dictionary<RdfTerm, RdfGraph> _named = [];

    /// <summary>An empty dataset.</summary>
    public RdfDataset()
    {
    }

    /// <summary>A dataset of these quads.</summary>
    public RdfDataset(IEnumerable<Quad> quads)
    {
        ArgumentNullException.ThrowIfNull(quads);
        foreach (var quad in quads)
            Add(quad);
    }

    /// <summary>The graph without a name.</summary>
    public RdfGraph DefaultGraph { get; } = new();

    /// <summary>The named graphs, by name.</summary>
    public IReadOnlyDictionary<RdfTerm, RdfGraph> NamedGraphs => _named;

    /// <summary>The number of quads.</summary>
    public int Count => DefaultGraph.Count + _named.Values.Sum(g => g.Count);

    /// <summary>The graph of that name, made if it is not there; <see langword="null"/> for the default graph.</summary>
    public RdfGraph Graph(RdfTerm? name)
    {
        if (name is null)
            return DefaultGraph;
        if (name is not (Iri or BlankNode))
            throw new ArgumentException($"Not a graph name: {name}", nameof(name));
        if (!_named.TryGetValue(name, out var graph))
            _named.Add(name, graph = new());
        return graph;
    }

    /// <summary>Adds a quad; false when it was there already.</summary>
    public bool Add(Quad quad) => Graph(quad.Graph).Add(quad.Triple);

    /// <summary>Removes a quad; false when it was not there.</summary>
    public bool Remove(Quad quad) =>
        quad.Graph is null ? DefaultGraph.Remove(quad.Triple) : _named.TryGetValue(quad.Graph, out var graph) && graph.Remove(quad.Triple);

    /// <summary>Whether the dataset holds a quad.</summary>
    public bool Contains(Quad quad) =>
        quad.Graph is null ? DefaultGraph.Contains(quad.Triple) : _named.TryGetValue(quad.Graph, out var graph) && graph.Contains(quad.Triple);

    /// <summary>The quads that match in any graph; <see langword="null"/> matches anything.</summary>
    public IEnumerable<Quad> Match(RdfTerm? subject = null, RdfTerm? predicate = null, RdfTerm? @object = null)
    {
        foreach (var triple in DefaultGraph.Match(subject, predicate, @object))
            yield return new(triple.Subject, triple.Predicate, triple.Object);
        foreach (var (name, graph) in _named)
        {
            foreach (var triple in graph.Match(subject, predicate, @object))
                yield return new(triple.Subject, triple.Predicate, triple.Object, name);
        }
    }

    /// <summary>Hands every quad to a sink, the default graph first.</summary>
    public void WriteTo(IQuadSink sink)
    {
        var writer = new QuadSinkAdapter(sink);
        foreach (var quad in this)
            writer.Add(quad);
    }

    /// <inheritdoc/>
    public IEnumerator<Quad> GetEnumerator() => Match().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
