using Microsoft.Net.Http.Headers;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>The forms of an answer.</summary>
internal enum GraphQlFormat
{
    /// <summary><c>application/json</c>: a request that could be read is answered with 200.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: the status says whether anything was executed.</summary>
    ResponseJson,

    /// <summary><c>multipart/mixed</c>: parts, each as soon as it is there.</summary>
    Multipart,

    /// <summary><c>text/event-stream</c>: the same as events.</summary>
    EventStream,

    /// <summary>A page for people.</summary>
    Page,
}

/// <summary>Chooses the form of an answer (RFC 9110 §12.5.1).</summary>
internal static class GraphQlFormats
{
    private static readonly (string Type, GraphQlFormat Format)[] s_formats =
    [
        ("application/json", GraphQlFormat.Json), ("application/graphql-response+json", GraphQlFormat.ResponseJson), ("multipart/mixed", GraphQlFormat.Multipart),
        ("text/event-stream", GraphQlFormat.EventStream), ("text/html", GraphQlFormat.Page), ("*/*", GraphQlFormat.Json), ("application/*", GraphQlFormat.Json), ("text/*", GraphQlFormat.Page),
    ];

    /// <summary>What the client likes best; JSON when it says nothing, <see langword="null"/> when there is nothing for it.</summary>
    public static GraphQlFormat? Of(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept) || !MediaTypeHeaderValue.TryParseList([accept], out var ranges))
            return GraphQlFormat.Json;
        (GraphQlFormat? Format, double Quality) best = (null, 0);
        foreach (var range in ranges)
        {
            foreach (var (type, format) in s_formats)
            {
                if ((range.Quality ?? 1) > best.Quality && range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
                    best = (format, range.Quality ?? 1);
            }
        }

        return best.Format;
    }

    /// <summary>The form of an answer in one part, for a client that can read parts: the other one that it names.</summary>
    public static GraphQlFormat OfWhole(string? accept) =>
        accept?.Contains("application/graphql-response+json", StringComparison.OrdinalIgnoreCase) == true ? GraphQlFormat.ResponseJson : GraphQlFormat.Json;
}
