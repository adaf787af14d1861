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

    /// <summary>The fields that have a value, each once, with the first value.</summary>
    /// <param name="number">The number of the record, another one each time.</param>
    public List<SourceField> SeenFields(long number)
    {
        var seen = new List<SourceField>();
        Collect(Root, number, seen);
        return seen;
    }

    /// <summary>All values, in their order.</summary>
    public List<SourceFieldValue> Values() =>
        [.. Root.SelfAndDescendants().Where(IsShown).Select(n => new SourceFieldValue(n.Field.Path, n.Field.Use, n.Text!.Trim(), n.Language))];

    private static void Collect(SourceNode node, long number, List<SourceField> seen)
    {
        if (IsShown(node) && node.Field.LastSeen != number)
        {
            node.Field.LastSeen = number;
            seen.Add(new SourceField(node.Field.Path, node.Field.Use, Shortened(node.Text!)));
        }

        foreach (var child in node.Children)
            Collect(child, number, seen);
    }

    private static bool IsShown(SourceNode node) => node.HasText && !node.Field.IsDenied && node.Field.Path.Length > 0;

    // Not in the middle of a character of two.
    private static string Shortened(string text)
    {
        text = text.Trim();
        if (text.Length <= SourceField.ExampleLength)
            return text;
        var end = SourceField.ExampleLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
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
