using System.Buffers;
using System.Xml;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>The content of an element as an XML literal: Exclusive XML Canonicalization 1.0 with comments (RDF 1.1 XML Syntax §7.2.17).</summary>
internal sealed class XmlLiterals
{
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    private static readonly SearchValues<char> InText = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> InAttribute = SearchValues.Create("&<\"\t\n\r");

    private readonly XmlCursor _cursor;
    private readonly ByteBuffer _target;
    private readonly List<(string Prefix, string Namespace, int Depth)> _rendered = [];
    private readonly List<(string Namespace, string Local, string Name, string Prefix, string Value)> _attributes = [];
    private int _depth;

    private XmlLiterals(XmlCursor cursor, ByteBuffer target)
    {
        _cursor = cursor;
        _target = target;
    }

    /// <summary>Appends the content of the element that the cursor is on and moves to its end.</summary>
    internal static void AppendContent(XmlCursor cursor, ByteBuffer target, int maxDepth)
    {
        if (!cursor.Xml.IsEmptyElement)
            new XmlLiterals(cursor, target).AppendAll(maxDepth);
    }

    private void AppendAll(int maxDepth)
    {
        var start = _target.Length;
        while (_cursor.Read())
        {
            switch (_cursor.NodeType)
            {
                case XmlNodeType.Element when _depth == maxDepth:
                    throw _cursor.Fault($"at most {maxDepth} nested elements in an XML literal", "one more");
                case XmlNodeType.Element:
                    StartTag();
                    break;
                case XmlNodeType.EndElement when _depth == 0:
                    return;
                case XmlNodeType.EndElement:
                    EndTag(_cursor.Xml.Name);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    AppendEscaped(_cursor.Xml.Value, attribute: false);
                    break;
                case XmlNodeType.Comment:
                    _target.Append($"<!--{_cursor.Xml.Value}-->");
                    break;
                case XmlNodeType.ProcessingInstruction:
                    var data = _cursor.Xml.Value;
                    _target.Append(data.Length == 0 ? $"<?{_cursor.Xml.Name}?>" : $"<?{_cursor.Xml.Name} {data}?>");
                    break;
            }

            _cursor.CheckLength(_target.Length - start);
        }

        throw _cursor.Unexpected("the end of the XML literal");
    }

    private void StartTag()
    {
        var xml = _cursor.Xml;
        var (name, prefix, space, isEmpty) = (xml.Name, xml.Prefix, xml.NamespaceURI, xml.IsEmptyElement);
        _depth++;
        ReadAttributes();
        _target.Append($"<{name}");
        RenderNamespaces(prefix, space);
        foreach (var attribute in _attributes.OrderBy(a => a.Namespace, StringComparer.Ordinal).ThenBy(a => a.Local, StringComparer.Ordinal))
        {
            _target.Append($" {attribute.Name}=\"");
            AppendEscaped(attribute.Value, attribute: true);
            _target.Append((byte)'"');
        }

        _target.Append((byte)'>');
        if (isEmpty)
            EndTag(name);
    }

    private void EndTag(string name)
    {
        _target.Append($"</{name}>");
        _rendered.RemoveAll(r => r.Depth == _depth);
        _depth--;
    }

    private void ReadAttributes()
    {
        _attributes.Clear();
        var xml = _cursor.Xml;
        while (xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI != XmlnsNamespace)
                _attributes.Add((xml.NamespaceURI, xml.LocalName, xml.Name, xml.Prefix, xml.Value));
        }

        xml.MoveToElement();
    }

    // A namespace is rendered where it is visibly used and no element around it rendered the same (Exclusive C14N §3).
    private void RenderNamespaces(string elementPrefix, string elementNamespace)
    {
        var used = new SortedDictionary<string, string>(StringComparer.Ordinal) { [elementPrefix] = elementNamespace };
        foreach (var attribute in _attributes.Where(a => a.Prefix.Length > 0 && a.Prefix != "xml"))
            used[attribute.Prefix] = attribute.Namespace;
        foreach (var (prefix, space) in used)
        {
            var last = _rendered.FindLastIndex(r => r.Prefix == prefix);
            if ((last < 0 ? "" : _rendered[last].Namespace) == space || prefix == "xml")
                continue;
            _rendered.Add((prefix, space, _depth));
            _target.Append(prefix.Length == 0 ? " xmlns=\"" : $" xmlns:{prefix}=\"");
            AppendEscaped(space, attribute: true);
            _target.Append((byte)'"');
        }
    }

    private void AppendEscaped(string text, bool attribute)
    {
        var rest = text.AsSpan();
        while (true)
        {
            var at = rest.IndexOfAny(attribute ? InAttribute : InText);
            if (at < 0)
            {
                _target.Append(rest);
                return;
            }

            _target.Append(rest[..at]);
            _target.Append(rest[at] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\t' => "&#x9;"u8,
                '\n' => "&#xA;"u8,
                _ => "&#xD;"u8,
            });
            rest = rest[(at + 1)..];
        }
    }
}
