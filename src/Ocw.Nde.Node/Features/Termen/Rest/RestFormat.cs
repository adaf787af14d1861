using Microsoft.Net.Http.Headers;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>The forms of an answer.</summary>
internal enum RestFormat
{
    Json,
    JsonLd,
    Lines,
    Events,
}

/// <summary>Chooses and names the forms.</summary>
internal static class RestFormats
{
    private static readonly (string Name, string Type, RestFormat Format)[] s_formats =
    [
        ("json", "application/json", RestFormat.Json), ("jsonld", "application/ld+json", RestFormat.JsonLd),
        ("ndjson", "application/x-ndjson", RestFormat.Lines), ("sse", "text/event-stream", RestFormat.Events),
    ];

    /// <summary>The form by its name, else what the client likes best, else JSON.</summary>
    public static RestFormat Of(HttpRequest request, string? name, bool isStreamed)
    {
        foreach (var format in s_formats)
        {
            if (format.Name == name)
                return format.Format;
        }

        if (!MediaTypeHeaderValue.TryParseList([request.Headers.Accept.ToString()], out var ranges))
            return RestFormat.Json;
        foreach (var range in ranges.OrderByDescending(range => range.Quality ?? 1))
        {
            foreach (var format in s_formats)
            {
                if (range.MediaType.Equals(format.Type, StringComparison.OrdinalIgnoreCase) && (isStreamed || format.Format is RestFormat.Json or RestFormat.JsonLd))
                    return format.Format;
            }
        }

        return RestFormat.Json;
    }

    /// <summary>The media type of a form.</summary>
    public static string TypeOf(RestFormat format) => s_formats.First(f => f.Format == format).Type + "; charset=utf-8";
}
