using System.Globalization;
using System.Text.Json;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Reads query batches of both forms; what is wrong with one query is told at that query.</summary>
/// <remarks>
/// 0.1 and 0.2: an object of <c>{query, type, type_strict, limit, properties: [{pid, v}]}</c> by key. 1.0: <c>{queries: [{type, limit, lang, conditions: [{matchType,
/// propertyId, propertyValue, required, matchQuantifier}]}]}</c>.
/// </remarks>
public sealed class QueryBatchReader(ReconciliationOptions options)
{
    /// <summary>Reads a batch.</summary>
    /// <exception cref="ReconciliationException">It is no batch, or larger than <see cref="ReconciliationOptions.BatchSize"/>.</exception>
    public (ReconciliationVersion Version, IReadOnlyList<BatchItem> Items) Read(JsonElement batch)
    {
        if (batch.ValueKind != JsonValueKind.Object)
            throw new ReconciliationException($"A query batch is a JSON object; found {NameOf(batch)}.");
        if (batch.TryGetProperty("queries", out var queries) && queries.ValueKind == JsonValueKind.Array)
            return (ReconciliationVersion.V10, Items(queries.GetArrayLength(), queries.EnumerateArray().Select(query => ("", query)), ReadConditions));
        if (queries.ValueKind == JsonValueKind.Object && queries.EnumerateObject().All(query => query.Value.ValueKind == JsonValueKind.Object))
            batch = queries;
        var count = batch.EnumerateObject().Count();
        return (ReconciliationVersion.V02, Items(count, batch.EnumerateObject().Select(query => (query.Name, query.Value)), ReadQuery));
    }

    /// <summary>Reads one query of 0.1 and 0.2.</summary>
    public BatchItem ReadOne(string key, JsonElement query) => Item(key, query, ReadQuery);

    private List<BatchItem> Items(int count, IEnumerable<(string Key, JsonElement Query)> queries, Func<JsonElement, ReconciliationQuery> read)
    {
        if (count > options.BatchSize)
        {
            throw new ReconciliationException(string.Create(CultureInfo.InvariantCulture, $"The batch has {count} queries; this service takes at most {options.BatchSize} at once (batchSize in the manifest). Send them in batches of that size."))
            {
                IsTooLarge = true,
            };
        }

        var items = new List<BatchItem>(count);
        foreach (var (key, query) in queries)
            items.Add(Item(key, query, read));
        return items;
    }

    private static BatchItem Item(string key, JsonElement query, Func<JsonElement, ReconciliationQuery> read)
    {
        try
        {
            return query.ValueKind == JsonValueKind.Object
                ? new BatchItem(key, read(query), Fault: null)
                : throw new ReconciliationException($"A query is a JSON object; found {NameOf(query)}.");
        }
        catch (ReconciliationException e)
        {
            return new BatchItem(key, Query: null, e.Message);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return new BatchItem(key, Query: null, "The query has a text with an escape that is no character.");
        }
    }

    private ReconciliationQuery ReadQuery(JsonElement query)
    {
        var warnings = new List<string>();
        var conditions = new List<PropertyCondition>();
        foreach (var property in Array(query, "properties"))
        {
            var id = OptionalText(property, "pid") ?? OptionalText(property, "p") ?? throw new ReconciliationException("A property of a query needs 'pid', its identifier, and 'v', its value.");
            if (!property.TryGetProperty("v", out var value))
                throw new ReconciliationException($"The property '{id}' of the query has no value 'v'.");
            if (Condition(id, value, warnings) is { } condition)
                conditions.Add(condition);
        }

        var text = OptionalText(query, "query") ?? "";
        if (text.Length == 0 && conditions.Count == 0 && warnings.Count == 0)
            throw new ReconciliationException("A query needs 'query', a text that is not empty, or 'properties'.");
        return new ReconciliationQuery
        {
            Text = Cut(text, warnings),
            Language = OptionalText(query, "lang"),
            Types = Types(query),
            TypeStrictness = Strictness(OptionalText(query, "type_strict")),
            Limit = Limit(query),
            Properties = conditions,
            Warnings = warnings,
        };
    }

