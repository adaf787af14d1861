namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Colours of blank nodes: nodes that an isomorphism can map on each other always have the same colour.</summary>
internal static class Colouring
{
    /// <summary>Refines the colours of some nodes of a graph by their quads, until the number of different colours stays the same.</summary>
    internal static void Refine(BlankNodeGraph graph, int[] nodes, ulong[] colours)
    {
        var next = new ulong[nodes.Length];
        int before;
        var count = Count(nodes, colours);
        do
        {
            before = count;
            for (var i = 0; i < nodes.Length; i++)
                next[i] = Signature(graph, nodes[i], colours);
            for (var i = 0; i < nodes.Length; i++)
                colours[nodes[i]] = next[i];
            count = Count(nodes, colours);
        }
        while (count > before && count < nodes.Length);
    }

    /// <summary>Whether two sets of nodes have the same colours, each as often.</summary>
    internal static bool SameColours(int[] first, ulong[] firstColours, int[] second, ulong[] secondColours) =>
        first.Length == second.Length && Sorted(first, firstColours).AsSpan().SequenceEqual(Sorted(second, secondColours));

    internal static ulong[] Sorted(int[] nodes, ulong[] colours)
    {
        var sorted = new ulong[nodes.Length];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = colours[nodes[i]];
        Array.Sort(sorted);
        return sorted;
    }

    private static int Count(int[] nodes, ulong[] colours)
    {
        var sorted = Sorted(nodes, colours);
        var count = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
            count += sorted[i] == sorted[i - 1] ? 0 : 1;
        return count;
    }

    // A node's colour and, summed, what each of its quads looks like from where the node stands in it.
    private static ulong Signature(BlankNodeGraph graph, int node, ulong[] colours)
    {
        var sum = 0UL;
        foreach (var index in graph.EdgesOf(node))
        {
            var edge = graph.Edges[index];
            sum += TermColours.Mix(
                TermColours.Mix(Colour(edge.Subject, node, colours), edge.Predicate),
                TermColours.Mix(Colour(edge.Object, node, colours), Colour(edge.Graph, node, colours)));
        }

        return TermColours.Mix(colours[node], sum);
    }

    private static ulong Colour(BlankNodeGraph.Placed placed, int self, ulong[] colours)
    {
        if (placed.Node < 0)
            return TermColours.Mix(1, placed.Colour);
        return placed.Node == self ? 2 : TermColours.Mix(3, colours[placed.Node]);
    }
}
