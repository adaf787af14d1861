using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Lookup;

/// <summary>A term of a terminology source, with its labels, place in the hierarchy and matches.</summary>
/// <remarks>An RDF term is <see cref="Rdf.Terms.RdfTerm"/>; this is a term of the termennetwerk.</remarks>
public sealed class Term
{
    private readonly TermRecord _record;

    internal Term(TermRecord record, TermSource source)
    {
        _record = record;
        Source = source;
    }

    /// <summary>The IRI.</summary>
    public string Iri => _record.Iri;

    /// <summary>The source that it belongs to.</summary>
    public TermSource Source { get; }

    /// <summary>The labels, in the order of the source.</summary>
    public IReadOnlyList<TermLabel> Labels => _record.Labels.AsReadOnly();

    /// <summary>The notations.</summary>
    public IReadOnlyList<string> Notations => _record.Notations.AsReadOnly();

    /// <summary>Definitions, scope notes and notes.</summary>
    public IReadOnlyList<TermNote> Notes => _record.Notes.AsReadOnly();

    /// <summary>The broader terms in this source, those included that only name this term as narrower.</summary>
    public IReadOnlyList<TermReference> Broader { get; init; } = [];

    /// <summary>The narrower terms in this source, up to <see cref="TermLookup.MaxRelations"/>; <see cref="NarrowerCount"/> counts them all.</summary>
    public IReadOnlyList<TermReference> Narrower { get; init; } = [];

    /// <summary>How many narrower terms there are.</summary>
    public int NarrowerCount { get; init; }

    /// <summary>The related terms; without a label where the source does not hold them.</summary>
    public IReadOnlyList<TermReference> Related { get; init; } = [];

    /// <summary>The term that takes its place, where it is withdrawn.</summary>
    public IReadOnlyList<TermReference> ReplacedBy { get; init; } = [];

    /// <summary>Matches with terms of other sources.</summary>
    public IReadOnlyList<TermRelation> Matches =>
        [.. _record.Relations.Where(relation => relation.Kind is >= TermRelationKind.ExactMatch and <= TermRelationKind.RelatedMatch)];

    /// <summary>The terms of other sources that are the same thing, with their labels where the answer has them.</summary>
    public IReadOnlyList<TermReference> ExactMatches { get; init; } = [];

    /// <summary>Pages and resources that tell more (<c>rdfs:seeAlso</c>).</summary>
    public IReadOnlyList<string> SeeAlso =>
        [.. _record.Relations.Where(relation => relation.Kind == TermRelationKind.SeeAlso).Select(relation => relation.Iri)];

    /// <summary>The schemes that it stands in.</summary>
    public IReadOnlyList<string> Schemes => _record.Schemes.AsReadOnly();

    /// <summary>Its types: IRIs, and words where the source gives those.</summary>
    public IReadOnlyList<string> Types => _record.Types.AsReadOnly();

    /// <summary>What it stands for.</summary>
    public TermGenres Genres => _record.Genres;

    /// <summary>Year of birth or foundation.</summary>
    public int? Birth => _record.Birth;

    /// <summary>Year of death or end.</summary>
    public int? Death => _record.Death;

    /// <summary>Degrees north.</summary>
    public double? Latitude => _record.Latitude;

    /// <summary>Degrees east.</summary>
    public double? Longitude => _record.Longitude;

    /// <summary>Whether the source has withdrawn it.</summary>
    public bool IsDeprecated => _record.IsDeprecated;

    /// <summary>The label to show: the preferred one in the first of these languages that has one, then in the languages of the source, then without language, then any.</summary>
    public TermLabel Label(params IReadOnlyList<string> languages) => LabelChoice.Best(Labels, languages, Source.Languages);
}

/// <summary>A term that another refers to.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Label">Its label in the language asked for; <see langword="null"/> if the source does not hold it.</param>
public readonly record struct TermReference(string Iri, string? Label)
{
    private readonly IReadOnlyList<TermLabel>? _labels;

    /// <summary>Its preferred labels in all languages; empty if the source does not hold it, or gives only one label.</summary>
    public IReadOnlyList<TermLabel> Labels
    {
        get => _labels ?? [];
        init => _labels = value;
    }

    /// <inheritdoc/>
    public bool Equals(TermReference other) => string.Equals(Iri, other.Iri, StringComparison.Ordinal) && string.Equals(Label, other.Label, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Iri, Label);
}
