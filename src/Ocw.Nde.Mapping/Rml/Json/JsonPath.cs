using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Json;

/// <summary>A JSONPath query (RFC 9535), made by <see cref="JsonPathParser"/>.</summary>
internal sealed class JsonPath : Query
{
    /// <summary>The steps.</summary>
    public required IReadOnlyList<Segment> Segments { get; init; }

    /// <summary>The names, when the query is nothing but names: <c>$.a.b</c>.</summary>
    public byte[][]? Names { get; init; }

    /// <summary>Follows a query of names only; false for another.</summary>
    public bool TrySingle(JsonTree tree, int node, out int found)
    {
        found = node;
        if (Names is null)
            return false;
        foreach (var name in Names)
        {
            found = tree.MemberOf(found, name);
            if (found < 0)
                break;
        }

        return true;
    }

    /// <summary>Adds the nodes that the query finds below <paramref name="node"/>, in the order of RFC 9535 §2.5.</summary>
    public void Select(JsonTree tree, int node, List<int> found) => Select(tree, node, node, 0, found);

    private void Select(JsonTree tree, int root, int node, int segment, List<int> found)
    {
        if (segment == Segments.Count)
        {
            found.Add(node);
            return;
        }

        var step = Segments[segment];
        var chosen = new List<int>();
        step.Select(tree, root, node, chosen);
        foreach (var next in chosen)
            Select(tree, root, next, segment + 1, found);
    }
}

/// <summary>One step: selectors for the children of a node, or of everything below it (RFC 9535 §2.5).</summary>
internal sealed record Segment(IReadOnlyList<Selector> Selectors, bool IsDescendant)
{
    public void Select(JsonTree tree, int root, int node, List<int> found)
    {
        foreach (var selector in Selectors)
            selector.Select(tree, root, node, found);
        if (!IsDescendant)
            return;
        for (var child = tree.FirstOf(node); child >= 0; child = tree.NextOf(child, node))
            Select(tree, root, child, found);
    }
}

/// <summary>Chooses children of a node (RFC 9535 §2.3).</summary>
internal abstract record Selector
{
    public abstract void Select(JsonTree tree, int root, int node, List<int> found);
}

/// <summary>The member with a name.</summary>
internal sealed record NameSelector(byte[] Name) : Selector
{
    public override void Select(JsonTree tree, int root, int node, List<int> found)
    {
        if (tree.MemberOf(node, Name) is >= 0 and var member)
            found.Add(member);
    }
}

/// <summary>All members or elements.</summary>
internal sealed record WildcardSelector : Selector
{
    public override void Select(JsonTree tree, int root, int node, List<int> found)
    {
        for (var child = tree.FirstOf(node); child >= 0; child = tree.NextOf(child, node))
            found.Add(child);
    }
}

/// <summary>An element by its number, from the end when that is negative.</summary>
internal sealed record IndexSelector(long Index) : Selector
{
    public override void Select(JsonTree tree, int root, int node, List<int> found)
    {
        if (tree.TypeOf(node) != System.Text.Json.JsonTokenType.StartArray)
            return;
        var wanted = Index < 0 ? Index + tree.CountOf(node) : Index;
        var number = 0L;
        for (var child = tree.FirstOf(node); child >= 0; child = tree.NextOf(child, node))
        {
            if (number++ == wanted)
                found.Add(child);
        }
    }
}

/// <summary>Elements by their numbers (RFC 9535 §2.3.4).</summary>
internal sealed record SliceSelector(long? Start, long? End, long Step) : Selector
{
    public override void Select(JsonTree tree, int root, int node, List<int> found)
    {
        if (tree.TypeOf(node) != System.Text.Json.JsonTokenType.StartArray || Step == 0)
            return;
        var elements = new List<int>();
        for (var child = tree.FirstOf(node); child >= 0; child = tree.NextOf(child, node))
            elements.Add(child);
        var length = elements.Count;
        var start = Normal(Start ?? (Step > 0 ? 0 : length - 1), length);
        var end = End is { } e ? Normal(e, length) : Step > 0 ? length : -1;
        var (lower, upper) = Step > 0
            ? (Math.Clamp(start, 0, length), Math.Clamp(end, 0, length))
            : (Math.Clamp(end, -1, length - 1), Math.Clamp(start, -1, length - 1));
        for (var i = Step > 0 ? lower : upper; Step > 0 ? i < upper : i > lower; i += Step)
            found.Add(elements[(int)i]);
    }

    private static long Normal(long index, int length) => index >= 0 ? index : length + index;
}

/// <summary>Members or elements that a test holds for (RFC 9535 §2.3.5).</summary>
internal sealed record FilterSelector(FilterTest Test) : Selector
{
    public override void Select(JsonTree tree, int root, int node, List<int> found)
    {
        for (var child = tree.FirstOf(node); child >= 0; child = tree.NextOf(child, node))
        {
            if (Test.Holds(tree, root, child))
                found.Add(child);
        }
    }
}
