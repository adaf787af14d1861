using System.Collections.Frozen;
using Ocw.Nde.Rdf.Terms;
using static Ocw.Nde.Mapping.Model.ValueKind;

namespace Ocw.Nde.Mapping.Model;

/// <summary>The properties of the shared model (SCHEMA-AP-NDE 1.2.1, and SKOS for authority lists), in one table: names for rules, expectations for finishing, fields for alignment.</summary>
internal static class ModelProperties
{
    private static readonly Iri[] TermTypes = [Vocabulary.DefinedTerm];

    // additionalType and material range over URL: the term is co-typed (SCHEMA-AP-NDE, «reference terms»).
    private static readonly Iri[] UrlTermTypes = [Vocabulary.DefinedTerm, Vocabulary.Url];
    private static readonly Iri[] PlaceTypes = [Vocabulary.DefinedTerm, Vocabulary.Place];
    private static readonly Iri[] OccupationTypes = [Vocabulary.DefinedTerm, new(Vocabulary.Schema + "Occupation")];
    private static readonly Iri[] PeriodTypes = [Vocabulary.DefinedTerm];

    private static readonly ModelProperty[] All =
    [
        // The object.
        Schema("name", UniqueText),
        Schema("alternateName", Text),
        Schema("description", Text),
        Schema("abstract", Text),
        Schema("text", Text),
        Schema("size", UniqueText),
        Schema("comment", Text),
        Schema("keywords", Text),
        Schema("creditText", Text),
        Schema("copyrightNotice", Text),
        Schema("conditionsOfAccess", Text),
        Schema("identifier", ValueKind.String),
        Schema("additionalType", Term, "type", UrlTermTypes),
        Schema("genre", Term, "genre", TermTypes),
        Schema("material", Term, "material", UrlTermTypes),
        Schema("artMedium", Term, "technique", TermTypes),
        Schema("about", Term, "about", TermTypes),
        Schema("creator", Agent, "creator"),
        Schema("contributor", Agent, "contributor"),
        Schema("publisher", Agent, "publisher"),
        Schema("provider", Agent, "provider"),
        Schema("contentLocation", ValueKind.Place, "place", PlaceTypes),
        Schema("locationCreated", ValueKind.Place, "place", PlaceTypes),
        Schema("dateCreated", Date),
        Schema("temporalCoverage", Coverage, "period", PeriodTypes),
        Schema("datePublished", Date),
        Schema("dateModified", Date),
        Schema("startDate", Date),
        Schema("endDate", Date),
        Schema("sdDatePublished", Any),
        Schema("isPartOf", ValueKind.Iri),
        Schema("hasPart", ValueKind.Iri),
        Schema("isRelatedTo", ValueKind.Iri),
        Schema("isBasedOn", ValueKind.Iri),
        Schema("url", ValueKind.Iri),
        Schema("mainEntityOfPage", ValueKind.Iri),
        Schema("sameAs", ValueKind.Iri),
        Schema("citation", Text),
        Schema("inLanguage", ValueKind.String),
        Schema("associatedMedia", Media, null, [Vocabulary.MediaObject, Vocabulary.ImageObject]),

        // What SCHEMA-AP-NDE has no place for (docs/models.md).
        OcwndeProperty("attribution", Node, [Vocabulary.AttributionClass]),
        OcwndeProperty("qualifier", Text),
        OcwndeProperty("agent", Agent),
        new("ocwnde:makerActiveIn", Vocabulary.MakerActiveIn, ValueKind.Place, "place", PlaceTypes),
        OcwndeProperty("hierarchy", Text),
        OcwndeProperty("participation", Node, [Vocabulary.ParticipationClass]),
        OcwndeProperty("role", Text),

        // Media.
        Schema("contentUrl", ValueKind.Iri),
        Schema("thumbnailUrl", ValueKind.Iri),
        Schema("encodingFormat", ValueKind.String),
        Schema("caption", Text),
        Schema("license", ValueKind.Iri),

        // Persons, organizations, places and terms.
        Schema("givenName", Text),
        Schema("familyName", Text),
        Schema("jobTitle", Text),
        Schema("birthDate", Date),
        Schema("deathDate", Date),
        Schema("birthPlace", ValueKind.Place, "place", PlaceTypes),
        Schema("deathPlace", ValueKind.Place, "place", PlaceTypes),
        Schema("foundingDate", Date),
        Schema("dissolutionDate", Date),
        Schema("foundingLocation", ValueKind.Place, "place", PlaceTypes),
        Schema("hasOccupation", Term, "occupation", OccupationTypes),
        Schema("location", ValueKind.Place, "place", PlaceTypes),
        Schema("containedInPlace", ValueKind.Place, "place", PlaceTypes),
        Schema("geo", Node, null, [new(Vocabulary.Schema + "GeoCoordinates")]),
        Schema("latitude", Number),
        Schema("longitude", Number),
        Schema("termCode", ValueKind.String),
        Schema("inDefinedTermSet", ValueKind.Iri),

        // SKOS, for authority lists; broader also as the context of a value.
        SkosProperty("prefLabel", UniqueText),
        SkosProperty("altLabel", Text),
        SkosProperty("hiddenLabel", Text),
        SkosProperty("definition", Text),
        SkosProperty("scopeNote", Text),
        SkosProperty("note", Text),
        SkosProperty("notation", ValueKind.String),
        SkosProperty("broader", Term, "broader", TermTypes),
        SkosProperty("narrower", ValueKind.Iri),
        SkosProperty("related", ValueKind.Iri),
        SkosProperty("exactMatch", ValueKind.Iri),
        SkosProperty("closeMatch", ValueKind.Iri),
        SkosProperty("broadMatch", ValueKind.Iri),
        SkosProperty("narrowMatch", ValueKind.Iri),
        SkosProperty("relatedMatch", ValueKind.Iri),
        SkosProperty("inScheme", ValueKind.Iri),
        SkosProperty("topConceptOf", ValueKind.Iri),
    ];

