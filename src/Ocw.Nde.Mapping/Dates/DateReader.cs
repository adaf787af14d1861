using System.Globalization;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>Reads dates as institutions write them: ISO 8601, EDTF, day-month-year, «ca. 1650», «tussen 1866-1897», «1e helft 17e eeuw», «500 v.Chr.», «voor 1800».</summary>
internal static class DateReader
{
    private const int MaxLength = 200;

    /// <summary>Reads a date, or gives <see langword="null"/> when the text is not one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="astronomical">How a negative year is meant: ISO 8601 (−899 is 900 BCE) or, as in collection systems, −900 is 900 BCE.</param>
    public static DateReading? Read(string text, bool astronomical = false)
    {
        if (text.Length > MaxLength)
            return null;
        var tokens = DateTokens.Cut(text);
        JoinOrdinals(tokens);
        var comma = tokens.FindIndex(t => t is "," or ";");
        if (comma < 0)
            return Range(tokens, astronomical);
        // «May 12, 1650» is one date; of «1785, printed 1796» the first part is meant.
        return Range([.. tokens.Where(t => t is not "," and not ";")], astronomical) ?? Range(tokens[..comma], astronomical);
    }

    /// <summary>Puts a begin and an end that stand in fields of their own together.</summary>
    /// <param name="start">The first date, or empty.</param>
    /// <param name="end">The last date, or empty: then the begin is the date.</param>
    /// <param name="approximate">Whether the source says in another field that they are about right.</param>
    public static DateReading? Between(string? start, string? end, bool approximate)
    {
        var first = start is null ? null : Read(start);
        var last = end is null ? null : Read(end);
        if (first is null && last is null)
            return null;
        var reading = first is null ? last! : last is null || last.Start is null ? first : Ordered(first, last);
        return reading with { Approximate = reading.Approximate || approximate };
    }

    /// <summary>Whether a text says «about» and no date, as in a field beside a date: «circa», «circa; nog te controleren».</summary>
    public static bool SaysAbout(string text)
    {
        var tokens = DateTokens.Cut(text.Length > MaxLength ? text[..MaxLength] : text);
        return tokens.Count > 0 && (DateWords.About.Contains(tokens[0]) || tokens.All(DateWords.Doubt.Contains));
    }

    /// <summary>Whether a text says «about» somewhere, whatever else it says.</summary>
    public static bool MentionsAbout(string text) => text.Length <= MaxLength && DateTokens.Cut(text).Exists(DateWords.About.Contains);

    // An end before the begin is a mistake of entry: the two are exchanged.
    private static DateReading Ordered(DateReading first, DateReading last)
    {
        var (start, end) = (first.Start, last.End ?? last.Start);
        if (start is { } a && end is { } b && b.BeginsBefore(a) && PartialDate.Common(a, b) is null)
            (start, end) = (last.Start, first.End);
        return new DateReading(start, end) { Approximate = first.Approximate || last.Approximate, Uncertain = first.Uncertain || last.Uncertain };
    }

    private static void JoinOrdinals(List<string> tokens)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Length > 2 || !tokens[i].All(char.IsAsciiDigit) || !DateWords.OrdinalSuffix.Contains(tokens[i + 1]))
                continue;
            tokens[i] += "e";
            tokens.RemoveAt(i + 1);
        }
    }

    private static DateReading? Range(List<string> tokens, bool astronomical)
    {
        var side = Side.Read(tokens, astronomical);
        if (side is not null)
            return side;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!DateWords.To.Contains(tokens[i]))
                continue;
            if (Combine(tokens[..i], tokens[(i + 1)..], astronomical) is { } range)
                return range;
        }

        return null;
    }

    private static DateReading? Combine(List<string> left, List<string> right, bool astronomical)
    {
        if (left.Count == 0 && right.Count > 0)
            return Side.Read(right, astronomical) is { End: { } end } open ? open with { Start = null, End = end } : null;
        // «17e - 18e eeuw»: the left side borrows the century.
        if (left is [.., var ordinal] && ordinal.EndsWith('e') && char.IsAsciiDigit(ordinal[0]) && right.Count > 0 && DateWords.Century.Contains(right[^1]))
            left = [.. left, right[^1]];
        if (Side.Read(left, astronomical) is not { Start: { } start } first)
            return null;
        if (right.Count == 0)
            return first with { End = null };
        if (ShortYear(right, start) is { } year)
            return first with { End = new PartialDate(year), Approximate = first.Approximate || right.Exists(DateWords.About.Contains) };
        // «1650 of later», «1650 or earlier»
        if (right is [var word] && DateWords.OrOpen.TryGetValue(word, out var later))
            return later ? first with { End = null } : first with { Start = null };
        // «500 - 400 v.Chr.»: the era of the right side holds for both.
        if (Side.Read(right, astronomical) is not { End: { } last } second)
            return null;
        if (last.Year < 0 && start.Year > 0 && Era.Of(left) == 0)
            start = start with { Year = 1 - start.Year };
        // An end before the begin is a mistake of entry: the two are exchanged.
        if (last.BeginsBefore(start) && PartialDate.Common(start, last) is null)
            (start, last) = (second.Start ?? last, first.End ?? start);
        return new DateReading(start, last) { Approximate = first.Approximate || second.Approximate, Uncertain = first.Uncertain || second.Uncertain };
    }

    // «1790-95», «1805-6»: the end repeats only the last digits of the year.
    private static int? ShortYear(List<string> right, PartialDate start)
    {
        var digits = right.Where(t => !DateWords.Doubt.Contains(t) && !DateWords.About.Contains(t)).ToList();
        if (digits is not [{ Length: 1 or 2 } text] || start.Year < 100 || start.Month != 0 || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var unit = text.Length == 1 ? 10 : 100;
        var year = start.Year - (start.Year % unit) + number;
        return year > start.Year ? year : null;
    }
}
