using System.Collections.Frozen;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>A property by which a value may be told from its namesakes, and what of a term it is compared with.</summary>
/// <param name="Id">Its identifier in queries, suggestions and features.</param>
/// <param name="NameNl">Its Dutch name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="DescriptionNl">What it takes, in Dutch.</param>
/// <param name="DescriptionEn">What it takes, in English.</param>
/// <param name="ContextKey">The key of <see cref="AlignmentContext"/> under which the aligner weighs it.</param>
/// <param name="Aliases">Other identifiers that clients use for it.</param>
public sealed record ContextProperty(
    string Id,
    string NameNl,
    string NameEn,
    string DescriptionNl,
    string DescriptionEn,
    string ContextKey,
    IReadOnlyList<string> Aliases)
{
    /// <summary>The key under which a notation is handed over; it is a part of the query of its own.</summary>
    internal const string NotationKey = "notation";

    private static FrozenDictionary<string, ContextProperty>? s_byName;

    /// <summary>All properties, in the order in which they are suggested.</summary>
    public static IReadOnlyList<ContextProperty> All { get; } =
    [
        new("birth", "geboortejaar", "year of birth", "Jaar of datum van geboorte of oprichting", "Year or date of birth or foundation", AlignmentContext.Birth,
            ["birthDate", "birthYear", "schema:birthDate", "https://schema.org/birthDate", "http://schema.org/birthDate", "https://schema.org/foundingDate", "P569"]),
        new("death", "sterfjaar", "year of death", "Jaar of datum van overlijden of opheffing", "Year or date of death or dissolution", AlignmentContext.Death,
            ["deathDate", "deathYear", "schema:deathDate", "https://schema.org/deathDate", "http://schema.org/deathDate", "https://schema.org/dissolutionDate", "P570"]),
        new("date", "datering van het object", "date of the object", "Jaar of datum van het object waarbij een maker genoemd wordt", "Year or date of the object that names a maker", AlignmentContext.Date,
            ["dateCreated", "schema:dateCreated", "https://schema.org/dateCreated", "http://purl.org/dc/terms/created", "http://purl.org/dc/elements/1.1/date"]),
        new("broader", "bovenliggende term", "broader term", "Naam of IRI van de ruimere term", "Name or IRI of the broader term", AlignmentContext.Broader,
            ["skos:broader", "http://www.w3.org/2004/02/skos/core#broader", "broaderTerm"]),
        new("place", "ligt in", "lies in", "Naam of IRI van de plaats waarin een plaats ligt", "Name or IRI of the place around a place", AlignmentContext.Broader,
            ["containedInPlace", "schema:containedInPlace", "https://schema.org/containedInPlace", "country", "province", "region", "P131", "P17"]),
        new("coordinates", "coördinaten", "coordinates", "«lat, lon», Point(lon lat) of graden", "\"lat, lon\", Point(lon lat) or degrees", AlignmentContext.Coordinates,
            ["geo", "schema:geo", "https://schema.org/geo", "http://www.opengis.net/ont/geosparql#asWKT", "P625"]),
        new("identifier", "identificatie", "identifier", "IRI van de term of van een gelijke term in een andere bron", "IRI of the term, or of the same thing in another source", AlignmentContext.Identifier,
            ["exactMatch", "skos:exactMatch", "http://www.w3.org/2004/02/skos/core#exactMatch", "sameAs", "schema:sameAs", "https://schema.org/sameAs", "http://www.w3.org/2002/07/owl#sameAs", "uri", "iri"]),
        new("notation", "notatie", "notation", "Code van de term, zoals een Iconclass-notatie", "Code of the term, such as an Iconclass notation", NotationKey,
            ["skos:notation", "http://www.w3.org/2004/02/skos/core#notation", "code"]),
        new("alternateName", "andere naam", "other name", "Andere namen van hetzelfde", "Other names of the same thing", AlignmentContext.AlternateName,
            ["altLabel", "altLabels", "skos:altLabel", "http://www.w3.org/2004/02/skos/core#altLabel", "schema:alternateName", "https://schema.org/alternateName"]),
        new("type", "soort", "kind", "Woord voor de soort: «eiland», «plantage», «persoon»", "Word for the kind of thing: \"island\", \"plantation\", \"person\"", AlignmentContext.Type,
            ["rdf:type", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "schema:additionalType", "https://schema.org/additionalType"]),
        new("note", "opmerking", "note", "Toelichting uit de bron; alleen gelezen om plaatsaanduidingen", "Note of the source; read for places only", AlignmentContext.Note,
            ["scopeNote", "scopeNotes", "skos:scopeNote", "http://www.w3.org/2004/02/skos/core#scopeNote", "description"]),
    ];

    /// <summary>The property of an identifier or alias; case does not count. <see langword="null"/> for an unknown one.</summary>
    public static ContextProperty? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return LazyInitializer.EnsureInitialized(ref s_byName, Names).GetValueOrDefault(id.Trim());
    }

    /// <summary>Its name: Dutch for «nl», else English.</summary>
    public string Name(string language) => IsDutch(language) ? NameNl : NameEn;

    /// <summary>What it takes: in Dutch for «nl», else in English.</summary>
    public string Description(string language) => IsDutch(language) ? DescriptionNl : DescriptionEn;

    private static bool IsDutch(string language) => language.StartsWith("nl", StringComparison.OrdinalIgnoreCase);

    private static FrozenDictionary<string, ContextProperty> Names()
    {
        var names = new Dictionary<string, ContextProperty>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in All)
        {
            foreach (var name in property.Aliases.Prepend(property.Id))
                names.Add(name, property);
        }

        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