    private static readonly FrozenDictionary<Iri, ModelProperty> ByPredicate = All.ToFrozenDictionary(p => p.Predicate);

    private static readonly FrozenDictionary<string, ModelProperty> ByName = All.ToFrozenDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    // Words that people use for a property and that are not its name.
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = "name",
        ["type"] = "additionalType",
        ["technique"] = "artMedium",
        ["subject"] = "about",
        ["date"] = "dateCreated",
        ["media"] = "associatedMedia",
        ["image"] = "associatedMedia",
        ["size"] = "size",
        ["dimensions"] = "size",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The properties with value nodes, for the alignment table.</summary>
    public static IEnumerable<ModelProperty> WithField => All.Where(p => p.Field is not null);

    /// <summary>The friendly names, for messages and documentation.</summary>
    public static IEnumerable<string> Names => All.Select(p => p.Name).Concat(Synonyms.Keys).Order(StringComparer.Ordinal);

    /// <summary>The property of an IRI; one that the table does not know takes anything.</summary>
    public static ModelProperty Of(Iri predicate) =>
        ByPredicate.TryGetValue(predicate, out var known) ? known : new ModelProperty(predicate.Value, predicate, Any, null, []);

    /// <summary>The property that a rule names: by friendly name, prefixed name or IRI; <see langword="null"/> when it is none of these.</summary>
    public static ModelProperty? Find(string name)
    {
        if (Synonyms.TryGetValue(name, out var synonym))
            name = synonym;
        if (ByName.TryGetValue(name, out var known))
            return known;
        return Vocabulary.Expand(name) is { } iri ? Of(iri) : null;
    }

    private static ModelProperty Schema(string name, ValueKind kind, string? field = null, Iri[]? types = null) =>
        new(name, new(Vocabulary.Schema + name), kind, field, types ?? []);

    private static ModelProperty OcwndeProperty(string name, ValueKind kind, Iri[]? types = null) =>
        new("ocwnde:" + name, new(Vocabulary.Ocwnde + name), kind, null, types ?? []);

    private static ModelProperty SkosProperty(string name, ValueKind kind, string? field = null, Iri[]? types = null) =>
        new(name, new(Vocabulary.Skos + name), kind, field, types ?? []);
}
