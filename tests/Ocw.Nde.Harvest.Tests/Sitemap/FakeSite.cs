using System.Text;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>A web site on this machine: answers by path, <c>{base}</c> in them for its address, and a sitemap of its pages.</summary>
internal sealed class FakeSite : IDisposable
{
    private readonly PageServer _server;

    public FakeSite() => _server = new PageServer(Answer);

    /// <summary>What stands at a path: media type and text.</summary>
    public Dictionary<string, (string MediaType, string Text)> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>Data that is given for a page to whoever asks for Turtle.</summary>
    public Dictionary<string, string> Negotiated { get; } = new(StringComparer.Ordinal);

    /// <summary>The Link header of a page.</summary>
    public Dictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>The sitemap: path and lastmod.</summary>
    public List<(string Path, string? Changed)> Listed { get; } = [];

    /// <summary>Goes before everything else where it gives an answer.</summary>
    public Func<PageRequest, PageReply?>? Misbehave { get; set; }

    public SitemapSource Source => new("site", _server.At("/sitemap.xml"));

    public string At(string path) => _server.At(path).AbsoluteUri;

    /// <summary>The paths that were asked for since the last time, robots.txt left out.</summary>
    public IReadOnlyList<string> TakePaths()
    {
        var paths = _server.Paths.Where(path => path != "/robots.txt").ToList();
        _server.Requests.Clear();
        return paths;
    }

    /// <summary>A page with an object as JSON-LD in it, listed in the sitemap.</summary>
    public void Object(string path, string title, string? changed = null, bool isNamed = true)
    {
        Pages[path] = ("text/html", Html($$"""{"@context":"https://schema.org/","@type":"VisualArtwork",{{(isNamed ? $"\"@id\":\"{{base}}{path}\"," : "")}}"name":"{{title}}"}"""));
        List(path, changed);
    }

    public void List(string path, string? changed = null)
    {
        Listed.RemoveAll(entry => entry.Path == path);
        Listed.Add((path, changed));
    }

    public static string Html(string jsonLd, string head = "", string body = "") =>
        $"<!DOCTYPE html><html><head><title>t</title>{head}{(jsonLd.Length > 0 ? $"<script type=\"application/ld+json\">{jsonLd}</script>" : "")}</head><body><p>Tekst</p>{body}</body></html>";

    public static string UrlSet(IEnumerable<(string Path, string? Changed)> pages)
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">");
        foreach (var (path, changed) in pages)
            text.Append("<url><image:image><image:loc>{base}/beeld.jpg</image:loc></image:image><loc>{base}").Append(path).Append("</loc>").Append(changed is null ? "" : $"<lastmod>{changed}</lastmod>").Append("</url>");
        return text.Append("</urlset>").ToString();
    }

    public string Resolve(string text) => text.Replace("{base}", _server.Address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);

    public void Dispose() => _server.Dispose();

    private PageReply Answer(PageRequest request)
    {
        if (Misbehave?.Invoke(request) is { } bad)
            return bad;
        (string, string)[] headers = Links.TryGetValue(request.Path, out var link) ? [("Link", Resolve(link))] : [];
        if (Negotiated.TryGetValue(request.Path, out var data) && request.Header("Accept")?.Contains("turtle", StringComparison.Ordinal) == true)
            return PageReply.Tagged(request, Resolve(data), "text/turtle", headers);
        if (Pages.TryGetValue(request.Path, out var page))
            return PageReply.Tagged(request, Resolve(page.Text), page.MediaType, headers);
        return request.Path == "/sitemap.xml" && Listed.Count > 0 ? PageReply.Tagged(request, Resolve(UrlSet(Listed)), "application/xml") : PageReply.NotFound;
    }
}
