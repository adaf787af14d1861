using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Search;

/// <summary>What is searched for among the terms.</summary>
public sealed record TermQuery
{
    /// <summary>The most hits that one page may have.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The furthest hit that paging reaches.</summary>
    public const int MaxOffset = 100_000;

    /// <summary>
    /// Words, a whole label, an IRI, the last part of one, or a notation. <c>*</c> stands for any letters and <c>?</c> for one, words in quotation marks stand together,
    /// AND, OR, NOT (EN, OF, NIET) and brackets combine. Text beyond 500 characters is not read. No text is refused: see <see cref="TermSearchResult.Reading"/>.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Whether the last word is still being typed: it counts as the beginning of a word (autocomplete).</summary>
    public bool IsPrefix { get; init; }

    /// <summary>The sources to search by id; <see langword="null"/> for all.</summary>
    public IReadOnlyCollection<string>? Sources { get; init; }

    /// <summary>Only terms of one of these genres; none for all.</summary>
    public TermGenres Genres { get; init; }

    /// <summary>Only terms of one of these types or schemes (the IRI, or the word where a source gives that); empty for all.</summary>
    public IReadOnlyCollection<string> Types { get; init; } = [];

    /// <summary>Only terms below this one, at any depth, in the same source; <see langword="null"/> for all.</summary>
    public string? Broader { get; init; }

    /// <summary>Whether definitions, scope notes and other notes are searched too.</summary>
    public bool SearchNotes { get; init; }

    /// <summary>Whether terms that sources declare to be exact matches of each other are one hit, which lists them all; else each is a hit of its own.</summary>
    public bool IsMerged { get; init; }

    /// <summary>Whether compounds are taken apart where little was found, and typing errors corrected where nothing was. True by default.</summary>
    public bool IsForgiving { get; init; } = true;

    /// <summary>Whether the total is counted to the end; else it may be lower than what there is, and the answer comes sooner. True by default.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>Whether what was found is counted by kind and type. False by default.</summary>
    public bool WithFacets { get; init; }

    /// <summary>The languages wanted, best first: labels in them come first and are shown.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Whether withdrawn terms are found too; they come last.</summary>
    public bool IncludeDeprecated { get; init; } = true;

    /// <summary>How many hits to leave out before the page, 0 to <see cref="MaxOffset"/>.</summary>
    public int Offset { get; init; }

    /// <summary>The size of the page, 1 to <see cref="MaxLimit"/>; 20 by default.</summary>
    public int Limit { get; init; } = 20;
}
