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
        (GeoNames + "name", TermProperty.PlainName),
        (GeoNames + "officialName", TermProperty.AlternativeLabel),
        (GeoNames + "alternateName", TermProperty.AlternativeLabel),
        (GeoNames + "shortName", TermProperty.AlternativeLabel),
        (Gnd + "preferredName", TermProperty.PlainName),
        (Gnd + "variantName", TermProperty.AlternativeLabel),
        (Skos + "notation", TermProperty.Notation),
        (Skos + "definition", TermProperty.Definition),
        (Skos + "scopeNote", TermProperty.ScopeNote),
        (Skos + "note", TermProperty.Note),
        (Skos + "example", TermProperty.Note),
        (Skos + "historyNote", TermProperty.Note),
        (Skos + "broader", TermProperty.Broader),
        (Gvp + "broaderPreferred", TermProperty.Broader),
        (Dcterms + "isPartOf", TermProperty.Broader),
        (GeoNames + "parentFeature", TermProperty.Broader),
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
        (GeoNames + "featureCode", TermProperty.Type),
        (Gvp + "placeTypePreferred", TermProperty.Type),
        (Foaf + "birthday", TermProperty.Birth),
        (Rda + "dateOfBirth", TermProperty.Birth),
        (Rda + "dateOfDeath", TermProperty.Death),
        (Rda + "dateOfEstablishment", TermProperty.Birth),
        (Rda + "dateOfTermination", TermProperty.Death),
        (Gvp + "estStart", TermProperty.Birth),
        (Gvp + "estEnd", TermProperty.Death),
        (Gnd + "dateOfBirth", TermProperty.Birth),
        (Gnd + "dateOfDeath", TermProperty.Death),
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
