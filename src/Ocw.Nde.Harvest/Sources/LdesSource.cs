namespace Ocw.Nde.Harvest;

/// <summary>A Linked Data Event Stream, or another TREE collection: pages of RDF that refer to one another.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="Address">The stream, one of its views, or the page to begin at.</param>
public sealed record LdesSource(string Id, Uri Address) : HarvestSource(Id)
{
    /// <summary>The property that tells when a member was made (an IRI, or several after one another with spaces); <see langword="null"/> for what the stream says.</summary>
    public string? TimestampPath { get; init; }

    /// <summary>The property that tells what a member is a version of; <see langword="null"/> for what the stream says.</summary>
    public string? VersionOfPath { get; init; }

    /// <summary>What members must meet; others are not harvested, and pages that cannot hold any are not asked for. <see langword="null"/> for all members.</summary>
    public LdesCondition? Condition { get; init; }

    /// <summary>How far an increment reaches back into pages whose time has passed, for streams that add members late. Default 24 hours.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The most descriptions that are fetched one by one in a run, because a page names a member, or a node that its shape leads to, without describing it. Default 10,000.</summary>
    public int MaxLinkedDocuments { get; init; } = 10_000;

    /// <summary>The wait between two requests; <see langword="null"/> for the client's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Further headers, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "ldes";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses => [Address];

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Newest;

    internal override string Fingerprint => string.Join('\n', "ldes", Address.AbsoluteUri, TimestampPath, VersionOfPath) + (Condition is null ? "" : "\n" + Condition.Text);
}
