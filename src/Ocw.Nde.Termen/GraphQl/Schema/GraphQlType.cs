namespace Ocw.Nde.Termen.GraphQl;

/// <summary>A type: a named one, or a list or non-null wrapper (GraphQL October 2021, §3.4).</summary>
public abstract class GraphQlType
{
    /// <summary>The type below the wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>This type without <c>!</c>.</summary>
    internal GraphQlType Nullable => this is NonNullType wrapper ? wrapper.Inner : this;

    /// <summary>Whether values of it may come from the client.</summary>
    internal bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>A list of this type: <c>[T]</c>.</summary>
    public GraphQlType List() => new ListType(this);

    /// <summary>This type, never null: <c>T!</c>.</summary>
    public GraphQlType NonNull() => this as NonNullType ?? new NonNullType(this);

    /// <summary>Whether two types are written alike.</summary>
    internal bool SameAs(GraphQlType other) => (this, other) switch
    {
        (NonNullType a, NonNullType b) => a.Inner.SameAs(b.Inner),
        (ListType a, ListType b) => a.Item.SameAs(b.Item),
        _ => ReferenceEquals(this, other),
    };
}

/// <summary>A list.</summary>
internal sealed class ListType(GraphQlType item) : GraphQlType
{
    public GraphQlType Item { get; } = item;

    public override NamedType Named => Item.Named;

    public override string ToString() => $"[{Item}]";
}

/// <summary>A type that is never null.</summary>
internal sealed class NonNullType(GraphQlType inner) : GraphQlType
{
    public GraphQlType Inner { get; } = inner;

    public override NamedType Named => Inner.Named;

    public override string ToString() => $"{Inner}!";
}

/// <summary>A type with a name.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it stands for, in Markdown.</param>
public abstract class NamedType(string name, string? description) : GraphQlType
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>What it stands for.</summary>
    public string? Description { get; } = description;

    /// <inheritdoc/>
    public sealed override NamedType Named => this;

    /// <summary>Whether fields of this type have no selections.</summary>
    internal bool IsLeaf => this is ScalarType or EnumType;

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
