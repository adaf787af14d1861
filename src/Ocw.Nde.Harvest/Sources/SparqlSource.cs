namespace Ocw.Nde.Harvest;

/// <summary>A SPARQL endpoint, from which records are asked for in small batches.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="Endpoint">The address of the query service.</param>
public sealed record SparqlSource(string Id, Uri Endpoint) : HarvestSource(Id)
{
    /// <summary>The classes whose instances are records: IRIs, or <c>schema:VisualArtwork</c>, which stands for both spellings of schema.org's namespace. Empty: <see cref="Where"/> says it.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>A graph pattern that says in its variable <c>?s</c> what records are, with prefixes written out; goes before <see cref="Classes"/>.</summary>
    public string? Where { get; init; }

    /// <summary>The graphs to ask; empty for the default graph of the endpoint.</summary>
    public IReadOnlyList<string> Graphs { get; init; } = [];

    /// <summary>The property that tells when a record was changed (an IRI): increments ask for what it says is new. <see langword="null"/>: each harvest asks for everything.</summary>
    public string? DateProperty { get; init; }

    /// <summary>How often an increment compares all names and their dates with what is held, since increments do not show what was deleted. Default 30 days; zero for never.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How far an increment reaches back. Default 24 hours.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether what the endpoint says of nodes that a record links to comes along: their names and other literals. Default <see langword="true"/>.</summary>
    public bool WithLinked { get; init; } = true;

    /// <summary>How many names of records are asked for at once. Default 5,000; it becomes less where the endpoint gives less.</summary>
    public int PageSize { get; init; } = 5000;

    /// <summary>How many records are described in one answer. Default 100; it is halved when an answer takes too long or is cut short.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How long one answer may take. Default 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait between two requests; <see langword="null"/> for the client's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Further headers, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "sparql";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses => [Endpoint];

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Last;

    internal override string Fingerprint => string.Join('\n', ["sparql", Endpoint.AbsoluteUri, Where, DateProperty, $"{WithLinked}", "classes", .. Classes, "graphs", .. Graphs]);
}
