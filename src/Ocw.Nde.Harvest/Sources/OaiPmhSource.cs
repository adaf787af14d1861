namespace Ocw.Nde.Harvest;

/// <summary>A repository that speaks OAI-PMH 2.0.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="BaseUrl">The base URL that the institution gave; the one that Identify names is not used.</param>
/// <param name="MetadataPrefix">The metadata format to ask for, for example <c>edm</c> or <c>oai_dc</c>.</param>
public sealed record OaiPmhSource(string Id, Uri BaseUrl, string MetadataPrefix) : HarvestSource(Id)
{
    /// <summary>The sets to harvest, one list after another; empty for the whole repository.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Only records changed since then, also in a full harvest; <see langword="null"/> for everything.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only records changed until then. Default <see langword="null"/>: it is never sent unless it is set.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How far an increment reaches back before the previous run, for repositories whose index lags. Default 24 hours.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often everything is asked for, from a repository that does not keep deleted records for good: only that shows what is gone. Default 30 days; zero for never.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether robots.txt of the host is obeyed. Default <see langword="false"/>: an OAI-PMH endpoint is there for harvesters and was agreed upon; what robots.txt says is reported, and its crawl delay is kept.</summary>
    public bool ObeyRobots { get; init; }

    /// <summary>Whether <c>completeListSize</c> of this repository is only an estimate: then fewer records than it says do not make the run incomplete.</summary>
    public bool ListSizeIsEstimate { get; init; }

    /// <summary>The wait between two requests; <see langword="null"/> for the client's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Further headers, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "oai-pmh";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses => [BaseUrl];

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Newest;

    internal override string Fingerprint => string.Join('\n', ["oai", BaseUrl.AbsoluteUri, MetadataPrefix, $"{From:O}", $"{Until:O}", .. Sets]);
}
