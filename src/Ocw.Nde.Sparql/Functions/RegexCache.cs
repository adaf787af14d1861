using System.Text.RegularExpressions;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The compiled patterns of one query; a pattern that is not valid is remembered too.</summary>
internal sealed class RegexCache(TimeSpan matchTimeout)
{
    private const int MaxPatterns = 256;

    private readonly Dictionary<(string Pattern, string Flags), Regex?> compiled = [];
    private (string Pattern, string Flags) last = ("", "\0");
    private Regex? lastRegex;

    internal Regex? Get(string pattern, string flags)
    {
        // Nearly always the pattern is a constant of the query, and so the same object.
        if (ReferenceEquals(last.Pattern, pattern) && ReferenceEquals(last.Flags, flags))
            return lastRegex;

        if (!compiled.TryGetValue((pattern, flags), out var regex))
        {
            if (compiled.Count >= MaxPatterns)
                compiled.Clear();
            regex = XPathRegex.Compile(pattern, flags, matchTimeout);
            compiled.Add((pattern, flags), regex);
        }

        (last, lastRegex) = ((pattern, flags), regex);
        return regex;
    }
}
