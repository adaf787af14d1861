using System.Xml;
using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>Which names may stand where (RDF 1.1 XML Syntax §5.1, §6.2).</summary>
internal static class RdfXmlNames
{
    internal const string Rdf = RdfNs.Namespace;

    /// <summary>The Internationalization Tag Set, whose <c>its:dir</c> gives base directions.</summary>
    internal const string Its = "http://www.w3.org/2005/11/its";

    private static readonly HashSet<string> CoreSyntaxTerms = new(StringComparer.Ordinal) { "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype" };

    private static readonly HashSet<string> OldTerms = new(StringComparer.Ordinal) { "aboutEach", "aboutEachPrefix", "bagID" };

    // [5.1] nodeElementURIs ::= anyURI - (coreSyntaxTerms | rdf:li | oldTerms)
    internal static bool IsNodeElement(string local) => local != "li" && !CoreSyntaxTerms.Contains(local) && !OldTerms.Contains(local);

    // propertyElementURIs ::= anyURI - (coreSyntaxTerms | rdf:Description | oldTerms)
    internal static bool IsPropertyElement(string local) => local != "Description" && !CoreSyntaxTerms.Contains(local) && !OldTerms.Contains(local);

    // propertyAttributeURIs ::= anyURI - (coreSyntaxTerms | rdf:Description | rdf:li | oldTerms)
    internal static bool IsPropertyAttribute(string local) => local != "li" && IsPropertyElement(local);

    /// <summary>Names that once stood without a namespace and are still read so (§6.1.2).</summary>
    internal static bool IsUnqualifiedAttribute(string local) => local is "ID" or "about" or "resource" or "parseType" or "type";

    /// <summary>Whether a text is an XML NCName, as <c>rdf:ID</c> and <c>rdf:nodeID</c> must be.</summary>
    internal static bool IsNcName(string text)
    {
        try
        {
            XmlConvert.VerifyNCName(text);
            return true;
        }
        catch (Exception fault) when (fault is XmlException or ArgumentException)
        {
            return false;
        }
    }
}
