using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of the Web Annotation vocabulary.</summary>
public static class OaNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/ns/oa#";

    public static readonly Iri Annotation = Named("Annotation");
    public static readonly Iri SpecificResource = Named("SpecificResource");
    public static readonly Iri TextualBody = Named("TextualBody");
    public static readonly Iri FragmentSelector = Named("FragmentSelector");
    public static readonly Iri TextQuoteSelector = Named("TextQuoteSelector");
    public static readonly Iri HasBody = Named("hasBody");
    public static readonly Iri HasTarget = Named("hasTarget");
    public static readonly Iri HasSource = Named("hasSource");
    public static readonly Iri HasSelector = Named("hasSelector");
    public static readonly Iri MotivatedBy = Named("motivatedBy");

    private static Iri Named(string name) => new(Namespace + name);
}
