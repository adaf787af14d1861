namespace Ocw.Nde.Termen.GraphQl;

/// <summary>An input object (§3.10). Resolvers get it as <see cref="IReadOnlyDictionary{TKey, TValue}"/> by field name.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it stands for.</param>
/// <param name="fields">Its fields.</param>
public sealed class InputObjectType(string name, string? description, params IReadOnlyList<InputValue> fields) : NamedType(name, description)
{
    /// <summary>Its fields.</summary>
    public IReadOnlyList<InputValue> Fields { get; } = fields;

    /// <summary>Whether exactly one field must be given (the directive <c>@oneOf</c>).</summary>
    public bool IsOneOf { get; init; }

    internal InputValue? Find(string fieldName) => Fields.FirstOrDefault(f => f.Name == fieldName);
}

/// <summary>An argument, or a field of an input object.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">Its type, which must be an input type.</param>
/// <param name="Description">What it means.</param>
public sealed record InputValue(string Name, GraphQlType Type, string? Description = null)
{
    /// <summary>The value if none is given, as a document would write it: <c>100</c>, <c>OPTIMIZED</c>.</summary>
    public string? Default { get; init; }

    /// <summary>Why not to use it any more.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>The default value for resolvers; set when the schema is built.</summary>
    internal object? DefaultValue { get; set; }

    internal bool IsRequired => Type is NonNullType && Default is null;
}
