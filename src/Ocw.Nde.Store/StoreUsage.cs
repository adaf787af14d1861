namespace Ocw.Nde.Store;

/// <summary>What a store takes on disk.</summary>
/// <param name="Quads">The quads that it shows, closed ones included.</param>
/// <param name="StoredRows">The rows of its segments, including those that are not shown any more and go with the next merge.</param>
/// <param name="SegmentBytes">The bytes of its quad segments.</param>
/// <param name="SegmentCount">The number of its quad segments.</param>
/// <param name="Terms">The terms of its dictionary.</param>
/// <param name="DictionaryBytes">The bytes of its dictionary segments.</param>
/// <param name="DictionaryCount">The number of its dictionary segments.</param>
public sealed record StoreUsage(long Quads, long StoredRows, long SegmentBytes, int SegmentCount, long Terms, long DictionaryBytes, int DictionaryCount)
{
    /// <summary>The bytes of the log that are not in segments yet.</summary>
    public long LogBytes { get; init; }

    /// <summary>The changed quads of the log.</summary>
    public long LoggedRows { get; init; }

    /// <summary>The rows of its segments that are removed without the segment having been rewritten.</summary>
    public long RemovedRows { get; init; }

    /// <summary>The rows that older states had and this one has not, or the other way round.</summary>
    public long HistoryRows { get; init; }

    /// <summary>The bytes of its history files.</summary>
    public long HistoryBytes { get; init; }

    /// <summary>The number of its history files.</summary>
    public int HistoryCount { get; init; }

    /// <summary>All bytes.</summary>
    public long Bytes => SegmentBytes + DictionaryBytes + HistoryBytes + LogBytes;
}
