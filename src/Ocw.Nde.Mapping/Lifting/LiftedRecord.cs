namespace Ocw.Nde.Mapping.Lifting;

/// <summary>A record as elements, without what is denied.</summary>
/// <param name="Root">The record.</param>
/// <param name="DeniedFields">The denied fields that had a value; the values are gone.</param>
internal sealed record LiftedRecord(SourceNode Root, IReadOnlySet<string> DeniedFields)
{
    private LiftedGraph? _graph;

    /// <summary>The record as triples, for queries: the source's own, or the elements written as such.</summary>
    public LiftedGraph Graph
    {
        get => _graph ??= TreeGraph.Of(Root);
        init => _graph = value;
    }

    /// <summary>Takes out the groups that a field in them calls confidential.</summary>
    /// <exception cref="LiftException">The record as a whole is marked confidential and no access rule decides about that field.</exception>
    public static LiftedRecord Create(SourceNode root, HashSet<string> denied)
    {
        if (root.Children.FirstOrDefault(c => c.Field.IsDenied && Marks(c)) is { } mark)
            throw new LiftException("confidential-record", $"The record marks itself confidential in the field «{mark.Field.Path}». Name that field in an access rule (access.records) to decide what the public sees.");
        RemoveConfidential(root, denied);
        return new LiftedRecord(root, denied);
    }

    /// <summary>The fields with a value that no rule or query reads.</summary>
    public HashSet<string> UnusedFields()
    {
        var unused = new HashSet<string>(StringComparer.Ordinal);
        Collect(Root, unused);
        return unused;
    }

    private static void Collect(SourceNode node, HashSet<string> unused)
    {
        if (!node.Field.IsUsed && !node.Field.IsDenied && node.HasText)
            unused.Add(node.Field.Path);
        foreach (var child in node.Children)
            Collect(child, unused);
    }

    private static void RemoveConfidential(SourceNode group, HashSet<string> denied)
    {
        group.RemoveChildren(child =>
        {
            if (!child.Children.Any(Marks))
                return false;
            foreach (var inside in child.SelfAndDescendants().Where(n => n.HasText))
                denied.Add(inside.Field.Path);
            return true;
        });
        foreach (var child in group.Children)
            RemoveConfidential(child, denied);
    }

    // A mark is denied by name: the lifters keep of it only that it is set, as the text «x». Where an access rule asks for it, it is not denied and has its value.
    private static bool Marks(SourceNode node) => node.Field.IsConfidentialMark && (node.Field.IsDenied || node.Field.Parent?.Parent is not null) && !ConfidentialMark.IsNo(node.Text);
}
