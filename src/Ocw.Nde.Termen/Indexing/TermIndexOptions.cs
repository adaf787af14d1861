namespace Ocw.Nde.Termen.Indexing;

/// <summary>The ceilings of the term index.</summary>
public sealed record TermIndexOptions
{
    /// <summary>The most labels of one source; building needs about 200 bytes of memory for each. Default 5,000,000.</summary>
    public int MaxLabels { get; init; } = 5_000_000;

    /// <summary>Labels of more characters are counted and left out of the index (they stay in the store). Default 2,000.</summary>
    public int MaxLabelLength { get; init; } = 2_000;

    /// <summary>The most characters of one label that a look-up gives back; the store has the whole. Default 8,000.</summary>
    public int MaxStoredLabelLength { get; init; } = 8_000;

    /// <summary>The most values of one property (alternative labels, notes, narrower terms) that are read of one term; what is beyond is left out. Default 20,000.</summary>
    public int MaxValuesPerTerm { get; init; } = 20_000;

    /// <summary>The most characters of one note that the index keeps; the store has the whole. Default 8,000.</summary>
    public int MaxNoteLength { get; init; } = 8_000;
}
