using System.Text.Json;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Termen.Shared;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>Answers the questions of the REST interface.</summary>
internal static class RestQuestions
{
    private const int MostPostBytes = 1 << 20;

    /// <summary><c>/termen/search</c>: one list, or the answer of each source as it comes.</summary>
    public static async Task SearchAsync(HttpContext context, RestArguments arguments, TermNetwork network)
    {
        var query = Query(arguments, network.Catalog) with { Limit = arguments.Number(RestParameter.Limit), Offset = arguments.Number(RestParameter.Offset), WithFacets = arguments.Truth(RestParameter.Facets) };
        var format = RestFormats.Of(context.Request, arguments.Text(RestParameter.Format), isStreamed: true);
        var language = RequestLanguage.Of(context.Request).Tag();
        if (format is RestFormat.Lines or RestFormat.Events)
        {
            await StreamAsync(context, format, network.SearchAsync(query, context.RequestAborted), language);
            return;
        }

        var result = await network.SearchMergedAsync(query, context.RequestAborted);
        await RestAnswer.SendAsync(context, format, IsLasting(result.Answers), writer =>
        {
            writer.WriteString("query"u8, query.Text);
            writer.WriteNumber("total"u8, result.Total);
            writer.WriteNumber("offset"u8, query.Offset);
            writer.WriteNumber("limit"u8, query.Limit);
            Hits(writer, "hits", result.Hits, format == RestFormat.JsonLd);
            if (result.Facets is { } facets)
                TermJson.Facets(writer, facets);
            writer.WriteStartArray("sources"u8);
            foreach (var answer in result.Answers)
                TermJson.State(writer, answer, language);
            writer.WriteEndArray();
            if (query.Offset + query.Limit < result.Total && query.Offset + query.Limit <= TermLimits.MaxOffset)
                writer.WriteString("next"u8, PageHref(context.Request, query.Offset + query.Limit));
        });
    }

    /// <summary><c>/termen/suggest</c>.</summary>
    public static async Task SuggestAsync(HttpContext context, RestArguments arguments, TermNetwork network)
    {
        var query = Query(arguments, network.Catalog) with { Limit = arguments.Number(RestParameter.Suggestions), IsPrefix = true };
        var result = await network.SearchMergedAsync(query, context.RequestAborted);
        var format = RestFormats.Of(context.Request, arguments.Text(RestParameter.WholeFormat), isStreamed: false);
        await RestAnswer.SendAsync(context, format, IsLasting(result.Answers), writer =>
        {
            writer.WriteString("query"u8, query.Text);
            Hits(writer, "suggestions", result.Hits, format == RestFormat.JsonLd);
        });
    }

    /// <summary><c>/termen/lookup</c>.</summary>
    public static async Task LookupAsync(HttpContext context, RestArguments arguments, TermNetwork network)
    {
        var iris = HttpMethods.IsPost(context.Request.Method) ? await PostedAsync(context.Request) : arguments.List(RestParameter.Uri);
        if (iris is null || iris.Count is 0 or > TermLimits.MaxLookups)
        {
            await Problem.Of(
                context.Request, iris is null or { Count: 0 } ? StatusCodes.Status400BadRequest : StatusCodes.Status413PayloadTooLarge, "uris",
                $"Verwacht 1 tot {TermLimits.MaxLookups} IRI's: uri=… in het adres, of een POST van {{\"uris\": [\"…\"]}} als application/json.",
                $"1 to {TermLimits.MaxLookups} IRIs are expected: uri=… in the address, or a POST of {{\"uris\": [\"…\"]}} as application/json.").ExecuteAsync(context);
            return;
        }

        var language = RequestLanguage.Of(context.Request).Tag();
        var options = new LookupOptions { Languages = arguments.List(RestParameter.Lang), Timeout = TimeSpan.FromMilliseconds(arguments.Number(RestParameter.TimeoutMs)) };
        var answers = await network.LookupAsync(iris, options, context.RequestAborted);
        var format = RestFormats.Of(context.Request, arguments.Text(RestParameter.WholeFormat), isStreamed: false);
        var isLasting = HttpMethods.IsGet(context.Request.Method) && answers.All(answer => answer.Term is not null && answer.Fault is null && answer.Origin == AnswerOrigin.Kept);
        await RestAnswer.SendAsync(context, format, isLasting, writer =>
        {
            writer.WriteStartArray("results"u8);
            foreach (var answer in answers)
                Result(writer, answer, language);
            writer.WriteEndArray();
        });
    }

