using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Looks for a renaming of blank nodes that makes the quads of one dataset those of another.</summary>
internal sealed class BlankNodeMatching
{
    private readonly BlankNodeGraph _first;
    private readonly BlankNodeGraph _second;

    internal BlankNodeMatching(IEnumerable<Quad> first, IEnumerable<Quad> second)
    {
        var terms = new TermColours();
        _first = new(first, terms);
        _second = new(second, terms);
    }

    /// <summary>Whether there is one.</summary>
    /// <remarks>
    /// Components can be paired greedily: isomorphism is an equivalence, so if a component fits any of several of the same colours,
    /// taking the first that fits never spoils a match of the rest.
    /// </remarks>
    internal bool Succeeds()
    {
        if (_first.NodeCount != _second.NodeCount || _first.EdgeCount != _second.EdgeCount)
            return false;

        var colours = new ulong[_first.NodeCount];
        var otherColours = new ulong[_second.NodeCount];
        var components = Coloured(_first, colours);
        var candidates = Coloured(_second, otherColours).ToLookup(c => c.Hash).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var component in components)
        {
            if (!candidates.TryGetValue(component.Hash, out var group))
                return false;
            var found = group.FindIndex(other => Match(component.Nodes, colours, other.Nodes, otherColours));
            if (found < 0)
                return false;
            group.RemoveAt(found);
        }

        return true;
    }

    private static List<Component> Coloured(BlankNodeGraph graph, ulong[] colours)
    {
        var components = graph.Components();
        foreach (var nodes in components)
            Colouring.Refine(graph, nodes, colours);
        return [.. components.Select(nodes => new Component(nodes, Colouring.Sorted(nodes, colours).Aggregate((ulong)nodes.Length, TermColours.Mix)))];
    }

    /// <summary>Tries one node of the smallest ambiguous colour against each node of that colour on the other side, depth first.</summary>
    private bool Match(int[] nodes, ulong[] colours, int[] otherNodes, ulong[] otherColours)
    {
        if (!Colouring.SameColours(nodes, colours, otherNodes, otherColours))
            return false;

        var attempts = new Stack<Attempt>();
        attempts.Push(NextAttempt(nodes, colours, otherNodes, otherColours));
        while (attempts.TryPeek(out var attempt))
        {
            attempt.Restore(nodes, colours, otherNodes, otherColours);
            if (attempt.Ambiguous.Length == 0)
            {
                if (IsIsomorphism(nodes, colours, otherNodes, otherColours))
                    return true;
                attempts.Pop();
            }
            else if (!attempt.TryIndividualise(colours, otherColours))
            {
                attempts.Pop();
            }
            else
            {
                Colouring.Refine(_first, nodes, colours);
                Colouring.Refine(_second, otherNodes, otherColours);
                if (Colouring.SameColours(nodes, colours, otherNodes, otherColours))
                    attempts.Push(NextAttempt(nodes, colours, otherNodes, otherColours));
            }
        }

        return false;
    }

    private Attempt NextAttempt(int[] nodes, ulong[] colours, int[] otherNodes, ulong[] otherColours)
    {
        // The smallest class that holds more than one node.
        var ambiguous = nodes.GroupBy(n => colours[n]).Where(g => g.Skip(1).Any()).MinBy(g => g.Count())?.ToArray() ?? [];
        var candidates = ambiguous.Length == 0 ? [] : otherNodes.Where(n => otherColours[n] == colours[ambiguous[0]]).ToArray();
        return new(Saved(nodes, colours), Saved(otherNodes, otherColours), ambiguous, candidates, AreTwins(ambiguous));
    }

    // Nodes with the same quads but for themselves can change places, so any pairing of them is as good as another.
    private bool AreTwins(int[] nodes)
    {
        if (nodes.Length == 0)
            return false;
        var quads = Seen(nodes[0]);
        return nodes.Skip(1).All(n => Seen(n).SetEquals(quads));

        HashSet<BlankNodeGraph.Edge> Seen(int self) => [.. _first.EdgesOf(self).Select(e => WithoutSelf(_first.Edges[e], self))];
    }

    private static BlankNodeGraph.Edge WithoutSelf(BlankNodeGraph.Edge edge, int self)
    {
        return new(Hide(edge.Subject), edge.Predicate, Hide(edge.Object), Hide(edge.Graph));

        BlankNodeGraph.Placed Hide(BlankNodeGraph.Placed placed) => placed.Node == self ? new(-2, 0) : placed;
    }

    private static ulong[] Saved(int[] nodes, ulong[] colours) => Array.ConvertAll(nodes, n => colours[n]);

    private bool IsIsomorphism(int[] nodes, ulong[] colours, int[] otherNodes, ulong[] otherColours)
    {
        var byColour = otherNodes.ToDictionary(n => otherColours[n]);
        var mapping = nodes.ToDictionary(n => n, n => byColour[colours[n]]);
        var target = otherNodes.SelectMany(n => _second.EdgesOf(n)).Distinct().Select(e => _second.Edges[e]).ToHashSet();
        var edges = nodes.SelectMany(n => _first.EdgesOf(n)).Distinct().ToList();
        return edges.Count == target.Count && edges.TrueForAll(e => target.Contains(Mapped(_first.Edges[e], mapping)));
    }

    private static BlankNodeGraph.Edge Mapped(BlankNodeGraph.Edge edge, Dictionary<int, int> mapping) =>
        new(Mapped(edge.Subject, mapping), edge.Predicate, Mapped(edge.Object, mapping), Mapped(edge.Graph, mapping));

    private static BlankNodeGraph.Placed Mapped(BlankNodeGraph.Placed placed, Dictionary<int, int> mapping) =>
        placed.Node < 0 ? placed : new(mapping[placed.Node], placed.Colour);

    private sealed record Component(int[] Nodes, ulong Hash);

    /// <summary>A state of the search: the colours of both sides, and the class of which one node (or, with twins, every node) gets a colour of its own.</summary>
    private sealed class Attempt(ulong[] colours, ulong[] otherColours, int[] ambiguous, int[] candidates, bool twins)
    {
        private int _next;

        internal int[] Ambiguous => ambiguous;

        internal void Restore(int[] nodes, ulong[] target, int[] otherNodes, ulong[] otherTarget)
        {
            for (var i = 0; i < nodes.Length; i++)
                target[nodes[i]] = colours[i];
            for (var i = 0; i < otherNodes.Length; i++)
                otherTarget[otherNodes[i]] = otherColours[i];
        }

        /// <summary>Gives the next pair its own colour; false when every candidate was tried.</summary>
        internal bool TryIndividualise(ulong[] target, ulong[] otherTarget)
        {
            if (_next == (twins ? 1 : candidates.Length))
                return false;
            var colour = target[ambiguous[0]];
            if (twins)
            {
                for (var i = 0; i < candidates.Length; i++)
                    target[ambiguous[i]] = otherTarget[candidates[i]] = TermColours.Mix(colour, (ulong)i + 1);
            }
            else
            {
                target[ambiguous[0]] = otherTarget[candidates[_next]] = TermColours.Mix(colour, 1);
            }

            _next++;
            return true;
        }
    }
}
