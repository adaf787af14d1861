namespace Ocw.Nde.Harvest;

/// <summary>What the shape of a collection (<c>tree:shape</c>) says about where the parts of a member are: enough to know what a page leaves out.</summary>
/// <param name="Required">Paths that every member has.</param>
/// <param name="Links">Paths that lead to nodes of which more than the name belongs to the member (<c>sh:node</c>), with the shape of those.</param>
internal sealed record LdesShape(IReadOnlyList<string> Required, IReadOnlyList<(string Path, LdesShape Shape)> Links)
{
    private const int MaxDepth = 8;
    private const string Sh = "http://www.w3.org/ns/shacl#";

    /// <summary>Reads a shape; <see langword="null"/> when the document does not describe it.</summary>
    public static LdesShape? Read(PageGraph graph, LdesTerms terms, int node, int depth = 0)
    {
        if (node < 0 || depth > MaxDepth || graph.About(node).IsEmpty)
            return null;
        var required = new List<string>();
        var links = new List<(string, LdesShape)>();
        foreach (var property in graph.Objects(node, graph.Find(Sh + "property")))
        {
            if (LdesPaths.Read(graph, terms, graph.Object(property, graph.Find(Sh + "path"))) is not { } path)
                continue;
            if (graph.Object(property, graph.Find(Sh + "minCount")) is >= 0 and var count && graph.Value(count) != "0")
                required.Add(path);
            if (Read(graph, terms, graph.Object(property, graph.Find(Sh + "node")), depth + 1) is { } linked)
                links.Add((path, linked));
        }

        return new LdesShape(required, links);
    }

    /// <summary>The IRIs that must be looked up to know the whole member (TREE §4.2): itself or linked nodes of which the page says too little.</summary>
    public static IEnumerable<int> Missing(LdesPageView page, LdesShape? shape, LdesMember member)
    {
        if (member.IsDeleted)
            return [];
        var graph = page.Graph;
        var isNamed = graph.HasGraph(member.Node) || graph.HasGraph(member.Entity);
        if (graph.About(member.Described).IsEmpty && !isNamed)
            return [member.Described];
        if (member.Described == member.Node && member.Entity != member.Node && page.Terms.AsObject >= 0 && graph.Has(member.Node, page.Terms.AsObject, member.Entity) && graph.About(member.Entity).IsEmpty && !isNamed)
            return [member.Entity];
        return shape is null || isNamed ? [] : MissingOf(graph, shape, member.Described, [member.Node, member.Entity]);
    }

    private static IEnumerable<int> MissingOf(PageGraph graph, LdesShape shape, int node, HashSet<int> seen)
    {
        if (shape.Required.Any(path => LdesPaths.Follow(graph, node, path).Count == 0))
            yield return node;
        foreach (var (path, linked) in shape.Links)
        {
            foreach (var target in LdesPaths.Follow(graph, node, path))
            {
                if (!graph.IsIri(target) || !seen.Add(target))
                    continue;
                if (graph.About(target).IsEmpty)
                {
                    yield return target;
                    continue;
                }

                foreach (var deeper in MissingOf(graph, linked, target, seen))
                    yield return deeper;
            }
        }
    }
}
