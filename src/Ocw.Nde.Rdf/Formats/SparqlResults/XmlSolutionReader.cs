using System.Xml;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Reads SPARQL Query Results XML Format. Document types are refused.</summary>
internal static class XmlSolutionReader
{
    private const string Namespace = "http://www.w3.org/2005/sparql-results#";

    internal static SparqlResults Read(ReadOnlyMemory<byte> document)
    {
        using var stream = new MemoryStream(document.ToArray(), writable: false);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var xml = XmlReader.Create(stream, settings);
        try
        {
            return Read(xml);
        }
        catch (XmlException fault)
        {
            throw new RdfSyntaxException("SPARQL results in XML", fault.Message, fault.LineNumber, fault.LinePosition, inner: fault);
        }
    }

    private static SparqlResults Read(XmlReader xml)
    {
        xml.MoveToContent();
        if (xml.LocalName != "sparql" || xml.NamespaceURI != Namespace)
            throw Fault(xml, "the element sparql of " + Namespace);

        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<RdfTerm?[]>();
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Namespace)
                continue;
            switch (xml.LocalName)
            {
                case "variable":
                    if (!columns.TryAdd(Attribute(xml, "name"), columns.Count))
                        throw Fault(xml, "each variable once");
                    break;
                case "boolean":
                    return new(xml.ReadElementContentAsString().Trim() switch { "true" or "1" => true, "false" or "0" => false, _ => throw Fault(xml, "true or false") });
                case "result":
                    rows.Add(Row(xml, columns));
                    break;
            }
        }

        return new([.. columns.Keys], rows);
    }

    private static RdfTerm?[] Row(XmlReader xml, Dictionary<string, int> columns)
    {
        var terms = new RdfTerm?[columns.Count];
        if (xml.IsEmptyElement)
            return terms;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName != "binding" || !columns.TryGetValue(Attribute(xml, "name"), out var column))
                throw Fault(xml, "a binding of a variable of the head");
            while (xml.Read() && xml.NodeType == XmlNodeType.Whitespace)
            {
            }

            terms[column] = Term(xml);
        }

        return terms;
    }

    private static RdfTerm Term(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element)
            throw Fault(xml, "uri, literal or bnode");
        var kind = xml.LocalName;
        var language = xml.GetAttribute("xml:lang") ?? "";
        var datatype = xml.GetAttribute("datatype");
        return kind switch
        {
            "uri" => new Iri(Content(xml)),
            "bnode" => new BlankNode(Content(xml)),
            "literal" when language.Length > 0 => new Literal(Content(xml), language),
            "literal" => new Literal(Content(xml), datatype is null ? XsdNs.String : new Iri(datatype)),
            _ => throw Fault(xml, "uri, literal or bnode"),
        };
    }

    // Leaves the reader on the end of the element, so that the caller's next Read does not skip a sibling.
    private static string Content(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var text = "";
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            text += xml.HasValue ? xml.Value : throw Fault(xml, "text");
        return text;
    }

    private static string Attribute(XmlReader xml, string name) => xml.GetAttribute(name) ?? throw Fault(xml, $"an attribute '{name}'");

    private static RdfSyntaxException Fault(XmlReader xml, string expected)
    {
        var at = (IXmlLineInfo)xml;
        return new(expected, $"{xml.NodeType} '{xml.Name}'", at.LineNumber, at.LinePosition);
    }
}
