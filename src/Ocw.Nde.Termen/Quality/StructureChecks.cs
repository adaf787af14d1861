namespace Ocw.Nde.Termen.Quality;

/// <summary>Faults of the hierarchy and of how concepts hang together.</summary>
internal sealed class StructureChecks(SkosModel model, FindingList findings)
{
    private readonly Hierarchy _hierarchy = new(model);

    // A broader concept of another vocabulary takes nothing from a top concept.
    private readonly Hierarchy _own = new(model, mappingsToo: false);

    internal void Run()
    {
        foreach (var cycle in _hierarchy.Cycles())
            findings.Add("cycles", model.Name(cycle[0]), string.Join(" → ", cycle.Take(8).Select(model.Name)));
        Clusters();
        foreach (var scheme in model.Schemes.Where(scheme => !scheme.HasTopConcept))
            findings.Add("missing-top-concepts", scheme.Iri);
        foreach (var concept in model.Concepts)
        {
            var hasBroader = _own.Above(concept.Number, transitiveToo: true).Any();
            if (concept.IsTopConcept && hasBroader)
                findings.Add("top-concepts-with-broader", concept.Iri);
            if (!concept.IsTopConcept && !hasBroader && !concept.IsScheme)
                findings.Add("unmarked-top-concepts", concept.Iri);
            Redundant(concept);
        }
    }

    private void Redundant(SkosNode concept)
    {
        var direct = _hierarchy.Above(concept.Number).Distinct().Where(other => other != concept.Number).ToList();
        if (direct.Count < 2)
            return;
        foreach (var far in direct)
        {
            foreach (var near in direct.Where(near => near != far && _hierarchy.Reaches(near, far) && !_hierarchy.Reaches(far, near)).Take(1))
                findings.Add("hierarchical-redundancy", concept.Iri, $"{model.Name(far)} ({model.Name(near)})");
        }
    }

    private void Clusters()
    {
        var parents = Enumerable.Range(0, model.Nodes.Count).ToArray();
        int Root(int node)
        {
            while (parents[node] != node)
                node = parents[node] = parents[parents[node]];
            return node;
        }

        var connected = new HashSet<int>();
        foreach (var node in model.Nodes)
        {
            foreach (var (_, other) in node.Relations.Where(relation => relation.Other != node.Number))
            {
                parents[Root(node.Number)] = Root(other);
                connected.Add(node.Number);
                connected.Add(other);
            }
        }

        foreach (var orphan in model.Concepts.Where(node => !connected.Contains(node.Number)))
            findings.Add("orphan-concepts", orphan.Iri);
        var clusters = model.Concepts.Where(node => connected.Contains(node.Number)).GroupBy(node => Root(node.Number)).OrderByDescending(group => group.Count()).ToList();
        foreach (var cluster in clusters.Skip(1))
            findings.Add("disconnected-clusters", cluster.First().Iri, $"{cluster.Count()}");
    }
}
