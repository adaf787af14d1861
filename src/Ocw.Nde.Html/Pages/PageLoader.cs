using System.Xml;
using Ocw.Nde.Html.Building;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Html.Pages;

/// <summary>Makes a page of bytes: finds out what they are, decodes and parses them, and finds the base.</summary>
internal static class PageLoader
{
    /// <exception cref="RdfSyntaxException">The page is larger than <see cref="HtmlRdfOptions.MaxBytes"/>.</exception>
    internal static Page Load(ReadOnlyMemory<byte> content, string? contentType, string address, HtmlRdfOptions options, PageNotices notices, CancellationToken cancellation)
    {
        if (content.Length > options.MaxBytes)
            throw new RdfSyntaxException($"a page of at most {options.MaxBytes} bytes", $"one of {content.Length}", 0, 0);
        var type = ContentType.Parse(contentType);
        var withoutFragment = address.Split('#')[0];
        if (type.IsXml && ReadXml(content, type, options, notices, cancellation) is { } xml)
            return Found(xml, withoutFragment, xml.Children.OfType<PageElement>().First().Space == PageNames.Xhtml ? PageKind.Xhtml : PageKind.Xml, "xml");
        var (text, encoding) = PageEncoding.Decode(content, type.Charset, notices);
        return Found(PageBuild.Parse(text, options, notices, cancellation).Document, withoutFragment, PageKind.Html, encoding);
    }

    private static Page Found(PageElement document, string address, PageKind kind, string encoding) =>
        new(document, address, kind == PageKind.Xml ? address : BaseOf(document, address), kind, encoding);

    // HTML §4.2.3: the first base element with an href; a base that is no address is none.
    private static string BaseOf(PageElement document, string address)
    {
        if (document.Elements().FirstOrDefault(e => e.Is("base") && e.Has("href"))?["href"] is not { } href)
            return address;
        var resolved = IriResolver.Resolve(address, href.Trim()).Split('#')[0];
        return IriCheck.IsAbsoluteIri(resolved) ? resolved : address;
    }

    private static PageElement? ReadXml(ReadOnlyMemory<byte> content, ContentType type, HtmlRdfOptions options, PageNotices notices, CancellationToken cancellation)
    {
        try
        {
            return XmlPageReader.Read(content, type.Charset, options, notices, cancellation);
        }
        catch (XmlException fault)
        {
            notices.Tell(RdfNoticeKind.XmlReadAsHtml, $"not well-formed XML ({fault.Message}); it is read as HTML", fault.LineNumber, fault.LinePosition);
            return null;
        }
    }
}
