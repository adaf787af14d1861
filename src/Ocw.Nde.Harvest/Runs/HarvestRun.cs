namespace Ocw.Nde.Harvest;

/// <summary>One harvest of one source: what was fetched into the archive, and whether that is everything.</summary>
public sealed record HarvestRun
{
    /// <summary>The name of the run: sortable by time, unique for the source.</summary>
    public required string RunId { get; init; }

    /// <summary>The source that was harvested.</summary>
    public required string SourceId { get; init; }

    /// <summary>When the run started (the first time, if it was gone on with).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the run ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>How it ended.</summary>
    public required HarvestOutcome Outcome { get; init; }

    /// <summary>Whether the payloads hold all records, or only those changed since the previous run.</summary>
    public required HarvestScope Scope { get; init; }

    /// <summary>Why the run is incomplete or failed; empty otherwise.</summary>
    public IReadOnlyList<HarvestNotice> Reasons { get; init; } = [];

    /// <summary>What was noticed on the way.</summary>
    public IReadOnlyList<HarvestNotice> Notices { get; init; } = [];

    /// <summary>What was fetched, in order.</summary>
    public IReadOnlyList<ArchivedPayload> Payloads { get; init; } = [];

    /// <summary>Where the next run goes on: store it in the same transaction as the records. The cursor that came in, when this run moved nothing.</summary>
    public HarvestCursor? NextCursor { get; init; }

    /// <summary>What it took.</summary>
    public HarvestCounters Counters { get; init; } = new();

    /// <summary>Whether the next call goes on with this run where it stopped.</summary>
    public bool IsResumable { get; init; }

    /// <summary>OAI-PMH: what the repository says about itself.</summary>
    public OaiRepository? Repository { get; init; }
}

/// <summary>How a run ended.</summary>
public enum HarvestOutcome
{
    /// <summary>Everything that the source announced was seen.</summary>
    Complete,

    /// <summary>Something was seen, but not everything; it must not replace a complete version without consent.</summary>
    Incomplete,

    /// <summary>The source has nothing new: nothing needs to be done.</summary>
    Unchanged,

    /// <summary>Nothing usable was fetched; nothing that was there is lost.</summary>
    Failed,
}

/// <summary>What the payloads of a run stand for.</summary>
public enum HarvestScope
{
    /// <summary>All records of the source: what is not in them is gone.</summary>
    Full,

    /// <summary>Changes since the previous run: what is not in them stays.</summary>
    Increment,
}

/// <summary>What a run took.</summary>
public sealed record HarvestCounters
{
    /// <summary>Requests sent, retries included.</summary>
    public int Requests { get; init; }

    /// <summary>Bytes of payloads fetched, unpacked from the transfer.</summary>
    public long Bytes { get; init; }

    /// <summary>Payloads fetched.</summary>
    public int Payloads { get; init; }

    /// <summary>Payloads that the archive held already.</summary>
    public int KnownPayloads { get; init; }

    /// <summary>Records on the pages, deleted ones included; 0 where only cutting can tell (files).</summary>
    public long RecordsSeen { get; init; }

    /// <summary>Records that the source says are deleted.</summary>
    public long RecordsDeleted { get; init; }
}

/// <summary>How far fetching or cutting is, for a live bar.</summary>
/// <param name="Records">Records until now; 0 where they are not known yet.</param>
/// <param name="ExpectedRecords">How many there will be, if the source says so.</param>
/// <param name="Bytes">Bytes until now.</param>
/// <param name="ExpectedBytes">How many bytes there will be, if known.</param>
/// <param name="Payloads">Payloads (pages, files) until now.</param>
/// <param name="Activity">What is going on, as a stable short code: <c>identify</c>, <c>list</c>, <c>fetch</c>, <c>resume</c>, <c>wait</c>, <c>cut</c>.</param>
public readonly record struct HarvestProgress(long Records, long? ExpectedRecords, long Bytes, long? ExpectedBytes, int Payloads, string Activity);
