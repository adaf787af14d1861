namespace Ocw.Nde.Mapping.Dates;

/// <summary>Centuries and their parts: [part] (ordinal | roman) «eeuw». The years of the 17th century are written 1600–1699.</summary>
internal static class Centuries
{
    /// <summary>Reads the tokens, or gives <see langword="null"/>.</summary>
    public static DateReading? Read(List<string> tokens, EraKind era)
    {
        if (NumberOf(tokens, out var before) is not { } number || number is < 1 or > 50 || era is EraKind.BeforePresent)
            return null;
        if (PartOf(tokens[..before]) is not { } part)
            return null;
        var first = era is EraKind.BeforeChrist ? (-100 * number) + 1 : 100 * (number - 1);
        return DateReading.Years(first + part.First, first + part.Last).Doubted(part.Vague ? DateDoubt.Approximate : DateDoubt.None);
    }

    /// <summary>An ordinal in figures (<c>17e</c>, <c>17</c>), Roman figures or words.</summary>
    public static int? Ordinal(string token)
    {
        if (DateWords.Ordinals.TryGetValue(token, out var named) && named > 0)
            return named;
        var digits = token.TrimEnd('e');
        return DateGrammar.Number(digits) ?? RomanNumeral.Read(digits);
    }

    /// <summary>Whether the token can be the number of a century in a range that names the century once («17.-18. Jh.», «16e en 17e eeuw»).</summary>
    public static bool CanBorrow(string token) => token.Length <= 6 && Ordinal(token) is >= 1 and <= 21;

    // «17e eeuw», «s. XVII», «sec. XVII», «17e» alone
    private static int? NumberOf(List<string> tokens, out int before)
    {
        before = Math.Max(tokens.Count - 2, 0);
        if (tokens.Count >= 2 && DateWords.Century.Contains(tokens[^1]))
            return Ordinal(tokens[^2]);
        if (tokens.Count >= 2 && DateWords.CenturyBefore.Contains(tokens[^2]))
            return Ordinal(tokens[^1]);
        before = tokens.Count - 1;
        return tokens is [.., [.. var digits, 'e']] && DateGrammar.Number(digits) is >= 5 and <= 21 and var alone ? alone : null;
    }

    private static (int First, int Last, bool Vague)? PartOf(List<string> tokens)
    {
        tokens.RemoveAll(t => t is "van" or "de" or "der" or "des" or "of" or "the" or "-" or "het" or "du" or "dell");
        switch (tokens)
        {
            case []:
                return (0, 99, false);
            case [var word] when DateWords.VagueParts.TryGetValue(word, out var vague):
                return (vague.First, vague.Last, true);
            case [var ordinal, var unit] when DateWords.Parts.TryGetValue(unit, out var years):
                var number = DateWords.Ordinals.TryGetValue(ordinal, out var named) ? named : Ordinal(ordinal) ?? -1;
                if (number == 0)
                    number = 100 / years;
                return number < 1 || number > 100 / years ? null : ((number - 1) * years, (number * years) - 1, false);
            default:
                return null;
        }
    }
}
