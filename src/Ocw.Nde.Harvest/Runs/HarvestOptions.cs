using Ocw.Nde.Rdf.Formats.JsonLd;

namespace Ocw.Nde.Harvest;

/// <summary>The ceilings and choices of fetching.</summary>
public sealed record HarvestOptions
{
    /// <summary>Asks for everything, although a cursor would allow an increment. Default <see langword="false"/>.</summary>
    public bool Full { get; init; }

    /// <summary>The most bytes of one file or web answer as it is fetched. Default 16 GiB.</summary>
    public long MaxPayloadBytes { get; init; } = 16L << 30;

    /// <summary>The most bytes of one OAI-PMH page, unpacked. Default 64 MiB.</summary>
    public int MaxPageBytes { get; init; } = 64 << 20;

    /// <summary>The most records on one OAI-PMH page. Default 1,000,000.</summary>
    public int MaxRecordsPerPage { get; init; } = 1_000_000;

    /// <summary>The most pages of one run. Default 1,000,000.</summary>
    public int MaxPages { get; init; } = 1_000_000;

    /// <summary>The most pages without records, one after another. Default 10.</summary>
    public int MaxEmptyPages { get; init; } = 10;

    /// <summary>The most files that the locations of one source may stand for. Default 1,000,000.</summary>
    public int MaxFiles { get; init; } = 1_000_000;

    /// <summary>How many times a page that is not readable as OAI-PMH, or cut off, is asked again. Default 2.</summary>
    public int MaxPageRetries { get; init; } = 2;

    /// <summary>How many times a list is started again from its very beginning after <c>badResumptionToken</c>. Default 1; restarts that get further are not counted.</summary>
    public int MaxRestarts { get; init; } = 1;

    /// <summary>How far before the last good datestamp a list is started again. Default 1 hour.</summary>
    public TimeSpan RestartOverlap { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most records that are fetched one by one in place of pages that cannot be delivered. Default 5,000.</summary>
    public int MaxSingleRecords { get; init; } = 5_000;

    /// <summary>The most sets of a repository that a preview lists. Default 1,000.</summary>
    public int MaxPreviewSets { get; init; } = 1_000;

    /// <summary>How old a half run may be to be gone on with. Default 7 days; an older one is left as it is and a new run starts.</summary>
    public TimeSpan ResumeWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The time limit of one file from the web. Default 2 hours.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How JSON-LD is read, and where its contexts come from. Default: only the contexts that the program brings along.</summary>
    public JsonLdOptions JsonLd { get; init; } = JsonLdOptions.Default;
}
