using System.Globalization;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>Reads one date without a range: marks of doubt, an era, a century or a decade, a day, month or year.</summary>
internal static class Side
{
    /// <summary>Reads the tokens, or gives <see langword="null"/>.</summary>
    public static DateReading? Read(List<string> tokens, bool astronomical)
    {
        var rest = new List<string>(tokens);
        var about = rest.RemoveAll(t => DateWords.About.Contains(t)) > 0;
        var doubt = rest.RemoveAll(t => DateWords.Doubt.Contains(t)) > 0;
        if (rest.RemoveAll(t => t is "%") > 0)
            about = doubt = true;
        var (before, after) = Strip(rest);
        if (rest.Count == 0)
            return null;

        var era = Era.Of(rest);
        if (era != 0)
            rest = rest[..^Math.Abs(era)];
        if (Plain(rest, era, astronomical) is not { } reading)
            return null;
        if (before)
            reading = reading with { Start = null };
        else if (after)
            reading = reading with { End = null };
        return reading with { Approximate = reading.Approximate || about, Uncertain = doubt };
    }

    private static (bool Before, bool After) Strip(List<string> tokens)
    {
        var (before, after) = (false, false);
        while (tokens.Count > 0)
        {
            var first = tokens[0];
            if (DateWords.Before.Contains(first))
                before = true;
            else if (DateWords.After.Contains(first))
                after = true;
            else if (!(DateWords.Noise.Contains(first) && !IsPart(tokens)) && !((before || after) && first is "of" or "or" or "oder"))
                break;
            tokens.RemoveAt(0);
        }

        return (before, after && !before);
    }

    private static bool IsPart(List<string> tokens) => tokens.Count > 1 && DateWords.Ordinals.ContainsKey(tokens[0]) && DateWords.Parts.ContainsKey(tokens[1]);

    private static DateReading? Plain(List<string> tokens, int era, bool astronomical) =>
        CenturyOf(tokens, era) ?? Decade(tokens) ?? Calendar(tokens, era, astronomical);

    // Centuries: [part] (ordinal | roman) 'eeuw'; the years of the 17th century are written 1600-1699.
    private static DateReading? CenturyOf(List<string> tokens, int era)
    {
        if (tokens.Count < 2 || !DateWords.Century.Contains(tokens[^1]) || Ordinal(tokens[^2]) is not { } number || number is < 1 or > 50)
            return null;
        if (PartOf(tokens[..^2]) is not { } part)
            return null;
        var first = era < 0 ? (-100 * number) + 1 : 100 * (number - 1);
        return new DateReading(new PartialDate(first + part.First), new PartialDate(first + part.Last)) { Approximate = part.Vague };
    }

    private static (int First, int Last, bool Vague)? PartOf(List<string> tokens)
    {
        tokens.RemoveAll(t => t is "van" or "de" or "der" or "of" or "the" or "-" or "het");
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

    private static int? Ordinal(string token)
    {
        var digits = token.TrimEnd('e');
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return RomanNumeral(token);
    }

    private static int? RomanNumeral(string token)
    {
        var total = 0;
        var previous = 0;
        foreach (var c in token.TrimEnd('e').Reverse())
        {
            var value = c switch { 'i' => 1, 'v' => 5, 'x' => 10, 'l' => 50, _ => 0 };
            if (value == 0)
                return null;
            total += value < previous ? -value : value;
            previous = Math.Max(previous, value);
        }

        return total == 0 ? null : total;
    }

    // 185x, 18xx, 185u, 185-, 1850s, jaren 1850, early 1850s
    private static DateReading? Decade(List<string> tokens)
    {
        if (tokens.Count > 1 && DateWords.VagueParts.TryGetValue(tokens[0], out var part))
            return Decade(tokens[1..]) is { Start: { } first, End: { } last } whole && last.Year - first.Year == 9
                ? whole with { Start = first with { Year = first.Year + (part.First / 10) }, End = first with { Year = first.Year + (part.Last / 10) }, Approximate = true }
                : null;
        if (tokens is [{ Length: 3 } tens, "-"] && tens.All(char.IsAsciiDigit))
            tokens = [tens + "x"];
        var text = tokens switch
        {
            [var one] => one,
            ["jaren", var year] => year + "s",
            [var year, "s" or "er"] => year + "s",
            _ => "",
        };
        if (text.Length == 4 && text[^1] is 'x' or 'u' && int.TryParse(text.TrimEnd('x', 'u'), NumberStyles.None, CultureInfo.InvariantCulture, out var known))
        {
            var span = (int)Math.Pow(10, 4 - text.TrimEnd('x', 'u').Length);
            return new DateReading(new PartialDate(known * span), new PartialDate((known * span) + span - 1));
        }

        if (text.Length == 5 && text[^1] == 's' && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var decade) && decade % 10 == 0)
            return new DateReading(new PartialDate(decade), new PartialDate(decade + (decade % 100 == 0 ? 99 : 9)));
        return null;
    }

