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

    private static bool Matches(string[] pattern, string[] path)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is "**")
                return path.Length > i;
            if (i >= path.Length || !PartMatches(pattern[i], path[i]))
                return false;
        }

        return pattern.Length == path.Length;
    }

    private static bool PartMatches(string pattern, string part) =>
        pattern.Contains('*', StringComparison.Ordinal) ? System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, part, ignoreCase: false) : string.Equals(pattern, part, StringComparison.Ordinal);
}
