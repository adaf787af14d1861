using System.Text.Encodings.Web;
using System.Text.Json;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Features.Resources;

/// <summary>One resource merged over its channels, as JSON: each value with the channels that state it, and what the first channel outvoted.</summary>
internal static class MergedData
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/json";

    /// <summary>Writes the merged view.</summary>
    /// <param name="iri">The resource.</param>
    /// <param name="merged">What is said of it.</param>
    public static byte[] Write(string iri, MergedResource merged)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("iri", iri);
            json.WriteStartArray("sources");
            foreach (var source in merged.Sources)
            {
                json.WriteStartObject();
                json.WriteString("source", source.Name);
                json.WriteString("graph", source.Graph);
                if (source.NotFoundSince is { } since)
                    json.WriteString("notFoundSince", since);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("properties");
            foreach (var property in merged.Properties)
            {
                json.WriteStartArray(property.Iri);
                foreach (var value in property.Values)
                    Write(json, value);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, MergedValue value)
    {
        json.WriteStartObject();
        switch (value.Term)
        {
            case Literal literal:
                json.WriteString("type", "literal");
                json.WriteString("value", literal.LexicalForm);
                if (literal.Language is { } language)
                    json.WriteString("xml:lang", language);
                else if (literal.Datatype.Value != XsdNs.Namespace + "string")
                    json.WriteString("datatype", literal.Datatype.Value);
                break;
            case Iri iri:
                json.WriteString("type", "uri");
                json.WriteString("value", iri.Value);
                break;
            default:
                json.WriteString("type", "bnode");
                json.WriteString("value", value.Term.ToString());
                break;
        }

        json.WriteStartArray("sources");
        foreach (var source in value.Sources)
            json.WriteStringValue(source);
        json.WriteEndArray();
        if (value.IsOutvoted)
            json.WriteBoolean("outvoted", value: true);
        json.WriteEndObject();
    }
}

/// <summary>A resource merged over the channels that describe it.</summary>
/// <param name="Sources">The channels, the one that goes first first.</param>
/// <param name="Properties">The properties, in reading order.</param>
internal sealed record MergedResource(IReadOnlyList<MergedSource> Sources, IReadOnlyList<MergedProperty> Properties);

/// <summary>A channel that describes a resource.</summary>
/// <param name="Name"><c>dataset/channel</c>.</param>
/// <param name="Graph">The graph with its statements.</param>
/// <param name="NotFoundSince">Since when its source did not show the resource any more.</param>
internal sealed record MergedSource(string Name, string Graph, string? NotFoundSince);

/// <summary>A property with its values.</summary>
internal sealed record MergedProperty(string Iri, IReadOnlyList<MergedValue> Values);

/// <summary>A value.</summary>
/// <param name="Term">The value.</param>
/// <param name="Sources">The channels that state it.</param>
/// <param name="IsOutvoted">Whether another channel goes first, and the property has one value only.</param>
internal sealed record MergedValue(RdfTerm Term, IReadOnlyList<string> Sources, bool IsOutvoted);
