using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Sources;

namespace Ocw.Nde.Mapping.Rml.Xml;

/// <summary>An XML document: the elements that the iterator finds are the records, XPath 1.0 refers to what is in them.</summary>
/// <remarks>
/// An iterator of plain steps (<c>/a/b:c</c>, <c>//c</c>) is followed in the stream: one record is in memory, with its ancestors and their
/// attributes. Another iterator, or a reference that leaves the record otherwise than for an ancestor's attribute (<c>../@id</c>), needs the
/// document whole, up to <see cref="RmlOptions.MaxDocumentBytes"/>.
/// </remarks>
internal sealed partial class XmlSource : RecordSource
{
    private const int ReadAhead = 64 << 10;

    private readonly string _name;
    private readonly Func<CancellationToken, Stream> _open;
    private readonly XmlNamespaceManager _namespaces;
    private readonly RmlOptions _options;
    private readonly XPathExpression _iterator;
    private readonly PlainPath? _plain;
    private bool _leavesRecord;

    public XmlSource(string name, Func<CancellationToken, Stream> open, string? iterator, IReadOnlyDictionary<string, string> namespaces, RmlOptions options)
    {
        _name = name;
        _open = open;
        _options = options;
        _namespaces = Namespaces(namespaces);
        _iterator = XPathQuery.Compile(iterator ?? "/*", _namespaces);
        _plain = PlainPath.Parse(iterator ?? "/*", _namespaces);
    }

    public override string Name => _name;

    /// <summary>The prefixes as XPath wants them.</summary>
    public static XmlNamespaceManager Namespaces(IReadOnlyDictionary<string, string> prefixes)
    {
        var manager = new XmlNamespaceManager(new NameTable());
        foreach (var (prefix, iri) in prefixes.Where(p => p.Key.Length > 0))
            manager.AddNamespace(prefix, iri);
        return manager;
    }

    public override Query Compile(string reference)
    {
        _leavesRecord |= Leaving().IsMatch(reference) && !AncestorAttribute().IsMatch(reference.Trim());
        return XPathQuery.Read(reference, _namespaces);
    }

    public override void Read(Action<RecordNode> record, Action<string> fault, CancellationToken cancellation)
    {
        using var stream = _open(cancellation);
        try
        {
            if (_plain is { } plain && !_leavesRecord)
                Stream(stream, plain, record, cancellation);
            else
                ReadWhole(stream, record, cancellation);
        }
        catch (XmlException e)
        {
            throw new RmlException(_name, e.LineNumber, $"not well-formed XML: {e.Message}");
        }
    }

    private void ReadWhole(Stream stream, Action<RecordNode> record, CancellationToken cancellation)
    {
        using var reader = XmlReader.Create(stream, Settings(_options.MaxDocumentBytes));
        var navigator = XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo).CreateNavigator();
        var node = new XmlRecord(_name);
        foreach (XPathNavigator found in navigator.Select(_iterator))
        {
            cancellation.ThrowIfCancellationRequested();
            node.Set(found.Clone());
            record(node);
        }
    }

    // Ancestors are kept as a spine of elements without children but the one on the way to the record.
    private void Stream(Stream stream, PlainPath path, Action<RecordNode> record, CancellationToken cancellation)
    {
        using var reader = XmlReader.Create(stream, Settings(0));
        var spine = new List<XElement>();
        var node = new XmlRecord(_name);
        var counted = stream as CountedStream;
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.EndElement)
                spine.RemoveAt(spine.Count - 1);
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            if (path.Matches(spine, reader.NamespaceURI, reader.LocalName))
            {
                // The reader is ahead of the record by a buffer or two.
                counted?.BeginRecord(_options.MaxRecordBytes + ReadAhead);
                var element = (XElement)XNode.ReadFrom(reader);
                counted?.BeginRecord(long.MaxValue);
                Hand(element, spine, path, node, record);
                continue;
            }

            if (!reader.IsEmptyElement && path.MayContain(spine, reader.NamespaceURI, reader.LocalName))
                spine.Add(Shell(reader, spine));
            else if (!reader.IsEmptyElement)
            {
                reader.Skip();
                continue;
            }

            reader.Read();
        }
    }

    private static void Hand(XElement element, List<XElement> spine, PlainPath path, XmlRecord node, Action<RecordNode> record)
    {
        if (spine.Count > 0)
            spine[^1].Add(element);
        node.Set(element);
        record(node);
        // With // a record may hold further ones.
        if (path.IsAnywhere && element.HasElements)
        {
            foreach (var inner in element.Descendants().Where(e => path.Matches(e)).ToList())
            {
                node.Set(inner);
                record(node);
            }
        }

        if (spine.Count > 0)
            element.Remove();
    }

    private static XElement Shell(XmlReader reader, List<XElement> spine)
    {
        var shell = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
                shell.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
        }

        reader.MoveToElement();
        if (spine.Count > 0)
        {
            spine[^1].RemoveNodes();
            spine[^1].Add(shell);
        }

        return shell;
    }

    private XmlReaderSettings Settings(long maxCharacters) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = maxCharacters == 0 ? 0 : Math.Max(maxCharacters, _options.MaxRecordBytes),
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    [GeneratedRegex(@"(^|[^.])\.\.([^.]|$)|^\s*/|[(|\[,=<>+]\s*/|\b(ancestor|ancestor-or-self|parent|preceding|preceding-sibling|following|following-sibling)\s*::", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Leaving();

    [GeneratedRegex(@"^(\.\./)+@[\w.:-]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AncestorAttribute();
}