    private static DateReading? Calendar(List<string> tokens, int era, bool astronomical)
    {
        // A date may be written with hyphens or slashes: 12-05-1650.
        var parts = tokens.Count is 5 && tokens[1] is "-" or "/" && tokens[3] == tokens[1] ? [tokens[0], tokens[2], tokens[4]] : tokens;
        var date = parts switch
        {
            [var iso, ..] when iso.Length >= 10 && iso[^6] == '-' && parts.Skip(1).All(IsTime) => Iso(iso, era, astronomical),
            [var one] => Iso(one, era, astronomical) ?? YearOnly(one, era, astronomical),
            [var month, var year] when DateWords.Months.TryGetValue(month, out var m) => OfYear(year, m, 0, era, astronomical),
            [var day, var month, var year] when DateWords.Months.TryGetValue(month, out var m) && Number(day.TrimEnd('e')) is { } d => OfYear(year, m, d, era, astronomical),
            [var month, var day, var year] when DateWords.Months.TryGetValue(month, out var m) && Number(day.TrimEnd('e')) is { } d => OfYear(year, m, d, era, astronomical),
            [{ Length: <= 2 } day, { Length: <= 2 } month, { Length: 4 } year] when Number(day) is { } d && Number(month) is { } m => OfYear(year, m, d, era, astronomical),
            _ => null,
        };
        return date is { } found ? DateReading.Of(found) : null;
    }

    private static bool IsTime(string token) => token is "t" or "z" or "+" or "-" or "," || token.All(char.IsAsciiDigit);

    private static PartialDate? Iso(string token, int era, bool astronomical)
    {
        var negative = token.StartsWith('-');
        var parts = token.TrimStart('-').Split('-');
        if (parts.Length is < 2 or > 3 || parts.Any(p => Number(p) is null))
            return null;
        return OfYear((negative ? "-" : "") + parts[0], Number(parts[1])!.Value, parts.Length == 3 ? Number(parts[2])!.Value : 0, era, astronomical);
    }

    // A number of one or two digits is only a year with an era behind it; 0 and 0000 mean «not known» in collection systems.
    private static PartialDate? YearOnly(string token, int era, bool astronomical)
    {
        var digits = token.TrimStart('-').Length;
        return digits is >= 3 and <= 6 || (era != 0 && digits > 0) ? OfYear(token, 0, 0, era, astronomical) : null;
    }

    private static PartialDate? OfYear(string text, int month, int day, int era, bool astronomical)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var year) || text.Length > 7)
            return null;
        if (year == 0 && !(astronomical && text.Length >= 4))
            return null;
        if (era < 0 && year > 0)
            year = 1 - year;
        else if (year < 0 && !astronomical)
            year++;
        // Months and days of 00 mean «not known».
        return PartialDate.Create(year, month, month == 0 ? 0 : day);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
