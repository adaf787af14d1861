namespace Ocw.Nde.Termen.Indexing;

/// <summary>What a predicate tells of a term, whatever vocabulary it comes from.</summary>
internal enum TermProperty : byte
{
    None,
    PreferredLabel,
    PlainName,
    AlternativeLabel,
    HiddenLabel,
    Notation,
    Definition,
    ScopeNote,
    Note,
    Broader,
    Narrower,
    Related,
    ExactMatch,
    CloseMatch,
    BroadMatch,
    NarrowMatch,
    RelatedMatch,
    ReplacedBy,
    SeeAlso,
    Scheme,
    Type,
    Birth,
    Death,
    Latitude,
    Longitude,
    WellKnownText,
    Country,
    Population,
    Deprecated,

    /// <summary>Leads to a node that holds more of the same term: coordinates, biography, focus.</summary>
    Detail,

    /// <summary>The text of a label or note that is a node of its own (SKOS-XL, <c>rdf:value</c>).</summary>
    Text,
}

/// <summary>The predicates that are read, by vocabulary.</summary>
internal static class TermProperties
{
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";
    private const string SkosXl = "http://www.w3.org/2008/05/skos-xl#";
    private const string Dcterms = "http://purl.org/dc/terms/";
    private const string Foaf = "http://xmlns.com/foaf/0.1/";
    private const string Geo = "http://www.w3.org/2003/01/geo/wgs84_pos#";
    private const string Owl = "http://www.w3.org/2002/07/owl#";
    private const string GeoNames = "http://www.geonames.org/ontology#";
    private const string Gvp = "http://vocab.getty.edu/ontology#";
    private const string Rda = "http://rdvocab.info/ElementsGr2/";
    private const string Gnd = "https://d-nb.info/standards/elementset/gnd#";
    private const string Mads = "http://www.loc.gov/mads/rdf/v1#";
    private const string IsoThes = "http://purl.org/iso25964/skos-thes#";
    private const string Wdt = "http://www.wikidata.org/prop/direct/";
    private const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";

    /// <summary>The number of properties.</summary>
    internal const int Count = (int)TermProperty.Text + 1;

