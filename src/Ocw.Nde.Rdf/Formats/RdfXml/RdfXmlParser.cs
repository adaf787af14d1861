using System.Xml;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>The grammar of RDF/XML (RDF 1.1 XML Syntax §7.2) as recursive descent over XML events.</summary>
internal sealed partial class RdfXmlParser
{
    private readonly XmlCursor _cursor;
    private IQuadSink _sink;
    private readonly RdfReaderOptions _options;
    private readonly BlankLabels _labels;
    private readonly Notices _notices;
    private readonly ByteBuffer _terms = new();
    private readonly ByteBuffer _scratch = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private byte[] _base;
    private int _depth;

    internal RdfXmlParser(XmlCursor cursor, IQuadSink sink, RdfReaderOptions options)
    {
        _cursor = cursor;
        _sink = sink;
        _options = options;
        _labels = new(options);
        _notices = new(options);
        _base = BaseIri.Of(options);
    }

    private XmlReader Xml => _cursor.Xml;

    // [7.2.8] doc ::= root(document-element == RDF, children == list(RDF))     [7.2.9] RDF
    internal void ReadDocument()
    {
        while (_cursor.Read() && _cursor.NodeType != XmlNodeType.Element)
        {
        }

        if (_cursor.NodeType != XmlNodeType.Element)
            throw _cursor.Unexpected("an RDF/XML document");
        DeclarePrefixes();
        if (Xml.LocalName == "RDF" && Xml.NamespaceURI == RdfXmlNames.Rdf)
            RdfElement();
        else
            NodeElement();

        while (_cursor.Read())
        {
        }
    }

    private void DeclarePrefixes()
    {
        while (Xml.MoveToNextAttribute())
        {
            if (Xml.NamespaceURI == "http://www.w3.org/2000/xmlns/")
                _sink.Prefix(Utf8(Xml.Prefix.Length == 0 ? "" : Xml.LocalName), Utf8(Xml.Value));
        }

        Xml.MoveToElement();
    }

    private void RdfElement()
    {
        var attributes = RdfXmlAttributes.Read(_cursor);
        if (attributes is not { Id: null, About: null, NodeId: null, Resource: null, Datatype: null, ParseType: null, Annotation: null, AnnotationNodeId: null, Properties.Count: 0 })
            throw _cursor.Unexpected("rdf:RDF without RDF attributes");
        var (outer, of12) = (EnterBase(attributes.Base), Enter12(attributes));
        foreach (var _ in Children("a node element"))
        {
            NodeElement();
            _terms.Length = 0;
        }

        (_base, _of12) = (outer, of12);
    }

    // [7.2.11] nodeElement ::= start-element(URI == nodeElementURIs, attributes == set((idAttr | nodeIdAttr | aboutAttr)?, propertyAttr*)) propertyEltList end-element()
    /// <summary>Reads the node element that the cursor is on, to its end; its subject is left on top of the term stack.</summary>
    private TermSlot NodeElement()
    {
        Enter();
        if (Xml.NamespaceURI == RdfXmlNames.Rdf && !RdfXmlNames.IsNodeElement(Xml.LocalName))
            throw _cursor.Unexpected("a node element such as rdf:Description or a class");
        var attributes = RdfXmlAttributes.Read(_cursor);
        if (attributes is not { Resource: null, Datatype: null, ParseType: null, Annotation: null, AnnotationNodeId: null })
            throw _cursor.Unexpected("a node element without rdf:resource, rdf:datatype or rdf:parseType");

        var (outer, of12) = (EnterBase(attributes.Base), Enter12(attributes));
        var subject = Subject(attributes);
        var above = _terms.Length;
        if (Xml.NamespaceURI != RdfXmlNames.Rdf || Xml.LocalName != "Description")
            Emit(subject, PushVocabulary("type"u8), PushName(Xml.NamespaceURI, Xml.LocalName));
        _terms.Length = above;
        PropertyAttributes(subject, attributes);
        PropertyElements(subject);
        (_base, _of12) = (outer, of12);
        _depth--;
        return subject;
    }

    private TermSlot Subject(RdfXmlAttributes attributes)
    {
        if ((attributes.Id is null ? 0 : 1) + (attributes.NodeId is null ? 0 : 1) + (attributes.About is null ? 0 : 1) > 1)
            throw _cursor.Unexpected("only one of rdf:ID, rdf:nodeID and rdf:about");
        return attributes switch
        {
            { Id: { } id } => PushId(id),
            { NodeId: { } nodeId } => PushNodeId(nodeId),
            { About: { } about } => PushReference(about),
            _ => PushMade(),
        };
    }

    // [7.2.21] propertyAttr ::= attribute(URI == propertyAttributeURIs, string-value == anyString)
    private void PropertyAttributes(TermSlot subject, RdfXmlAttributes attributes)
    {
        var above = _terms.Length;
        foreach (var (space, local, value) in attributes.Properties)
        {
            if (space == RdfXmlNames.Rdf && local == "type")
            {
                Emit(subject, PushVocabulary("type"u8), PushReference(value));
            }
            else
            {
                var predicate = PushName(space, local);
                EmitLiteral(subject, predicate, PushText(value), default, names: default);
            }

            _terms.Length = above;
        }
    }

    // [7.2.13] propertyEltList ::= ws* (propertyElt ws*)*
    private void PropertyElements(TermSlot subject)
    {
        var members = 0;
        foreach (var _ in Children("a property element"))
        {
            var above = _terms.Length;
            PropertyElement(subject, ref members);
            _terms.Length = above;
        }
    }

    /// <summary>
    /// Moves to each child element of the current one and, in the end, to its end; the caller reads each child to its own end.
    /// Between children only white space may stand.
    /// </summary>
    private IEnumerable<XmlNodeType> Children(string expected)
    {
        if (Xml.IsEmptyElement)
            yield break;
        while (NextInElement())
        {
            switch (_cursor.NodeType)
            {
                case XmlNodeType.Element:
                    yield return XmlNodeType.Element;
                    break;
                case XmlNodeType.EndElement:
                    yield break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    throw _cursor.Unexpected(expected);
            }
        }
    }

    private bool NextInElement() => _cursor.Read() ? true : throw _cursor.Unexpected("the end of the element");

    private byte[] EnterBase(string? value)
    {
        var outer = _base;
        if (value is not null)
        {
            var above = _terms.Length;
            var slot = PushReference(value);
            _base = _terms.Slice(slot.Start, slot.Length).ToArray();
            _terms.Length = above;
        }

        return outer;
    }

    private void Enter()
    {
        if (++_depth > _options.MaxDepth)
            throw _cursor.Fault($"at most {_options.MaxDepth} nested nodes", "one more");
    }
}
