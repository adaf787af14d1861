using System.Globalization;
using Ocw.Nde.Node.Localization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ocw.Nde.Node.Settings;

/// <summary>Reads one mapping of a YAML file key by key, collects every mistake with its line, and reports keys that nobody asked for.</summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly string _path;
    private readonly List<SettingsError> _errors;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private YamlMap(YamlMappingNode node, string file, string path, List<SettingsError> errors)
    {
        _node = node;
        _file = file;
        _path = path;
        _errors = errors;
    }

    /// <summary>The YAML node itself, for parts that another room reads.</summary>
    public YamlMappingNode Node => _node;

    /// <summary>Parses a file; a mistake in the YAML itself is the only error then.</summary>
    public static YamlMap? Load(string file, List<SettingsError> errors)
    {
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return new YamlMap(root, file, "", errors);
            errors.Add(new(file, 1, "", new("één YAML-document met sleutels en waarden verwacht", "one YAML document with keys and values is expected")));
        }
        catch (YamlException e)
        {
            errors.Add(new(file, e.Start.Line, "", new($"geen geldige YAML: {e.Message}", $"not valid YAML: {e.Message}")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(file, 0, "", new($"niet te lezen: {e.Message}", $"cannot be read: {e.Message}")));
        }

        return null;
    }

    /// <summary>Whether the key is there with a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The keys that are written, in order.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "");

    /// <summary>A text that must be there.</summary>
    public string Required(string key, LocalizedText meaning)
    {
        if (Text(key) is { Length: > 0 } text)
            return text;
        if (!Has(key))
            Error(key, $"ontbreekt: {meaning.Nl}", $"is missing: {meaning.En}");
        return "";
    }

    /// <summary>A text, or <see langword="null"/>.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            default:
                Error(key, "één waarde verwacht, geen lijst of onderdelen", "one value is expected, not a list or a mapping");
                return null;
        }
    }

    /// <summary>A whole number within bounds, or the default.</summary>
    public long Number(string key, long byDefault, long least, long most)
    {
        if (Text(key) is not { } text)
            return byDefault;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Error(key, $"een geheel getal van {least} tot en met {most} verwacht, niet «{text}»", $"a whole number from {least} to {most} is expected, not «{text}»");
        return byDefault;
    }

    /// <summary>true or false, or the default.</summary>
    public bool Flag(string key, bool byDefault)
    {
        switch (Text(key)?.ToLowerInvariant())
        {
            case null:
                return byDefault;
            case "true" or "ja" or "yes":
                return true;
            case "false" or "nee" or "no":
                return false;
            case { } other:
                Error(key, $"true of false verwacht, niet «{other}»", $"true or false is expected, not «{other}»");
                return byDefault;
        }
    }

    /// <summary>One of the listed words, or the default.</summary>
    public T Choice<T>(string key, T byDefault, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Text(key) is not { } text)
            return byDefault;
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
                return value;
            words.Add(word);
        }

        Error(key, $"één van {string.Join(", ", words)} verwacht, niet «{text}»", $"one of {string.Join(", ", words)} is expected, not «{text}»");
        return byDefault;
    }

    /// <summary>An absolute IRI, or <see langword="null"/>.</summary>
    public string? Iri(string key, params ReadOnlySpan<string> schemes)
    {
        if (Text(key) is not { } text)
            return null;
        var allowed = new List<string>();
        foreach (var scheme in schemes)
        {
            if (text.StartsWith(scheme + ":", StringComparison.OrdinalIgnoreCase) && text.Length > scheme.Length + 3 && !text.Any(char.IsWhiteSpace))
                return text;
            allowed.Add(scheme + "://…");
        }

        Error(key, $"een adres verwacht ({string.Join(", ", allowed)}), niet «{text}»", $"an address is expected ({string.Join(", ", allowed)}), not «{text}»");
        return null;
    }

    /// <summary>A text in two languages: one value for both, or a mapping with <c>nl</c> and <c>en</c>.</summary>
    public LocalizedText? Localized(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } both }:
                return new(both, both);
            case YamlMappingNode:
                var map = Map(key)!;
                var (nl, en) = (map.Text("nl"), map.Text("en"));
                map.RefuseOthers();
                if ((nl ?? en) is null)
                    Error(key, "nl of en verwacht", "nl or en is expected");
                return new(nl ?? en ?? "", en ?? nl ?? "");
            default:
                Error(key, "een tekst, of nl: en en: verwacht", "a text, or nl: and en:, is expected");
                return null;
        }
    }

    /// <summary>A list of texts; one text counts as a list of one.</summary>
    public IReadOnlyList<string> List(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { } one }:
                return [one];
            case YamlSequenceNode many when many.Children.All(c => c is YamlScalarNode):
                return [.. many.Children.Cast<YamlScalarNode>().Select(c => c.Value ?? "")];
            default:
                Error(key, "een lijst van waarden verwacht", "a list of values is expected");
                return [];
        }
    }

    /// <summary>A mapping below this one, or <see langword="null"/>.</summary>
    public YamlMap? Map(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new YamlMap(map, _file, PathOf(key), _errors);
            default:
                Error(key, "onderdelen (sleutel: waarde) verwacht", "a mapping (key: value) is expected");
                return null;
        }
    }

    /// <summary>A list of mappings.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode many when many.Children.All(c => c is YamlMappingNode):
                return [.. many.Children.Cast<YamlMappingNode>().Select((m, i) => new YamlMap(m, _file, $"{PathOf(key)}[{i}]", _errors))];
            default:
                Error(key, "een lijst van onderdelen verwacht", "a list of mappings is expected");
                return [];
        }
    }

    /// <summary>The raw node of a key that another reader takes over.</summary>
    public YamlNode? Raw(string key) => Find(key);

    /// <summary>Reports keys that were never asked for, with the nearest key that exists.</summary>
    public void RefuseOthers()
    {
        foreach (var key in _node.Children.Keys.OfType<YamlScalarNode>())
        {
            if (key.Value is not { } name || _asked.Contains(name))
                continue;
            var near = _asked.MinBy(known => EditDistance(known, name));
            var hint = near is not null && EditDistance(near, name) <= 2 ? near : null;
            _errors.Add(new(_file, key.Start.Line, PathOf(name), new(
                hint is null ? $"onbekende sleutel; bekend zijn {string.Join(", ", _asked.Order(StringComparer.Ordinal))}" : $"onbekende sleutel; bedoelt u {hint}?",
                hint is null ? $"unknown key; known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}" : $"unknown key; did you mean {hint}?")));
        }
    }

    /// <summary>Adds a mistake about a key.</summary>
    public void Error(string key, string nl, string en) =>
        _errors.Add(new(_file, Find(key)?.Start.Line ?? _node.Start.Line, PathOf(key), new(nl, en)));

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        foreach (var (name, value) in _node.Children)
        {
            if (name is YamlScalarNode { Value: { } text } && string.Equals(text, key, StringComparison.Ordinal))
                return value is YamlScalarNode { Value: null or "" or "~" or "null", Style: ScalarStyle.Plain } ? null : value;
        }

        return null;
    }

    private static int EditDistance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
            }

            previous = current;
        }

        return previous[^1];
    }
}
