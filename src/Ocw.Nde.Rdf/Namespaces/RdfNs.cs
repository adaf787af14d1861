namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of RDF 1.1.</summary>
public static class RdfNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
}
