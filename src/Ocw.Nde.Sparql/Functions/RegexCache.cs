using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The compiled patterns of one query; a pattern that is not valid is remembered too.</summary>
/// <remarks>A pattern that runs without backtracking needs no time-out of its own, and compiling it is dear: it is shared by all queries.</remarks>
internal sealed class RegexCache(TimeSpan matchTimeout)
{
    private const int MaxPatterns = 256;

    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Regex> Shared = [];

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
            regex = Compile((pattern, flags));
            compiled.Add((pattern, flags), regex);
        }

        (last, lastRegex) = ((pattern, flags), regex);
        return regex;
    }

    private Regex? Compile((string Pattern, string Flags) key)
    {
        if (Shared.TryGetValue(key, out var shared))
            return shared;
        var regex = XPathRegex.Compile(key.Pattern, key.Flags, matchTimeout);
        if (regex is null || !regex.Options.HasFlag(RegexOptions.NonBacktracking))
            return regex;
        if (Shared.Count >= MaxPatterns)
            Shared.Clear();
        return Shared.GetOrAdd(key, regex);
    }
}
