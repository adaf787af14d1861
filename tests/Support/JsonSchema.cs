using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ocw.Nde.TestSupport;

/// <summary>Validates JSON by the keywords of JSON Schema (draft 7) that the schemas of the Reconciliation Service API use.</summary>
internal sealed class JsonSchema
{
    private static readonly HashSet<string> s_annotations =
        ["$schema", "$id", "id", "description", "title", "default", "definitions", "format", "version", "name", "example", "examples"];

    private readonly string _folder;
    private readonly Dictionary<string, JsonElement> _documents = new(StringComparer.Ordinal);

    /// <summary>Reads schemas from a folder; references between them are by file name or by <c>$id</c>.</summary>
    public JsonSchema(string folder)
    {
        _folder = folder;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement.Clone();
            _documents[Path.GetFileName(file)] = root;
            if (root.TryGetProperty("$id", out var id))
                _documents[id.GetString()!.TrimEnd('#')] = root;
        }
    }

    /// <summary>The faults of a value by a schema, each with its place; empty if it is valid.</summary>
    /// <param name="schema">The file name, with a JSON pointer after <c>#</c> where only a part of it is meant.</param>
    /// <param name="value">The value.</param>
    public IReadOnlyList<string> Faults(string schema, JsonElement value)
    {
        var faults = new List<string>();
        var (root, node) = Resolve(schema, default);
        Check(root, node, value, "$", faults);
        return faults;
    }

    private (JsonElement Root, JsonElement Node) Resolve(string reference, JsonElement root)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var name = hash < 0 ? reference : reference[..hash];
        if (name.Length > 0)
            root = _documents.TryGetValue(name, out var document) ? document : throw new InvalidOperationException($"{_folder} has no schema {name}.");
        var node = root;
        foreach (var step in hash < 0 ? [] : reference[(hash + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries))
            node = node.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        return (root, node);
    }

    private bool IsValid(JsonElement root, JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(root, schema, value, "", faults);
        return faults.Count == 0;
    }

    private void Check(JsonElement root, JsonElement schema, JsonElement value, string place, List<string> faults)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            if (schema.ValueKind == JsonValueKind.False)
                faults.Add($"{place}: nothing is allowed here");
            return;
        }

        // Draft 7: beside $ref nothing counts.
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var (target, node) = Resolve(reference.GetString()!, root);
            Check(target, node, value, place, faults);
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
            Check(root, schema, keyword, value, place, faults);
    }

    private void Check(JsonElement root, JsonElement schema, JsonProperty keyword, JsonElement value, string place, List<string> faults)
    {
        var rule = keyword.Value;
        switch (keyword.Name)
        {
            case "type":
                Expect(rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => IsOfType(value, type.GetString()!)) : IsOfType(value, rule.GetString()!), $"is not of type {rule}");
                break;
            case "enum":
                Expect(rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)), $"is none of {rule}");
                break;
            case "pattern":
                Expect(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(5)), $"does not fit {rule}");
                break;
            case "required":
                foreach (var name in rule.EnumerateArray().Select(name => name.GetString()!).Where(name => value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name, out _)))
                    faults.Add($"{place}: '{name}' is missing");
                break;
            case "properties" or "patternProperties" or "additionalProperties":
                // All three together, once.
                if (value.ValueKind == JsonValueKind.Object && keyword.Name == FirstOf(schema))
                    CheckMembers(root, schema, value, place, faults);
                break;
            case "items":
                CheckItems(root, rule, value, place, faults);
                break;
            case "contains":
                Expect(value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => IsValid(root, rule, item)), "holds nothing of what it must hold");
                break;
            case "minItems":
                Expect(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(), $"has fewer than {rule} items");
                break;
            case "uniqueItems":
                Expect(value.ValueKind != JsonValueKind.Array || !rule.GetBoolean() || AreUnique([.. value.EnumerateArray()]), "has equal items");
                break;
            case "minLength":
                Expect(value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(), $"is shorter than {rule}");
                break;
            case "oneOf":
                Expect(rule.EnumerateArray().Count(one => IsValid(root, one, value)) == 1, "does not fit exactly one of the alternatives");
                break;
            case "anyOf":
                Expect(rule.EnumerateArray().Any(one => IsValid(root, one, value)), "fits none of the alternatives");
                break;
            case "allOf":
                foreach (var one in rule.EnumerateArray())
                    Check(root, one, value, place, faults);
                break;
            default:
                if (!s_annotations.Contains(keyword.Name))
                    throw new NotSupportedException($"The keyword {keyword.Name} is not read.");
                break;
        }

        void Expect(bool holds, string fault)
        {
            if (!holds)
                faults.Add($"{place}: {fault}");
        }
    }

    private static string FirstOf(JsonElement schema) =>
        schema.EnumerateObject().Select(member => member.Name).First(name => name is "properties" or "patternProperties" or "additionalProperties");

    private void CheckMembers(JsonElement root, JsonElement schema, JsonElement value, string place, List<string> faults)
    {
        foreach (var member in value.EnumerateObject())
        {
            var inside = place + "." + member.Name;
            var known = false;
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var own))
            {
                known = true;
                Check(root, own, member.Value, inside, faults);
            }

            if (schema.TryGetProperty("patternProperties", out var patterns))
            {
                foreach (var pattern in patterns.EnumerateObject().Where(pattern => Regex.IsMatch(member.Name, pattern.Name, RegexOptions.None, TimeSpan.FromSeconds(5))))
                {
                    known = true;
                    Check(root, pattern.Value, member.Value, inside, faults);
                }
            }

            if (!known && schema.TryGetProperty("additionalProperties", out var others))
                Check(root, others, member.Value, inside, faults);
        }
    }

    private void CheckItems(JsonElement root, JsonElement rule, JsonElement value, string place, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;
        var i = 0;
        foreach (var item in value.EnumerateArray())
            Check(root, rule, item, $"{place}[{i++}]", faults);
    }

    private static bool AreUnique(List<JsonElement> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (JsonElement.DeepEquals(items[i], items[j]))
                    return false;
            }
        }

        return true;
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        _ => throw new NotSupportedException($"The type {type} is not known."),
    };
}
