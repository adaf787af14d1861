using System.Globalization;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>A day, a month or a year.</summary>
internal static class Calendar
{
    private const int LastYear = 9999;

    /// <summary>Reads the tokens, or gives <see langword="null"/>.</summary>
    public static DateReading? Read(List<string> tokens, EraKind era, bool astronomical)
    {
        // A date may be written with hyphens or slashes: 12-05-1650, 1930/01/02.
        var parts = tokens.Count is 5 && tokens[1] is "-" or "/" && tokens[3] == tokens[1] ? [tokens[0], tokens[2], tokens[4]] : tokens;
        return Of(parts, era, astronomical) is { } found ? DateReading.Of(found) : null;
    }

    private static PartialDate? Of(List<string> parts, EraKind era, bool astronomical) => parts switch
    {
        [var iso, .. var time] when iso.Length >= 10 && iso[^6] == '-' && time is [] or ["t" or { Length: <= 2 }, ..] && time.TrueForAll(IsTime) => Iso(iso, era, astronomical),
        [var one] => Iso(one, era, astronomical) ?? Compact(one) ?? YearOnly(one, era, astronomical),
        [var compact, var fraction] when compact.Length == 14 && DateGrammar.Number(fraction) is not null => Compact(compact),
        [var month, var year] when Month(month) is { } m => OfYear(year, m, 0, era, astronomical),
        [{ Length: 4 } year, var month] when Month(month) is { } m => OfYear(year, m, 0, era, astronomical),
        [{ Length: 7 } monthly, "-", { Length: 2 } day] when DateGrammar.Number(day) is not null => Iso(monthly + "-" + day, era, astronomical),
        [{ Length: <= 2 } month, "/", { Length: 4 } year] when DateGrammar.Number(month) is { } m and > 0 => OfYear(year, m, 0, era, astronomical),
        [{ Length: 2 } month, "-", { Length: 4 } year] when DateGrammar.Number(month) is { } m and > 0 => OfYear(year, m, 0, era, astronomical),
        [var day, var month, var year] when Month(month) is { } m && Day(day) is { } d && year.Length >= 3 => OfYear(year, m, d, era, astronomical),
        [{ Length: 4 } year, var month, var day] when Month(month) is { } m && Day(day) is { } d => OfYear(year, m, d, era, astronomical),
        [var month, var day, var year] when Month(month) is { } m && Day(day) is { } d => OfYear(year, m, d, era, astronomical),
        [{ Length: <= 2 } day, { Length: <= 2 } month, { Length: 4 } year] when DateGrammar.Number(day) is { } d && DateGrammar.Number(month) is { } m => OfYear(year, m, d, era, astronomical),
        [{ Length: 4 } year, { Length: <= 2 } month, { Length: <= 2 } day] when DateGrammar.Number(day) is { } d && DateGrammar.Number(month) is { } m => OfYear(year, m, d, era, astronomical),
        _ => null,
    };

    private static int? Month(string word) => DateWords.Months.TryGetValue(word, out var month) ? month : null;

    private static int? Day(string word) => DateGrammar.Number(word.TrimEnd('e')) is { } day and > 0 and <= 31 ? day : null;

    private static bool IsTime(string token) => token is "t" or "z" or "+" or "-" or "," or "u" or "uur" || token.All(char.IsAsciiDigit);

    private static PartialDate? Iso(string token, EraKind era, bool astronomical)
    {
        var negative = token.StartsWith('-');
        var parts = token.TrimStart('-').Split('-');
        if (parts.Length is < 2 or > 3 || parts.Any(p => DateGrammar.Number(p) is null))
            return null;
        return OfYear((negative ? "-" : "") + parts[0], DateGrammar.Number(parts[1])!.Value, parts.Length == 3 ? DateGrammar.Number(parts[2])!.Value : 0, era, astronomical);
    }

    // ISO 8601 without hyphens, with or without a time: 20081021, 20081021144339 (MARC, MODS).
    private static PartialDate? Compact(string token)
    {
        if (token.Length is not (8 or 14) || !token.All(char.IsAsciiDigit))
            return null;
        var year = int.Parse(token.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        var (month, day) = (DateGrammar.Number(token[4..6])!.Value, DateGrammar.Number(token[6..8])!.Value);
        return year is < 1000 or > 2200 || month == 0 || day == 0 ? null : PartialDate.Create(year, month, day);
    }

    // A number of one or two digits is only a year with an era behind it; 0 and 0000 mean «not known» in collection systems; years of five figures lie before Christ.
    private static PartialDate? YearOnly(string token, EraKind era, bool astronomical)
    {
        if (token.Length >= 3 && token[0] == 'm' && RomanNumeral.Read(token) is { } roman)
            return new PartialDate(roman);
        var digits = token.TrimStart('-').Length;
        var least = era is EraKind.None ? 3 : 1;
        var most = era is EraKind.None && token[0] != '-' ? 4 : 6;
        return digits >= least && digits <= most && (token[0] != '0' || digits == 4) ? OfYear(token, 0, 0, era, astronomical) : null;
    }

    private static PartialDate? OfYear(string text, int month, int day, EraKind era, bool astronomical)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var year) || text.Length > 7 || year > LastYear && era is not (EraKind.BeforeChrist or EraKind.BeforePresent))
            return null;
        if (year == 0 && !(astronomical && text.Length >= 4))
            return null;
        if (era is EraKind.BeforePresent)
            year = 1950 - year;
        else if (era is EraKind.BeforeChrist && year > 0)
            year = 1 - year;
        else if (year < 0 && !astronomical)
            year++;
        // Months and days of 00 mean «not known».
        return PartialDate.Create(year, month, month == 0 ? 0 : day);
    }
}
