namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of XML Schema datatypes.</summary>
public static class XsdNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2001/XMLSchema#";
}
