using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.Reconciliation;

namespace Ocw.Nde.Node.Features.Termen.Reconciliation;

/// <summary>What a client sent: parameters of the address or of a form, or a JSON body.</summary>
/// <param name="Queries">A batch, or a body of 1.0.</param>
/// <param name="Query">One query of 0.1: a text or an object.</param>
/// <param name="Extend">A data extension query.</param>
internal sealed record ReconciliationRequest(JsonElement? Queries, JsonElement? Query, JsonElement? Extend)
{
    private const int MaxDepth = 16;

    /// <summary>Reads a request.</summary>
    /// <exception cref="ReconciliationException">It is not well-formed, or too large.</exception>
    public static async Task<ReconciliationRequest> ReadAsync(HttpRequest request, ReconciliationOptions options, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MaxRequestBytes;
        try
        {
            if (HttpMethods.IsPost(request.Method) && IsJson(request.ContentType))
                return new ReconciliationRequest(await ReadJsonAsync(request.Body, cancellation), null, null);
            if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
            {
                var form = await request.ReadFormAsync(new FormOptions { ValueLengthLimit = options.MaxRequestBytes, BufferBodyLengthLimit = options.MaxRequestBytes }, cancellation);
                return Of(name => form.TryGetValue(name, out var value) ? (string?)value : request.Query[name]);
            }

            return Of(name => (string?)request.Query[name]);
        }
        catch (JsonException e)
        {
            throw new ReconciliationException($"The JSON of the request cannot be read at line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}.", e);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new ReconciliationException($"The request is larger than {options.MaxRequestBytes} bytes; this service takes batches of at most {options.BatchSize} queries (batchSize in the manifest).", e) { IsTooLarge = true };
        }
        catch (InvalidDataException e)
        {
            throw new ReconciliationException($"The form cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The languages wanted, best first: <c>lang=</c>, else Accept-Language, else Dutch.</summary>
    public static IReadOnlyList<string> LanguagesOf(HttpRequest request)
    {
        if ((string?)request.Query["lang"] is { Length: > 0 and <= 20 } asked)
            return [asked.ToLowerInvariant()];
        var languages = request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Value.Length is > 0 and <= 20 && language.Value != "*" && (language.Quality ?? 1) > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value!.Split('-')[0].ToLowerInvariant())
            .Distinct(StringComparer.Ordinal).Take(5).ToList();
        return languages.Count == 0 ? [RequestLanguage.Of(request).Tag()] : languages;
    }

    /// <summary>Whether the client says that it speaks 1.0.</summary>
    public static bool WantsVersion10(HttpRequest request) =>
        ((string?)request.Query["version"] is { } asked && asked.StartsWith("1.0", StringComparison.Ordinal))
        || request.GetTypedHeaders().Accept.Any(range => range.Parameters.Any(parameter => parameter.Name == "version" && parameter.GetUnescapedValue().StartsWith("1.0", StringComparison.Ordinal)));

    private static ReconciliationRequest Of(Func<string, string?> parameter) =>
        new(Parse(parameter("queries")), ParseQuery(parameter("query")), Parse(parameter("extend")));

    private static JsonElement? Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }

    // 0.1: «query=text» is short for «query={"query": "text"}».
    private static JsonElement? ParseQuery(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return text.TrimStart().StartsWith('{') ? Parse(text) : JsonSerializer.SerializeToElement(new { query = text });
    }

    private static bool IsJson(string? contentType) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type) && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    private static async Task<JsonElement> ReadJsonAsync(Stream body, CancellationToken cancellation)
    {
        using var document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = MaxDepth }, cancellation);
        return document.RootElement.Clone();
    }
}