    private ReconciliationQuery ReadConditions(JsonElement query)
    {
        var warnings = new List<string>();
        var properties = new List<PropertyCondition>();
        var names = new List<string>();
        var ids = new List<string>();
        var conditions = Array(query, "conditions");
        if (conditions.Count == 0)
            throw new ReconciliationException("A query needs 'conditions', an array with at least one condition.");
        foreach (var condition in conditions)
        {
            var kind = condition.ValueKind == JsonValueKind.Object ? OptionalText(condition, "matchType") : null;
            if (kind is null || !condition.TryGetProperty("propertyValue", out var value))
                throw new ReconciliationException("A condition needs 'matchType' (name, id or property) and 'propertyValue'.");
            switch (kind)
            {
                case "name":
                    names.AddRange(Values(value, warnings));
                    break;
                case "id":
                    ids.AddRange(Values(value, warnings));
                    break;
                case "property":
                    var id = OptionalText(condition, "propertyId") ?? throw new ReconciliationException("A condition with matchType 'property' needs 'propertyId'.");
                    if (Condition(id, value, warnings) is { } known)
                        properties.Add(known with { IsRequired = Flag(condition, "required"), Quantifier = Quantifier(OptionalText(condition, "matchQuantifier")) });
                    break;
                default:
                    throw new ReconciliationException($"The matchType '{kind}' is none of name, id and property.");
            }
        }

        // More names of one thing: the first is looked for, the others tell it from its namesakes.
        if (names.Count > 1)
            properties.Add(new PropertyCondition(ContextProperty.Find("alternateName")!, names[1..]));
        return new ReconciliationQuery
        {
            Text = Cut(names.Count > 0 ? names[0] : "", warnings),
            Language = OptionalText(query, "lang"),
            Ids = ids,
            Types = Types(query),
            Limit = Limit(query),
            Properties = properties,
            Warnings = warnings,
        };
    }

    private PropertyCondition? Condition(string id, JsonElement value, List<string> warnings)
    {
        var values = Values(value, warnings);
        if (ContextProperty.Find(id) is { } property)
            return values.Count == 0 ? null : new PropertyCondition(property, values);
        warnings.Add($"The property '{id}' is not known here and was not used; suggest/property lists those that are.");
        return null;
    }

    private List<string> Values(JsonElement value, List<string> warnings)
    {
        var values = new List<string>();
        foreach (var one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value])
        {
            if (values.Count >= options.MaxPropertyValues)
            {
                warnings.Add(string.Create(CultureInfo.InvariantCulture, $"A property has more than {options.MaxPropertyValues} values; the rest was not used."));
                break;
            }

            values.AddRange(Value(one).Where(text => text.Length > 0));
        }

        return values;
    }

    private static IEnumerable<string> Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!.Trim()],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.GetRawText()],
        JsonValueKind.Object when OptionalText(value, "id") is { } id => OptionalText(value, "name") is { } name ? [id, name] : [id],
        JsonValueKind.Null => [],
        _ => throw new ReconciliationException($"A value of a property is a text, a number, a boolean, or an object with 'id'; found {NameOf(value)}."),
    };

    private static IReadOnlyList<string> Types(JsonElement query)
    {
        if (!query.TryGetProperty("type", out var type) || type.ValueKind == JsonValueKind.Null)
            return [];
        return type.ValueKind switch
        {
            JsonValueKind.String => type.GetString() is { Length: > 0 } one ? [one] : [],
            JsonValueKind.Array => [.. type.EnumerateArray().Select(TypeId)],
            _ => [TypeId(type)],
        };
    }

    private static string TypeId(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => type.GetString()!,
        JsonValueKind.Object when OptionalText(type, "id") is { } id => id,
        _ => throw new ReconciliationException($"A type is its identifier; found {NameOf(type)}."),
    };

    private int Limit(JsonElement query)
    {
        if (!query.TryGetProperty("limit", out var limit) || limit.ValueKind == JsonValueKind.Null)
            return options.DefaultCandidates;

        // Some clients send numbers as texts.
        var text = limit.ValueKind == JsonValueKind.String ? limit.GetString() : limit.ValueKind == JsonValueKind.Number ? limit.GetRawText() : null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number < 1 || number != Math.Floor(number))
            throw new ReconciliationException($"The limit of a query is a whole number from 1; found {limit.GetRawText()}.");
        return (int)Math.Min(number, options.MaxCandidates);
    }

    private static TypeStrictness Strictness(string? text) => text switch
    {
        null or "" or "should" => TypeStrictness.Should,
        "any" => TypeStrictness.Any,
        "all" => TypeStrictness.All,
        _ => throw new ReconciliationException($"'type_strict' is any, all or should; found '{text}'."),
    };

    private static MatchQuantifier Quantifier(string? text) => text switch
    {
        null or "" or "any" => MatchQuantifier.Any,
        "all" => MatchQuantifier.All,
        "none" => MatchQuantifier.None,
        _ => throw new ReconciliationException($"'matchQuantifier' is any, all or none; found '{text}'."),
    };

    private string Cut(string text, List<string> warnings)
    {
        text = text.Trim();
        if (text.Length <= options.MaxText)
            return text;
        warnings.Add(string.Create(CultureInfo.InvariantCulture, $"Only the first {options.MaxText} characters of the query were read."));
        return text[..options.MaxText];
    }

    private static List<JsonElement> Array(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var array) || array.ValueKind == JsonValueKind.Null)
            return [];
        if (array.ValueKind != JsonValueKind.Array)
            throw new ReconciliationException($"'{name}' is an array; found {NameOf(array)}.");
        return [.. array.EnumerateArray()];
    }

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw new ReconciliationException($"'{name}' is true or false; found {NameOf(value)}."),
    };

    private static string? OptionalText(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new ReconciliationException($"'{name}' is a text; found {NameOf(value)}."),
        };
    }

    private static string NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
