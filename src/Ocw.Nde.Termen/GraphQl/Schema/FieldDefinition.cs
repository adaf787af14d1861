using Ocw.Nde.Termen.GraphQl.Execution;

namespace Ocw.Nde.Termen.GraphQl;

/// <summary>A field of an object or interface.</summary>
/// <param name="name">The name.</param>
/// <param name="type">Its type, which must be an output type.</param>
public sealed class FieldDefinition(string name, GraphQlType type)
{
    private const int UsualListSize = 5;

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The type.</summary>
    public GraphQlType Type { get; } = type;

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>Why not to use it any more.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<InputValue> Arguments { get; init; } = [];

    /// <summary>How many items its list is expected to have, for the cost of a query; 5 when it is not said, 1 for what is no list.</summary>
    public Func<ArgumentValues, long>? Items { get; init; }

    /// <summary>Whether its list may come in parts, as its items become ready (<c>@stream</c>).</summary>
    public bool IsStreamable { get; init; }

    internal Func<object, object?>? Simple { get; init; }

    internal Func<object, FieldContext, ValueTask<object?>>? Resolver { get; set; }

    internal InputValue? FindArgument(string argument)
    {
        foreach (var candidate in Arguments)
        {
            if (candidate.Name == argument)
                return candidate;
        }

        return null;
    }

    internal long ExpectedItems(ArgumentValues arguments) => Items?.Invoke(arguments) ?? (Type.Nullable is ListType ? UsualListSize : 1);
}
