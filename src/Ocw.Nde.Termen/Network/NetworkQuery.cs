using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Network;

/// <summary>What is asked of the terminology sources.</summary>
public sealed record NetworkQuery
{
    /// <summary>Words, a whole label, or a notation. Text beyond 500 characters is not read.</summary>
    public required string Text { get; init; }

    /// <summary>How the text goes to live sources. Default <see cref="QueryMode.Optimized"/>.</summary>
    public QueryMode Mode { get; init; }

    /// <summary>The sources to ask, by IRI of the dataset or id; <see langword="null"/> for all. An unknown one gets an answer that says so.</summary>
    public IReadOnlyCollection<string>? Sources { get; init; }

    /// <summary>Only terms of one of these genres; none for all.</summary>
    public TermGenres Genres { get; init; }

    /// <summary>Only terms of one of these genres, by the IRIs of NDE's list; none for all. Without <see cref="Sources"/> only the sources that have one of them are asked.</summary>
    public IReadOnlyCollection<string> GenreIris { get; init; } = [];

    /// <summary>Only terms of one of these types or schemes; empty for all. Kept sources only.</summary>
    public IReadOnlyCollection<string> Types { get; init; } = [];

    /// <summary>The languages wanted, best first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Only terms below this one (its IRI); <see langword="null"/> for all. Kept sources only.</summary>
    public string? Broader { get; init; }

    /// <summary>Whether the last word is still being typed (autocomplete). Kept sources only.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>Whether scope notes and definitions are searched too. Kept sources only.</summary>
    public bool SearchNotes { get; init; }

    /// <summary>Whether withdrawn terms are found too; they come last. Default yes.</summary>
    public bool IncludeDeprecated { get; init; } = true;

    /// <summary>Whether the merged list comes with counts by kind and type. Default no.</summary>
    public bool WithFacets { get; init; }

    /// <summary>How many hits to leave out before the page.</summary>
    public int Offset { get; init; }

    /// <summary>The most hits of each source, and of the merged list; 1 to 1,000, default 20.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>How long a live source may take. Default 10 seconds, at most that of <see cref="NetworkOptions.MaxTimeout"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>How the text of a question goes to live sources.</summary>
public enum QueryMode
{
    /// <summary>In lower case, with single spaces; for Virtuoso each word quoted and joined with AND.</summary>
    Optimized,

    /// <summary>As it is.</summary>
    Raw,
}

/// <summary>How terms are looked up.</summary>
public sealed record LookupOptions
{
    /// <summary>The languages wanted for labels of related terms, best first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>How long a live source may take. Default 10 seconds, at most that of <see cref="NetworkOptions.MaxTimeout"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
