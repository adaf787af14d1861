using System.Globalization;
using System.Xml;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Pages;

/// <summary>Reads XHTML, SVG and other XML as a page. Document types are not read: no entity but XML's own five is known.</summary>
internal static class XmlPageReader
{
    /// <exception cref="XmlException">It is not well-formed.</exception>
    internal static PageElement Read(ReadOnlyMemory<byte> content, string? charset, HtmlRdfOptions options, PageNotices notices, CancellationToken cancellation)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = options.MaxBytes, CloseInput = true };
        using var reader = charset is null
            ? XmlReader.Create(new MemoryStream(content.ToArray(), writable: false), settings)
            : XmlReader.Create(new StringReader(PageEncoding.Decode(content, charset, notices).Text), settings);
        var document = new PageElement("", "", "#document");
        var current = document;
        for (var count = 0; reader.Read();)
        {
            if (++count % 1024 == 0)
                cancellation.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when current.Depth >= options.MaxDepth || count > options.MaxElements * 4L:
                    notices.Tell(RdfNoticeKind.PageCut, string.Create(CultureInfo.InvariantCulture, $"more than {options.MaxElements} elements, or nested more than {options.MaxDepth} deep: the rest of the page was not read"), Line(reader), Column(reader));
                    return document;
                case XmlNodeType.Element:
                    var element = Element(reader, current.Depth + 1);
                    current.Add(element);
                    if (!reader.IsEmptyElement)
                        current = element;
                    break;
                case XmlNodeType.EndElement:
                    current = current.Parent!;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when !ReferenceEquals(current, document):
                    current.AddText(reader.Value);
                    break;
                case XmlNodeType.Comment:
                    current.Add(new PageComment(reader.Value));
                    break;
            }
        }

        return document;
    }

    private static PageElement Element(XmlReader reader, int depth)
    {
        var element = new PageElement(reader.NamespaceURI, reader.Prefix, reader.LocalName) { Line = Line(reader), Column = Column(reader), Depth = depth };
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
            element.Add(new PageAttribute(reader.NamespaceURI, reader.Name, reader.LocalName, reader.Value));
        reader.MoveToElement();
        return element;
    }

    private static int Line(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;

    private static int Column(XmlReader reader) => ((IXmlLineInfo)reader).LinePosition;
}
