using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of WGS84 positions.</summary>
public static class Wgs84Ns
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2003/01/geo/wgs84_pos#";

    public static readonly Iri Point = Named("Point");
    public static readonly Iri SpatialThing = Named("SpatialThing");
    public static readonly Iri Lat = Named("lat");
    public static readonly Iri Long = Named("long");
    public static readonly Iri Alt = Named("alt");

    private static Iri Named(string name) => new(Namespace + name);
}
