using System.Runtime.InteropServices;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Colours the blank nodes of one component by what surrounds them: nodes that an isomorphism can map on each other have the same colour.</summary>
/// <remarks>
/// Only nodes beside a node that has just changed colour are looked at again, and the largest part of a class that falls apart keeps its
/// colour, so the work is about proportional to the quads (Hopcroft's idea). Every choice depends on the structure alone, so that the same
/// structure gets the same colours in the other dataset.
/// </remarks>
internal sealed class Colouring
{
    private readonly BlankNodeGraph _graph;
    private readonly int[] _nodes;
    private readonly ulong[] _colours;
    private readonly Dictionary<ulong, int> _sizes = [];

    /// <summary>Colours a component; <paramref name="colours"/> belongs to the whole graph and only the entries of <paramref name="nodes"/> are used.</summary>
    internal Colouring(BlankNodeGraph graph, int[] nodes, ulong[] colours)
    {
        _graph = graph;
        _nodes = nodes;
        _colours = colours;
    }

    internal int[] Nodes => _nodes;

    internal ulong this[int node]
    {
        get => _colours[node];
        set => _colours[node] = value;
    }

    internal ulong[] Save() => Array.ConvertAll(_nodes, n => _colours[n]);

    internal void Restore(ulong[] saved)
    {
        for (var i = 0; i < _nodes.Length; i++)
            _colours[_nodes[i]] = saved[i];
    }

    /// <summary>The colours in order of value, each as often as it occurs.</summary>
    internal ulong[] Sorted()
    {
        var sorted = Save();
        Array.Sort(sorted);
        return sorted;
    }

    internal bool SameAs(Colouring other) => _nodes.Length == other._nodes.Length && Sorted().AsSpan().SequenceEqual(other.Sorted());

    /// <summary>Colours every node from nothing.</summary>
    internal void RefineAll() => Refine(_nodes, first: true);

    /// <summary>Goes on after some nodes were given colours of their own.</summary>
    internal void RefineAfter(IEnumerable<int> changed) => Refine(Neighbours(changed), first: false);

    private void Refine(IReadOnlyCollection<int> pending, bool first)
    {
        _sizes.Clear();
        foreach (var node in _nodes)
            CollectionsMarshal.GetValueRefOrAddDefault(_sizes, _colours[node], out _)++;
        while (pending.Count > 0)
        {
            var changed = new List<int>();
            var signed = pending.Select(n => (Colour: _colours[n], Signature: Signature(n), Node: n)).ToList();
            foreach (var group in signed.GroupBy(s => s.Colour).OrderBy(g => g.Key))
                Split(group.Key, [.. group.GroupBy(s => s.Signature, s => s.Node)], changed, first);
            pending = Neighbours(changed);
            first = false;
        }
    }

    // Gives the parts of a class their own colours, apart from the part that keeps the old one.
    private void Split(ulong colour, List<IGrouping<ulong, int>> parts, List<int> changed, bool first)
    {
        var untouched = _sizes[colour] - parts.Sum(p => p.Count());
        // In the first round colours must say what the nodes look like, so none is kept.
        if (untouched == 0 && !first)
            parts.Remove(parts.MaxBy(p => (p.Count(), p.Key))!);
        foreach (var part in parts)
        {
            var own = TermColours.Mix(colour, part.Key);
            foreach (var node in part)
            {
                _colours[node] = own;
                changed.Add(node);
            }

            _sizes[own] = part.Count();
            _sizes[colour] -= part.Count();
        }
    }

    private HashSet<int> Neighbours(IEnumerable<int> nodes)
    {
        var neighbours = new HashSet<int>();
        foreach (var node in nodes)
        {
            foreach (var edge in _graph.EdgesOf(node))
            {
                foreach (var other in _graph.Edges[edge].Nodes())
                {
                    if (other != node)
                        neighbours.Add(other);
                }
            }
        }

        return neighbours;
    }

    // What each quad of a node looks like from where the node stands in it, summed.
    private ulong Signature(int node)
    {
        var sum = 0UL;
        foreach (var index in _graph.EdgesOf(node))
        {
            var edge = _graph.Edges[index];
            sum += TermColours.Mix(
                TermColours.Mix(Colour(edge.Subject, node), edge.Predicate), TermColours.Mix(Colour(edge.Object, node), Colour(edge.Graph, node)));
        }

        return sum;
    }

    private ulong Colour(BlankNodeGraph.Placed placed, int self)
    {
        if (placed.Node < 0)
            return TermColours.Mix(1, placed.Colour);
        return placed.Node == self ? 2 : TermColours.Mix(3, _colours[placed.Node]);
    }
}
