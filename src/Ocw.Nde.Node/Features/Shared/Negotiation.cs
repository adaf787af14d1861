using Microsoft.Net.Http.Headers;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Node.Features.Shared;

/// <summary>Chooses between a page for people and data for programs (RFC 9110 §12.5.1).</summary>
internal static class Negotiation
{
    /// <summary>The RDF format that a request prefers, or <see langword="null"/> for a page: for browsers, and for whoever accepts anything.</summary>
    public static RdfFormat? RdfOrPage(string accept, IReadOnlyList<RdfFormat> formats)
    {
        if (!MediaTypeHeaderValue.TryParseList([accept], out var ranges))
            return null;
        (RdfFormat? Format, double Quality) best = (null, 0);
        var page = 0.0;
        foreach (var range in ranges)
        {
            var quality = range.Quality ?? 1;
            if (range.MatchesAllTypes || range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) || range.MediaType.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase) || range.MediaType.Equals("text/*", StringComparison.OrdinalIgnoreCase))
                page = Math.Max(page, quality);
            foreach (var format in formats)
            {
                if (quality > best.Quality && format.MediaTypes.Any(m => range.MediaType.Equals(m, StringComparison.OrdinalIgnoreCase)))
                    best = (format, quality);
            }
        }

        return best.Quality > page || (best.Quality == page && best.Quality > 0 && !AcceptsHtmlByName(ranges)) ? best.Format : null;
    }

    /// <summary>Whether a request prefers a page to anything else: browsers name HTML.</summary>
    public static bool PrefersPage(string? accept) =>
        MediaTypeHeaderValue.TryParseList([accept ?? ""], out var ranges) && ranges.MaxBy(r => r.Quality ?? 1) is { } best && best.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool AcceptsHtmlByName(IEnumerable<MediaTypeHeaderValue> ranges) =>
        ranges.Any(r => r.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
