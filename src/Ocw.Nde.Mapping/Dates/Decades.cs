using System.Globalization;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>Decades: <c>185x</c>, <c>18xx</c>, <c>185-</c>, <c>1850s</c>, «jaren 1850», «jaren '50», «jaren vijftig van de 19e eeuw», «90er Jahre», «early 1850s».</summary>
internal static class Decades
{
    /// <summary>Reads the tokens, or gives <see langword="null"/>.</summary>
    public static DateReading? Read(List<string> tokens)
    {
        if (tokens.Count > 1 && DateWords.VagueParts.TryGetValue(tokens[0], out var part))
            return PartOf(tokens[1..], part);
        if (tokens is [{ Length: 3 } tens, "-"] && tens.All(char.IsAsciiDigit))
            tokens = [tens + "x"];
        return Named(tokens) ?? (tokens is [var one] ? Masked(one) : null) ?? Written(tokens);
    }

    private static DateReading? PartOf(List<string> tokens, (int First, int Last) part)
    {
        if (tokens is ["-", ..])
            tokens = tokens[1..];
        return Read(tokens) is { Start: { } first, End: { } last } && last.Year - first.Year == 9
            ? DateReading.Years(first.Year + (part.First / 10), first.Year + (part.Last / 10)).Doubted(DateDoubt.Approximate)
            : null;
    }

    // 185x, 18xx, 185u
    private static DateReading? Masked(string text)
    {
        if (text.Length != 4 || text[^1] is not ('x' or 'u') || DateGrammar.Number(text.TrimEnd('x', 'u')) is not { } known)
            return null;
        var span = text.TrimEnd('x', 'u').Length == 3 ? 10 : 100;
        return DateReading.Years(known * span, (known * span) + span - 1);
    }

    private static DateReading? Written(List<string> tokens)
    {
        var year = tokens switch
        {
            ["jaren", { Length: 4 } y] => y,
            [{ Length: 4 } y, "s" or "er"] => y,
            [{ Length: 5 } y] when y[^1] == 's' => y[..4],
            [{ Length: 4 } y, "er" or "s", "jahre" or "jahren" or "jaren"] => y,
            _ => "",
        };
        if (year.Length != 4 || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var decade) || decade % 10 != 0)
            return null;
        return DateReading.Years(decade, decade + (decade % 100 == 0 && tokens is not ["jaren", ..] ? 99 : 9));
    }

    // «jaren '50», «jaren vijftig», «90er Jahre», each also «van de 19e eeuw»; without a century people mean the last one.
    private static DateReading? Named(List<string> tokens)
    {
        var century = 20;
        var at = tokens.FindIndex(t => t is "van" or "der" or "des" or "of");
        if (at > 0)
        {
            if (Centuries.Read(tokens[at..], EraKind.None) is not { Start: { } start, End: { } end } || end.Year - start.Year != 99)
                return null;
            century = (start.Year / 100) + 1;
            tokens = tokens[..at];
        }

        var tens = tokens switch
        {
            ["jaren", var word] => Tens(word),
            [var figures, "er" or "s", "jahre" or "jahren" or "jaren"] => Tens(figures),
            [var figures, "e", "jaren"] => Tens(figures),
            _ => null,
        };
        return tens is { } number ? DateReading.Years(((century - 1) * 100) + number, ((century - 1) * 100) + number + 9) : null;
    }

    private static int? Tens(string word)
    {
        if (DateWords.Tens.TryGetValue(word, out var named))
            return named;
        return word.Length == 2 && DateGrammar.Number(word) is { } number && number % 10 == 0 && number > 0 ? number : null;
    }
}
