using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>Makes values of documents values for resolvers (§3.5 – §3.12, input coercion). The validator has seen them before: what goes wrong here comes from variables.</summary>
internal static class LiteralCoercion
{
    /// <summary>Stands for a variable that has no value.</summary>
    public static readonly object Missing = new();

    /// <summary>The coerced arguments of a field or directive (§6.4.1).</summary>
    /// <exception cref="GraphQlException">A required argument has no value.</exception>
    public static ArgumentValues Arguments(IReadOnlyList<InputValue> definitions, IReadOnlyList<ArgumentNode> given, IReadOnlyDictionary<string, object?> variables)
    {
        if (definitions.Count == 0)
            return ArgumentValues.None;
        var values = new Dictionary<string, object?>(definitions.Count, StringComparer.Ordinal);
        foreach (var definition in definitions)
            Put(values, definition, given.FirstOrDefault(a => a.Name == definition.Name)?.Value, variables, "argument");
        return new ArgumentValues(values);
    }

    /// <summary>A default value of the schema.</summary>
    public static object? OfDefault(string literal, InputValue input)
    {
        try
        {
            var field = (FieldNode)DocumentParser.Parse($"{{f(v: {literal})}}", new GraphQlLimits()).Operations[0].Selections.Items[0];
            return Coerce(field.Arguments[0].Value, input.Type, new Dictionary<string, object?>(StringComparer.Ordinal));
        }
        catch (Exception e) when (e is GraphQlSyntaxException or GraphQlException)
        {
            throw new InvalidOperationException($"The default value {literal} of {input.Name} is not of type {input.Type}: {e.Message}", e);
        }
    }

    /// <summary>A value; <see cref="Missing"/> for a variable without one.</summary>
    public static object? Coerce(ValueNode node, GraphQlType type, IReadOnlyDictionary<string, object?> variables)
    {
        if (node is VariableNode variable)
        {
            if (!variables.TryGetValue(variable.Name, out var value))
                return Missing;
            return value is null && type is NonNullType ? throw NullFor(type) : value;
        }

        if (node is NullNode)
            return type is NonNullType ? throw NullFor(type) : null;
        return type.Nullable switch
        {
            ListType list => node is ListNode items ? Items(items, list, variables) : [Present(node, list.Item, variables)],
            InputObjectType input when node is ObjectNode fields => Fields(fields, input, variables),
            EnumType named when node is EnumNode name => named.Parse(name.Name) ?? throw Unfit(node, type),
            ScalarType scalar when node is ScalarNode literal => scalar.Parse(new ScalarInput(literal.Kind, literal.Text)) ?? throw Unfit(node, type),
            _ => throw Unfit(node, type),
        };
    }

    private static object?[] Items(ListNode items, ListType list, IReadOnlyDictionary<string, object?> variables)
    {
        var values = new object?[items.Items.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Present(items.Items[i], list.Item, variables);
        return values;
    }

    // In a list a variable without a value is null.
    private static object? Present(ValueNode node, GraphQlType type, IReadOnlyDictionary<string, object?> variables)
    {
        var value = Coerce(node, type, variables);
        if (!ReferenceEquals(value, Missing))
            return value;
        return type is NonNullType ? throw NullFor(type) : null;
    }

    private static Dictionary<string, object?> Fields(ObjectNode node, InputObjectType type, IReadOnlyDictionary<string, object?> variables)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
            Put(values, field, node.Fields.FirstOrDefault(f => f.Name == field.Name)?.Value, variables, "field");
        if (type.IsOneOf && (values.Count != 1 || values.Values.Single() is null))
            throw new GraphQlException($"Exactly one field of {type} must be given, and it may not be null.");
        return values;
    }

    private static void Put(Dictionary<string, object?> values, InputValue definition, ValueNode? node, IReadOnlyDictionary<string, object?> variables, string what)
    {
        var value = node is null ? Missing : Coerce(node, definition.Type, variables);
        if (!ReferenceEquals(value, Missing))
            values[definition.Name] = value;
        else if (definition.Default is not null)
            values[definition.Name] = definition.DefaultValue;
        else if (definition.Type is NonNullType)
            throw new GraphQlException($"The {what} \"{definition.Name}\" of type \"{definition.Type}\" is required, but has no value.");
    }

    private static GraphQlException NullFor(GraphQlType type) => new($"A value of type \"{type}\" may not be null.");

    private static GraphQlException Unfit(ValueNode node, GraphQlType type) => new($"{ValuePrinter.Print(node)} is no value of type \"{type}\".");
}
