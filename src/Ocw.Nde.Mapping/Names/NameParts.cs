using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Names;

/// <summary>Parts the name of a person where its form tells the parts: «Velde, Willem van de (II)», «J. van der Heyden», «A. Puts». «Jan Steen» may be a firm or a ship and stays whole.</summary>
internal static partial class NameParts
{
    private static readonly FrozenSet<string> Prefixes = "van de den der het 't ’t ter ten te op in uit aan tot toe v.d. von vom zu zum zur du des la le les d' d’ da di del della".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // In a name that is not inverted only these tell where the family name begins; «Banca di Oklahoma» is no person.
    private static readonly FrozenSet<string> Dutch = "van de den der ter ten te 't ’t v.d. von".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Titles = "mr mr. mrs mrs. dr dr. prof. prof ir. ir ds. ds sir dame jhr. jhr jonkheer jkvr. mevrouw mevr. heer weduwe rev. junior senior jr. jr sr. sr om pater zuster baron graaf koning koningin familie firma e.a. the elder younger".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Articles = "de het een the la le les die der das den 't il los".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Given and family name; nothing when the form does not tell.</summary>
    public static (string? Given, string? Family) Of(string name)
    {
        var text = Generation().Replace(name, "").Trim();
        if (text.Any(char.IsAsciiDigit) || text.Contains('&', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal) || text.Contains('(', StringComparison.Ordinal))
            return default;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return Natural(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return text.IndexOf(',', comma + 1) < 0 ? Inverted(text[..comma].Trim(), text[(comma + 1)..].Trim()) : default;
    }

    private static (string?, string?) Inverted(string family, string rest)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        words.RemoveAll(Titles.Contains);
        var first = words.Count;
        while (first > 0 && Prefixes.Contains(words[first - 1]))
            first--;
        var prefix = string.Join(' ', words.Skip(first));
        var given = string.Join(' ', words.Take(first));
        // «Goede de, Kees»
        if (prefix.Length == 0 && family.Split(' ') is { Length: > 1 } parts && Dutch.Contains(parts[^1]))
            (prefix, family) = (parts[^1], string.Join(' ', parts[..^1]));
        if (family.Length == 0 || given.Length == 0 || !char.IsUpper(given[0]) || !family.Any(char.IsUpper))
            return default;
        return (given, prefix.Length == 0 ? family : $"{prefix}{(prefix.EndsWith('\'') || prefix.EndsWith('’') ? "" : " ")}{family}");
    }

    private static (string?, string?) Natural(string[] words)
    {
        if (words.Length is < 2 or > 7 || Articles.Contains(words[0]) || Titles.Contains(words[0]) || !char.IsUpper(words[0][0]))
            return default;
        var prefix = Array.FindIndex(words, 1, Dutch.Contains);
        var areInitials = Initials().IsMatch(words[0]);
        var begin = prefix > 0 ? prefix : areInitials ? Array.FindIndex(words, 1, word => !Initials().IsMatch(word)) : -1;
        if (begin < 1 || !words.Take(begin).All(word => char.IsUpper(word[0])) || !char.IsUpper(words[^1].TrimStart('\'', '’')[0]))
            return default;
        // Between prefix and family name stand prefixes only: «van der Heyden», not «van het huis van Oranje».
        var family = words.Skip(begin).SkipWhile(Prefixes.Contains).ToList();
        return family.Count is 0 or > 2 || !family.TrueForAll(word => char.IsUpper(word[0])) ? default : (string.Join(' ', words.Take(begin)), string.Join(' ', words.Skip(begin)));
    }

    [GeneratedRegex(@"^(\p{Lu}\p{Ll}{0,2}\.)+$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Initials();

    // «de Oude», «(II)», «the Younger», «III»
    [GeneratedRegex(@",?\s+(\(?[IVX]+\.?\)?|de [OJ](ude|onge)|the (Elder|Younger)|der (Ältere|Jüngere)|\((der|de|the) \p{L}+\)|\((firma|Sir|Lady|[jJ]onkheer)\))$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Generation();
}
