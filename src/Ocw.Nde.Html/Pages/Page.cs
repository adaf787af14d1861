namespace Ocw.Nde.Html.Pages;

/// <summary>A page that has been parsed.</summary>
/// <param name="Document">The node above its root element.</param>
/// <param name="Address">Where it comes from, without fragment.</param>
/// <param name="BaseIri">What its relative addresses are resolved against: its <c>base</c> element, or its address.</param>
/// <param name="Kind">Which rules apply.</param>
/// <param name="Encoding">The name of the encoding that it was read in.</param>
internal sealed record Page(PageElement Document, string Address, string BaseIri, PageKind Kind, string Encoding)
{
    internal PageElement? Root => Document.Children.OfType<PageElement>().FirstOrDefault();
}

/// <summary>The host languages that differ in what their attributes mean.</summary>
internal enum PageKind
{
    /// <summary>HTML as text/html.</summary>
    Html,

    /// <summary>XHTML as XML.</summary>
    Xhtml,

    /// <summary>Any other XML, such as SVG.</summary>
    Xml,
}
