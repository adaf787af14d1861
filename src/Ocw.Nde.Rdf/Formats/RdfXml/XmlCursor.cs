using System.Text;
using System.Xml;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>An <see cref="XmlReader"/> whose faults are <see cref="RdfSyntaxException"/>s with a place.</summary>
internal sealed class XmlCursor(XmlReader xml, OutsideResolver outside, RdfReaderOptions options, CancellationToken cancellation)
{
    private const string EncodingHint = "is the text ISO-8859-1 or Windows-1252? The XML declaration must say so";

    private readonly char[] _chunk = new char[4096];
    private readonly byte[] _chunkBytes = new byte[Encoding.UTF8.GetMaxByteCount(4096)];

    internal XmlReader Xml => xml;

    internal bool Is12 => options.Version == RdfVersion.Rdf12;

    internal XmlNodeType NodeType => xml.NodeType;

    internal TextPosition Position => xml is IXmlLineInfo info ? new(info.LineNumber, info.LinePosition, AfterReturn: false) : default;

    /// <summary>The next node; false at the end of the document.</summary>
    internal bool Read()
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var moved = xml.Read();
            outside.InContent |= xml.NodeType == XmlNodeType.Element;
            return moved;
        }
        catch (XmlException fault)
        {
            throw NotWellFormed(fault);
        }
        catch (DecoderFallbackException fault)
        {
            throw NotInEncoding(fault, Position.Line, Position.Column, options);
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException)
        {
            // .NET 10's own reader miscounts in a very long XML declaration that names an encoding.
            var at = Position;
            throw new RdfSyntaxException("well-formed XML 1.0", "text that the XML reader cannot take", Math.Max(at.Line, 1), Math.Max(at.Column, 1), options.SourceName, fault);
        }
    }

    /// <summary>Appends the characters of the current text node, in pieces, as far as the ceiling.</summary>
    internal void AppendText(ByteBuffer target)
    {
        try
        {
            var encoder = Encoding.UTF8.GetEncoder();
            for (var count = xml.ReadValueChunk(_chunk, 0, _chunk.Length); count > 0; count = xml.ReadValueChunk(_chunk, 0, _chunk.Length))
            {
                target.Append(_chunkBytes.AsSpan(0, encoder.GetBytes(_chunk.AsSpan(0, count), _chunkBytes, flush: false)));
                CheckLength(target.Length);
            }
        }
        catch (XmlException fault)
        {
            throw NotWellFormed(fault);
        }
    }

    internal void CheckLength(int length)
    {
        if (length > options.MaxTokenBytes)
            throw Fault($"a literal of at most {options.MaxTokenBytes} bytes", "a longer one");
    }

    internal RdfSyntaxException Fault(string expected, string found)
    {
        var at = Position;
        return new(expected, found, at.Line, at.Column, options.SourceName);
    }

    internal RdfSyntaxException Unexpected(string expected) => Fault(expected, xml.NodeType switch
    {
        XmlNodeType.Element => $"the element {xml.Name}",
        XmlNodeType.EndElement => $"the end of {xml.Name}",
        XmlNodeType.Attribute => $"the attribute {xml.Name}=\"{xml.Value}\"",
        XmlNodeType.Text or XmlNodeType.CDATA => "text",
        XmlNodeType.None => Found.EndOfInput,
        var other => other.ToString(),
    });

    private RdfSyntaxException NotWellFormed(XmlException fault) => NotWellFormed(fault, options);

    /// <summary>Bytes that are not text in the encoding of the document.</summary>
    internal static RdfSyntaxException NotInEncoding(DecoderFallbackException fault, long line, long column, RdfReaderOptions options) =>
        new("text in the encoding that is declared", $"bytes that are none ({Convert.ToHexString(fault.BytesUnknown ?? [])}); {EncodingHint}", Math.Max(line, 1), Math.Max(column, 1), options.SourceName, fault);

    /// <summary>A fault of the XML as one of the syntax.</summary>
    internal static RdfSyntaxException NotWellFormed(XmlException fault, RdfReaderOptions options) =>
        new("well-formed XML 1.0", fault.Message.TrimEnd('.') + (fault.Message.Contains("encoding", StringComparison.Ordinal) ? $" ({EncodingHint})" : ""), Math.Max(fault.LineNumber, 1), Math.Max(fault.LinePosition, 1), options.SourceName, fault);
}
