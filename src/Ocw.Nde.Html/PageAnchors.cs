using AngleSharp.Html.Parser;

namespace Ocw.Nde.Html;

/// <summary>A link of a page: of an <c>a</c> element, or of a <c>link</c> element with what it is for.</summary>
/// <param name="Address">Where it leads, resolved against the page.</param>
/// <param name="Rel">The link types of a <c>link</c> element, in lower case; <see langword="null"/> for <c>a</c>.</param>
/// <param name="MediaType">The media type that the link announces.</param>
public sealed record PageAnchor(Uri Address, string? Rel, string? MediaType);

/// <summary>Finds the links of a web page with a real HTML parser.</summary>
public static class PageAnchors
{
    /// <summary>The links with an absolute address, in the order of the page; fragments and other schemes than http and https are left out.</summary>
    /// <param name="html">The page as it was sent.</param>
    /// <param name="address">Where it came from.</param>
    public static IReadOnlyList<PageAnchor> Find(ReadOnlyMemory<byte> html, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var content = new MemoryStream(html.ToArray(), writable: false);
        using var document = new HtmlParser().ParseDocument(content);
        var start = document.QuerySelector("base[href]")?.GetAttribute("href") is { } given && Uri.TryCreate(address, given, out var other) ? other : address;
        var found = new List<PageAnchor>();
        foreach (var element in document.QuerySelectorAll("a[href], link[href]"))
        {
            var href = element.GetAttribute("href")!.Trim();
            if (href.StartsWith('#') || !Uri.TryCreate(start, href, out var target) || target.Scheme is not ("http" or "https"))
                continue;
            var isLink = string.Equals(element.LocalName, "link", StringComparison.OrdinalIgnoreCase);
            found.Add(new PageAnchor(target, isLink ? element.GetAttribute("rel")?.Trim().ToLowerInvariant() ?? "" : null, element.GetAttribute("type")?.Trim().ToLowerInvariant()));
        }

        return found;
    }
}
