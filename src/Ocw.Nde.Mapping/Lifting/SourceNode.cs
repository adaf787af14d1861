namespace Ocw.Nde.Mapping.Lifting;

/// <summary>An element of a lifted record: a value, or a group of elements; the same for XML, JSON, CSV rows and RDF.</summary>
/// <remarks>The elements of a JSON array stand in their group one after another under the same field, as repeated XML elements do.</remarks>
internal sealed class SourceNode(Field field, SourceNode? parent)
{
    private List<SourceNode>? _children;

    /// <summary>Which field it is.</summary>
    public Field Field { get; } = field;

    /// <summary>The group in which it stands.</summary>
    public SourceNode? Parent { get; } = parent;

    /// <summary>Its own text; <see langword="null"/> when it has none.</summary>
    public string? Text { get; set; }

    /// <summary>The language that the source gives for the text (<c>xml:lang</c>, a language tag).</summary>
    public string? Language { get; set; }

    /// <summary>Whether the text is an IRI (RDF).</summary>
    public bool IsIri { get; set; }

    /// <summary>Whether it stands in an array (JSON).</summary>
    public bool IsElement { get; set; }

    /// <summary>What stands in it, in order.</summary>
    public IReadOnlyList<SourceNode> Children => _children ?? (IReadOnlyList<SourceNode>)[];

    /// <summary>Whether it has a text with something in it.</summary>
    public bool HasText => !string.IsNullOrWhiteSpace(Text);

    /// <summary>Adds an element at the end.</summary>
    public SourceNode Add(Field child)
    {
        var node = new SourceNode(child, this);
        (_children ??= []).Add(node);
        return node;
    }

    /// <summary>Takes out the elements that meet a condition.</summary>
    public void RemoveChildren(Predicate<SourceNode> condition) => _children?.RemoveAll(condition);

    /// <summary>This element and everything below it, in order.</summary>
    public IEnumerable<SourceNode> SelfAndDescendants()
    {
        yield return this;
        foreach (var child in Children)
        {
            foreach (var below in child.SelfAndDescendants())
                yield return below;
        }
    }
}
