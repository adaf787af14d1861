using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>
/// A query or update as the SPARQL 1.1 Protocol brings it (§2.1, §2.2): by GET, by POST of a form, or by POST of the text itself. Parameters that nobody
/// knows are passed over. <c>application/json</c> with <c>{"query": …}</c> is what story apps send; they get flat rows.
/// </summary>
internal sealed record SparqlProtocolRequest
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of the query, or <see langword="null"/>.</summary>
    public string? Query { get; init; }

    /// <summary>The text of the update, or <see langword="null"/>.</summary>
    public string? Update { get; init; }

    /// <summary>The <c>default-graph-uri</c> parameters; for an update <c>using-graph-uri</c>.</summary>
    public IReadOnlyList<string> DefaultGraphs { get; init; } = [];

    /// <summary>The <c>named-graph-uri</c> parameters; for an update <c>using-named-graph-uri</c>.</summary>
    public IReadOnlyList<string> NamedGraphs { get; init; } = [];

    /// <summary>The graphs that are asked where neither the request nor its query names any; <see langword="null"/> for all that the client may see.</summary>
    public IReadOnlyList<string>? UsualGraphs { get; init; }

    /// <summary>A format asked for by name (<c>format=csv</c>), which wins over Accept.</summary>
    public string? Format { get; init; }

    /// <summary>Whether rows are given as plain objects: the request was JSON.</summary>
    public bool FlatRows { get; init; }

    /// <summary>A shorter time limit that the client asks for.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The state that is asked for: a commit number or an RFC 3339 time.</summary>
    public string? At { get; init; }

    /// <summary>Why the request is not one of the protocol, with its status.</summary>
    public (int Status, LocalizedText Text)? Problem { get; init; }

    /// <summary>Reads a request.</summary>
    public static ValueTask<SparqlProtocolRequest> ReadAsync(HttpRequest request, ClientLimits limits, bool mayUpdate, CancellationToken cancellation)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return new(FromAddress(request, limits));
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return new(Refuse(StatusCodes.Status415UnsupportedMediaType, "Content-Type ontbreekt", "Content-Type is missing"));
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            return new(Refuse(StatusCodes.Status415UnsupportedMediaType, $"alleen UTF-8 wordt gelezen, niet {type.Charset}", $"only UTF-8 is read, not {type.Charset}"));
        return FromBodyAsync(request, type.MediaType, limits, mayUpdate, cancellation);
    }

    private static SparqlProtocolRequest FromAddress(HttpRequest request, ClientLimits limits)
    {
        var parameters = request.Query;
        return parameters.ContainsKey("update")
            ? Refuse(StatusCodes.Status405MethodNotAllowed, "een update komt met POST", "an update comes by POST")
            : OfQuery(parameters["query"], parameters["default-graph-uri"], parameters["named-graph-uri"], parameters, default, limits);
    }

    private static async ValueTask<SparqlProtocolRequest> FromBodyAsync(HttpRequest request, StringSegment type, ClientLimits limits, bool mayUpdate, CancellationToken cancellation)
    {
        var most = MostBytes(limits, mayUpdate);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
        var parameters = request.Query;
        try
        {
            if (type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
                return OfForm(await request.ReadFormAsync(new FormOptions { ValueLengthLimit = (int)most, BufferBodyLengthLimit = most, KeyLengthLimit = 256, ValueCountLimit = 4096 }, cancellation), parameters, limits);
            if (type.Equals("application/sparql-query", StringComparison.OrdinalIgnoreCase))
                return OfQuery(await TextAsync(request, cancellation), parameters["default-graph-uri"], parameters["named-graph-uri"], parameters, default, limits);
            if (type.Equals("application/sparql-update", StringComparison.OrdinalIgnoreCase))
                return OfUpdate(await TextAsync(request, cancellation), parameters["using-graph-uri"], parameters["using-named-graph-uri"], parameters);
            if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                return OfJson(await TextAsync(request, cancellation), parameters, limits);
        }
        catch (InvalidDataException)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "het formulier is te groot", "the form is too large");
        }
        catch (DecoderFallbackException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "de tekst is geen geldige UTF-8", "the text is not valid UTF-8");
        }
        catch (JsonException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, $"geen geldige JSON: {e.Message}", $"not valid JSON: {e.Message}");
        }

        return Refuse(
            StatusCodes.Status415UnsupportedMediaType,
            $"{type} is geen vorm van het SPARQL-protocol; gebruik application/sparql-query, application/sparql-update of application/x-www-form-urlencoded",
            $"{type} is no form of the SPARQL protocol; use application/sparql-query, application/sparql-update or application/x-www-form-urlencoded");
    }

    private static SparqlProtocolRequest OfForm(IFormCollection form, IQueryCollection parameters, ClientLimits limits)
    {
        if (!form.ContainsKey("update"))
            return OfQuery(form["query"], Both(form, parameters, "default-graph-uri"), Both(form, parameters, "named-graph-uri"), parameters, form, limits);
        if (form.ContainsKey("query"))
            return Refuse(StatusCodes.Status400BadRequest, "query óf update verwacht, niet allebei", "query or update is expected, not both");
        return OfUpdate(form["update"], Both(form, parameters, "using-graph-uri"), Both(form, parameters, "using-named-graph-uri"), parameters);
    }

    private static SparqlProtocolRequest OfJson(string text, IQueryCollection parameters, ClientLimits limits)
    {
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("query", out var query) && query.ValueKind == JsonValueKind.String
            ? OfQuery(query.GetString(), default, default, parameters, default, limits) with { FlatRows = true }
            : Refuse(StatusCodes.Status400BadRequest, "een JSON-object met de sleutel query verwacht", "a JSON object with the key query is expected");
    }

    private static SparqlProtocolRequest OfQuery(
        StringValues queries, StringValues defaultGraphs, StringValues namedGraphs, IQueryCollection parameters, IFormCollection? form, ClientLimits limits)
    {
        if (queries.Count > 1)
            return Refuse(StatusCodes.Status400BadRequest, "precies één query verwacht", "exactly one query is expected");
        var query = queries.Count == 0 || string.IsNullOrWhiteSpace(queries[0]) ? null : queries[0];
        if (query?.Length > limits.QueryCharacters)
            return Refuse(StatusCodes.Status400BadRequest, $"de query is langer dan {limits.QueryCharacters} tekens", $"the query is longer than {limits.QueryCharacters} characters");
        return new()
        {
            Query = query,
            DefaultGraphs = List(defaultGraphs),
            NamedGraphs = List(namedGraphs),
            Format = (string?)parameters["format"] ?? (string?)form?["format"],
            Time = Seconds((string?)parameters["timeout"] ?? (string?)form?["timeout"]),
            At = (string?)parameters["at"] ?? (string?)form?["at"],
        };
    }

    private static SparqlProtocolRequest OfUpdate(StringValues updates, StringValues graphs, StringValues namedGraphs, IQueryCollection parameters) => updates.Count == 1
        ? new() { Update = updates[0], DefaultGraphs = List(graphs), NamedGraphs = List(namedGraphs), Time = Seconds(parameters["timeout"]) }
        : Refuse(StatusCodes.Status400BadRequest, "precies één update verwacht", "exactly one update is expected");

    // Characters that are percent-encoded take up to nine bytes each.
    private static long MostBytes(ClientLimits limits, bool mayUpdate) =>
        Math.Min(int.MaxValue, Math.Max(limits.QueryCharacters * 9L, mayUpdate ? limits.UpdateBytes * 3 : 0) + (64 << 10));

    private static async Task<string> TextAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellation);
        return StrictUtf8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static StringValues Both(IFormCollection form, IQueryCollection parameters, string name) => StringValues.Concat(form[name], parameters[name]);

    private static IReadOnlyList<string> List(StringValues values) => values.Count == 0 ? [] : [.. values!];

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6 ? TimeSpan.FromSeconds(seconds) : null;

    private static SparqlProtocolRequest Refuse(int status, string nl, string en) => new() { Problem = (status, new(nl, en)) };
}
