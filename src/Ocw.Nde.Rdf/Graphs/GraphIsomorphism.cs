using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Whether two graphs or datasets say the same, apart from the labels of their blank nodes (RDF 1.1 Concepts §3.6, §4.1; RDF 1.2 Concepts §3.7).</summary>
/// <remarks>
/// Ground quads are compared as sets. Blank nodes are coloured by what surrounds them until nothing changes; what the colours leave open is
/// tried out, one connected component at a time. The answer is exact: colours only order the attempts.
/// </remarks>
public static class GraphIsomorphism
{
    /// <summary>Whether two graphs are isomorphic.</summary>
    public static bool AreIsomorphic(RdfGraph first, RdfGraph second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return AreIsomorphic(Quads(first), Quads(second));
    }

    /// <summary>Whether two datasets are isomorphic: one renaming of blank nodes serves all their graphs and graph names. Empty named graphs do not count.</summary>
    public static bool AreIsomorphic(RdfDataset first, RdfDataset second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return AreIsomorphic(first.ToList(), second.ToList());
    }

    private static bool AreIsomorphic(List<Quad> first, List<Quad> second)
    {
        if (first.Count != second.Count)
            return false;
        (first, second) = (TripleTermNodes.Unfold(first), TripleTermNodes.Unfold(second));
        var ground = first.Where(q => !HasBlankNode(q)).ToHashSet();
        var otherGround = second.Where(q => !HasBlankNode(q)).ToHashSet();
        return ground.SetEquals(otherGround) && new BlankNodeMatching(first, second).Succeeds();
    }

    private static List<Quad> Quads(RdfGraph graph) => [.. graph.Select(t => new Quad(t.Subject, t.Predicate, t.Object))];

    private static bool HasBlankNode(Quad quad) => quad.Subject is BlankNode || quad.Object is BlankNode || quad.Graph is BlankNode;
}
