namespace Ocw.Nde.Termen.Quality;

/// <summary>Faults of relations and mappings between concepts.</summary>
internal sealed class RelationChecks(SkosModel model, FindingList findings)
{
    private readonly Hierarchy _hierarchy = new(model);

    private static SkosRelation? InverseOf(SkosRelation relation) => relation switch
    {
        SkosRelation.Broader => SkosRelation.Narrower,
        SkosRelation.Narrower => SkosRelation.Broader,
        SkosRelation.Related => SkosRelation.Related,
        _ => null,
    };

    internal void Run()
    {
        var exact = new ExactClusters(model);
        foreach (var node in model.Nodes)
        {
            foreach (var (relation, other) in node.Relations)
            {
                if (other == node.Number)
                    findings.Add("reflexive-relations", node.Iri, $"{relation}");
                else
                    Check(node, relation, model.Nodes[other], exact);
            }
        }
    }

    private void Check(SkosNode node, SkosRelation relation, SkosNode other, ExactClusters exact)
    {
        if (relation is SkosRelation.Related or SkosRelation.RelatedMatch)
            Associative(node, other);
        if (relation is SkosRelation.BroaderTransitive && !_hierarchy.Reaches(node.Number, other.Number))
            findings.Add("solitary-transitive-relations", node.Iri, other.Iri);
        if (relation is SkosRelation.NarrowerTransitive && !_hierarchy.Reaches(other.Number, node.Number))
            findings.Add("solitary-transitive-relations", node.Iri, other.Iri);
        if (InverseOf(relation) is { } inverse && other.IsConcept && !other.Relations.Contains((inverse, node.Number)))
            findings.Add("omitted-inverse-relations", node.Iri, $"{relation} {other.Iri}");
        if (relation is SkosRelation.BroadMatch or SkosRelation.NarrowMatch or SkosRelation.RelatedMatch && exact.AreSame(node.Number, other.Number))
            findings.Add("mapping-clashes", node.Iri, other.Iri);
        if (relation >= SkosRelation.BroadMatch && relation != SkosRelation.Related && ShareScheme(node, other))
            findings.Add("mapping-misuse", node.Iri, $"{relation} {other.Iri}");
    }

    private void Associative(SkosNode node, SkosNode other)
    {
        if (_hierarchy.Reaches(node.Number, other.Number, transitiveToo: true) || _hierarchy.Reaches(other.Number, node.Number, transitiveToo: true))
            findings.Add("relation-clashes", node.Iri, other.Iri);
        else if (_hierarchy.Above(node.Number, transitiveToo: true).Intersect(_hierarchy.Above(other.Number, transitiveToo: true)).Any())
            findings.Add("redundant-associations", node.Iri, other.Iri);
    }

    private static bool ShareScheme(SkosNode node, SkosNode other) =>
        node.SchemeNodes.Overlaps(other.SchemeNodes) || (node.SchemeNodes.Count == 0 && other.SchemeNodes.Count == 0 && (other.IsDeclared || NamespaceOf(node.Iri) == NamespaceOf(other.Iri)));

    private static string NamespaceOf(string iri) => iri[..(iri.LastIndexOfAny(['/', '#', ':']) + 1)];

    /// <summary>Concepts that exact matches make one, along any chain of them.</summary>
    private sealed class ExactClusters
    {
        private readonly int[] _parents;

        internal ExactClusters(SkosModel model)
        {
            _parents = [.. Enumerable.Range(0, model.Nodes.Count)];
            foreach (var node in model.Nodes)
            {
                foreach (var (relation, other) in node.Relations)
                {
                    if (relation == SkosRelation.ExactMatch)
                        _parents[Root(node.Number)] = Root(other);
                }
            }
        }

        internal bool AreSame(int left, int right) => Root(left) == Root(right);

        private int Root(int node)
        {
            while (_parents[node] != node)
                node = _parents[node] = _parents[_parents[node]];
            return node;
        }
    }
}
