using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;

namespace Ocw.Nde.Html;

/// <summary>Finds the links that announce data: <c>alternate</c> and <c>meta</c> with a media type of RDF, and <c>describedby</c>.</summary>
internal static class DataLinks
{
    private const int Most = 1000;

    internal static IReadOnlyList<HtmlDataLink> Find(Page page, PageIris iris, IEnumerable<string> headers)
    {
        var links = new List<HtmlDataLink>();
        foreach (var header in headers.SelectMany(LinkHeader.Parse))
            Add(links, page, iris, header.Target, header.Relations, header.Type, page.Document, isHeader: true);
        foreach (var element in page.Document.Elements().Where(e => e.Is("link")))
        {
            if (element["href"] is { } href && element["rel"] is { } rel)
                Add(links, page, iris, href, rel.Split((char[])[' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries), element["type"], element, isHeader: false);
        }

        return links;
    }

    private static void Add(List<HtmlDataLink> links, Page page, PageIris iris, string target, IEnumerable<string> relations, string? type, PageElement element, bool isHeader)
    {
        var rel = relations.Select(r => r.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        var mediaType = ContentType.Parse(type).MediaType is { Length: > 0 } given ? given : null;
        var isWanted = rel.Contains("describedby", StringComparer.Ordinal)
            ? mediaType is null || IsRdf(mediaType)
            : (rel.Contains("alternate", StringComparer.Ordinal) || rel.Contains("meta", StringComparer.Ordinal)) && mediaType is not null && IsRdf(mediaType);
        // A Link header is relative to the address of the page, whatever its base element says (RFC 8288 §3.2).
        if (isWanted && links.Count < Most && iris.Resolve(isHeader ? page.Address : page.BaseIri, target, element) is { } iri)
            links.Add(new(iri.Value, rel, mediaType, isHeader));
    }

    // Types that are mostly used for something else announce nothing.
    private static bool IsRdf(string mediaType) =>
        mediaType is not ("text/plain" or "text/xml" or "application/xml" or "application/json") && RdfFormats.TryFromMediaType(mediaType, out _);
}
