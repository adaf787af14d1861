namespace Ocw.Nde.Harvest;

/// <summary>A web site whose pages are listed in sitemaps, and say what they are about: by content negotiation, by links to data, or in themselves.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="Address">A sitemap, an index of sitemaps, or the site: then robots.txt says where its sitemaps are.</param>
public sealed record SitemapSource(string Id, Uri Address) : HarvestSource(Id)
{
    /// <summary>Which pages are asked for: patterns with <c>*</c> for anything, of the path (<c>/object/*</c>) or the whole address. Empty: all pages of the site.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Which of those are not, in the same notation.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The classes of records: IRIs, or <c>schema:VisualArtwork</c> for both spellings of schema.org's namespace. Empty: what the page is about is found out.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>How deep indexes of sitemaps may stand in one another. Default 5.</summary>
    public int MaxDepth { get; init; } = 5;

    /// <summary>The most sitemaps. Default 10,000.</summary>
    public int MaxSitemaps { get; init; } = 10_000;

    /// <summary>How often pages are asked for although their <c>lastmod</c> did not move, since some sites never move it. Default 30 days; zero for never.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether robots.txt of the site is obeyed. Default <see langword="true"/>.</summary>
    public bool ObeyRobots { get; init; } = true;

    /// <summary>The wait between two requests; <see langword="null"/> for the client's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Further headers, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "sitemap";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses => [Address];

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Newest;

    internal override string Fingerprint => string.Join('\n', ["sitemap", Address.AbsoluteUri, "include", .. Include, "exclude", .. Exclude]);
}
