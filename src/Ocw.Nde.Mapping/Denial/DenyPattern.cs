namespace Ocw.Nde.Mapping.Denial;

/// <summary>A pattern over the words of a field name: they follow each other in it (<c>current location</c>), or with <c>=</c> are all of it (<c>=locatie</c>).</summary>
/// <remarks>A word may begin or end with <c>*</c>: <c>verzeker*</c>, <c>*prijs</c>.</remarks>
internal sealed class DenyPattern
{
    private readonly string[] _words;
    private readonly bool _whole;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It has no word.</exception>
    public DenyPattern(string pattern)
    {
        _whole = pattern.StartsWith('=');
        _words = [.. pattern.TrimStart('=').Split([' ', '.', '_', '-', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Normalize)];
        if (_words.Length == 0)
            throw new FormatException("a pattern needs a word");
    }

    /// <summary>Whether a name with these words matches.</summary>
    public bool Matches(ReadOnlySpan<string> words)
    {
        if (_whole)
            return words.Length == _words.Length && MatchesAt(words, 0);
        for (var at = 0; at + _words.Length <= words.Length; at++)
        {
            if (MatchesAt(words, at))
                return true;
        }

        return false;
    }

    private bool MatchesAt(ReadOnlySpan<string> words, int at)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if (!WordMatches(_words[i], words[at + i]))
                return false;
        }

        return true;
    }

    private static bool WordMatches(string pattern, string word) => (pattern.StartsWith('*'), pattern.EndsWith('*')) switch
    {
        (true, true) => word.Contains(pattern.Trim('*'), StringComparison.Ordinal),
        (true, false) => word.EndsWith(pattern[1..], StringComparison.Ordinal),
        (false, true) => word.StartsWith(pattern[..^1], StringComparison.Ordinal),
        _ => string.Equals(word, pattern, StringComparison.Ordinal),
    };

    private static IEnumerable<string> Normalize(string word)
    {
        var (start, end) = (word.StartsWith('*') ? "*" : "", word.EndsWith('*') ? "*" : "");
        var words = FieldWords.Split(word);
        for (var i = 0; i < words.Length; i++)
            yield return (i == 0 ? start : "") + words[i] + (i == words.Length - 1 ? end : "");
    }
}
