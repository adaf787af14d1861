using System.Collections.Frozen;

namespace Ocw.Nde.Mapping.Constructs;

/// <summary>Field paths whose parts may be <c>*</c> (any one name), or end in <c>/**</c> (anything below).</summary>
internal sealed class FieldPatterns(IEnumerable<string> patterns)
{
    private readonly FrozenSet<string> _exact = patterns.Where(p => !p.Contains('*', StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);
    private readonly string[][] _open = [.. patterns.Where(p => p.Contains('*', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Select(p => p.Split('/'))];

    /// <summary>Whether a path is among them.</summary>
    public bool Contains(string path)
    {
        if (_exact.Contains(path))
            return true;
        if (_open.Length == 0)
            return false;
        var parts = path.Split('/');
        return _open.Any(p => Matches(p, parts));
    }

    // «**» is one name or more where it stands last, and any number of names elsewhere.
    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is "**")
                return i == pattern.Length - 1 ? path.Length > i : MatchesBelow(pattern[(i + 1)..], path[i..]);
            if (i >= path.Length || !PartMatches(pattern[i], path[i]))
                return false;
        }

        return pattern.Length == path.Length;
    }

    private static bool MatchesBelow(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        for (; path.Length >= pattern.Length; path = path[1..])
        {
            if (Matches(pattern, path))
                return true;
        }

        return false;
    }

    private static bool PartMatches(string pattern, string part) =>
        pattern.Contains('*', StringComparison.Ordinal) ? System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, part, ignoreCase: false) : string.Equals(pattern, part, StringComparison.Ordinal);
}