    /// <summary><c>/termen/sources</c>.</summary>
    public static Task SourcesAsync(HttpContext context, RestArguments arguments, TermNetwork network)
    {
        var genres = arguments.List(RestParameter.Genre);
        var language = RequestLanguage.Of(context.Request).Tag();
        var format = RestFormats.Of(context.Request, arguments.Text(RestParameter.WholeFormat), isStreamed: false);
        return RestAnswer.SendAsync(context, format, isLasting: true, writer =>
        {
            writer.WriteStartArray("sources"u8);
            foreach (var entry in network.Catalog.Entries.Where(entry => genres.Count == 0 || entry.Genres.Any(genre => genres.Contains(genre, StringComparer.OrdinalIgnoreCase))))
                TermJson.Source(writer, entry, network.StateOf(entry), language);
            writer.WriteEndArray();
        });
    }

    private static NetworkQuery Query(RestArguments arguments, TermCatalog catalog) => new()
    {
        Text = arguments.Text(RestParameter.Query)!,
        Sources = arguments.List(RestParameter.Source) is { Count: > 0 } sources ? [.. sources.Take(TermLimits.MaxSources).Select(name => AskedSources.Canonical(catalog, name)).Distinct(StringComparer.Ordinal)] : null,
        GenreIris = arguments.List(RestParameter.Genre),
        Genres = arguments.List(RestParameter.Kind).Aggregate(TermGenres.None, (all, name) => TermGenreNames.TryParse(name, out var genre) ? all | genre : all),
        Types = arguments.List(RestParameter.Type),
        Broader = arguments.Text(RestParameter.Broader),
        Languages = arguments.List(RestParameter.Lang),
        IncludeDeprecated = arguments.Truth(RestParameter.Deprecated),
        SearchNotes = arguments.Truth(RestParameter.Notes),
        Mode = arguments.Text(RestParameter.Mode) == "raw" ? QueryMode.Raw : QueryMode.Optimized,
        Timeout = TimeSpan.FromMilliseconds(arguments.Number(RestParameter.TimeoutMs)),
    };

    private static async Task StreamAsync(HttpContext context, RestFormat format, IAsyncEnumerable<SourceAnswer> answers, string language)
    {
        context.Response.ContentType = RestFormats.TypeOf(format);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await foreach (var answer in answers)
        {
            await RestAnswer.SendPartAsync(context, format, "source", writer =>
            {
                writer.WritePropertyName("source"u8);
                TermJson.State(writer, answer, language);
                if (answer.Total is { } total)
                    writer.WriteNumber("total"u8, total);
                Hits(writer, "hits", answer.Hits, asLinkedData: false);
            });
        }

        if (format == RestFormat.Events)
            await RestAnswer.SendPartAsync(context, format, "end", _ => { });
    }

    private static void Hits(Utf8JsonWriter writer, string name, IReadOnlyList<NetworkHit> hits, bool asLinkedData)
    {
        writer.WriteStartArray(name);
        foreach (var hit in hits)
            TermJson.Hit(writer, hit, asLinkedData);
        writer.WriteEndArray();
    }

    private static void Result(Utf8JsonWriter writer, LookupAnswer answer, string language)
    {
        writer.WriteStartObject();
        writer.WriteString("asked"u8, answer.Iri);
        writer.WriteBoolean("found"u8, answer.Term is not null);
        if (answer.Source is { } source)
            writer.WriteString("source"u8, source.Id);
        TermJson.StateMembers(writer, answer.Fault, answer.Origin, answer.CopyFrom, language);
        if (answer.Term is { } term)
        {
            writer.WritePropertyName("term"u8);
            TermJson.Term(writer, term);
        }

        writer.WriteEndObject();
    }

    // A source that failed or is asked live may answer otherwise the next moment.
    private static bool IsLasting(IEnumerable<SourceAnswer> answers) => answers.All(answer => answer is { Fault: null, Origin: AnswerOrigin.Kept });

    private static async Task<IReadOnlyList<string>?> PostedAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType() || request.ContentLength > MostPostBytes)
            return null;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 8 }, request.HttpContext.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("uris", out var uris) && uris.ValueKind == JsonValueKind.Array
                && uris.EnumerateArray().All(uri => uri.ValueKind == JsonValueKind.String)
                ? [.. uris.EnumerateArray().Select(uri => uri.GetString()!)]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string PageHref(HttpRequest request, int offset)
    {
        var rest = request.Query.Where(q => q.Key != RestParameter.Offset.Name).SelectMany(q => q.Value, (q, v) => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(v ?? "")}");
        return $"{request.PathBase}{request.Path}?{string.Join('&', rest)}&offset={offset.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