    internal static IReadOnlyList<(string Iri, TermProperty Property)> All { get; } =
    [
        (Skos + "prefLabel", TermProperty.PreferredLabel),
        (SkosXl + "prefLabel", TermProperty.PreferredLabel),
        (Gvp + "prefLabelGVP", TermProperty.PreferredLabel),
        (Skos + "altLabel", TermProperty.AlternativeLabel),
        (SkosXl + "altLabel", TermProperty.AlternativeLabel),
        (Skos + "hiddenLabel", TermProperty.HiddenLabel),
        (SkosXl + "hiddenLabel", TermProperty.HiddenLabel),
        (SkosXl + "literalForm", TermProperty.Text),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#value", TermProperty.Text),
        ("http://www.w3.org/2000/01/rdf-schema#label", TermProperty.PlainName),
        (Foaf + "name", TermProperty.PlainName),
        .. GeoNamesOf(GeoNames),
        .. GeoNamesOf("https://www.geonames.org/ontology#"),
        .. GndNames(),
        .. MadsOf(),
        .. WikidataOf(),
        (Gvp + "term", TermProperty.Text),
        (Gvp + "broaderGeneric", TermProperty.Broader),
        (Gvp + "broaderPartitive", TermProperty.Broader),
        (Gvp + "broaderInstantial", TermProperty.Broader),
        (IsoThes + "broaderGeneric", TermProperty.Broader),
        (IsoThes + "broaderPartitive", TermProperty.Broader),
        (IsoThes + "broaderInstantial", TermProperty.Broader),
        (IsoThes + "narrowerGeneric", TermProperty.Narrower),
        (IsoThes + "narrowerPartitive", TermProperty.Narrower),
        (IsoThes + "narrowerInstantial", TermProperty.Narrower),
        (Rdfs + "subClassOf", TermProperty.Broader),
        (Rdfs + "comment", TermProperty.Note),
        (Foaf + "nick", TermProperty.AlternativeLabel),
        (Owl + "equivalentClass", TermProperty.ExactMatch),
        (Skos + "notation", TermProperty.Notation),
        (Skos + "definition", TermProperty.Definition),
        (Skos + "scopeNote", TermProperty.ScopeNote),
        (Skos + "note", TermProperty.Note),
        (Skos + "example", TermProperty.Note),
        (Skos + "historyNote", TermProperty.Note),
        (Skos + "broader", TermProperty.Broader),
        (Gvp + "broaderPreferred", TermProperty.Broader),
        (Dcterms + "isPartOf", TermProperty.Broader),
        (Skos + "narrower", TermProperty.Narrower),
        (Skos + "related", TermProperty.Related),
        (Skos + "exactMatch", TermProperty.ExactMatch),
        (Owl + "sameAs", TermProperty.ExactMatch),
        (Skos + "closeMatch", TermProperty.CloseMatch),
        (Skos + "broadMatch", TermProperty.BroadMatch),
        (Skos + "narrowMatch", TermProperty.NarrowMatch),
        (Skos + "relatedMatch", TermProperty.RelatedMatch),
        (Dcterms + "isReplacedBy", TermProperty.ReplacedBy),
        ("http://www.w3.org/2000/01/rdf-schema#seeAlso", TermProperty.SeeAlso),
        (Skos + "inScheme", TermProperty.Scheme),
        (Skos + "topConceptOf", TermProperty.Scheme),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", TermProperty.Type),
        (Dcterms + "type", TermProperty.Type),
        (Gvp + "placeTypePreferred", TermProperty.Type),
        (Foaf + "birthday", TermProperty.Birth),
        (Rda + "dateOfBirth", TermProperty.Birth),
        (Rda + "dateOfDeath", TermProperty.Death),
        (Rda + "dateOfEstablishment", TermProperty.Birth),
        (Rda + "dateOfTermination", TermProperty.Death),
        (Gvp + "estStart", TermProperty.Birth),
        (Gvp + "estEnd", TermProperty.Death),
        (Geo + "lat", TermProperty.Latitude),
        (Geo + "long", TermProperty.Longitude),
        ("http://www.opengis.net/ont/geosparql#asWKT", TermProperty.WellKnownText),
        ("http://www.opengis.net/ont/geosparql#hasGeometry", TermProperty.Detail),
        (Geo + "location", TermProperty.Detail),
        (Foaf + "focus", TermProperty.Detail),
        (Gvp + "biographyPreferred", TermProperty.Detail),
        (Owl + "deprecated", TermProperty.Deprecated),
        .. Schema("https://schema.org/"),
        .. Schema("http://schema.org/"),
    ];

    private static (string Iri, TermProperty Property)[] GeoNamesOf(string prefix) =>
    [
        (prefix + "name", TermProperty.PlainName),
        (prefix + "officialName", TermProperty.AlternativeLabel),
        (prefix + "alternateName", TermProperty.AlternativeLabel),
        (prefix + "shortName", TermProperty.AlternativeLabel),
        (prefix + "colloquialName", TermProperty.AlternativeLabel),
        (prefix + "historicalName", TermProperty.AlternativeLabel),
        (prefix + "parentFeature", TermProperty.Broader),
        (prefix + "parentADM1", TermProperty.Broader),
        (prefix + "parentADM2", TermProperty.Broader),
        (prefix + "parentADM3", TermProperty.Broader),
        (prefix + "parentADM4", TermProperty.Broader),
        (prefix + "parentCountry", TermProperty.Broader),
        (prefix + "featureCode", TermProperty.Type),
        (prefix + "countryCode", TermProperty.Country),
        (prefix + "population", TermProperty.Population),
        (prefix + "wikipediaArticle", TermProperty.SeeAlso),
    ];

