using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of DCMI Metadata Terms.</summary>
public static class DctermsNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://purl.org/dc/terms/";

    public static readonly Iri Abstract = Named("abstract");
    public static readonly Iri AccessRights = Named("accessRights");
    public static readonly Iri AccrualPeriodicity = Named("accrualPeriodicity");
    public static readonly Iri Alternative = Named("alternative");
    public static readonly Iri Audience = Named("audience");
    public static readonly Iri Available = Named("available");
    public static readonly Iri BibliographicCitation = Named("bibliographicCitation");
    public static readonly Iri ConformsTo = Named("conformsTo");
    public static readonly Iri Contributor = Named("contributor");
    public static readonly Iri Coverage = Named("coverage");
    public static readonly Iri Created = Named("created");
    public static readonly Iri Creator = Named("creator");
    public static readonly Iri Date = Named("date");
    public static readonly Iri Description = Named("description");
    public static readonly Iri Extent = Named("extent");
    public static readonly Iri Format = Named("format");
    public static readonly Iri HasFormat = Named("hasFormat");
    public static readonly Iri HasPart = Named("hasPart");
    public static readonly Iri HasVersion = Named("hasVersion");
    public static readonly Iri Identifier = Named("identifier");
    public static readonly Iri IsFormatOf = Named("isFormatOf");
    public static readonly Iri IsPartOf = Named("isPartOf");
    public static readonly Iri IsReferencedBy = Named("isReferencedBy");
    public static readonly Iri IsReplacedBy = Named("isReplacedBy");
    public static readonly Iri IsVersionOf = Named("isVersionOf");
    public static readonly Iri Issued = Named("issued");
    public static readonly Iri Language = Named("language");
    public static readonly Iri License = Named("license");
    public static readonly Iri Mediator = Named("mediator");
    public static readonly Iri Medium = Named("medium");
    public static readonly Iri Modified = Named("modified");
    public static readonly Iri Provenance = Named("provenance");
    public static readonly Iri Publisher = Named("publisher");
    public static readonly Iri References = Named("references");
    public static readonly Iri Relation = Named("relation");
    public static readonly Iri Replaces = Named("replaces");
    public static readonly Iri Rights = Named("rights");
    public static readonly Iri RightsHolder = Named("rightsHolder");
    public static readonly Iri Source = Named("source");
    public static readonly Iri Spatial = Named("spatial");
    public static readonly Iri Subject = Named("subject");
    public static readonly Iri TableOfContents = Named("tableOfContents");
    public static readonly Iri Temporal = Named("temporal");
    public static readonly Iri Title = Named("title");
    public static readonly Iri Type = Named("type");
    public static readonly Iri Valid = Named("valid");
    public static readonly Iri Agent = Named("Agent");
    public static readonly Iri Location = Named("Location");
    public static readonly Iri PeriodOfTime = Named("PeriodOfTime");
    public static readonly Iri LicenseDocument = Named("LicenseDocument");

    private static Iri Named(string name) => new(Namespace + name);
}
