using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store;

/// <summary>How a store is opened. Nothing here changes the file format of a store that exists.</summary>
public sealed record StoreOptions
{
    // Before the defaults that are made of it.
    private static readonly long AvailableMemory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The options that hold when none are given.</summary>
    public static StoreOptions Default { get; } = new();

    /// <summary>The packed IRIs of a store that is created now; a store that exists keeps its own.</summary>
    public PackedIriTable PackedIris { get; init; } = PackedIriTable.Default;

    /// <summary>How files are read. Default: mapped into memory.</summary>
    public StoreFileAccess FileAccess { get; init; } = StoreFileAccess.Mapped;

    /// <summary>Whether a second write transaction waits for the first (default), or gets a <see cref="StoreBusyException"/>.</summary>
    public bool WaitForWriter { get; init; } = true;

    /// <summary>Whether small segments are merged in the background after a commit (default), or only by <see cref="QuadStore.Merge"/>.</summary>
    public bool MergeInBackground { get; init; } = true;

    /// <summary>
    /// The rows that a transaction sorts in memory before it spills to disk; a row takes up to 100 bytes while it is sorted. Default: what fits in a tenth
    /// of the memory that the process may use, between 1,048,576 and 16,777,216.
    /// </summary>
    public int StagingRows { get; init; } = (int)Math.Clamp(AvailableMemory / 1000, 1 << 20, 1 << 24);

    /// <summary>
    /// The bytes of new or used terms that a transaction keeps in memory before it writes them out. Default: a thirty-second of the memory that the process
    /// may use, between 64 and 512 MiB.
    /// </summary>
    public int StagingTermBytes { get; init; } = (int)Math.Clamp(AvailableMemory / 32, 64 << 20, 512 << 20);

    /// <summary>Graphs with fewer quads share segments with others. Default: 2,000,000.</summary>
    public int SharedGraphRows { get; init; } = 2_000_000;

    /// <summary>
    /// The most changed quads of a transaction that is committed by one record in the log, which costs one sync; a larger one writes segments and a
    /// manifest. 0 for none. Default: 10,000.
    /// </summary>
    public int LoggedRows { get; init; } = 10_000;

    /// <summary>The changed quads in the log from which on they are moved into segments, in the background. Default: 262,144.</summary>
    public int FlushRows { get; init; } = 1 << 18;

    /// <summary>The bytes of the log from which on it is moved into segments, in the background. Default: 64 MiB.</summary>
    public int FlushBytes { get; init; } = 64 << 20;

    /// <summary>By how much the log file grows, at least, when it is full. Default: 1 MiB.</summary>
    public int LogStepBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Graphs of at most this many quads are written anew when quads were removed from them; of larger ones the removed rows are kept in a file until they are a
    /// tenth. Default: 20,000.
    /// </summary>
    public int RewrittenGraphRows { get; init; } = 20_000;

    /// <summary>The longest term, in bytes of UTF-8. Default: 64 MiB.</summary>
    public int MaxTermBytes { get; init; } = 64 << 20;

    /// <summary>The longest value of <see cref="Transactions.WriteTransaction.Put"/>, in bytes. Default: 1 MiB.</summary>
    public int MaxValueBytes { get; init; } = 1 << 20;

    /// <summary>The most bytes that all keys and values may take together, for they are rewritten at each commit. Default: 16 MiB.</summary>
    public int MaxValueBytesInAll { get; init; } = 16 << 20;

    /// <summary>The most bytes that the store may take on disk. Default: no ceiling but the disk.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>How long older states are kept. Default: for ever. What is not to be kept goes when history files are merged.</summary>
    public RetentionPolicy Retention { get; init; } = RetentionPolicy.KeepAll;

    /// <summary>
    /// The rows in which an older state of a graph may differ from the present one to be kept in memory, at about 160 bytes each; where there are more,
    /// opening that state writes it to a temporary file. Default: 262,144.
    /// </summary>
    public int PastOverlayRows { get; init; } = 1 << 18;

    /// <summary>The clock that commits are stamped with.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Hears of things that an operator may want to know and that stop nothing, such as a file that could not be removed.</summary>
    public Action<string>? OnWarning { get; init; }
}

/// <summary>How a store reads its files.</summary>
public enum StoreFileAccess : byte
{
    /// <summary>Mapped into memory.</summary>
    Mapped,

    /// <summary>By system calls into buffers, for file systems on which mapping is unwise.</summary>
    Buffered,
}
