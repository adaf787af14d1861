namespace Ocw.Nde.Termen.GraphQl;

/// <summary>A type with fields: an object or an interface.</summary>
public abstract class FieldsType(string name, string? description) : NamedType(name, description)
{
    private readonly List<FieldDefinition> _fields = [];
    private readonly Dictionary<string, FieldDefinition> _byName = new(StringComparer.Ordinal);
    private readonly List<InterfaceType> _interfaces = [];

    /// <summary>Its fields, in order.</summary>
    public IReadOnlyList<FieldDefinition> Fields => _fields;

    /// <summary>The interfaces that it implements.</summary>
    public IReadOnlyList<InterfaceType> Interfaces => _interfaces;

    /// <summary>Adds a field.</summary>
    public void Add(FieldDefinition field)
    {
        ArgumentNullException.ThrowIfNull(field);
        _byName.Add(field.Name, field);
        _fields.Add(field);
    }

    internal FieldDefinition? Find(string fieldName) => _byName.GetValueOrDefault(fieldName);

    internal void AddInterface(InterfaceType type) => _interfaces.Add(type);
}

/// <summary>An interface (§3.7); which object a value is, the object types say.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it stands for.</param>
public sealed class InterfaceType(string name, string? description = null) : FieldsType(name, description);

/// <summary>A union (§3.8); which object a value is, the object types say.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it stands for.</param>
/// <param name="types">The object types that a value may have.</param>
public sealed class UnionType(string name, string? description, params IReadOnlyList<ObjectType> types) : NamedType(name, description)
{
    /// <summary>The object types that a value may have.</summary>
    public IReadOnlyList<ObjectType> Types { get; } = types;
}

/// <summary>An object (§3.6).</summary>
public abstract class ObjectType(string name, string? description) : FieldsType(name, description)
{
    /// <summary>Whether a resolved value is of this type.</summary>
    internal abstract bool Accepts(object value);
}

/// <summary>An object whose values are <typeparamref name="T"/>.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it stands for.</param>
public sealed class ObjectType<T>(string name, string? description = null) : ObjectType(name, description)
    where T : notnull
{
    /// <summary>Adds a field that is read from the value.</summary>
    public ObjectType<T> Field(string name, GraphQlType type, Func<T, object?> resolve, string? description = null, string? deprecation = null)
    {
        Add(new FieldDefinition(name, type) { Description = description, DeprecationReason = deprecation, Simple = source => resolve((T)source) });
        return this;
    }

    /// <summary>Adds a field that takes arguments, the state of the request, or time.</summary>
    public ObjectType<T> Field(string name, GraphQlType type, Func<T, Execution.FieldContext, ValueTask<object?>> resolve, string? description = null, params IReadOnlyList<InputValue> arguments) =>
        Field(new FieldDefinition(name, type) { Description = description, Arguments = arguments }, resolve);

    /// <summary>Adds a field with all that can be said of it.</summary>
    public ObjectType<T> Field(FieldDefinition field, Func<T, Execution.FieldContext, ValueTask<object?>> resolve)
    {
        ArgumentNullException.ThrowIfNull(field);
        field.Resolver = (source, context) => resolve((T)source, context);
        Add(field);
        return this;
    }

    /// <summary>States that it implements an interface.</summary>
    public ObjectType<T> Implements(InterfaceType type)
    {
        AddInterface(type);
        return this;
    }

    internal override bool Accepts(object value) => value is T;
}
