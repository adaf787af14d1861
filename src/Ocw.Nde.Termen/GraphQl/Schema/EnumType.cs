namespace Ocw.Nde.Termen.GraphQl;

/// <summary>An enumeration (§3.9).</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it stands for.</param>
/// <param name="values">Its values.</param>
public sealed class EnumType(string name, string? description, params IReadOnlyList<EnumValue> values) : NamedType(name, description)
{
    private readonly Dictionary<string, EnumValue> _byName = values.ToDictionary(v => v.Name, StringComparer.Ordinal);
    private readonly Dictionary<object, string> _byValue = values.ToDictionary(v => v.Value, v => v.Name);

    /// <summary>Its values, in order.</summary>
    public IReadOnlyList<EnumValue> Values { get; } = values;

    internal object? Parse(string valueName) => _byName.TryGetValue(valueName, out var value) ? value.Value : null;

    internal string? Serialize(object value) => _byValue.GetValueOrDefault(value);
}

/// <summary>A value of an enumeration.</summary>
/// <param name="Name">The name in documents and answers.</param>
/// <param name="Value">What resolvers give and get.</param>
/// <param name="Description">What it stands for.</param>
/// <param name="DeprecationReason">Why not to use it any more.</param>
public sealed record EnumValue(string Name, object Value, string? Description = null, string? DeprecationReason = null);
