namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>The arguments of a field, coerced to their types: <see cref="string"/>, <see cref="int"/>, <see cref="double"/>, <see cref="bool"/>, the values of enumerations, lists and dictionaries.</summary>
public sealed class ArgumentValues
{
    private readonly Dictionary<string, object?> _values;

    internal ArgumentValues(Dictionary<string, object?> values) => _values = values;

    internal static ArgumentValues None { get; } = new([]);

    /// <summary>Whether a value was given, or the argument has a default; it may be null.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value; <see langword="default"/> when there is none or it is null.</summary>
    public T? Get<T>(string name) => _values.GetValueOrDefault(name) is T value ? value : default;

    /// <summary>The value; another when there is none or it is null.</summary>
    public T Get<T>(string name, T otherwise) => _values.GetValueOrDefault(name) is T value ? value : otherwise;

    /// <summary>The items of a list that are not null; none when there is no list.</summary>
    public IReadOnlyList<T> List<T>(string name) => _values.GetValueOrDefault(name) is IReadOnlyList<object?> items ? [.. items.OfType<T>()] : [];
}
