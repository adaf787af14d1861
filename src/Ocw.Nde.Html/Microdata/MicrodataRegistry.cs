using System.Text.Json;
using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Html.Microdata;

/// <summary>What is known of vocabularies when microdata becomes RDF (Microdata to RDF, second edition, §3.1).</summary>
public sealed class MicrodataRegistry
{
    private readonly Dictionary<string, Dictionary<string, IReadOnlyList<string>>> _vocabularies;

    private MicrodataRegistry(Dictionary<string, Dictionary<string, IReadOnlyList<string>>> vocabularies) => _vocabularies = vocabularies;

    /// <summary>The registry of http://www.w3.org/ns/md: <c>additionalType</c> of schema.org is a type as well, and hCard is a vocabulary.</summary>
    public static MicrodataRegistry Default { get; } = Parse("""
        {
          "http://schema.org/": { "properties": { "additionalType": { "subPropertyOf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" } } },
          "https://schema.org/": { "properties": { "additionalType": { "subPropertyOf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" } } },
          "http://microformats.org/profile/hcard": {}
        }
        """);

    /// <summary>Reads a registry: prefixes of types, and for each the properties that say something else as well (<c>subPropertyOf</c>, <c>equivalentProperty</c>).</summary>
    /// <exception cref="JsonException">It is not JSON of this form.</exception>
    public static MicrodataRegistry Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var vocabularies = new Dictionary<string, Dictionary<string, IReadOnlyList<string>>>(StringComparer.Ordinal);
        foreach (var vocabulary in document.RootElement.EnumerateObject().Where(v => v.Value.ValueKind == JsonValueKind.Object))
        {
            var properties = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            if (vocabulary.Value.TryGetProperty("properties", out var listed))
            {
                foreach (var property in listed.EnumerateObject())
                    properties[property.Name] = [.. Iris(property.Value, "subPropertyOf"), .. Iris(property.Value, "equivalentProperty")];
            }

            vocabularies[vocabulary.Name] = properties;
        }

        return new(vocabularies);
    }

    /// <summary>The vocabulary of a type: the registered prefix that it begins with, else all up to its last <c>#</c> or <c>/</c>.</summary>
    internal string VocabularyOf(string type)
    {
        foreach (var prefix in _vocabularies.Keys)
        {
            if (type.StartsWith(prefix, StringComparison.Ordinal))
                return prefix;
        }

        var end = type.LastIndexOf('#');
        if (end < 0)
            end = type.LastIndexOf('/');
        return end < 0 ? type : type[..(end + 1)];
    }

    /// <summary>What a property of a vocabulary says as well.</summary>
    internal IReadOnlyList<string> AlsoSaid(string? vocabulary, string property) =>
        vocabulary is not null && _vocabularies.TryGetValue(vocabulary, out var properties) && properties.TryGetValue(property, out var also) ? also : [];

    private static IEnumerable<string> Iris(JsonElement property, string name)
    {
        if (property.ValueKind != JsonValueKind.Object || !property.TryGetProperty(name, out var value))
            return [];
        var texts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.GetString()) : [value.GetString()];
        return texts.OfType<string>().Where(IriCheck.IsAbsoluteIri);
    }
}
