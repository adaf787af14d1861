using System.Runtime.InteropServices;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>The quads of a dataset that hold blank nodes, with the nodes numbered, for comparing colours.</summary>
internal sealed class BlankNodeGraph
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<List<int>> _edgesOf = [];
    private readonly List<Edge> _edges = [];

    internal BlankNodeGraph(IEnumerable<Quad> quads, TermColours terms)
    {
        foreach (var quad in quads)
        {
            if (quad.Subject is not BlankNode && quad.Object is not BlankNode && quad.Graph is not BlankNode)
                continue;
            var edge = new Edge(Place(quad.Subject, terms), terms.Of(quad.Predicate), Place(quad.Object, terms), Place(quad.Graph, terms));
            foreach (var node in edge.Nodes().Distinct())
                _edgesOf[node].Add(_edges.Count);
            _edges.Add(edge);
        }
    }

    /// <summary>How many blank nodes there are.</summary>
    internal int NodeCount => _edgesOf.Count;

    internal int EdgeCount => _edges.Count;

    internal IReadOnlyList<Edge> Edges => _edges;

    internal IReadOnlyList<int> EdgesOf(int node) => _edgesOf[node];

    /// <summary>The sets of nodes that quads connect.</summary>
    internal List<int[]> Components()
    {
        var components = new List<int[]>();
        var seen = new bool[NodeCount];
        var queue = new Queue<int>();
        for (var start = 0; start < NodeCount; start++)
        {
            if (seen[start])
                continue;
            var members = new List<int>();
            seen[start] = true;
            queue.Enqueue(start);
            while (queue.TryDequeue(out var node))
            {
                members.Add(node);
                foreach (var edge in EdgesOf(node))
                {
                    foreach (var neighbour in _edges[edge].Nodes())
                    {
                        if (!seen[neighbour])
                        {
                            seen[neighbour] = true;
                            queue.Enqueue(neighbour);
                        }
                    }
                }
            }

            components.Add([.. members]);
        }

        return components;
    }

    private Placed Place(RdfTerm? term, TermColours terms)
    {
        if (term is not BlankNode blank)
            return new(-1, term is null ? 0 : terms.Of(term));
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, blank.Label, out var exists);
        if (!exists)
        {
            number = _edgesOf.Count;
            _edgesOf.Add([]);
        }

        return new(number, 0);
    }

    /// <summary>A blank node by number, or any other term by its colour (<see cref="Node"/> is then -1).</summary>
    internal readonly record struct Placed(int Node, ulong Colour);

    /// <summary>One quad.</summary>
    internal readonly record struct Edge(Placed Subject, ulong Predicate, Placed Object, Placed Graph)
    {
        internal IEnumerable<int> Nodes()
        {
            if (Subject.Node >= 0)
                yield return Subject.Node;
            if (Object.Node >= 0)
                yield return Object.Node;
            if (Graph.Node >= 0)
                yield return Graph.Node;
        }
    }
}
