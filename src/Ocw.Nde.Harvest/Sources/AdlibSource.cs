namespace Ocw.Nde.Harvest;

/// <summary>A database of Axiell Collections (Adlib) behind its WebAPI, <c>wwwopac.ashx</c>.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="Address">The address of the service, up to and with <c>wwwopac.ashx</c>.</param>
/// <param name="Database">The database: <c>collect</c>, <c>thesaurus</c>, <c>people</c>, or as the institution calls it.</param>
public sealed record AdlibSource(string Id, Uri Address, string Database) : HarvestSource(Id)
{
    /// <summary>Which records, in the search language of Adlib. Default <c>all</c>.</summary>
    public string Search { get; init; } = "all";

    /// <summary>Whether records are asked for in the grouped dialect (<c>xmltype=grouped</c>) or with fields side by side (<c>unstructured</c>). Default grouped.</summary>
    public bool IsGrouped { get; init; } = true;

    /// <summary>The fields to ask for; empty for all that the service gives.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>How many records are asked for at once. Default 100; a service that gives fewer is followed.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Whether a later harvest asks only for what was modified. Default <see langword="true"/>; for databases that cannot be searched by <c>modification</c> it is not.</summary>
    public bool HasIncrements { get; init; } = true;

    /// <summary>How far an increment reaches back, on top of the day of the run before. Default 24 hours.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often an increment compares the record numbers of the database with those that are held: only that shows what was deleted. Default 7 days; zero for never.</summary>
    public TimeSpan CompareEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Further parameters of each request.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The wait between two requests; <see langword="null"/> for the client's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Further headers, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "adlib";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses => [Address];

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Last;

    internal override string Fingerprint =>
        string.Join('\n', ["adlib", Address.AbsoluteUri, Database, Search, IsGrouped ? "grouped" : "unstructured", .. Fields, "parameters", .. Parameters.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)]);

    /// <summary>How a page is cut: both dialects have a record element with the number and the moment of change as attributes.</summary>
    internal FileSource Page => new(Id, []) { Format = SourceFormat.Xml, RecordElement = "record", KeyPaths = ["@priref", "priref", "priref/value"], DatestampPath = "@modification" };
}
