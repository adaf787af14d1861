using System.Globalization;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>Reads a date or two of them with a word or sign between, where either side may leave out what the other says.</summary>
internal static class DateRanges
{
    private const int MaxDepth = 3;

    /// <summary>Reads the tokens, or gives <see langword="null"/>.</summary>
    public static DateReading? Read(List<string> tokens, bool astronomical) => Read(tokens, astronomical, 0);

    /// <summary>Reads dates between commas as one time that holds them all; <see langword="null"/> when a part says more than a date («1981, printed 2007»).</summary>
    public static DateReading? List(List<string> tokens, bool astronomical)
    {
        DateReading? hull = null;
        var from = 0;
        for (var i = 0; i <= tokens.Count; i++)
        {
            if (i < tokens.Count && tokens[i] is not "," and not ";")
                continue;
            var part = tokens[from..i];
            from = i + 1;
            if (part.Count == 0)
                continue;
            if (part.Exists(DateWords.Noise.Contains) || Read(part, astronomical) is not { } reading)
                return null;
            hull = hull is null ? reading : hull.End is null && reading.Start is null ? hull.To(reading) : hull.Hull(reading);
        }

        return hull is { Start: null, End: null } ? null : hull;
    }

    private static DateReading? Read(List<string> tokens, bool astronomical, int depth)
    {
        var side = Side.Read(tokens, astronomical);
        if (side is not null || depth > MaxDepth)
            return side;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!DateWords.To.Contains(tokens[i]))
                continue;
            if (Combine(tokens[..i], tokens[(i + 1)..], astronomical, depth) is { } range)
                return range;
        }

        return TwoCenturies(tokens, astronomical, depth);
    }

    private static DateReading? Combine(List<string> left, List<string> right, bool astronomical, int depth)
    {
        if (left.Count == 0)
            return right.Count > 0 && Side.Read(right, astronomical) is { End: not null } open ? open.OpenStart() : null;
        if (LeftOf(left, right, astronomical, depth) is not { } first)
            return null;
        if (right.Count == 0)
            return first.Start is null ? null : first.OpenEnd();
        if (first.Start is { } start && (first.End is null || first.Start == first.End) && Shortened(right, start) is { } last)
            return first.End is null ? first : first with { End = last.End, EndDoubt = last.EndDoubt | first.StartDoubt };
        // «1650 of later», «1650 or earlier»
        if (right is [var one] && DateWords.OrOpen.TryGetValue(one, out var later))
            return later ? first.OpenEnd() : first.OpenStart();
        if (Read(right, astronomical, depth + 1) is not { } second)
            return null;
        // «500 - 400 v.Chr.»: the era of the right side holds for both.
        if (second.End is { Year: < 0 } && first.Start is { Year: > 0 } begin && Era.Of(left).Kind is EraKind.None)
            first = first with { Start = begin with { Year = 1 - begin.Year } };
        // «um 1480-1490»: what is said before a range holds for all of it.
        var all = Leading(left) & DateDoubt.Approximate;
        return first.To(second.Doubted(all));
    }

    // The doubt that the range begins with: «ca. 1650-1660» against «1650?-1660».
    private static DateDoubt Leading(List<string> left)
    {
        var doubt = DateDoubt.None;
        foreach (var token in left.TakeWhile(t => !char.IsAsciiDigit(t[0])))
            doubt |= DateWords.About.Contains(token) ? DateDoubt.Approximate : DateWords.Doubt.Contains(token) ? DateDoubt.Uncertain : DateDoubt.None;
        return doubt;
    }

    private static DateReading? LeftOf(List<string> left, List<string> right, bool astronomical, int depth)
    {
        // «17e - 18e eeuw», «17.-18. Jh.»: the left side borrows the century.
        var sure = right.FindLastIndex(t => !DateWords.Doubt.Contains(t));
        if (sure >= 0 && DateWords.Century.Contains(right[sure]) && Centuries.CanBorrow(left[^1]))
            left = [.. left, right[sure]];
        if (Side.Read(left, astronomical) is { } reading)
            return reading;
        // «1924-5 - ca. 1937», «1767 or 8 - 1847»: the left side is a short range of its own.
        if (left.Count >= 3 && DateWords.To.Contains(left[^2]) && Read(left, astronomical, depth + 1) is { } range)
            return range;
        return Borrowed(left, right, astronomical);
    }

    // «28 april-16 augustus 1841», «28-30 april 1841», «december-januari 1916»: the left side borrows the year, or month and year.
    private static DateReading? Borrowed(List<string> left, List<string> right, bool astronomical)
    {
        if (Side.Read(right, astronomical) is not { Start: { Month: > 0 } to } || right[^1].Length != 4)
            return null;
        var last = left[^1];
        if (DateWords.Months.ContainsKey(last))
        {
            var reading = Side.Read([.. left, right[^1]], astronomical);
            return reading?.Start is { } from && to.BeginsBefore(from) && from.Year > 1
                ? Side.Read([.. left, (from.Year - 1).ToString("0000", CultureInfo.InvariantCulture)], astronomical)
                : reading;
        }

        return right.Count >= 3 && DateGrammar.Number(last.TrimEnd('e')) is > 0 and <= 31 && DateWords.Months.ContainsKey(right[^2]) ? Side.Read([.. left, right[^2], right[^1]], astronomical) : null;
    }

    // The end repeats only what differs: «1790-95», «1805-6», «1931-05/06», «1930-07-16/17», «1841 jan.-dec.»
    private static DateReading? Shortened(List<string> right, PartialDate start)
    {
        var doubt = right.Exists(DateWords.About.Contains) ? DateDoubt.Approximate : DateDoubt.None;
        if (right.Exists(DateWords.Doubt.Contains))
            doubt |= DateDoubt.Uncertain;
        var rest = right.Where(t => !DateWords.Doubt.Contains(t) && !DateWords.About.Contains(t)).ToList();
        // «1725-1779 or 88» ends with a choice of its own.
        if (rest is [var some, "of" or "or" or "oder", var other] && Shortened([some], start) is { End: { } one } && Shortened([other], one) is { } choice)
            return choice with { EndDoubt = choice.EndDoubt | doubt };
        if (rest is [var month] && start.Day == 0 && DateWords.Months.TryGetValue(month, out var named))
            return named > start.Month && start.Month > 0 ? Ending(new PartialDate(start.Year, named), doubt) : null;
        if (rest is not [{ Length: 1 or 2 } text] || DateGrammar.Number(text) is not { } number)
            return null;
        var end = (start.Month, start.Day) switch
        {
            (0, _) => ShortYear(start, number, text.Length == 1 ? 10 : 100),
            (_, 0) => number > start.Month ? PartialDate.Create(start.Year, number) : null,
            _ => number > start.Day ? PartialDate.Create(start.Year, start.Month, number) : null,
        };
        return end is { } found ? Ending(found, doubt) : null;
    }

    private static DateReading Ending(PartialDate end, DateDoubt doubt) => new(null, end) { EndDoubt = doubt };

    private static PartialDate? ShortYear(PartialDate start, int number, int unit)
    {
        if (start.Year < 100)
            return null;
        var year = start.Year - (start.Year % unit) + number;
        return year > start.Year ? new PartialDate(year) : null;
    }

    // «2. Hälfte 17. Jh. 1. Hälfte 18. Jh.»: values that a system put one behind the other.
    private static DateReading? TwoCenturies(List<string> tokens, bool astronomical, int depth)
    {
        var century = tokens.FindIndex(DateWords.Century.Contains);
        if (century < 1 || century + 2 >= tokens.Count || Side.Read(tokens[..(century + 1)], astronomical) is not { } first)
            return null;
        return Read(tokens[(century + 1)..], astronomical, depth + 1) is { } second ? first.Hull(second) : null;
    }
}
