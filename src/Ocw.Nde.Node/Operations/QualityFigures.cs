namespace Ocw.Nde.Node.Operations;

/// <summary>How good the public records of a run are, by the rules of Europeana. Figures only: never a violation.</summary>
internal sealed record QualityFigures
{
    /// <summary>Public records that were judged.</summary>
    public required long Records { get; init; }

    /// <summary>The problem patterns that were found.</summary>
    public required IReadOnlyList<PatternFigure> Patterns { get; init; }

    /// <summary>The titles that stand in most records.</summary>
    public required IReadOnlyList<TitleFigure> SameTitles { get; init; }

    /// <summary>Whether there were more different titles than could be compared.</summary>
    public bool SameTitlesArePartial { get; init; }

    /// <summary>How many records have each content tier, <c>0</c> to <c>4</c>.</summary>
    public required IReadOnlyDictionary<string, long> ContentTiers { get; init; }

    /// <summary>In how many of them the tier is the highest that it can be, since the size of the image is not in the metadata.</summary>
    public required long ContentTiersAtMost { get; init; }

    /// <summary>How many records have each metadata tier: <c>0</c>, <c>A</c>, <c>B</c>, <c>C</c>.</summary>
    public required IReadOnlyDictionary<string, long> MetadataTiers { get; init; }

    /// <summary>What keeps records at the lowest of their dimensions: <c>language</c>, <c>elements</c>, <c>context</c>, and in how many records each alone or with others is the lowest and below C.</summary>
    public required IReadOnlyDictionary<string, long> HeldBackBy { get; init; }

    /// <summary>Records without any reproduction.</summary>
    public required PatternFigure WithoutMedia { get; init; }

    /// <summary>The figures alone.</summary>
    public QualityCount Count() => new(Records, Patterns.ToDictionary(p => p.Code, p => p.Records, StringComparer.Ordinal), ContentTiers, MetadataTiers, WithoutMedia.Records);
}

/// <summary>How many records show a problem pattern.</summary>
/// <param name="Code">Its code: <c>P5</c>.</param>
/// <param name="Records">How many.</param>
/// <param name="Examples">The identifiers of the first of them, at most 100.</param>
internal sealed record PatternFigure(string Code, long Records, IReadOnlyList<string> Examples);

/// <summary>A title that several records have.</summary>
/// <param name="Title">It, shortened.</param>
/// <param name="Records">How many records.</param>
/// <param name="Examples">Some of them.</param>
internal sealed record TitleFigure(string Title, long Records, IReadOnlyList<string> Examples);

/// <summary>The quality figures of a run, without the records.</summary>
/// <param name="Records">Public records that were judged.</param>
/// <param name="Patterns">How many records show each problem pattern.</param>
/// <param name="ContentTiers">How many have each content tier.</param>
/// <param name="MetadataTiers">How many have each metadata tier.</param>
/// <param name="WithoutMedia">How many have no reproduction.</param>
internal sealed record QualityCount(long Records, IReadOnlyDictionary<string, long> Patterns, IReadOnlyDictionary<string, long> ContentTiers, IReadOnlyDictionary<string, long> MetadataTiers, long WithoutMedia);
