using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>A data extension query: the terms, and what is asked of them.</summary>
/// <param name="Ids">The terms.</param>
/// <param name="Requests">The properties.</param>
public sealed record ExtensionQuery(IReadOnlyList<string> Ids, IReadOnlyList<ExtensionRequest> Requests)
{
    /// <summary>Reads a query. Properties that are not known are left out.</summary>
    /// <exception cref="ReconciliationException">It is none, or larger than <see cref="ReconciliationOptions.ExtensionSize"/>.</exception>
    public static ExtensionQuery Read(JsonElement query, ReconciliationOptions options, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (query.ValueKind != JsonValueKind.Object
            || !query.TryGetProperty("ids", out var ids) || ids.ValueKind != JsonValueKind.Array
            || !query.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Array)
        {
            throw new ReconciliationException("A data extension query is an object with the arrays 'ids' and 'properties'.");
        }

        if (ids.GetArrayLength() > options.ExtensionSize)
        {
            throw new ReconciliationException(string.Create(CultureInfo.InvariantCulture, $"The query names {ids.GetArrayLength()} terms; this service extends at most {options.ExtensionSize} at once (serverLimits.extendSize in the manifest)."))
            {
                IsTooLarge = true,
            };
        }

        try
        {
            var requests = properties.EnumerateArray().Select(property => Request(property, options, languages)).OfType<ExtensionRequest>().DistinctBy(request => request.Property.Id, StringComparer.Ordinal);
            return new ExtensionQuery([.. ids.EnumerateArray().Select(Text).Distinct(StringComparer.Ordinal)], [.. requests]);
        }
        catch (InvalidOperationException e)
        {
            throw new ReconciliationException("The data extension query has a text with an escape that is no character.", e);
        }
    }

    private static ExtensionRequest? Request(JsonElement property, ReconciliationOptions options, IReadOnlyList<string> languages)
    {
        if (property.ValueKind != JsonValueKind.Object || !property.TryGetProperty("id", out var id))
            throw new ReconciliationException("A property of a data extension query is an object with 'id'.");
        if (ExtensionProperty.Find(Text(id)) is not { } known)
            return null;
        var settings = property.TryGetProperty("settings", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        var limit = int.TryParse(Setting(settings, "limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? Math.Min(number, options.MaxExtensionValues) : options.MaxExtensionValues;
        return new ExtensionRequest(known, limit, Setting(settings, "language") ?? "", languages);
    }

    // OpenRefine sends numbers as texts.
    private static string? Setting(JsonElement settings, string name) =>
        settings.ValueKind == JsonValueKind.Object && settings.TryGetProperty(name, out var value)
            ? value.ValueKind switch { JsonValueKind.String => value.GetString()!.Trim(), JsonValueKind.Number => value.GetRawText(), _ => null }
            : null;

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? element.GetString()!
        : throw new ReconciliationException($"An identifier is a text; found {element.GetRawText()}.");
}

/// <summary>Writes the answer to a data extension query.</summary>
public static class ExtensionWriter
{
    /// <summary>Writes the values that the terms have; a term that is not there has none.</summary>
    public static void Write(Utf8JsonWriter json, ReconciliationVersion version, ExtensionQuery query, IReadOnlyDictionary<string, Term> terms, ServiceAddresses addresses, string language)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(addresses);
        json.WriteStartObject();
        json.WriteStartArray("meta");
        foreach (var request in query.Requests)
            WriteMeta(json, request.Property, addresses, language);
        json.WriteEndArray();
        if (version == ReconciliationVersion.V10)
            WriteRows(json, query, terms);
        else
            WriteKeyedRows(json, query, terms);
        json.WriteEndObject();
    }

    /// <summary>Writes which properties there are to choose from.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="type">The type for which they are asked.</param>
    /// <param name="limit">The most; 0 for all.</param>
    /// <param name="language">The language of the names.</param>
    public static void WriteProposal(Utf8JsonWriter json, string? type, int limit, string language)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("type", type is { Length: > 0 } ? type : ReconciliationTypes.Concept.Id);
        if (limit > 0)
            json.WriteNumber("limit", limit);
        json.WriteStartArray("properties");
        foreach (var property in limit > 0 ? ExtensionProperty.All.Take(limit) : ExtensionProperty.All)
        {
            json.WriteStartObject();
            json.WriteString("id", property.Id);
            json.WriteString("name", property.Name(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMeta(Utf8JsonWriter json, ExtensionProperty property, ServiceAddresses addresses, string language)
    {
        json.WriteStartObject();
        json.WriteString("id", property.Id);
        json.WriteString("name", property.Name(language));
        if (property.HoldsTerms)
        {
            json.WritePropertyName("type");
            BatchWriter.WriteType(json, ReconciliationTypes.Concept, language);
            json.WriteString("service", addresses.Root);
        }

        json.WriteEndObject();
    }

    private static void WriteKeyedRows(Utf8JsonWriter json, ExtensionQuery query, IReadOnlyDictionary<string, Term> terms)
    {
        json.WriteStartObject("rows");
        foreach (var id in query.Ids)
        {
            json.WriteStartObject(id);
            foreach (var request in query.Requests)
            {
                json.WriteStartArray(request.Property.Id);
                foreach (var value in Values(terms, id, request))
                    WriteValue(json, value, withLanguage: false);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, ExtensionQuery query, IReadOnlyDictionary<string, Term> terms)
    {
        json.WriteStartArray("rows");
        foreach (var id in query.Ids)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteStartArray("properties");
            foreach (var request in query.Requests)
            {
                json.WriteStartObject();
                json.WriteString("id", request.Property.Id);
                json.WriteStartArray("values");
                foreach (var value in Values(terms, id, request))
                    WriteValue(json, value, withLanguage: true);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<ExtensionValue> Values(IReadOnlyDictionary<string, Term> terms, string id, ExtensionRequest request) =>
        terms.TryGetValue(id, out var term) ? request.Property.Read(term, request).Take(request.Limit) : [];

    private static void WriteValue(Utf8JsonWriter json, ExtensionValue value, bool withLanguage)
    {
        json.WriteStartObject();
        if (value.Id is { } id)
        {
            json.WriteString("id", id);
            json.WriteString("name", value.Text);
        }
        else if (value.Number is { } number)
        {
            if (value.IsWhole)
                json.WriteNumber("int", (long)number);
            else
                json.WriteNumber("float", number);
        }
        else
        {
            json.WriteString("str", value.Text);
            if (withLanguage && value.Language.Length > 0)
                json.WriteString("lang", value.Language);
        }

        json.WriteEndObject();
    }
}
