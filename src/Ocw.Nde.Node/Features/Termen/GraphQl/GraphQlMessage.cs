using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Ocw.Nde.Termen.GraphQl;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>A request as GraphQL over HTTP brings it: by GET with parameters, or by POST of JSON.</summary>
/// <param name="Request">The request; <see langword="null"/> when it is none.</param>
/// <param name="Status">The status of the refusal.</param>
/// <param name="Problem">Why it is none.</param>
internal sealed record GraphQlMessage(GraphQlRequest? Request, int Status = StatusCodes.Status400BadRequest, string? Problem = null)
{
    /// <summary>The most bytes of a body.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 64 };

    /// <summary>Reads a request.</summary>
    public static async Task<GraphQlMessage> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            if (!HttpMethods.IsPost(request.Method))
                return OfParameters(request.Query);
            if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                return new(null, StatusCodes.Status415UnsupportedMediaType, "A request is sent as application/json: {\"query\": \"{ … }\", \"variables\": { … }}.");
            if (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                return new(null, StatusCodes.Status415UnsupportedMediaType, $"Only UTF-8 is read, not {type.Charset}.");
            return await BodyAsync(request, cancellation) is { } body
                ? OfBody(body)
                : new(null, StatusCodes.Status413PayloadTooLarge, $"The request is larger than {MostBytes} bytes.");
        }
        catch (JsonException e)
        {
            return new(null, Problem: $"This is not valid JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            return new(null, Problem: "A text in the JSON has half of a surrogate pair.");
        }
    }

    private static GraphQlMessage OfParameters(IQueryCollection parameters)
    {
        var query = (string?)parameters["query"];
        if (string.IsNullOrWhiteSpace(query))
            return new(null, Problem: "The parameter query is missing.");
        if ((string?)parameters["variables"] is not { Length: > 0 } variables)
            return new(new GraphQlRequest { Query = query, OperationName = parameters["operationName"] });
        var values = Parse(Encoding.UTF8.GetBytes(variables));
        return values.ValueKind is JsonValueKind.Object or JsonValueKind.Null
            ? new(new GraphQlRequest { Query = query, OperationName = parameters["operationName"], Variables = values })
            : new(null, Problem: "The parameter variables must be a JSON object.");
    }

    private static GraphQlMessage OfBody(ReadOnlyMemory<byte> body)
    {
        var root = Parse(body);
        if (root.ValueKind == JsonValueKind.Array)
            return new(null, Problem: "Batches are not taken; send requests one by one, or ask several fields in one operation.");
        if (root.ValueKind != JsonValueKind.Object)
            return new(null, Problem: "A request is a JSON object with the key query.");
        if (!root.TryGetProperty("query", out var query) || query.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(query.GetString()))
            return new(null, Problem: "The key query is missing, or is not a text.");
        if (root.TryGetProperty("variables", out var variables) && variables.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            return new(null, Problem: "The key variables must be a JSON object.");
        if (root.TryGetProperty("operationName", out var name) && name.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            return new(null, Problem: "The key operationName must be a text.");
        if (root.TryGetProperty("extensions", out var extensions) && extensions.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            return new(null, Problem: "The key extensions must be a JSON object.");
        return new(new GraphQlRequest { Query = query.GetString()!, OperationName = name.ValueKind == JsonValueKind.String ? name.GetString() : null, Variables = variables });
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, s_json);
        return document.RootElement.Clone();
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var buffer = new MemoryStream();
        var piece = new byte[16 << 10];
        while (await request.Body.ReadAsync(piece, cancellation) is var read and > 0)
        {
            if (buffer.Length + read > MostBytes)
                return null;
            buffer.Write(piece, 0, read);
        }

        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        return bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
    }
}
