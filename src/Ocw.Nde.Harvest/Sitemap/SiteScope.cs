using System.IO.Enumeration;

namespace Ocw.Nde.Harvest;

/// <summary>Which pages of a sitemap are asked for: those of the site itself, as the patterns of the source say.</summary>
internal sealed class SiteScope(SitemapSource source)
{
    private readonly List<string> _include = [.. source.Include.Select(Expression)];
    private readonly List<string> _exclude = [.. source.Exclude.Select(Expression)];

    /// <summary>Whether a page is one of the site, or named by a pattern with its host: what a sitemap lists of other sites does not count (sitemaps.org, «Sitemap file location»).</summary>
    public bool IsOfSite(Uri page, Uri sitemap) =>
        IsSame(page, source.Address) || IsSame(page, sitemap) || _include.Exists(pattern => pattern.StartsWith("http", StringComparison.OrdinalIgnoreCase) && IsMeant(pattern, page));

    /// <summary>Whether the patterns of the source ask for a page.</summary>
    public bool IsWanted(Uri page) =>
        (_include.Count == 0 || _include.Exists(pattern => IsMeant(pattern, page))) && !_exclude.Exists(pattern => IsMeant(pattern, page));

    private static bool IsMeant(string pattern, Uri page) =>
        FileSystemName.MatchesSimpleExpression(pattern, pattern.StartsWith('/') ? page.PathAndQuery : page.AbsoluteUri, ignoreCase: false);

    // Only the star is a wildcard: a question mark begins a query.
    private static string Expression(string pattern)
    {
        var isPlaced = pattern.StartsWith('/') || pattern.StartsWith('*') || pattern.Contains("://", StringComparison.Ordinal);
        return (isPlaced ? pattern : "*" + pattern).Replace("\\", @"\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);
    }

    // http and https, with and without www, are one site.
    private static bool IsSame(Uri one, Uri other) =>
        string.Equals(Host(one), Host(other), StringComparison.OrdinalIgnoreCase) && (one.IsDefaultPort == other.IsDefaultPort) && (one.IsDefaultPort || one.Port == other.Port);

    private static string Host(Uri address) => address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.IdnHost[4..] : address.IdnHost;
}
