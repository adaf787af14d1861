using System.Buffers;
using System.Text.Json;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.GraphQl.Execution;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>Describes the REST interface (OpenAPI 3.1), from the same operations and parameters that are served.</summary>
internal static class OpenApiDocument
{
    /// <summary>The document.</summary>
    /// <param name="server">The address of the node.</param>
    /// <param name="language">The language of its texts.</param>
    public static byte[] Write(string server, Language language)
    {
        var buffer = new ArrayBufferWriter<byte>(16 << 10);
        using (var writer = new Utf8JsonWriter(buffer, GraphQlJson.Writer with { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("openapi", "3.1.0");
            Info(writer, language);
            writer.WriteStartArray("servers");
            writer.WriteStartObject();
            writer.WriteString("url", server.TrimEnd('/'));
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("paths");
            foreach (var operation in RestOperation.All)
                Path(writer, operation, language);
            writer.WriteEndObject();
            writer.WriteStartObject("components");
            writer.WritePropertyName("schemas");
            writer.WriteRawValue(OpenApiSchemas.Json);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Info(Utf8JsonWriter writer, Language language)
    {
        writer.WriteStartObject("info");
        writer.WriteString("title", new LocalizedText("Termen", "Terms").In(language));
        writer.WriteString("version", "1.0");
        writer.WriteString("description", new LocalizedText(
            "Zoeken, aanvullen en opvragen van termen in alle termenbronnen van dit knooppunt.",
            "Search, completion and look-up of terms in all terminology sources of this node.").In(language));
        writer.WriteEndObject();
    }

    private static void Path(Utf8JsonWriter writer, RestOperation operation, Language language)
    {
        writer.WriteStartObject(operation.Path);
        Method(writer, "get", operation, language);
        if (operation.TakesPost)
            Method(writer, "post", operation, language);
        writer.WriteEndObject();
    }

    private static void Method(Utf8JsonWriter writer, string method, RestOperation operation, Language language)
    {
        writer.WriteStartObject(method);
        writer.WriteString("operationId", method == "post" ? operation.Id + "Posted" : operation.Id);
        writer.WriteString("summary", operation.Summary.In(language));
        writer.WriteStartArray("parameters");
        foreach (var parameter in operation.Parameters.Where(p => method == "get" || p != RestParameter.Uri))
            Parameter(writer, parameter, language);
        writer.WriteEndArray();
        if (method == "post")
            Content(writer, "requestBody", null, ["application/json"], "LookupQuestion");
        writer.WriteStartObject("responses");
        string[] types = operation.IsStreamed ? ["application/json", "application/ld+json", "application/x-ndjson", "text/event-stream"] : ["application/json", "application/ld+json"];
        Content(writer, "200", operation.Summary.In(language), types, operation.Answer);
        Content(writer, "400", new LocalizedText("Een parameter klopt niet", "A parameter is wrong").In(language), ["application/problem+json"], "Problem");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter writer, RestParameter parameter, Language language)
    {
        writer.WriteStartObject();
        writer.WriteString("name", parameter.Name);
        writer.WriteString("in", "query");
        writer.WriteString("description", parameter.Text.In(language));
        writer.WriteBoolean("required", parameter.IsRequired);
        writer.WriteStartObject("schema");
        if (parameter.IsRepeated)
        {
            writer.WriteString("type", "array");
            writer.WriteStartObject("items");
        }

        writer.WriteString("type", parameter.Number is not null ? "integer" : parameter.IsTruth ? "boolean" : "string");
        if (parameter.Values is { } values)
        {
            writer.WriteStartArray("enum");
            foreach (var value in values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        if (parameter.IsRepeated)
            writer.WriteEndObject();
        Bounds(writer, parameter);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Bounds(Utf8JsonWriter writer, RestParameter parameter)
    {
        if (parameter.Number is var (least, most, usual))
        {
            writer.WriteNumber("minimum", least);
            writer.WriteNumber("maximum", most);
            writer.WriteNumber("default", usual);
        }
        else if (parameter is { IsTruth: true, Usual: { } truth })
        {
            writer.WriteBoolean("default", truth == "true");
        }
        else if (parameter is { IsRepeated: false, Usual: { } text })
        {
            writer.WriteString("default", text);
        }
    }

    private static void Content(Utf8JsonWriter writer, string name, string? description, IReadOnlyList<string> types, string schema)
    {
        writer.WriteStartObject(name);
        if (description is not null)
            writer.WriteString("description", description);
        writer.WriteStartObject("content");
        foreach (var type in types)
        {
            writer.WriteStartObject(type);
            writer.WriteStartObject("schema");
            writer.WriteString("$ref", "#/components/schemas/" + (type is "application/x-ndjson" or "text/event-stream" ? "SourcePart" : schema));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
