using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of SKOS.</summary>
public static class SkosNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2004/02/skos/core#";

    public static readonly Iri Concept = Named("Concept");
    public static readonly Iri ConceptScheme = Named("ConceptScheme");
    public static readonly Iri Collection = Named("Collection");
    public static readonly Iri OrderedCollection = Named("OrderedCollection");
    public static readonly Iri PrefLabel = Named("prefLabel");
    public static readonly Iri AltLabel = Named("altLabel");
    public static readonly Iri HiddenLabel = Named("hiddenLabel");
    public static readonly Iri Notation = Named("notation");
    public static readonly Iri Note = Named("note");
    public static readonly Iri ScopeNote = Named("scopeNote");
    public static readonly Iri Definition = Named("definition");
    public static readonly Iri Example = Named("example");
    public static readonly Iri HistoryNote = Named("historyNote");
    public static readonly Iri EditorialNote = Named("editorialNote");
    public static readonly Iri ChangeNote = Named("changeNote");
    public static readonly Iri Broader = Named("broader");
    public static readonly Iri Narrower = Named("narrower");
    public static readonly Iri Related = Named("related");
    public static readonly Iri BroaderTransitive = Named("broaderTransitive");
    public static readonly Iri NarrowerTransitive = Named("narrowerTransitive");
    public static readonly Iri SemanticRelation = Named("semanticRelation");
    public static readonly Iri InScheme = Named("inScheme");
    public static readonly Iri HasTopConcept = Named("hasTopConcept");
    public static readonly Iri TopConceptOf = Named("topConceptOf");
    public static readonly Iri Member = Named("member");
    public static readonly Iri MemberList = Named("memberList");
    public static readonly Iri ExactMatch = Named("exactMatch");
    public static readonly Iri CloseMatch = Named("closeMatch");
    public static readonly Iri BroadMatch = Named("broadMatch");
    public static readonly Iri NarrowMatch = Named("narrowMatch");
    public static readonly Iri RelatedMatch = Named("relatedMatch");
    public static readonly Iri MappingRelation = Named("mappingRelation");

    private static Iri Named(string name) => new(Namespace + name);
}
