namespace Ocw.Nde.Mapping.Dates;

/// <summary>Parts of a year or a month: «begin 1944», «eind mei 1940», «zomer 1944», «2e kwartaal 1950», «eerste helft 1921».</summary>
internal static class YearParts
{
    /// <summary>Reads the tokens, or gives <see langword="null"/>.</summary>
    public static DateReading? Read(List<string> tokens)
    {
        tokens = [.. tokens.Where(t => t is not ("van" or "de" or "het" or "of" or "the" or "in" or "des" or "-"))];
        return tokens switch
        {
            [var word, var year] when DateWords.VagueParts.TryGetValue(word, out var part) && Year(year) is { } y => Months(y, part.First == 0 ? 1 : part.Last == 99 ? 9 : 5, 4).Doubted(DateDoubt.Approximate),
            [var word, var season, var year] when DateWords.VagueParts.ContainsKey(word) && DateWords.Seasons.ContainsKey(season) => Read([season, year]),
            [var word, .. var month] when month.Count == 2 && DateWords.VagueParts.ContainsKey(word) && Calendar.Read(month, EraKind.None, astronomical: false) is { } found => found.Doubted(DateDoubt.Approximate),
            [var season, var year] when DateWords.Seasons.TryGetValue(season, out var first) && Year(year) is { } y => Season(y, first),
            [var ordinal, var unit, var year] when Year(year) is { } y && Part(ordinal, unit) is { } part => Months(y, part.First, part.Count),
            _ => null,
        };
    }

    // The winter of a year may be its begin or its end.
    private static DateReading Season(int year, int firstMonth) =>
        (firstMonth == 12 ? DateReading.Of(new PartialDate(year)) : Months(year, firstMonth, 3)).Doubted(DateDoubt.Approximate);

    private static (int First, int Count)? Part(string ordinal, string unit)
    {
        if (!DateWords.YearUnits.TryGetValue(unit, out var months))
            return null;
        var number = DateWords.Ordinals.TryGetValue(ordinal, out var named) ? named : Centuries.Ordinal(ordinal) ?? -1;
        if (number == 0)
            number = 12 / months;
        return number < 1 || number > 12 / months ? null : (((number - 1) * months) + 1, months);
    }

    private static DateReading Months(int year, int first, int count) => new(new PartialDate(year, first), new PartialDate(year, first + count - 1));

    private static int? Year(string text) => text.Length == 4 && DateGrammar.Number(text) is { } year and > 0 ? year : null;
}
