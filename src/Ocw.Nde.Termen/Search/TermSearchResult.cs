using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search;

/// <summary>A page of hits.</summary>
/// <param name="Hits">The hits, best first.</param>
/// <param name="Total">How many terms were found; of a merged list, how many different ones.</param>
public sealed record TermSearchResult(IReadOnlyList<TermHit> Hits, long Total)
{
    /// <summary>How the query was read.</summary>
    public QueryReading Reading { get; init; } = new("");

    /// <summary>What was found by kind and type, after the filters of the query; <see langword="null"/> when it was not asked for.</summary>
    public TermFacets? Facets { get; init; }

    /// <summary>How many terms were found in each source that was searched, in order of id; terms that match each other are counted in each.</summary>
    public IReadOnlyList<SourceTotal> Sources { get; init; } = [];
}

/// <summary>How many terms one source has for a query.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Total">The number of terms.</param>
public sealed record SourceTotal(string SourceId, long Total);

/// <summary>The hits of one source.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Result">Its page of hits and its total.</param>
public sealed record TermSearchGroup(string SourceId, TermSearchResult Result);

/// <summary>A term that was found.</summary>
/// <param name="Iri">The term.</param>
/// <param name="SourceId">Its source.</param>
/// <param name="Label">The label to show, in the language wanted where there is one.</param>
/// <param name="Language">The language of that label; empty if it has none.</param>
/// <param name="MatchedLabel">The label or notation that was found; empty if it was found by its identifier or its notes.</param>
/// <param name="Hint">What tells it from others of its name: years, or the nearest broader term; empty if nothing does.</param>
/// <param name="IsDeprecated">Whether the source has withdrawn it.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Reason">Why, as a code of <see cref="SearchReasons"/>.</param>
public sealed record TermHit(
    string Iri,
    string SourceId,
    string Label,
    string Language,
    string MatchedLabel,
    string Hint,
    bool IsDeprecated,
    double Score,
    string Reason)
{
    /// <summary>The kind of the label that was found; <see langword="null"/> if it was no label.</summary>
    public TermLabelKind? MatchedKind { get; init; }

    /// <summary>In a merged list, the terms of other sources that are exact matches of this one, in order of source; found by the query or not.</summary>
    public IReadOnlyList<TermMember> Members { get; init; } = [];
}

/// <summary>A term that is an exact match of a hit.</summary>
/// <param name="Iri">The term.</param>
/// <param name="SourceId">Its source.</param>
/// <param name="Label">Its label, in the language wanted where there is one.</param>
public sealed record TermMember(string Iri, string SourceId, string Label);
