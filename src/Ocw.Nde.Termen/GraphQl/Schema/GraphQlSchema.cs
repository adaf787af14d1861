using System.Collections.Frozen;
using Ocw.Nde.Termen.GraphQl.Execution;
using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl;

/// <summary>The types that can be asked for, from the query type down (§3.3). Immutable, and safe for concurrent use.</summary>
public sealed class GraphQlSchema
{
    private readonly FrozenDictionary<string, NamedType> _types;
    private readonly FrozenDictionary<NamedType, ObjectType[]> _possible;

    /// <summary>Gathers the types and checks them.</summary>
    /// <param name="query">The type at the root of queries.</param>
    /// <param name="description">What the schema is about.</param>
    /// <param name="others">Object types that are reached by an interface only.</param>
    /// <exception cref="InvalidOperationException">Two types have one name, a default value is not of its type, or an interface is not implemented.</exception>
    public GraphQlSchema(ObjectType query, string? description = null, params IReadOnlyList<NamedType> others)
    {
        Query = query;
        Description = description;
        var found = new Dictionary<string, NamedType>(StringComparer.Ordinal);
        foreach (var type in (IEnumerable<NamedType>)[query, .. others, GraphQlScalars.String, GraphQlScalars.Boolean, Introspection.SchemaType])
            Gather(type, found);
        Types = [.. found.Values];
        _types = found.ToFrozenDictionary(StringComparer.Ordinal);
        _possible = Types.Where(t => t is ObjectType or InterfaceType or UnionType).ToFrozenDictionary(t => t, t => t switch
        {
            ObjectType type => [type],
            UnionType union => [.. union.Types],
            _ => Types.OfType<ObjectType>().Where(o => o.Interfaces.Contains(t)).ToArray(),
        });
        foreach (var type in Types.OfType<FieldsType>())
            Check(type);
    }

    /// <summary>The type at the root of queries.</summary>
    public ObjectType Query { get; }

    /// <summary>What the schema is about.</summary>
    public string? Description { get; }

    /// <summary>All types.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    /// <summary>The type of a name.</summary>
    public NamedType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The object types that a value of a composite type may have.</summary>
    internal ReadOnlySpan<ObjectType> PossibleTypes(NamedType type) => _possible.TryGetValue(type, out var types) ? types : [];

    /// <summary>The field of a type, the introspective ones included.</summary>
    internal FieldDefinition? FieldOf(NamedType type, string name)
    {
        if (name == "__typename")
            return Introspection.TypeName;
        if (type is FieldsType fields && fields.Find(name) is { } field)
            return field;
        return !ReferenceEquals(type, Query) ? null : name switch
        {
            "__schema" => Introspection.SchemaField,
            "__type" => Introspection.TypeField,
            _ => null,
        };
    }

    /// <summary>The type that a document writes; <see langword="null"/> when its name is unknown.</summary>
    internal GraphQlType? TypeOf(TypeNode node) => node switch
    {
        NonNullTypeNode wrapper => TypeOf(wrapper.Inner)?.NonNull(),
        ListTypeNode list => TypeOf(list.Item)?.List(),
        _ => Find(((NamedTypeNode)node).Name),
    };

    private static void Gather(NamedType type, Dictionary<string, NamedType> found)
    {
        if (found.TryGetValue(type.Name, out var known))
        {
            if (!ReferenceEquals(known, type))
                throw new InvalidOperationException($"Two types have the name {type.Name}.");
            return;
        }

        found.Add(type.Name, type);
        switch (type)
        {
            case FieldsType fields:
                foreach (var field in fields.Fields)
                {
                    GatherInputs(field.Arguments, found);
                    Gather(field.Type.Named, found);
                }

                foreach (var implemented in fields.Interfaces)
                    Gather(implemented, found);
                break;
            case UnionType union:
                foreach (var member in union.Types)
                    Gather(member, found);
                break;
            case InputObjectType input:
                GatherInputs(input.Fields, found);
                break;
        }
    }

    private static void GatherInputs(IReadOnlyList<InputValue> inputs, Dictionary<string, NamedType> found)
    {
        foreach (var input in inputs)
        {
            Gather(input.Type.Named, found);
            if (input.Default is { } literal)
                input.DefaultValue = LiteralCoercion.OfDefault(literal, input);
        }
    }

    private static void Check(FieldsType type)
    {
        foreach (var field in type.Fields)
        {
            if (field.Type.Named is InputObjectType)
                throw new InvalidOperationException($"The field {type}.{field.Name} has the input type {field.Type}.");
            if (type is ObjectType && field.Simple is null && field.Resolver is null)
                throw new InvalidOperationException($"The field {type}.{field.Name} has no resolver.");
        }

        foreach (var (implemented, field) in type.Interfaces.SelectMany(i => i.Fields.Select(f => (i, f))))
        {
            if (type.Find(field.Name) is not { } own || !own.Type.Nullable.SameAs(field.Type.Nullable) || (field.Type is NonNullType && own.Type is not NonNullType))
                throw new InvalidOperationException($"{type} does not have the field {field.Name} of {implemented}.");
        }
    }
}
