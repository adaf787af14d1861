using Ocw.Nde.Mapping.Lifting;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>A text with fields between braces: <c>https://images.museum.nl/{objectnummer}.jpg</c>.</summary>
/// <remarks>Behind a bar stands how a field is written: <c>{file|raw}</c> without percent-encoding in an address, <c>{code|lower}</c>, <c>{code|upper}</c>.</remarks>
internal sealed class ValueTemplate
{
    private readonly (string? Text, FieldPath? Field, string How)[] _parts;

    private ValueTemplate((string? Text, FieldPath? Field, string How)[] parts) => _parts = parts;

    /// <summary>Whether the value of the rule itself takes part.</summary>
    public bool UsesValue => _parts.Any(p => p.Text is null && p.Field is null);

    /// <summary>Whether it begins as a web address does.</summary>
    public bool IsAddress => _parts[0].Text is { } begin && (begin.StartsWith("http://", StringComparison.Ordinal) || begin.StartsWith("https://", StringComparison.Ordinal));

    /// <summary>The fields that take part.</summary>
    public IEnumerable<FieldPath> Fields => _parts.Select(p => p.Field).OfType<FieldPath>();

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">A brace is not closed, a field is not a path, or what stands behind a bar is not known.</exception>
    public static ValueTemplate Parse(string text, string scope, char separator)
    {
        var parts = new List<(string?, FieldPath?, string)>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
                break;
            var close = text.IndexOf('}', open);
            if (close < 0)
                throw new FormatException($"«{text}» has a {{ without a }}");
            if (open > at)
                parts.Add((text[at..open], null, ""));
            parts.Add(ParseField(text[(open + 1)..close], scope, separator));
            at = close + 1;
        }

        if (at < text.Length)
            parts.Add((text[at..], null, ""));
        return new ValueTemplate([.. parts]);
    }

    /// <summary>The text, or <see langword="null"/> when a field in it is empty. A field with several values gives its first.</summary>
    /// <param name="scope">The element from which fields are read.</param>
    /// <param name="value">The value of the rule.</param>
    /// <param name="address">Whether the text is an address, in which values are percent-encoded.</param>
    public string? Fill(SourceNode scope, string? value, bool address)
    {
        var filled = new System.Text.StringBuilder();
        foreach (var (text, field, how) in _parts)
        {
            if (text is not null)
            {
                filled.Append(text);
                continue;
            }

            var part = field is null ? value : field.Select(scope).FirstOrDefault(n => n.HasText)?.Text?.Trim();
            if (string.IsNullOrEmpty(part))
                return null;
            filled.Append(how switch
            {
                "raw" => part,
                "lower" => Encode(part.ToLowerInvariant(), address),
                "upper" => Encode(part.ToUpperInvariant(), address),
                _ => Encode(part, address),
            });
        }

        return filled.ToString();
    }

    // A field that is an address by itself («{uri}/full») stands as it is.
    private string Encode(string part, bool address) =>
        !address || (_parts[0].Text is null && (part.StartsWith("http://", StringComparison.Ordinal) || part.StartsWith("https://", StringComparison.Ordinal))) ? part : Uri.EscapeDataString(part);

    private static (string?, FieldPath?, string) ParseField(string inside, string scope, char separator)
    {
        var bar = inside.LastIndexOf('|');
        var (name, how) = bar < 0 ? (inside.Trim(), "") : (inside[..bar].Trim(), inside[(bar + 1)..].Trim());
        if (how is not ("" or "raw" or "lower" or "upper"))
            throw new FormatException($"«{how}» behind a bar is not known; raw, lower and upper are");
        return name is "value" ? (null, null, how) : (null, FieldPath.Parse(name, scope, separator).First(), how);
    }
}
