namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>The names of what is being purged now, in the clear; gone when the purge has ended.</summary>
internal sealed class PurgedNames(IEnumerable<string> subjects) : IPurgedNames
{
    /// <summary>Shorter texts and identifiers say nothing: they stand everywhere.</summary>
    public const int TellingLength = 8;

    private readonly HashSet<string> _subjects = [.. subjects];
    private readonly HashSet<(string Source, string Identifier)> _records = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsEmpty => _subjects.Count == 0;

    /// <summary>The subjects.</summary>
    public IReadOnlyCollection<string> Subjects => _subjects;

    /// <summary>The records, by source and identifier.</summary>
    public IReadOnlyCollection<(string Source, string Identifier)> Records => _records;

    /// <summary>Texts that only the purged subjects have.</summary>
    public IReadOnlyCollection<string> Texts => _texts;

    /// <summary>Adds a record.</summary>
    public void AddRecord(string source, string identifier) => _records.Add((source, identifier));

    /// <summary>Adds a text, if it is long enough to tell anything.</summary>
    public void AddText(string text)
    {
        if (text.Length >= TellingLength)
            _texts.Add(text);
    }

    /// <inheritdoc/>
    public bool Covers(string iri) => _subjects.Contains(iri) || _subjects.Any(s => iri.Length > s.Length && iri[s.Length] is '/' or '#' && iri.StartsWith(s, StringComparison.Ordinal));

    /// <inheritdoc/>
    public bool CoversRecord(string source, string identifier) => _records.Contains((source, identifier));

    /// <inheritdoc/>
    public bool Mentions(string text) =>
        _subjects.Any(s => Holds(text, s)) || _records.Any(r => r.Identifier.Length >= TellingLength && Holds(text, r.Identifier)) || _texts.Any(t => text.Contains(t, StringComparison.Ordinal));

    // «…/1» is not in «…/12».
    private static bool Holds(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if (end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_'))
                return true;
        }

        return false;
    }
}