    // Each kind of thing has names of its own in the GND ontology.
    private static IEnumerable<(string Iri, TermProperty Property)> GndNames()
    {
        foreach (var kind in (string[])["", "ForThePerson", "ForTheCorporateBody", "ForTheConferenceOrEvent", "ForTheFamily", "ForThePlaceOrGeographicName", "ForTheSubjectHeading", "ForTheWork"])
        {
            yield return (Gnd + "preferredName" + kind, TermProperty.PlainName);
            yield return (Gnd + "variantName" + kind, TermProperty.AlternativeLabel);
        }

        yield return (Gnd + "gndIdentifier", TermProperty.Notation);
        foreach (var kind in (string[])["General", "Generic", "Instantial", "Partitive", "WithMoreThanOneElement"])
            yield return (Gnd + "broaderTerm" + kind, TermProperty.Broader);
        yield return (Gnd + "relatedTerm", TermProperty.Related);
        yield return (Gnd + "definition", TermProperty.Definition);
        yield return (Gnd + "biographicalOrHistoricalInformation", TermProperty.ScopeNote);
        yield return (Gnd + "dateOfBirth", TermProperty.Birth);
        yield return (Gnd + "dateOfDeath", TermProperty.Death);
        yield return (Gnd + "dateOfEstablishment", TermProperty.Birth);
        yield return (Gnd + "dateOfTermination", TermProperty.Death);
        yield return (Gnd + "homepage", TermProperty.SeeAlso);
    }

    private static (string Iri, TermProperty Property)[] MadsOf() =>
    [
        (Mads + "authoritativeLabel", TermProperty.PlainName),
        (Mads + "hasVariant", TermProperty.AlternativeLabel),
        (Mads + "hasHiddenVariant", TermProperty.HiddenLabel),
        (Mads + "variantLabel", TermProperty.Text),
        (Mads + "hasBroaderAuthority", TermProperty.Broader),
        (Mads + "hasNarrowerAuthority", TermProperty.Narrower),
        (Mads + "hasReciprocalAuthority", TermProperty.Related),
        (Mads + "hasRelatedAuthority", TermProperty.Related),
        (Mads + "hasExactExternalAuthority", TermProperty.ExactMatch),
        (Mads + "hasCloseExternalAuthority", TermProperty.CloseMatch),
        (Mads + "hasBroaderExternalAuthority", TermProperty.BroadMatch),
        (Mads + "hasNarrowerExternalAuthority", TermProperty.NarrowMatch),
        (Mads + "hasLaterEstablishedForm", TermProperty.ReplacedBy),
        (Mads + "useInstead", TermProperty.ReplacedBy),
        (Mads + "isMemberOfMADSScheme", TermProperty.Scheme),
        (Mads + "definitionNote", TermProperty.Definition),
        (Mads + "scopeNote", TermProperty.ScopeNote),
        (Mads + "note", TermProperty.Note),
        (Mads + "code", TermProperty.Notation),
        (Mads + "identifiesRWO", TermProperty.Detail),
        (Mads + "birthDate", TermProperty.Birth),
        (Mads + "deathDate", TermProperty.Death),
    ];

    private static (string Iri, TermProperty Property)[] WikidataOf() =>
    [
        (Wdt + "P31", TermProperty.Type),
        (Wdt + "P279", TermProperty.Broader),
        (Wdt + "P131", TermProperty.Broader),
        (Wdt + "P361", TermProperty.Broader),
        (Wdt + "P569", TermProperty.Birth),
        (Wdt + "P570", TermProperty.Death),
        (Wdt + "P571", TermProperty.Birth),
        (Wdt + "P576", TermProperty.Death),
        (Wdt + "P625", TermProperty.WellKnownText),
        (Wdt + "P2888", TermProperty.ExactMatch),
    ];

    private static (string Iri, TermProperty Property)[] Schema(string prefix) =>
    [
        (prefix + "name", TermProperty.PlainName),
        (prefix + "alternateName", TermProperty.AlternativeLabel),
        (prefix + "termCode", TermProperty.Notation),
        (prefix + "description", TermProperty.ScopeNote),
        (prefix + "sameAs", TermProperty.ExactMatch),
        (prefix + "inDefinedTermSet", TermProperty.Scheme),
        (prefix + "additionalType", TermProperty.Type),
        (prefix + "containedInPlace", TermProperty.Broader),
        (prefix + "birthDate", TermProperty.Birth),
        (prefix + "foundingDate", TermProperty.Birth),
        (prefix + "deathDate", TermProperty.Death),
        (prefix + "dissolutionDate", TermProperty.Death),
        (prefix + "geo", TermProperty.Detail),
        (prefix + "latitude", TermProperty.Latitude),
        (prefix + "longitude", TermProperty.Longitude),
    ];
}
