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

        var candidates = Coloured(_second).GroupBy(c => c.Hash).ToDictionary(g => g.Key, g => g.Select(c => c.Colouring).ToList());
        foreach (var (colouring, hash) in Coloured(_first))
        {
            if (!candidates.TryGetValue(hash, out var group))
                return false;
            var found = group.FindLastIndex(other => Match(colouring, other));
            if (found < 0)
                return false;
            group.RemoveAt(found);
        }

        return true;
    }

    private static List<(Colouring Colouring, ulong Hash)> Coloured(BlankNodeGraph graph)
    {
        var colours = new ulong[graph.NodeCount];
        var coloured = new List<(Colouring, ulong)>();
        foreach (var nodes in graph.Components())
        {
            var colouring = new Colouring(graph, nodes, colours);
            colouring.RefineAll();
            coloured.Add((colouring, colouring.Sorted().Aggregate((ulong)nodes.Length, TermColours.Mix)));
        }

        return coloured;
    }

    /// <summary>Tries one node of the smallest ambiguous colour against each node of that colour on the other side, depth first.</summary>
    private bool Match(Colouring first, Colouring second)
    {
        if (!first.SameAs(second))
            return false;

        var attempts = new Stack<Attempt>();
        attempts.Push(NextAttempt(first, second));
        while (attempts.TryPeek(out var attempt))
        {
            attempt.Restore(first, second);
            if (attempt.IsDecided)
            {
                if (IsIsomorphism(first, second))
                    return true;
                attempts.Pop();
            }
            else if (!attempt.TryIndividualise(first, second))
            {
                attempts.Pop();
            }
            else if (first.SameAs(second))
            {
                attempts.Push(NextAttempt(first, second));
            }
        }

        return false;
    }

    private Attempt NextAttempt(Colouring first, Colouring second)
    {
        // The smallest class that holds more than one node.
        var ambiguous = first.Nodes.GroupBy(n => first[n]).Where(g => g.Skip(1).Any()).MinBy(g => g.Count())?.ToArray() ?? [];
        var candidates = ambiguous.Length == 0 ? [] : second.Nodes.Where(n => second[n] == first[ambiguous[0]]).ToArray();
        return new(first.Save(), second.Save(), ambiguous, candidates, AreTwins(ambiguous));
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

    private bool IsIsomorphism(Colouring first, Colouring second)
    {
        var byColour = second.Nodes.ToDictionary(n => second[n]);
        var mapping = first.Nodes.ToDictionary(n => n, n => byColour[first[n]]);
        var target = second.Nodes.SelectMany(_second.EdgesOf).Distinct().Select(e => _second.Edges[e]).ToHashSet();
        var edges = first.Nodes.SelectMany(_first.EdgesOf).Distinct().ToList();
        return edges.Count == target.Count && edges.TrueForAll(e => target.Contains(Mapped(_first.Edges[e], mapping)));
    }

    private static BlankNodeGraph.Edge Mapped(BlankNodeGraph.Edge edge, Dictionary<int, int> mapping)
    {
        return new(Map(edge.Subject), edge.Predicate, Map(edge.Object), Map(edge.Graph));

        BlankNodeGraph.Placed Map(BlankNodeGraph.Placed placed) => placed.Node < 0 ? placed : new(mapping[placed.Node], placed.Colour);
    }

    /// <summary>A state of the search: the colours of both sides, and the class of which one node (or, with twins, every node) gets a colour of its own.</summary>
    private sealed class Attempt(ulong[] colours, ulong[] otherColours, int[] ambiguous, int[] candidates, bool twins)
    {
        private int _next;

        /// <summary>Whether every colour is unique.</summary>
        internal bool IsDecided => ambiguous.Length == 0;

        internal void Restore(Colouring first, Colouring second)
        {
            first.Restore(colours);
            second.Restore(otherColours);
        }

        /// <summary>Gives the next pair its own colour and refines both sides; false when every candidate was tried.</summary>
        internal bool TryIndividualise(Colouring first, Colouring second)
        {
            if (_next == (twins ? 1 : candidates.Length))
                return false;
            var nodes = twins ? ambiguous : [ambiguous[0]];
            var others = twins ? candidates : [candidates[_next]];
            var colour = first[ambiguous[0]];
            for (var i = 0; i < nodes.Length; i++)
                first[nodes[i]] = second[others[i]] = TermColours.Mix(colour, (ulong)i + 1);
            first.RefineAfter(nodes);
            second.RefineAfter(others);
            _next++;
            return true;
        }
    }
}
