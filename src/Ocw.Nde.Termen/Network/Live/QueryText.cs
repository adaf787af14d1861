using System.Text.RegularExpressions;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>The text of a question in the two forms that queries of sources ask for.</summary>
/// <param name="Query">For <c>?query</c>.</param>
/// <param name="VirtuosoQuery">For <c>?virtuosoQuery</c>: the expression of <c>bif:contains</c>.</param>
internal sealed partial record QueryText(string Query, string VirtuosoQuery)
{
    internal static QueryText Of(string text, QueryMode mode)
    {
        if (mode == QueryMode.Raw)
            return new QueryText(text, text);
        // One capital has a lower-case form of two characters, which the invariant culture does not make.
        var query = Spaces().Replace(text, " ").Trim(' ').Replace("İ", "i̇", StringComparison.Ordinal).ToLowerInvariant();
        return new QueryText(query, Virtuoso(query));
    }

    // Each word is quoted and words are joined with AND; «and» and «or» between two words are operators already.
    private static string Virtuoso(string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "&").ToList();
        var parts = new List<string>();
        var joined = true;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "and" or "or" && !joined && i + 1 < words.Count)
            {
                parts.Add(words[i]);
                joined = true;
                continue;
            }

            if (!joined)
                parts.Add("AND");
            parts.Add($"'{words[i].Replace("'", "\\'", StringComparison.Ordinal)}'");
            joined = false;
        }

        return string.Join(' ', parts);
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Spaces();
}
