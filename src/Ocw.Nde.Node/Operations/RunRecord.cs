using System.Text.Json.Serialization;
using Ocw.Nde.Harvest;

namespace Ocw.Nde.Node.Operations;

/// <summary>What one run of one source did: the same table for every protocol.</summary>
internal sealed record RunRecord
{
    /// <summary>The <see cref="Protocol"/> of a run that asked nothing of the source: what is served was aligned again.</summary>
    public const string AlignmentOnly = "align";

    /// <summary>The run's id: its start in UTC, sortable, and unique in the node.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the source file.</summary>
    public required string Source { get; init; }

    /// <summary>The dataset that the source feeds.</summary>
    public required string Dataset { get; init; }

    /// <summary>The channel of the dataset.</summary>
    public required string Channel { get; init; }

    /// <summary>How it ended.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>Why it was incomplete, held or failed, in one text.</summary>
    public string? Reason { get; init; }

    /// <summary>The same one by one, each with the code that all protocols share and where it happened.</summary>
    public IReadOnlyList<HarvestNotice> Reasons { get; init; } = [];

    /// <summary>What was put right or noticed without loss of data: by code how often, with one example.</summary>
    public IReadOnlyList<NoticeCount> Notices { get; init; } = [];

    /// <summary>The protocol that brought the records: <c>oai-pmh</c>, <c>files</c>, …</summary>
    public string? Protocol { get; init; }

    /// <summary>Whether the run looked at the source, or at what the archive has of it.</summary>
    [JsonIgnore]
    public bool IsHarvest => Protocol != AlignmentOnly;

    /// <summary>The run of the archive that was fetched or gone on with; <see langword="null"/> when nothing was asked of the source.</summary>
    public string? HarvestRun { get; init; }

    /// <summary>What the records are written in, by the namespace or keys of the first one.</summary>
    public string? Format { get; init; }

    /// <summary>What would disappear, if the run is held for that.</summary>
    public RemovalCount? Held { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The commit of the store that shows it, or 0 when nothing changed.</summary>
    public long Commit { get; init; }

    /// <summary>Records seen: the sum of the four that follow.</summary>
    public long Seen { get; init; }

    /// <summary>Records that are public in full or as a stub.</summary>
    public long Kept { get; init; }

    /// <summary>Records that the policy withholds from the public.</summary>
    public long Withheld { get; init; }

    /// <summary>Records that could not be used, with their reason in the quarantine.</summary>
    public long SetAside { get; init; }

    /// <summary>Records that the source reports as deleted.</summary>
    public long Deleted { get; init; }

    /// <summary>Later copies of a record that another copy wins over.</summary>
    public long Duplicates { get; init; }

    /// <summary>Public records that are a stub only (level <c>beschrijving</c>); part of <see cref="Kept"/>.</summary>
    public long Stubs { get; init; }

    /// <summary>Records that did not change since they were mapped, and were not mapped again.</summary>
    public long Reused { get; init; }

    /// <summary>Whether only what changed was staged and counted anew; the result is that of staging everything.</summary>
    public bool OnlyChanges { get; init; }

    /// <summary>Distinct objects in the public graph.</summary>
    public long Objects { get; init; }

    /// <summary>Objects that this harvest, or one before it, did not find, and that are still served, marked.</summary>
    public long NotFound { get; init; }

    /// <summary>Objects that became tombstones with this run.</summary>
    public long Tombstones { get; init; }

    /// <summary>Objects that were not found, or tombstones, and that this run found again.</summary>
    public long Returned { get; init; }

    /// <summary>Triples in the public content graph.</summary>
    public long Triples { get; init; }

    /// <summary>Triples in the closed content graph.</summary>
    public long ClosedTriples { get; init; }

    /// <summary>Triples added to and removed from the public content graph.</summary>
    public long Added { get; init; }

    /// <summary>See <see cref="Added"/>.</summary>
    public long Removed { get; init; }

    /// <summary>Values, links and proposals per field.</summary>
    public IReadOnlyDictionary<string, AlignmentCount> Alignment { get; init; } = new SortedDictionary<string, AlignmentCount>(StringComparer.Ordinal);

    /// <summary>Violations, warnings and infos.</summary>
    public ValidationCount Validation { get; init; } = new(0, 0, 0, 0);

    /// <summary>Source fields with a value that no rule used, and in how many records.</summary>
    public IReadOnlyDictionary<string, long> UnusedFields { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>How many different source fields were used, left out, read by nothing and denied; <c>runs show --fields</c> names them.</summary>
    public FieldCount? Fields { get; init; }

    /// <summary>How good the public records are, by the rules of Europeana; <c>runs show --quality</c> names records.</summary>
    public QualityCount? Quality { get; init; }

    /// <summary>How a sample of the images answered, if the source says <c>media.check</c>; <c>runs show --quality</c> names those that did not.</summary>
    public MediaFigures? Media { get; init; }

    /// <summary>Source fields on the deny-list that had a value, and in how many records.</summary>
    public IReadOnlyDictionary<string, long> DeniedFields { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Reasons of set-aside records, and how many have each.</summary>
    public IReadOnlyDictionary<string, long> SetAsideReasons { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Terminology sources that the source wants its values compared with and that the node does not hold.</summary>
    public IReadOnlyList<string> MissingTermSources { get; init; } = [];

    /// <summary>Requests made.</summary>
    public long Requests { get; init; }

    /// <summary>Bytes received.</summary>
    public long Bytes { get; init; }

    /// <summary>What the register answered, if the run registered the dataset.</summary>
    public string? Registration { get; init; }
}

/// <summary>What alignment did for one field.</summary>
/// <param name="Values">Distinct values.</param>
/// <param name="Links">Accepted links.</param>
/// <param name="Proposals">Values with a proposal but no link.</param>
internal sealed record AlignmentCount(long Values, long Links, long Proposals);

/// <summary>How often something was put right or noticed.</summary>
/// <param name="Code">The code (<see cref="HarvestCodes"/>).</param>
/// <param name="Count">How often.</param>
/// <param name="Example">The first of them, with its place.</param>
internal sealed record NoticeCount(string Code, long Count, string Example);

/// <summary>What a run would take away.</summary>
/// <param name="Gone">Objects (or concepts) that are served and would no longer be.</param>
/// <param name="Before">Objects that are served.</param>
/// <param name="Examples">Some of those that would go.</param>
internal sealed record RemovalCount(long Gone, long Before, IReadOnlyList<string> Examples);

/// <summary>What validation found.</summary>
/// <param name="Violations">Results of severity Violation.</param>
/// <param name="Warnings">Results of severity Warning.</param>
/// <param name="Infos">Results of severity Info.</param>
/// <param name="Records">Records with at least one violation.</param>
internal sealed record ValidationCount(long Violations, long Warnings, long Infos, long Records);

/// <summary>How a run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunOutcome>))]
internal enum RunOutcome
{
    /// <summary>All was seen and the new state is served.</summary>
    Complete,

    /// <summary>All was seen, or the source said so, and nothing changed: no new version, no commit.</summary>
    Unchanged,

    /// <summary>Not all was seen; the complete version before it, if there is one, stays.</summary>
    Incomplete,

    /// <summary>So much would disappear that a person decides (<c>runs approve</c>, <c>runs reject</c>); the version before it stays until then.</summary>
    Held,

    /// <summary>Nothing could be done; what was there stays.</summary>
    Failed,
}
