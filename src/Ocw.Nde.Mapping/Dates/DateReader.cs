using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>
/// Reads dates as institutions write them: ISO 8601, EDTF, day-month-year, «ca. 1650», «tussen 1866-1897», «1e helft 17e eeuw», «500 v.Chr.», «voor 1800»,
/// «jaren '30», «zomer 1944». <c>docs/dates.md</c> says what becomes of which expression.
/// </summary>
internal static partial class DateReader
{
    private const int MaxLength = 200;

    /// <summary>Reads a date, or gives <see langword="null"/> when the text is not one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="astronomical">How a negative year is meant: ISO 8601 (−899 is 900 BCE) or, as in collection systems, −900 is 900 BCE.</param>
    public static DateReading? Read(string text, bool astronomical = false)
    {
        if (text.Length > MaxLength)
            return null;
        if (DcmiPeriod(text) is { } period)
            return period;
        // «1950-1955 (ca.)», «17de-18de eeuw (?)»: what stands in brackets behind everything holds for everything.
        if (DoubtBehind().Match(text) is { Success: true, Index: > 0 } mark && Whole(Tokens(text[..mark.Index]), astronomical) is { } sure)
            return sure.Doubted(mark.Groups["doubt"].Value.Contains('?', StringComparison.Ordinal) ? DateDoubt.Uncertain : DateDoubt.Approximate);
        return Whole(Tokens(text), astronomical) ?? BeforeBracket(text, astronomical);
    }

    /// <summary>Puts a begin and an end that stand in fields of their own together.</summary>
    /// <param name="start">The first date, or empty.</param>
    /// <param name="end">The last date, or empty: then the begin is the date.</param>
    /// <param name="doubt">What the source says in another field of how sure it is of both.</param>
    public static DateReading? Between(string? start, string? end, DateDoubt doubt = DateDoubt.None)
    {
        var first = start is null ? null : Read(start);
        var last = end is null ? null : Read(end);
        if (first is null && last is null)
            return null;
        var reading = first is null ? last! : last is null || last.Start is null ? first : first.To(last with { End = last.End ?? last.Start });
        return reading.Doubted(doubt);
    }

    /// <summary>Whether a text says «about» and no date, as in a field beside a date: «circa», «circa; nog te controleren».</summary>
    public static bool SaysAbout(string text)
    {
        var tokens = DateTokens.Cut(text.Length > MaxLength ? text[..MaxLength] : text);
        return tokens.Count > 0 && (DateWords.About.Contains(tokens[0]) || tokens.All(DateWords.Doubt.Contains));
    }

    /// <summary>The «about» and «perhaps» that a text says somewhere, whatever else it says.</summary>
    public static DateDoubt DoubtOf(string text)
    {
        var tokens = text.Length <= MaxLength ? DateTokens.Cut(text) : [];
        return (tokens.Exists(DateWords.About.Contains) ? DateDoubt.Approximate : DateDoubt.None) | (tokens.Exists(DateWords.Doubt.Contains) ? DateDoubt.Uncertain : DateDoubt.None);
    }

    /// <summary>Whether a text says that there is no date: «z.j.», «s.d.», «date not known», «datum onbekend».</summary>
    public static bool SaysNone(string text) => text.Length <= MaxLength && DateGrammar.SaysNone(DateTokens.Cut(text));

    private static List<string> Tokens(string text)
    {
        var tokens = DateTokens.Cut(text);
        DateGrammar.Normalize(tokens);
        return tokens;
    }

    private static DateReading? Whole(List<string> tokens, bool astronomical)
    {
        if (tokens is ["," or ";", ..])
            tokens = tokens[1..];
        var comma = tokens.FindIndex(t => t is "," or ";");
        if (comma < 0)
            return DateRanges.Read(tokens, astronomical);
        // «May 12, 1650» is one date; «1856, 1857, 1862» is a time from the first to the last; of «1785, printed 1796» the first part is meant.
        return DateRanges.Read([.. tokens.Where(t => t is not "," and not ";")], astronomical) ?? DateRanges.List(tokens, astronomical) ?? DateRanges.Read(tokens[..comma], astronomical);
    }

    // «1966 (Franse editie 1972)», «1989 [herziene uitgave]»: what is in brackets explains.
    private static DateReading? BeforeBracket(string text, bool astronomical)
    {
        var bracket = text.AsSpan().IndexOfAny('(', '[');
        return bracket > 0 && text[..bracket].Trim() is { Length: > 0 } before ? Whole(Tokens(before), astronomical) : null;
    }

    // DCMI Period Encoding Scheme: «name=Prehistoric Period; start=-10000; end=-5300»
    private static DateReading? DcmiPeriod(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
            return null;
        var (start, end) = (default(DateReading), default(DateReading));
        foreach (Match part in PeriodPart().Matches(text))
        {
            var reading = Whole(Tokens(part.Groups["value"].Value), astronomical: true);
            if (part.Groups["name"].Value.Equals("start", StringComparison.OrdinalIgnoreCase))
                start = reading;
            else
                end = reading;
        }

        return (start, end) switch
        {
            (null, null) => null,
            (null, { } last) => last.OpenStart(),
            ({ } first, null) => first.OpenEnd(),
            ({ } first, { } last) => first.To(last),
        };
    }

    [GeneratedRegex(@"\s[\(\[](?<doubt>\?|ca?\.?|circa|omstreeks|about)[\)\]]\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DoubtBehind();

    [GeneratedRegex(@"(?:^|;)\s*(?<name>start|end)\s*=\s*(?<value>[^;]*)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PeriodPart();
}
