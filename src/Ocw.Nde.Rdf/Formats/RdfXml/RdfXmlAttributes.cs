using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>The attributes of one element, sorted into those with a meaning in the grammar and property attributes.</summary>
internal sealed class RdfXmlAttributes
{
    private readonly List<(string Namespace, string Local, string Value)> _properties = [];

    internal string? Id { get; private set; }

    internal string? About { get; private set; }

    internal string? NodeId { get; private set; }

    internal string? Resource { get; private set; }

    internal string? Datatype { get; private set; }

    internal string? ParseType { get; private set; }

    internal string? Base { get; private set; }

    /// <summary><c>rdf:annotation</c> (RDF 1.2): the IRI of a reifier of the property element's triple.</summary>
    internal string? Annotation { get; private set; }

    /// <summary><c>rdf:annotationNodeID</c> (RDF 1.2): the same, a blank node.</summary>
    internal string? AnnotationNodeId { get; private set; }

    /// <summary><c>rdf:version</c> (RDF 1.2).</summary>
    internal string? Version { get; private set; }

    /// <summary><c>its:dir</c> (RDF 1.2): the base direction of the texts in the element.</summary>
    internal string? Direction { get; private set; }

    /// <summary>Namespace, local name and value, in the order of the document.</summary>
    internal IReadOnlyList<(string Namespace, string Local, string Value)> Properties => _properties;

    /// <summary>Reads the attributes of the element that the cursor is on.</summary>
    internal static RdfXmlAttributes Read(XmlCursor cursor)
    {
        var attributes = new RdfXmlAttributes();
        var xml = cursor.Xml;
        while (xml.MoveToNextAttribute())
            attributes.Take(cursor);
        xml.MoveToElement();
        return attributes;
    }

    private void Take(XmlCursor cursor)
    {
        var xml = cursor.Xml;
        switch (xml.NamespaceURI)
        {
            case "http://www.w3.org/2000/xmlns/":
                break;
            case "http://www.w3.org/XML/1998/namespace":
                if (xml.LocalName == "base")
                    Base = xml.Value;
                break;
            case RdfXmlNames.Rdf:
                TakeRdf(cursor);
                break;
            case RdfXmlNames.Its when cursor.Is12:
                if (xml.LocalName == "dir")
                    Direction = xml.Value;
                break;
            // Names that begin with xml are reserved and passed over.
            case "" when xml.LocalName.StartsWith("xml", StringComparison.OrdinalIgnoreCase):
                break;
            case "" when RdfXmlNames.IsUnqualifiedAttribute(xml.LocalName):
                TakeRdf(cursor);
                break;
            case "":
                throw cursor.Unexpected("attributes with a namespace prefix");
            default:
                _properties.Add((xml.NamespaceURI, xml.LocalName, xml.Value));
                break;
        }
    }

    private void TakeRdf(XmlCursor cursor)
    {
        var value = cursor.Xml.Value;
        switch (cursor.Xml.LocalName)
        {
            case "ID":
                Id = Once(Id, value, cursor);
                break;
            case "about":
                About = Once(About, value, cursor);
                break;
            case "nodeID":
                NodeId = Once(NodeId, value, cursor);
                break;
            case "resource":
                Resource = Once(Resource, value, cursor);
                break;
            case "datatype":
                Datatype = Once(Datatype, value, cursor);
                break;
            case "parseType":
                ParseType = Once(ParseType, value, cursor);
                break;
            case "annotation" or "annotationNodeID" or "version":
                TakeOf12(cursor, value);
                break;
            case var local when RdfXmlNames.IsPropertyAttribute(local):
                _properties.Add((RdfXmlNames.Rdf, local, value));
                break;
            default:
                throw cursor.Unexpected("an attribute that RDF/XML still allows here (not rdf:li, rdf:Description, rdf:bagID, rdf:aboutEach or rdf:aboutEachPrefix)");
        }
    }

    private void TakeOf12(XmlCursor cursor, string value)
    {
        if (!cursor.Is12)
            throw cursor.Unexpected($"RDF 1.1; this attribute is of {RdfVersions.HowToSwitchOn}");
        switch (cursor.Xml.LocalName)
        {
            case "annotation":
                Annotation = Once(Annotation, value, cursor);
                break;
            case "annotationNodeID":
                AnnotationNodeId = Once(AnnotationNodeId, value, cursor);
                break;
            default:
                Version = Once(Version, value, cursor);
                break;
        }
    }

    // "about" and "rdf:about" on one element are two attributes to XML.
    private static string Once(string? before, string value, XmlCursor cursor) =>
        before is null ? value : throw cursor.Unexpected("each RDF attribute once");
}
