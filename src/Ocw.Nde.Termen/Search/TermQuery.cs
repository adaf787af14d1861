using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Search;

/// <summary>What is searched for among the terms.</summary>
public sealed record TermQuery
{
    /// <summary>The most hits that one page may have.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The furthest hit that paging reaches.</summary>
    public const int MaxOffset = 100_000;

    /// <summary>Words, a whole label, or a notation. Text beyond 500 characters is not read.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the last word is still being typed: it counts as the beginning of a word (autocomplete).</summary>
    public bool IsPrefix { get; init; }

    /// <summary>The sources to search by id; <see langword="null"/> for all.</summary>
    public IReadOnlyCollection<string>? Sources { get; init; }

    /// <summary>Only terms of one of these genres; none for all.</summary>
    public TermGenres Genres { get; init; }

    /// <summary>The languages wanted, best first: labels in them come first and are shown.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Whether withdrawn terms are found too; they come last.</summary>
    public bool IncludeDeprecated { get; init; } = true;

    /// <summary>How many hits to leave out before the page, 0 to <see cref="MaxOffset"/>.</summary>
    public int Offset { get; init; }

    /// <summary>The size of the page, 1 to <see cref="MaxLimit"/>; 20 by default.</summary>
    public int Limit { get; init; } = 20;
}

/// <summary>A page of hits.</summary>
/// <param name="Hits">The hits, best first.</param>
/// <param name="Total">How many terms were found.</param>
public sealed record TermSearchResult(IReadOnlyList<TermHit> Hits, long Total);

/// <summary>A term that was found.</summary>
/// <param name="Iri">The term.</param>
/// <param name="SourceId">Its source.</param>
/// <param name="Label">The label to show, in the language wanted where there is one.</param>
/// <param name="Language">The language of that label; empty if it has none.</param>
/// <param name="MatchedLabel">The label or notation that was found.</param>
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
    string Reason);

/// <summary>The reasons of <see cref="TermHit"/>: stable codes, best first.</summary>
public static class SearchReasons
{
    /// <summary>The notation is the text.</summary>
    public const string NotationEqual = "notation-equal";

    /// <summary>The notation begins with the text, or holds its words.</summary>
    public const string NotationStarts = "notation-starts";

    /// <summary>The text is a notation that is composed on this term's.</summary>
    public const string NotationComposed = "notation-composed";

    /// <summary>The label is the text, after folding.</summary>
    public const string LabelEqual = "label-equal";

    /// <summary>The label has the same words in another order.</summary>
    public const string WordsEqual = "words-equal";

    /// <summary>The label begins with the text.</summary>
    public const string LabelStarts = "label-starts";

    /// <summary>All words of the text stand in the label.</summary>
    public const string WordsContained = "words-contained";

    /// <summary>The label is nearly the text: plural, singular or spelling.</summary>
    public const string LabelNear = "label-near";
}
