using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;

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
    /// <param name="cancellation">Ends the parse.</param>
    public static IReadOnlyList<PageAnchor> Find(ReadOnlyMemory<byte> html, Uri address, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        // Listings of folders are as long as their folders; the caller has measured the page.
        var options = HtmlRdfOptions.Default with { MaxBytes = int.MaxValue };
        var page = PageLoader.Load(html, null, address.AbsoluteUri, options, new PageNotices(RdfReaderOptions.Default), cancellation);
        var start = Uri.TryCreate(page.BaseIri, UriKind.Absolute, out var other) ? other : address;
        var found = new List<PageAnchor>();
        foreach (var element in page.Document.Elements().Where(e => e.Is("a") || e.Is("link")))
        {
            if (element["href"]?.Trim() is not { } href || href.StartsWith('#') || !Uri.TryCreate(start, href, out var target) || target.Scheme is not ("http" or "https"))
                continue;
            found.Add(new PageAnchor(target, element.Is("link") ? element["rel"]?.Trim().ToLowerInvariant() ?? "" : null, element["type"]?.Trim().ToLowerInvariant()));
        }

        return found;
    }
}
