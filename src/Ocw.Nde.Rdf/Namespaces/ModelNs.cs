namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The node's own small vocabulary, described in <c>ontologies/model/model.ttl</c>: only what no standard has a word for.</summary>
public static class ModelNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "https://w3id.org/ocw-nde/model#";
}
