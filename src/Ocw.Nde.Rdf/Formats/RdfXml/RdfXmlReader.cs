using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>Reads RDF 1.1 XML Syntax as a stream of XML events.</summary>
/// <remarks>
/// Internal entities are expanded, since OWL and thesauri abbreviate namespaces with them, up to a ceiling; nothing outside the document is ever
/// opened: an external entity is a fault, an external DTD is taken as empty, XInclude and stylesheets mean nothing.
/// </remarks>
internal sealed class RdfXmlReader(RdfReaderOptions options) : RdfReader
{
    /// <inheritdoc/>
    public override void Read(Stream input, IQuadSink sink, CancellationToken cancellation = default)
    {
        var outside = new OutsideResolver();
        try
        {
            using var xml = XmlEncoding.Open(input, Settings(outside), options);
            new RdfXmlParser(new XmlCursor(xml, outside, options, cancellation), sink, options).ReadDocument();
        }
        catch (XmlException fault)
        {
            // Faults of the encoding come up wherever characters are first looked at: at the declaration, in a value, in an attribute.
            throw XmlCursor.NotWellFormed(fault, options);
        }
        catch (DecoderFallbackException fault)
        {
            throw XmlCursor.NotInEncoding(fault, 1, 1, options);
        }
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> input, IQuadSink sink, CancellationToken cancellation = default)
    {
        if (!MemoryMarshal.TryGetArray(input, out var segment))
            segment = new ArraySegment<byte>(input.ToArray());
        using var stream = new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false);
        Read(stream, sink, cancellation);
    }

    private XmlReaderSettings Settings(OutsideResolver outside) => new()
    {
        DtdProcessing = DtdProcessing.Parse,
        XmlResolver = outside,
        MaxCharactersFromEntities = options.MaxEntityCharacters,
        CheckCharacters = true,
        CloseInput = false,
    };
}
