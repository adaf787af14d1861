using System.Xml;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

// [7.2.14] propertyElt ::= resourcePropertyElt | literalPropertyElt | parseTypeLiteralPropertyElt | parseTypeResourcePropertyElt
//                        | parseTypeCollectionPropertyElt | parseTypeOtherPropertyElt | emptyPropertyElt
internal sealed partial class RdfXmlParser
{
    private void PropertyElement(TermSlot subject, ref int members)
    {
        if (Xml.NamespaceURI == RdfXmlNames.Rdf && !RdfXmlNames.IsPropertyElement(Xml.LocalName))
            throw _cursor.Unexpected("a property element");
        var isMember = Xml.NamespaceURI == RdfXmlNames.Rdf && Xml.LocalName == "li";
        var predicate = isMember ? PushMember(++members) : PushName(Xml.NamespaceURI, Xml.LocalName);

        var attributes = RdfXmlAttributes.Read(_cursor);
        if (attributes.About is not null)
            throw _cursor.Unexpected("a property element without rdf:about (rdf:resource names the value)");
        var (outer, of12) = (EnterBase(attributes.Base), Enter12(attributes));
        var names = new StatementNames(attributes.Id is { } id ? PushId(id) : default, PushAnnotation(attributes));
        if (attributes.ParseType is { } parseType)
            ParseTypeElement(subject, predicate, names, parseType, attributes);
        else if (attributes.Resource is not null || attributes.NodeId is not null || attributes.Properties.Count > 0)
            EmptyElement(subject, predicate, names, attributes);
        else
            Content(subject, predicate, names, attributes.Datatype);
        (_base, _of12) = (outer, of12);
    }

    private void ParseTypeElement(TermSlot subject, TermSlot predicate, StatementNames names, string parseType, RdfXmlAttributes attributes)
    {
        if (attributes is not { Resource: null, NodeId: null, Datatype: null, Properties.Count: 0 })
            throw _cursor.Unexpected("rdf:parseType with no other attribute than rdf:ID");
        switch (parseType)
        {
            case "Resource":
                ResourceContent(subject, predicate, names);
                break;
            case "Collection":
                CollectionContent(subject, predicate, names);
                break;
            case "Triple" when _cursor.Is12:
                TripleContent(subject, predicate, names);
                break;
            // Any other value means Literal (§7.2.20).
            default:
                var start = _terms.Length;
                XmlLiterals.AppendContent(_cursor, _terms, _options.MaxDepth);
                var text = new TermSlot(TermKind.Literal, start, _terms.Length - start);
                EmitLiteral(subject, predicate, text, PushVocabulary("XMLLiteral"u8), names, withLanguage: false);
                break;
        }
    }

    // [7.2.18] parseTypeResourcePropertyElt: the property elements inside describe a new blank node.
    private void ResourceContent(TermSlot subject, TermSlot predicate, StatementNames names)
    {
        Enter();
        var node = PushMade();
        EmitReified(subject, predicate, node, names);
        PropertyElements(node);
        _depth--;
    }

    // [7.2.19] parseTypeCollectionPropertyElt: the node elements inside become a list.
    private void CollectionContent(TermSlot subject, TermSlot predicate, StatementNames names)
    {
        var first = PushVocabulary("first"u8);
        var rest = PushVocabulary("rest"u8);
        var nil = PushVocabulary("nil"u8);
        var loop = _terms.Length;
        var last = 0L;
        foreach (var _ in Children("a node element"))
        {
            var number = _labels.Next();
            var node = PushMade(number);
            if (last == 0)
                EmitReified(subject, predicate, node, names);
            else
                Emit(PushMade(last), rest, node);
            Emit(node, first, NodeElement());
            _terms.Length = loop;
            last = number;
        }

        if (last == 0)
            EmitReified(subject, predicate, nil, names);
        else
            Emit(PushMade(last), rest, nil);
    }

    // [7.2.21] emptyPropertyElt ::= start-element(URI == propertyElementURIs, attributes == set(idAttr?, (resourceAttr | nodeIdAttr)?, propertyAttr*)) end-element()
    private void EmptyElement(TermSlot subject, TermSlot predicate, StatementNames names, RdfXmlAttributes attributes)
    {
        if (attributes.Datatype is not null || (attributes.Resource is not null && attributes.NodeId is not null))
            throw _cursor.Unexpected("only one of rdf:resource, rdf:nodeID and rdf:datatype");
        var node = attributes switch
        {
            { Resource: { } resource } => PushReference(resource),
            { NodeId: { } nodeId } => PushNodeId(nodeId),
            _ => PushMade(),
        };
        EmitReified(subject, predicate, node, names);
        PropertyAttributes(node, attributes);
        foreach (var _ in Children("no content beside rdf:resource, rdf:nodeID or property attributes"))
            throw _cursor.Unexpected("no content beside rdf:resource, rdf:nodeID or property attributes");
    }

    // [7.2.15] resourcePropertyElt ::= … ws* nodeElement ws* …     [7.2.16] literalPropertyElt ::= … text() …
    private void Content(TermSlot subject, TermSlot predicate, StatementNames names, string? datatype)
    {
        var start = _terms.Length;
        TermSlot? node = null;
        var ended = Xml.IsEmptyElement;
        var language = Xml.XmlLang;
        while (!ended && NextInElement())
        {
            switch (_cursor.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    TextContent(start, node);
                    break;
                case XmlNodeType.Element:
                    node = NodeContent(start, node, datatype);
                    break;
                case XmlNodeType.EndElement:
                    ended = true;
                    break;
            }
        }

        if (node is { } value)
        {
            EmitReified(subject, predicate, value, names);
            return;
        }

        var text = new TermSlot(TermKind.Literal, start, _terms.Length - start);
        EmitLiteral(subject, predicate, text, datatype is null ? default : PushReference(datatype), names, language: language);
    }

    private void TextContent(int start, TermSlot? node)
    {
        var before = _terms.Length;
        _cursor.AppendText(_terms);
        if (node is null)
        {
            _cursor.CheckLength(_terms.Length - start);
            return;
        }

        if (_terms.From(before).ContainsAnyExcept(" \t\r\n"u8))
            throw _cursor.Fault("the end of the property element after its node", "text");
        _terms.Length = before;
    }

    private TermSlot NodeContent(int start, TermSlot? node, string? datatype)
    {
        if (node is not null)
            throw _cursor.Unexpected("one node element in a property element");
        if (datatype is not null)
            throw _cursor.Unexpected("text only, since rdf:datatype is given");
        if (_terms.From(start).ContainsAnyExcept(" \t\r\n"u8))
            throw _cursor.Unexpected("text only (rdf:parseType=\"Literal\" allows elements)");
        _terms.Length = start;
        return NodeElement();
    }
}
