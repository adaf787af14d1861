using System.Text.Json;
using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>Makes the variables of a request values of their types (§6.1.2). All that is wrong is told, not the first.</summary>
internal sealed class VariableCoercion(GraphQlSchema schema, OperationNode operation, GraphQlLimits limits)
{
    private readonly List<GraphQlError> _errors = [];
    private VariableDefinitionNode? _variable;

    /// <summary>The values, or what is wrong with them.</summary>
    public (Dictionary<string, object?> Values, IReadOnlyList<GraphQlError> Errors) Coerce(JsonElement given)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        try
        {
            foreach (var variable in operation.Variables)
                Coerce(variable, given, values);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json decodes texts when they are asked for.
            Report($"Variable \"${_variable!.Name}\" got an invalid value: it has half of a surrogate pair (\\uD800 – \\uDFFF).");
        }

        return (values, _errors);
    }

    private void Coerce(VariableDefinitionNode variable, JsonElement given, Dictionary<string, object?> values)
    {
        _variable = variable;
        var type = schema.TypeOf(variable.Type)!;
        if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty(variable.Name, out var value))
            values[variable.Name] = Value(value, type, "", 0);
        else if (variable.Default is { } literal)
            values[variable.Name] = Default(literal, type);
        else if (type is NonNullType)
            Report($"Variable \"${variable.Name}\" of required type \"{type}\" was not provided.");
    }

    private object? Default(ValueNode literal, GraphQlType type)
    {
        try
        {
            return LiteralCoercion.Coerce(literal, type, new Dictionary<string, object?>(StringComparer.Ordinal));
        }
        catch (GraphQlException e)
        {
            return Unfit("", e.Message);
        }
    }

    private object? Value(JsonElement json, GraphQlType type, string path, int depth)
    {
        if (depth > limits.MaxNesting)
            return Unfit(path, $"it nests deeper than {limits.MaxNesting} levels.");
        if (json.ValueKind == JsonValueKind.Null)
            return type is NonNullType ? Unfit(path, $"\"{type}\" may not be null.") : null;
        return type.Nullable switch
        {
            ListType list => Items(json, list, path, depth),
            InputObjectType input => Fields(json, input, path, depth),
            EnumType named => (json.ValueKind == JsonValueKind.String ? named.Parse(json.GetString()!) : null)
                ?? Unfit(path, $"{Shown(json)} is no value of the enum \"{named}\": {string.Join(", ", named.Values.Select(v => v.Name))}."),
            ScalarType scalar => (ScalarOf(json) is { } input ? scalar.Parse(input) : null) ?? Unfit(path, $"{Shown(json)} is no value of type \"{scalar}\"."),
            _ => Unfit(path, $"\"{type}\" is no input type."),
        };
    }

    private object?[] Items(JsonElement json, ListType list, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return [Value(json, list.Item, path, depth + 1)];
        var items = new object?[json.GetArrayLength()];
        for (var i = 0; i < items.Length; i++)
            items[i] = Value(json[i], list.Item, $"{path}[{i}]", depth + 1);
        return items;
    }

    private object? Fields(JsonElement json, InputObjectType type, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return Unfit(path, $"{Shown(json)} is no object of type \"{type}\".");
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (type.Find(member.Name) is { } field)
                values[member.Name] = Value(member.Value, field.Type, $"{path}.{member.Name}", depth + 1);
            else
                Unfit(path, $"\"{type}\" has no field \"{member.Name}\".");
        }

        foreach (var field in type.Fields.Where(f => !values.ContainsKey(f.Name)))
        {
            if (field.Default is not null)
                values[field.Name] = field.DefaultValue;
            else if (field.Type is NonNullType)
                Unfit(path, $"the field \"{field.Name}\" of type \"{field.Type}\" is required.");
        }

        if (type.IsOneOf && (values.Count != 1 || values.Values.Single() is null))
            Unfit(path, $"exactly one field of \"{type}\" must be given, and it may not be null.");
        return values;
    }

    private static ScalarInput? ScalarOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new ScalarInput(ScalarKind.String, json.GetString()!),
        JsonValueKind.True => new ScalarInput(ScalarKind.Boolean, "true"),
        JsonValueKind.False => new ScalarInput(ScalarKind.Boolean, "false"),
        JsonValueKind.Number => new ScalarInput(json.GetRawText().AsSpan().IndexOfAny(".eE") < 0 ? ScalarKind.Int : ScalarKind.Float, json.GetRawText()),
        _ => null,
    };

    private object? Unfit(string path, string reason)
    {
        var place = path.Length > 0 ? $" at \"{_variable!.Name}{path}\"" : "";
        Report($"Variable \"${_variable!.Name}\" got an invalid value{place}: {reason}");
        return null;
    }

    private void Report(string message)
    {
        if (_errors.Count < limits.MaxErrors)
            _errors.Add(new GraphQlError(message, GraphQlCodes.BadInput) { Locations = [_variable!.Location] });
    }

    private static string Shown(JsonElement json) => json.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : json.GetRawText();
}
