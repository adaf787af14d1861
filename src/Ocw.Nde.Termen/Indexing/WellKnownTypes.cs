using System.Collections.Frozen;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The classes by which vocabularies say what kind of thing a term stands for, and the classes whose members are no terms.</summary>
internal static class WellKnownTypes
{
    private static readonly FrozenDictionary<string, TermGenres> s_genres = new Dictionary<string, TermGenres>(StringComparer.Ordinal)
    {
        ["https://schema.org/Person"] = TermGenres.Person,
        ["http://schema.org/Person"] = TermGenres.Person,
        ["http://xmlns.com/foaf/0.1/Person"] = TermGenres.Person,
        ["http://www.cidoc-crm.org/cidoc-crm/E21_Person"] = TermGenres.Person,
        ["http://vocab.getty.edu/ontology#PersonConcept"] = TermGenres.Person,
        ["http://www.europeana.eu/schemas/edm/Agent"] = TermGenres.Agent,
        ["http://xmlns.com/foaf/0.1/Agent"] = TermGenres.Agent,
        ["http://www.cidoc-crm.org/cidoc-crm/E39_Actor"] = TermGenres.Agent,
        ["https://d-nb.info/standards/elementset/gnd#DifferentiatedPerson"] = TermGenres.Person,
        ["https://d-nb.info/standards/elementset/gnd#CorporateBody"] = TermGenres.Organization,
        ["https://schema.org/Organization"] = TermGenres.Organization,
        ["http://schema.org/Organization"] = TermGenres.Organization,
        ["http://xmlns.com/foaf/0.1/Organization"] = TermGenres.Organization,
        ["http://www.cidoc-crm.org/cidoc-crm/E74_Group"] = TermGenres.Organization,
        ["http://vocab.getty.edu/ontology#GroupConcept"] = TermGenres.Organization,
        ["https://schema.org/Place"] = TermGenres.Place,
        ["http://schema.org/Place"] = TermGenres.Place,
        ["http://www.cidoc-crm.org/cidoc-crm/E53_Place"] = TermGenres.Place,
        ["http://www.europeana.eu/schemas/edm/Place"] = TermGenres.Place,
        ["http://www.geonames.org/ontology#Feature"] = TermGenres.Place,
        ["http://www.w3.org/2003/01/geo/wgs84_pos#SpatialThing"] = TermGenres.Place,
        ["http://www.opengis.net/ont/geosparql#Feature"] = TermGenres.Place,
        ["http://vocab.getty.edu/ontology#PhysPlaceConcept"] = TermGenres.Place,
        ["http://vocab.getty.edu/ontology#AdminPlaceConcept"] = TermGenres.Place,
        ["http://www.europeana.eu/schemas/edm/TimeSpan"] = TermGenres.Period,
        ["https://schema.org/Event"] = TermGenres.Event,
        ["http://schema.org/Event"] = TermGenres.Event,
        ["https://schema.org/Taxon"] = TermGenres.Taxon,
        ["http://www.loc.gov/mads/rdf/v1#PersonalName"] = TermGenres.Person,
        ["http://www.loc.gov/mads/rdf/v1#CorporateName"] = TermGenres.Organization,
        ["http://www.loc.gov/mads/rdf/v1#Geographic"] = TermGenres.Place,
        ["http://www.loc.gov/mads/rdf/v1#HierarchicalGeographic"] = TermGenres.Place,
        ["http://www.loc.gov/mads/rdf/v1#Topic"] = TermGenres.Subject,
        ["http://www.loc.gov/mads/rdf/v1#Temporal"] = TermGenres.Period,
        ["https://d-nb.info/standards/elementset/gnd#UndifferentiatedPerson"] = TermGenres.Person,
        ["https://d-nb.info/standards/elementset/gnd#TerritorialCorporateBodyOrAdministrativeUnit"] = TermGenres.Place,
        ["https://d-nb.info/standards/elementset/gnd#PlaceOrGeographicName"] = TermGenres.Place,
        ["https://d-nb.info/standards/elementset/gnd#SubjectHeading"] = TermGenres.Subject,
        ["https://d-nb.info/standards/elementset/gnd#SubjectHeadingSensoStricto"] = TermGenres.Subject,
        ["https://d-nb.info/standards/elementset/gnd#ConferenceOrEvent"] = TermGenres.Event,
        ["https://www.geonames.org/ontology#Feature"] = TermGenres.Place,
        ["http://www.wikidata.org/entity/Q5"] = TermGenres.Person,
        ["http://www.wikidata.org/entity/Q43229"] = TermGenres.Organization,
        ["http://www.wikidata.org/entity/Q486972"] = TermGenres.Place,
        ["http://www.wikidata.org/entity/Q16521"] = TermGenres.Taxon,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_noTerms = FrozenSet.ToFrozenSet(
    [
        "http://www.w3.org/2004/02/skos/core#ConceptScheme",
        "http://www.w3.org/2004/02/skos/core#Collection",
        "http://www.w3.org/2004/02/skos/core#OrderedCollection",
        "http://www.w3.org/2008/05/skos-xl#Label",
        "http://www.loc.gov/mads/rdf/v1#Variant",
        "http://www.loc.gov/mads/rdf/v1#MADSScheme",
        "http://www.w3.org/2002/07/owl#Ontology",
        "http://www.w3.org/2002/07/owl#ObjectProperty",
        "http://www.w3.org/2002/07/owl#DatatypeProperty",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
        "http://rdfs.org/ns/void#Dataset",
        "http://www.w3.org/ns/dcat#Dataset",
        "http://www.w3.org/ns/dcat#Catalog",
        "http://purl.org/dc/terms/Dataset",
        "http://purl.org/dc/dcmitype/Dataset",
        "https://schema.org/Dataset",
        "http://schema.org/Dataset",
        "https://schema.org/DataDownload",
        "https://schema.org/DefinedTermSet",
        "http://schema.org/DefinedTermSet",
        "http://www.w3.org/ns/prov#Activity",
    ]);

    internal static TermGenres GenresOf(string type) => s_genres.GetValueOrDefault(type);

    /// <summary>Whether this is a type of classes: they are terms where a vocabulary is made of classes, and part of the model elsewhere.</summary>
    internal static bool IsClass(string type) => type is "http://www.w3.org/2002/07/owl#Class" or "http://www.w3.org/2000/01/rdf-schema#Class";

    /// <summary>Whether subjects of this type are never terms, whatever labels they have.</summary>
    internal static bool IsNoTerm(string type) => s_noTerms.Contains(type);
}
