namespace Ocw.Nde.Harvest;

/// <summary>A catalogue that is searched by SRU 1.1 or 1.2.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="BaseUrl">The base URL of the service.</param>
/// <param name="Query">What is asked for, in CQL.</param>
public sealed record SruSource(string Id, Uri BaseUrl, string Query) : HarvestSource(Id)
{
    /// <summary>The version of the protocol. Default 1.2; 1.1 is tried when the server does not know it.</summary>
    public string Version { get; init; } = "1.2";

    /// <summary>The schema of records to ask for (<c>mods</c>, <c>marcxml</c>, <c>dcx</c>…); <see langword="null"/> for the server's own.</summary>
    public string? RecordSchema { get; init; }

    /// <summary>How many records are asked for at once. Default 100; a server that gives fewer is followed.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>A CQL index with the date of change (<c>dcterms.modified</c>): increments ask for what is from after it. <see langword="null"/>: each harvest asks for everything.</summary>
    public string? DateIndex { get; init; }

    /// <summary>How often everything is asked for, since increments do not show what was deleted. Default 30 days; zero for never.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(30);

    /// <summary>A schema with little more than the key (<c>brief</c>, <c>dc</c>): then keys are compared in place of asking for everything. <see langword="null"/>: there is none.</summary>
    public string? BriefSchema { get; init; }

    /// <summary>The CQL index of the key (<c>rec.identifier</c>), to fetch records that keys show to be new. <see langword="null"/>: then everything is asked for when there are any.</summary>
    public string? KeyIndex { get; init; }

    /// <summary>How far an increment reaches back. Default 24 hours.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Where the key of a record is, as in <see cref="FileSource.KeyPaths"/>; empty: found out (recordIdentifier, MARC 001, PICA 003@, MODS, Dublin Core).</summary>
    public IReadOnlyList<string> KeyPaths { get; init; } = [];

    /// <summary>Further parameters of each request, such as <c>x-collection</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The wait between two requests; <see langword="null"/> for the client's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Further headers, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "sru";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses => [BaseUrl];

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Last;

    internal override string Fingerprint => string.Join('\n', ["sru", BaseUrl.AbsoluteUri, Query, RecordSchema, DateIndex, .. Parameters.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)]);
}
