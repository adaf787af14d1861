using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of PROV-O.</summary>
public static class ProvNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/ns/prov#";

    public static readonly Iri Activity = Named("Activity");
    public static readonly Iri Agent = Named("Agent");
    public static readonly Iri Entity = Named("Entity");
    public static readonly Iri Organization = Named("Organization");
    public static readonly Iri Person = Named("Person");
    public static readonly Iri SoftwareAgent = Named("SoftwareAgent");
    public static readonly Iri Plan = Named("Plan");
    public static readonly Iri ActedOnBehalfOf = Named("actedOnBehalfOf");
    public static readonly Iri AlternateOf = Named("alternateOf");
    public static readonly Iri AtTime = Named("atTime");
    public static readonly Iri EndedAtTime = Named("endedAtTime");
    public static readonly Iri Generated = Named("generated");
    public static readonly Iri GeneratedAtTime = Named("generatedAtTime");
    public static readonly Iri HadMember = Named("hadMember");
    public static readonly Iri HadPlan = Named("hadPlan");
    public static readonly Iri HadPrimarySource = Named("hadPrimarySource");
    public static readonly Iri InvalidatedAtTime = Named("invalidatedAtTime");
    public static readonly Iri QualifiedAssociation = Named("qualifiedAssociation");
    public static readonly Iri QualifiedUsage = Named("qualifiedUsage");
    public static readonly Iri SpecializationOf = Named("specializationOf");
    public static readonly Iri StartedAtTime = Named("startedAtTime");
    public static readonly Iri Used = Named("used");
    public static readonly Iri Value = Named("value");
    public static readonly Iri WasAssociatedWith = Named("wasAssociatedWith");
    public static readonly Iri WasAttributedTo = Named("wasAttributedTo");
    public static readonly Iri WasDerivedFrom = Named("wasDerivedFrom");
    public static readonly Iri WasGeneratedBy = Named("wasGeneratedBy");
    public static readonly Iri WasInformedBy = Named("wasInformedBy");
    public static readonly Iri WasInvalidatedBy = Named("wasInvalidatedBy");
    public static readonly Iri WasQuotedFrom = Named("wasQuotedFrom");
    public static readonly Iri WasRevisionOf = Named("wasRevisionOf");

    private static Iri Named(string name) => new(Namespace + name);
}
