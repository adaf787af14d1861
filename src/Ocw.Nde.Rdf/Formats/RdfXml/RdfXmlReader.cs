using System.Runtime.InteropServices;
using System.Xml;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>Reads RDF 1.1 XML Syntax as a stream of XML events.</summary>
/// <remarks>
/// Internal entities are expanded, since OWL and thesauri abbreviate namespaces with them, up to a ceiling; nothing outside the document is ever
/// opened: no external entity, no external DTD, no XInclude, no stylesheet.
/// </remarks>
internal sealed class RdfXmlReader(RdfReaderOptions options) : RdfReader
{
    /// <inheritdoc/>
    public override void Read(Stream input, IQuadSink sink, CancellationToken cancellation = default)
    {
        using var xml = XmlReader.Create(input, Settings());
        new RdfXmlParser(new XmlCursor(xml, options, cancellation), sink, options).ReadDocument();
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> input, IQuadSink sink, CancellationToken cancellation = default)
    {
        if (!MemoryMarshal.TryGetArray(input, out var segment))
            segment = new ArraySegment<byte>(input.ToArray());
        using var stream = new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false);
        Read(stream, sink, cancellation);
    }

    private XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Parse,
        XmlResolver = null,
        MaxCharactersFromEntities = options.MaxEntityCharacters,
        CheckCharacters = true,
        CloseInput = false,
    };
}
