using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Features.Resources;

/// <summary>How pages name properties and classes, in the order in which a reader expects them.</summary>
internal static class PropertyNames
{
    private const string Schema = "https://schema.org/";
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";
    private const string Dcterms = "http://purl.org/dc/terms/";
    private const string Ocwnde = "https://w3id.org/ocw-nde/model#";

    private static readonly (string Iri, LocalizedText Name)[] Ordered =
    [
        (Schema + "name", new("Titel", "Title")),
        (Skos + "prefLabel", new("Voorkeursterm", "Preferred label")),
        (Schema + "alternateName", new("Andere naam", "Other name")),
        (Skos + "altLabel", new("Andere termen", "Other labels")),
        (Schema + "description", new("Beschrijving", "Description")),
        (Schema + "abstract", new("Samenvatting", "Abstract")),
        (Skos + "scopeNote", new("Toelichting", "Scope note")),
        (Skos + "definition", new("Definitie", "Definition")),
        (Schema + "identifier", new("Objectnummer", "Object number")),
        (Skos + "notation", new("Code", "Notation")),
        (Schema + "termCode", new("Code", "Code")),
        (Schema + "additionalType", new("Objecttype", "Object type")),
        (Schema + "genre", new("Genre", "Genre")),
        (Schema + "creator", new("Maker", "Maker")),
        (Schema + "contributor", new("Medewerker", "Contributor")),
        (Schema + "publisher", new("Uitgever", "Publisher")),
        (Schema + "dateCreated", new("Datering", "Date")),
        (Ocwnde + "attribution", new("Toeschrijving", "Attribution")),
        (Ocwnde + "qualifier", new("Kwalificatie", "Qualifier")),
        (Ocwnde + "attributionKind", new("Soort toeschrijving", "Kind of attribution")),
        (Ocwnde + "agent", new("Maker", "Maker")),
        (Ocwnde + "yearFrom", new("Vanaf jaar", "Year from")),
        (Ocwnde + "yearFromCertainty", new("Zekerheid van het beginjaar", "Certainty of the year from")),
        (Ocwnde + "yearTo", new("Tot en met jaar", "Year to")),
        (Ocwnde + "yearToCertainty", new("Zekerheid van het eindjaar", "Certainty of the year to")),
        (Ocwnde + "finding", new("Vondst", "Finding")),
        (Schema + "temporalCoverage", new("Periode", "Period")),
        (Schema + "temporal", new("Periode", "Period")),
        (Schema + "material", new("Materiaal", "Material")),
        (Schema + "artMedium", new("Techniek", "Technique")),
        (Schema + "size", new("Afmetingen", "Dimensions")),
        (Schema + "about", new("Onderwerp", "Subject")),
        (Schema + "contentLocation", new("Afgebeelde plaats", "Place depicted")),
        (Schema + "locationCreated", new("Plaats van vervaardiging", "Place made")),
        (Schema + "birthDate", new("Geboren", "Born")),
        (Schema + "birthPlace", new("Geboorteplaats", "Place of birth")),
        (Schema + "deathDate", new("Overleden", "Died")),
        (Schema + "deathPlace", new("Plaats van overlijden", "Place of death")),
        (Schema + "hasOccupation", new("Beroep", "Occupation")),
        (Skos + "broader", new("Ruimer begrip", "Broader term")),
        (Skos + "narrower", new("Enger begrip", "Narrower term")),
        (Skos + "related", new("Verwant begrip", "Related term")),
        (Skos + "inScheme", new("Bron", "Scheme")),
        (Schema + "inDefinedTermSet", new("Begrippenlijst", "Term set")),
        (Schema + "text", new("Tekst", "Text")),
        (Schema + "associatedMedia", new("Beeld", "Media")),
        (Schema + "contentUrl", new("Bestand", "File")),
        (Schema + "thumbnailUrl", new("Miniatuur", "Thumbnail")),
        (Schema + "encodingFormat", new("Bestandstype", "File type")),
        (Schema + "copyrightNotice", new("Rechten", "Rights notice")),
        (Schema + "isPartOf", new("Onderdeel van", "Part of")),
        (Schema + "isBasedOn", new("Gebaseerd op", "Based on")),
        (Schema + "sameAs", new("Zelfde als", "Same as")),
        (Skos + "exactMatch", new("Zelfde begrip", "Exact match")),
        (Skos + "closeMatch", new("Verwant in andere bron", "Close match")),
        (Schema + "license", new("Licentie", "Licence")),
        (Dcterms + "license", new("Licentie", "Licence")),
        (Schema + "conditionsOfAccess", new("Raadpleging", "Access")),
        (Dcterms + "accessRights", new("Toegang", "Access rights")),
        (Schema + "distribution", new("Bestanden en toegang", "Distributions")),
        (Schema + "url", new("Webpagina", "Web page")),
        (Schema + "mainEntityOfPage", new("Webpagina", "Web page")),
        (Schema + "inLanguage", new("Taal", "Language")),
        (Schema + "sdDatePublished", new("Metadata gepubliceerd", "Metadata published")),
        (Schema + "sdPublisher", new("Metadata van", "Metadata by")),
        (Schema + "sdLicense", new("Licentie van de metadata", "Metadata licence")),
        (Ocwnde + "notFoundSince", new("Niet meer gevonden sinds", "No longer found since")),
        (Schema + "dateModified", new("Bijgewerkt", "Modified")),
        (Schema + "datePublished", new("Gepubliceerd", "Published")),
        (Dcterms + "title", new("Titel", "Title")),
        (Dcterms + "description", new("Beschrijving", "Description")),
    ];

