using Ocw.Nde.Html;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;

namespace Ocw.Nde.Harvest;

/// <summary>What a page of a site says, whether it is RDF or a web page with data in it.</summary>
/// <param name="Graph">The statements.</param>
/// <param name="IsHtml">Whether it is a web page.</param>
/// <param name="Links">Data that a web page announces elsewhere.</param>
/// <param name="Problem">What could not be read of it, as a clause; <see langword="null"/> if nothing.</param>
internal sealed record SitePage(PageGraph Graph, bool IsHtml, IReadOnlyList<HtmlDataLink> Links, string? Problem)
{
    /// <summary>What is asked for: data before pages that have data in them.</summary>
    public const string Accept = "application/ld+json, text/turtle, application/n-triples;q=0.9, application/n-quads;q=0.9, application/trig;q=0.9, application/rdf+xml;q=0.8, text/html;q=0.5, application/xhtml+xml;q=0.5, */*;q=0.1";

    /// <summary>Reads a page.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="mediaType">What the server said that it is.</param>
    /// <param name="charset">The charset that the server said.</param>
    /// <param name="address">Where it came from, after redirects.</param>
    /// <param name="jsonLd">How JSON-LD is read, beside the page and in it.</param>
    /// <param name="links">Its Link header.</param>
    public static SitePage Read(ReadOnlyMemory<byte> content, string? mediaType, string? charset, string address, JsonLdOptions jsonLd, string? links = null)
    {
        var graph = new PageGraph();
        if (!IsPage(content.Span, mediaType))
            return new SitePage(graph, IsHtml: false, [], RdfPages.Read(content, mediaType, address, graph, jsonLd));
        var contentType = mediaType is null ? null : charset is null ? mediaType : $"{mediaType}; charset={charset}";
        try
        {
            var report = new HtmlRdfReader(new RdfReaderOptions { Lenient = true, SourceName = address, JsonLd = jsonLd }).ReadPage(content, contentType, address, graph, links is null ? null : [links]);
            var broken = report.Scripts.FirstOrDefault(script => script.Fault is not null);
            return new SitePage(graph, IsHtml: true, report.Links, broken is null ? null : $"the JSON-LD script at line {broken.Line} cannot be read ({broken.Fault!.Message.TrimEnd('.')})");
        }
        catch (RdfSyntaxException refused)
        {
            return new SitePage(graph, IsHtml: true, [], refused.Message.TrimEnd('.'));
        }
    }

    /// <summary>The canonical address of a web page, if it names one.</summary>
    public static string? CanonicalOf(ReadOnlyMemory<byte> content, Uri address) =>
        PageAnchors.Find(content, address).FirstOrDefault(link => link.Rel?.Split(' ').Contains("canonical", StringComparer.Ordinal) == true)?.Address.GetLeftPart(UriPartial.Query);

    private static bool IsPage(ReadOnlySpan<byte> content, string? mediaType)
    {
        if (mediaType is "text/html" or "application/xhtml+xml")
            return true;
        if (mediaType is not (null or "text/plain" or "application/octet-stream"))
            return false;
        var start = content[..Math.Min(content.Length, 512)].TrimStart(" \t\r\n\uFEFF"u8);
        return start.Length > 5 && start[0] == '<' && System.Text.Ascii.EqualsIgnoreCase(start[1..Math.Min(start.Length, 14)], "!doctype html"u8) | System.Text.Ascii.EqualsIgnoreCase(start[1..5], "html"u8);
    }
}
