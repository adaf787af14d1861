using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of OAI-ORE.</summary>
public static class OreNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.openarchives.org/ore/terms/";

    public static readonly Iri Aggregation = Named("Aggregation");
    public static readonly Iri AggregatedResource = Named("AggregatedResource");
    public static readonly Iri Proxy = Named("Proxy");
    public static readonly Iri ResourceMap = Named("ResourceMap");
    public static readonly Iri Aggregates = Named("aggregates");
    public static readonly Iri Describes = Named("describes");
    public static readonly Iri IsAggregatedBy = Named("isAggregatedBy");
    public static readonly Iri IsDescribedBy = Named("isDescribedBy");
    public static readonly Iri Lineage = Named("lineage");
    public static readonly Iri ProxyFor = Named("proxyFor");
    public static readonly Iri ProxyIn = Named("proxyIn");
    public static readonly Iri SimilarTo = Named("similarTo");

    private static Iri Named(string name) => new(Namespace + name);
}
