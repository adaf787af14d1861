namespace Ocw.Nde.Mapping.Dates;

/// <summary>Reads one date without a range: marks of doubt, before and after, an era, and what <see cref="Plain"/> knows.</summary>
internal static class Side
{
    /// <summary>Reads the tokens, or gives <see langword="null"/>.</summary>
    public static DateReading? Read(List<string> tokens, bool astronomical)
    {
        if (Unfinished(tokens) is { } open)
            return open;
        var rest = new List<string>(tokens);
        var doubt = DateDoubt.None;
        if (rest.RemoveAll(t => DateWords.About.Contains(t)) > 0)
            doubt |= DateDoubt.Approximate;
        if (rest.RemoveAll(t => DateWords.Doubt.Contains(t)) > 0)
            doubt |= DateDoubt.Uncertain;
        if (rest.RemoveAll(t => t is "%") > 0)
            doubt = DateDoubt.Approximate | DateDoubt.Uncertain;
        var (before, after) = Strip(rest);
        if (rest.Count == 0)
            return null;

        var era = Era.Of(rest);
        if (era.Length > 0)
            rest = rest[..^era.Length];
        if (Plain(rest, era.Kind, astronomical) is not { } reading)
            return null;
        reading = reading.Doubted(doubt);
        return before ? reading.OpenStart() : after ? reading.OpenEnd() : reading;
    }

    // «18??», «18?», «196?»: a question mark in the place of figures; «1960?» is a doubt about the year.
    private static DateReading? Unfinished(List<string> tokens)
    {
        var marks = tokens.AsEnumerable().Reverse().TakeWhile(t => t == "?").Count();
        if (marks is 0 or > 2 || tokens.Count != marks + 1 || DateGrammar.Number(tokens[0]) is not { } number || tokens[0][0] == '0')
            return null;
        return tokens[0].Length switch
        {
            2 when number is >= 10 and <= 20 => DateReading.Years(number * 100, (number * 100) + 99),
            3 when marks == 1 && number is >= 100 and <= 202 => DateReading.Years(number * 10, (number * 10) + 9),
            _ => null,
        };
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
            else if (!(DateWords.Noise.Contains(first) && !IsPart(tokens)) && !(first is "of" or "or" or "oder" && tokens.Count > 1))
                break;
            tokens.RemoveAt(0);
        }

        return (before, after && !before);
    }

    private static bool IsPart(List<string> tokens) => tokens.Count > 1 && DateWords.Ordinals.ContainsKey(tokens[0]) && (DateWords.Parts.ContainsKey(tokens[1]) || DateWords.Century.Contains(tokens[1]));

    private static DateReading? Plain(List<string> tokens, EraKind era, bool astronomical) =>
        Centuries.Read(tokens, era) ?? Decades.Read(tokens) ?? Calendar.Read(tokens, era, astronomical) ?? YearParts.Read(tokens);
}
