using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of OWL 2.</summary>
public static class OwlNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2002/07/owl#";

    public static readonly Iri Ontology = Named("Ontology");
    public static readonly Iri Class = Named("Class");
    public static readonly Iri Thing = Named("Thing");
    public static readonly Iri NamedIndividual = Named("NamedIndividual");
    public static readonly Iri ObjectProperty = Named("ObjectProperty");
    public static readonly Iri DatatypeProperty = Named("DatatypeProperty");
    public static readonly Iri AnnotationProperty = Named("AnnotationProperty");
    public static readonly Iri SameAs = Named("sameAs");
    public static readonly Iri DifferentFrom = Named("differentFrom");
    public static readonly Iri EquivalentClass = Named("equivalentClass");
    public static readonly Iri EquivalentProperty = Named("equivalentProperty");
    public static readonly Iri InverseOf = Named("inverseOf");
    public static readonly Iri Imports = Named("imports");
    public static readonly Iri VersionInfo = Named("versionInfo");
    public static readonly Iri VersionIri = Named("versionIRI");
    public static readonly Iri Deprecated = Named("deprecated");

    private static Iri Named(string name) => new(Namespace + name);
}
