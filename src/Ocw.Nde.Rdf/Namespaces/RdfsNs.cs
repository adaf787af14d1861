using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of RDF Schema 1.1.</summary>
public static class RdfsNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2000/01/rdf-schema#";

    public static readonly Iri Resource = Named("Resource");
    public static readonly Iri Class = Named("Class");
    public static readonly Iri Literal = Named("Literal");
    public static readonly Iri Datatype = Named("Datatype");
    public static readonly Iri Container = Named("Container");
    public static readonly Iri ContainerMembershipProperty = Named("ContainerMembershipProperty");
    public static readonly Iri Label = Named("label");
    public static readonly Iri Comment = Named("comment");
    public static readonly Iri SubClassOf = Named("subClassOf");
    public static readonly Iri SubPropertyOf = Named("subPropertyOf");
    public static readonly Iri Domain = Named("domain");
    public static readonly Iri Range = Named("range");
    public static readonly Iri SeeAlso = Named("seeAlso");
    public static readonly Iri IsDefinedBy = Named("isDefinedBy");
    public static readonly Iri Member = Named("member");

    private static Iri Named(string name) => new(Namespace + name);
}
