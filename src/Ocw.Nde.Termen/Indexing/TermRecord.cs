using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>What a source says of one term: what goes into the index, and what a look-up gives back.</summary>
public sealed class TermRecord
{
    /// <summary>The IRI of the term.</summary>
    public required string Iri { get; init; }

    /// <summary>Its labels of every kind.</summary>
    public IList<TermLabel> Labels { get; init; } = [];

    /// <summary>Its notations.</summary>
    public IList<string> Notations { get; init; } = [];

    /// <summary>Definitions, scope notes and other notes.</summary>
    public IList<TermNote> Notes { get; init; } = [];

    /// <summary>Relations to other terms, in this source or elsewhere.</summary>
    public IList<TermRelation> Relations { get; init; } = [];

    /// <summary>The schemes that it stands in.</summary>
    public IList<string> Schemes { get; init; } = [];

    /// <summary>Its types: IRIs of classes and concepts, and type words where a source gives those.</summary>
    public IList<string> Types { get; init; } = [];

    /// <summary>What it stands for; computed from the source when the term is indexed.</summary>
    public TermGenres Genres { get; set; }

    /// <summary>Year of birth or foundation.</summary>
    public int? Birth { get; set; }

    /// <summary>Year of death or end.</summary>
    public int? Death { get; set; }

    /// <summary>Degrees north, WGS 84.</summary>
    public double? Latitude { get; set; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Longitude { get; set; }

    /// <summary>The country in which a place lies, as two letters of ISO 3166-1; <see langword="null"/> if unknown.</summary>
    public string? Country { get; set; }

    /// <summary>The number of inhabitants of a place; <see langword="null"/> if unknown.</summary>
    public long? Population { get; set; }

    /// <summary>Whether the source has withdrawn it.</summary>
    public bool IsDeprecated { get; set; }
}

/// <summary>One label.</summary>
/// <param name="Kind">Preferred, alternative or hidden.</param>
/// <param name="Text">The label as the source writes it.</param>
/// <param name="Language">Its language tag in lower case; empty if it has none.</param>
public readonly record struct TermLabel(TermLabelKind Kind, string Text, string Language = "");

/// <summary>The kinds of label, best first.</summary>
public enum TermLabelKind : byte
{
    /// <summary><c>skos:prefLabel</c> and the plain names of other vocabularies.</summary>
    Preferred = 0,

    /// <summary><c>skos:altLabel</c>, <c>schema:alternateName</c>.</summary>
    Alternative = 1,

    /// <summary><c>skos:hiddenLabel</c>: found, never shown.</summary>
    Hidden = 2,
}

/// <summary>One note.</summary>
/// <param name="Kind">What kind of note.</param>
/// <param name="Text">The text.</param>
/// <param name="Language">Its language tag in lower case; empty if it has none.</param>
public readonly record struct TermNote(TermNoteKind Kind, string Text, string Language = "");

/// <summary>The kinds of note.</summary>
public enum TermNoteKind : byte
{
    /// <summary><c>skos:definition</c>.</summary>
    Definition = 0,

    /// <summary><c>skos:scopeNote</c>, <c>schema:description</c>.</summary>
    ScopeNote = 1,

    /// <summary><c>skos:note</c> and the other notes.</summary>
    Note = 2,
}

/// <summary>A relation of a term to another.</summary>
/// <param name="Kind">Which relation.</param>
/// <param name="Iri">The other term.</param>
public readonly record struct TermRelation(TermRelationKind Kind, string Iri);

/// <summary>The relations of SKOS and the replacement of a withdrawn term.</summary>
public enum TermRelationKind : byte
{
    /// <summary><c>skos:broader</c>.</summary>
    Broader = 0,

    /// <summary><c>skos:narrower</c>.</summary>
    Narrower = 1,

    /// <summary><c>skos:related</c>.</summary>
    Related = 2,

    /// <summary><c>skos:exactMatch</c>, <c>owl:sameAs</c>, <c>schema:sameAs</c>.</summary>
    ExactMatch = 3,

    /// <summary><c>skos:closeMatch</c>.</summary>
    CloseMatch = 4,

    /// <summary><c>skos:broadMatch</c>.</summary>
    BroadMatch = 5,

    /// <summary><c>skos:narrowMatch</c>.</summary>
    NarrowMatch = 6,

    /// <summary><c>skos:relatedMatch</c>.</summary>
    RelatedMatch = 7,

    /// <summary><c>dcterms:isReplacedBy</c>.</summary>
    ReplacedBy = 8,

    /// <summary><c>rdfs:seeAlso</c>: a page or resource that tells more.</summary>
    SeeAlso = 9,
}