    private static readonly Dictionary<string, (int Order, LocalizedText Name)> Known =
        Ordered.Select((p, i) => (p.Iri, i, p.Name)).ToDictionary(p => p.Iri, p => (p.i, p.Name), StringComparer.Ordinal);

    private static readonly Dictionary<string, LocalizedText> Classes = new(StringComparer.Ordinal)
    {
        [Schema + "CreativeWork"] = new("Object", "Object"),
        [Schema + "VisualArtwork"] = new("Kunstwerk", "Artwork"),
        [Schema + "Photograph"] = new("Foto", "Photograph"),
        [Schema + "Book"] = new("Boek", "Book"),
        [Schema + "Person"] = new("Persoon", "Person"),
        [Schema + "Organization"] = new("Organisatie", "Organization"),
        [Schema + "Place"] = new("Plaats", "Place"),
        [Schema + "DefinedTerm"] = new("Term", "Term"),
        [Schema + "Dataset"] = new("Dataset", "Dataset"),
        [Schema + "DataCatalog"] = new("Catalogus", "Catalogue"),
        [Schema + "MediaObject"] = new("Beeld", "Media"),
        [Schema + "ImageObject"] = new("Afbeelding", "Image"),
        [Skos + "Concept"] = new("Begrip", "Concept"),
        [Skos + "ConceptScheme"] = new("Begrippenlijst", "Concept scheme"),
    };

    /// <summary>The place of a property on a page; unknown ones come last, by IRI.</summary>
    public static int Order(string property) => Known.TryGetValue(property, out var known) ? known.Order : int.MaxValue;

    /// <summary>The name of a property: from the table, else the last part of the IRI.</summary>
    public static string Of(string property, Language language) => Known.TryGetValue(property, out var known) ? known.Name.In(language) : LocalName(property);

    /// <summary>The name of a class.</summary>
    public static string OfClass(string type, Language language) => Classes.TryGetValue(type, out var name) ? name.In(language) : LocalName(type);

    /// <summary>Whether a class is named in the table.</summary>
    public static bool KnowsClass(string type) => Classes.ContainsKey(type);

    /// <summary>The part of an IRI after its last <c>#</c> or <c>/</c>.</summary>
    public static string LocalName(string iri)
    {
        var trimmed = iri.TrimEnd('/', '#');
        var at = trimmed.LastIndexOfAny(['#', '/']);
        return at < 0 ? trimmed : trimmed[(at + 1)..];
    }
}
