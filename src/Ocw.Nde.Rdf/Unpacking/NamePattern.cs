namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>A pattern for paths: <c>*</c> and <c>?</c> within one part, <c>**</c> for any number of folders. Parts are separated by <c>/</c>.</summary>
public static class NamePattern
{
    /// <summary>Whether the text asks for more than one name.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether a path matches; a pattern without <c>/</c> is compared with the last part of the path.</summary>
    public static bool Matches(string pattern, string path)
    {
        if (!pattern.Contains('/', StringComparison.Ordinal))
            return MatchesPart(pattern, path[(path.LastIndexOf('/') + 1)..]);
        return Matches(pattern.Split('/'), path.Split('/'));
    }

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
            return path.IsEmpty;
        if (pattern[0] == "**")
        {
            for (var skip = 0; skip <= path.Length; skip++)
            {
                if (Matches(pattern[1..], path[skip..]))
                    return true;
            }

            return false;
        }

        return !path.IsEmpty && MatchesPart(pattern[0], path[0]) && Matches(pattern[1..], path[1..]);
    }

    private static bool MatchesPart(string pattern, string name) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
