using System.Text.RegularExpressions;

namespace Ocw.Nde.Termen.Lookup;

/// <summary>Takes a composed Iconclass notation apart into the base notations that it may be built on.</summary>
/// <remarks>
/// The system lists about 40,000 base notations. Users compose more: a name in brackets where the system has <c>(...)</c>, «25G3(KAPOK)» on «25G3(...)»,
/// and keys in brackets with a plus, «25F23(LION)(+12)» on «25F23(LION)» (README of iconclass/data).
/// </remarks>
internal static partial class IconclassNotation
{
    /// <summary>The parts of a notation.</summary>
    /// <param name="Text">The notation in capitals without white space outside brackets.</param>
    /// <param name="Name">The name in brackets, if it has one that the system may not list.</param>
    /// <param name="Key">The key with its plus, without brackets.</param>
    internal readonly record struct Parts(string Text, string? Name, string? Key);

    /// <summary>Reads a notation; <see langword="null"/> if it cannot be one.</summary>
    internal static Parts? Parse(string text)
    {
        var notation = Spaces().Replace(text.Trim(), "").ToUpperInvariant();
        if (!WellFormed().IsMatch(notation))
            return null;
        string? name = null, key = null;
        foreach (Match group in Bracket().Matches(notation))
        {
            var inside = group.Groups["inside"].Value.Trim();
            if (inside.StartsWith('+'))
                key = inside;
            else if (!string.Equals(inside, "...", StringComparison.Ordinal))
                name = inside;
        }

        return new Parts(notation, name, key);
    }

    /// <summary>The notations that may stand in the system for this one, most specific first; the first is the notation itself.</summary>
    internal static IEnumerable<string> Bases(Parts parts)
    {
        yield return parts.Text;
        var withoutKey = parts.Key is null ? parts.Text : KeyBracket().Replace(parts.Text, "");
        if (parts.Key is not null)
            yield return withoutKey;
        if (parts.Name is null)
            yield break;
        yield return NameBracket().Replace(withoutKey, "(...)");

        // A name where the system has no place for one: what stands before the bracket.
        yield return withoutKey[..withoutKey.IndexOf('(', StringComparison.Ordinal)];
    }

    /// <summary>What a notation says beyond the one that it is composed on: the key, and the name unless the base lists it.</summary>
    internal static Parts Beyond(string @base, Parts parts) =>
        parts.Name is { } name && @base.Contains($"({name})", StringComparison.Ordinal) ? parts with { Name = null } : parts;

    /// <summary>The label of a composed notation: the placeholder of the parent's label, «trees (with NAME)», filled with the name, and the key at the end.</summary>
    internal static string Compose(string parentLabel, Parts parts)
    {
        var label = parentLabel;
        if (parts.Name is { } name)
            label = Placeholder().IsMatch(label) ? Placeholder().Replace(label, _ => ": " + name, 1) : $"{label}: {name}";
        return parts.Key is { } key ? $"{label} ({key})" : label;
    }

    [GeneratedRegex(@"^\d{1,2}(?:[A-Z]{1,2}\d*(?:\([^()]{1,80}\)\d*)*)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex WellFormed();

    // White space outside brackets, and around the brackets' content.
    [GeneratedRegex(@"\s+(?![^()]*\))|(?<=\()\s+|\s+(?=\))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\((?<inside>[^()]*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\(\+[^()]*\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex KeyBracket();

    [GeneratedRegex(@"\((?!\+)[^()]*\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NameBracket();

    // The placeholder as the languages of Iconclass write it.
    [GeneratedRegex(@"\s*[(（](?:with NAME|met NAAM|mit NAMEN|avec NOM|col NOME|com NOME|con NOMBRE|NIMEN kanssa|se jménem|s NAME|z NAZWĄ|名称\s*を伴う|名前を伴う|名稱)[)）]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Placeholder();
}
