namespace Ocw.Nde.Harvest;

/// <summary>Property paths of TREE (SHACL property paths: a property, or a list of properties one after another) as text: IRIs with spaces between them.</summary>
internal static class LdesPaths
{
    private const int MaxSteps = 32;

    /// <summary>Reads a path; <see langword="null"/> for a kind of path that is not followed.</summary>
    public static string? Read(PageGraph graph, LdesTerms terms, int path)
    {
        if (path < 0)
            return null;
        if (graph.IsIri(path))
            return graph.Name(path);
        var steps = new List<string>();
        for (var at = path; at >= 0 && steps.Count < MaxSteps && graph.Object(at, terms.First) is >= 0 and var step; at = graph.Object(at, terms.Rest))
        {
            if (!graph.IsIri(step))
                return null;
            steps.Add(graph.Name(step));
        }

        return steps.Count == 0 ? null : string.Join(' ', steps);
    }

    /// <summary>Where a path leads from a node.</summary>
    public static IReadOnlyList<int> Follow(PageGraph graph, int node, string path)
    {
        IReadOnlyList<int> at = [node];
        foreach (var step in path.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var predicate = graph.Find(step);
            at = at.Count == 1 ? graph.Objects(at[0], predicate) : [.. at.SelectMany(from => graph.Objects(from, predicate))];
            if (at.Count == 0)
                break;
        }

        return at;
    }
}
