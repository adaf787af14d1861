using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of the Europeana Data Model.</summary>
public static class EdmNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.europeana.eu/schemas/edm/";

    public static readonly Iri Agent = Named("Agent");
    public static readonly Iri EuropeanaAggregation = Named("EuropeanaAggregation");
    public static readonly Iri Event = Named("Event");
    public static readonly Iri InformationResource = Named("InformationResource");
    public static readonly Iri NonInformationResource = Named("NonInformationResource");
    public static readonly Iri Place = Named("Place");
    public static readonly Iri ProvidedCho = Named("ProvidedCHO");
    public static readonly Iri TimeSpan = Named("TimeSpan");
    public static readonly Iri WebResource = Named("WebResource");
    public static readonly Iri AggregatedCho = Named("aggregatedCHO");
    public static readonly Iri Begin = Named("begin");
    public static readonly Iri CollectionName = Named("collectionName");
    public static readonly Iri Country = Named("country");
    public static readonly Iri CurrentLocation = Named("currentLocation");
    public static readonly Iri DataProvider = Named("dataProvider");
    public static readonly Iri End = Named("end");
    public static readonly Iri HasMet = Named("hasMet");
    public static readonly Iri HasType = Named("hasType");
    public static readonly Iri HasView = Named("hasView");
    public static readonly Iri IntermediateProvider = Named("intermediateProvider");
    public static readonly Iri IsDerivativeOf = Named("isDerivativeOf");
    public static readonly Iri IsIncorporatedInto = Named("isIncorporatedInto");
    public static readonly Iri IsNextInSequence = Named("isNextInSequence");
    public static readonly Iri IsRelatedTo = Named("isRelatedTo");
    public static readonly Iri IsRepresentationOf = Named("isRepresentationOf");
    public static readonly Iri IsShownAt = Named("isShownAt");
    public static readonly Iri IsShownBy = Named("isShownBy");
    public static readonly Iri IsSimilarTo = Named("isSimilarTo");
    public static readonly Iri IsSuccessorOf = Named("isSuccessorOf");
    public static readonly Iri LandingPage = Named("landingPage");
    public static readonly Iri Language = Named("language");
    public static readonly Iri Object = Named("object");
    public static readonly Iri Preview = Named("preview");
    public static readonly Iri Provider = Named("provider");
    public static readonly Iri Realizes = Named("realizes");
    public static readonly Iri Rights = Named("rights");
    public static readonly Iri Type = Named("type");
    public static readonly Iri Ugc = Named("ugc");
    public static readonly Iri Unstored = Named("unstored");
    public static readonly Iri Year = Named("year");

    private static Iri Named(string name) => new(Namespace + name);
}
