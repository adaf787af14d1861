using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of GeoSPARQL.</summary>
public static class GeoSparqlNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.opengis.net/ont/geosparql#";

    public static readonly Iri Feature = Named("Feature");
    public static readonly Iri Geometry = Named("Geometry");
    public static readonly Iri HasGeometry = Named("hasGeometry");
    public static readonly Iri AsWkt = Named("asWKT");
    public static readonly Iri AsGml = Named("asGML");
    public static readonly Iri WktLiteral = Named("wktLiteral");
    public static readonly Iri GmlLiteral = Named("gmlLiteral");
    public static readonly Iri GeoJsonLiteral = Named("geoJSONLiteral");

    private static Iri Named(string name) => new(Namespace + name);
}
