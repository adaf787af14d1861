using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of VoID.</summary>
public static class VoidNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://rdfs.org/ns/void#";

    public static readonly Iri Dataset = Named("Dataset");
    public static readonly Iri DatasetDescription = Named("DatasetDescription");
    public static readonly Iri Linkset = Named("Linkset");
    public static readonly Iri ClassPartition = Named("classPartition");
    public static readonly Iri Class = Named("class");
    public static readonly Iri Classes = Named("classes");
    public static readonly Iri DataDump = Named("dataDump");
    public static readonly Iri DistinctObjects = Named("distinctObjects");
    public static readonly Iri DistinctSubjects = Named("distinctSubjects");
    public static readonly Iri Documents = Named("documents");
    public static readonly Iri Entities = Named("entities");
    public static readonly Iri ExampleResource = Named("exampleResource");
    public static readonly Iri Feature = Named("feature");
    public static readonly Iri InDataset = Named("inDataset");
    public static readonly Iri LinkPredicate = Named("linkPredicate");
    public static readonly Iri ObjectsTarget = Named("objectsTarget");
    public static readonly Iri OpenSearchDescription = Named("openSearchDescription");
    public static readonly Iri Properties = Named("properties");
    public static readonly Iri Property = Named("property");
    public static readonly Iri PropertyPartition = Named("propertyPartition");
    public static readonly Iri RootResource = Named("rootResource");
    public static readonly Iri SparqlEndpoint = Named("sparqlEndpoint");
    public static readonly Iri SubjectsTarget = Named("subjectsTarget");
    public static readonly Iri Subset = Named("subset");
    public static readonly Iri Target = Named("target");
    public static readonly Iri Triples = Named("triples");
    public static readonly Iri UriLookupEndpoint = Named("uriLookupEndpoint");
    public static readonly Iri UriRegexPattern = Named("uriRegexPattern");
    public static readonly Iri UriSpace = Named("uriSpace");
    public static readonly Iri Vocabulary = Named("vocabulary");

    private static Iri Named(string name) => new(Namespace + name);
}
