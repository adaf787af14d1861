using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Finishing;
using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Settings;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>A value that a rule has read: its text and where it stood.</summary>
/// <param name="Text">The text after splitting, replacing and mapping.</param>
/// <param name="Source">The element that held it.</param>
/// <param name="Index">Its number among the values of the rule.</param>
/// <param name="Count">How many values the rule has.</param>
internal readonly record struct RuleValue(string Text, SourceNode Source, int Index, int Count);

/// <summary>Reads the values of a rule: fields, splitting, regular expressions, other words, ignored values.</summary>
internal sealed class ValueReader
{
    private static readonly TimeSpan RegexTime = TimeSpan.FromSeconds(10);

    private readonly FieldPath[] _fields;
    private readonly bool _firstOnly;
    private readonly string[] _split;
    private readonly Regex? _splitPattern;
    private readonly Regex? _match;
    private readonly string? _replace;
    private readonly FrozenDictionary<string, string> _map;
    private readonly bool _mapOnly;
    private readonly FrozenSet<string> _ignore;

    /// <summary>A reader for one rule.</summary>
    /// <exception cref="FormatException">A regular expression cannot be read.</exception>
    public ValueReader(ColumnRule rule, FieldPath[] fields, IEnumerable<string> ignore)
    {
        _fields = fields;
        _firstOnly = string.Equals(rule.Pick, "first", StringComparison.OrdinalIgnoreCase);
        _split = [.. rule.Split.Where(s => s.Length > 0)];
        _splitPattern = Pattern(rule.SplitPattern);
        _match = Pattern(rule.Match);
        _replace = rule.Replace;
        _map = rule.Map.ToFrozenDictionary(m => TextCleaner.Line(m.Key), m => m.Value ?? "", StringComparer.OrdinalIgnoreCase);
        _mapOnly = rule.MapOnly;
        _ignore = rule.Ignore.Concat(ignore).Select(TextCleaner.Line).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The values that the rule finds from an element, numbered before anything is left out, so that parallel fields stay together.</summary>
    public List<RuleValue> Read(SourceNode scope)
    {
        var raw = new List<(string Text, SourceNode Source)>();
        foreach (var field in _fields)
        {
            foreach (var node in field.Select(scope))
            {
                if (node.HasText)
                    raw.AddRange(Parts(node.Text!).Select(p => (p, node)));
            }

            if (_firstOnly && raw.Exists(r => Accept(r.Text) is not null))
                break;
        }

        var values = new List<RuleValue>(raw.Count);
        for (var i = 0; i < raw.Count; i++)
        {
            if (Accept(raw[i].Text) is { } text)
                values.Add(new RuleValue(text, raw[i].Source, i, raw.Count));
        }

        return values;
    }

    private IEnumerable<string> Parts(string text)
    {
        if (_splitPattern is not null)
            return _splitPattern.Split(text).Select(p => p.Trim());
        return _split.Length > 0 ? text.Split(_split, StringSplitOptions.TrimEntries) : [text.Trim()];
    }

    private string? Accept(string text)
    {
        if (text.Length == 0 || _ignore.Contains(TextCleaner.Line(text)))
            return null;
        if (_match is not null)
        {
            if (_match.Match(text) is not { Success: true } match)
                return null;
            if (_replace is not null)
                text = match.Result(_replace).Trim();
        }

        if (_map.TryGetValue(TextCleaner.Line(text), out var other))
            text = other;
        else if (_mapOnly)
            return null;
        return text.Length == 0 ? null : text;
    }

    // Patterns come from a settings file: linear time where the engine can, else with a time limit.
    private static Regex? Pattern(string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
            return null;
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, RegexTime);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, RegexTime);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"«{pattern}» is not a regular expression: {e.Message}", e);
        }
    }
}
