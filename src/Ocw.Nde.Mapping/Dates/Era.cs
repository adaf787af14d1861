namespace Ocw.Nde.Mapping.Dates;

/// <summary>«v.Chr.», «BC», «n.Chr.» at the end of a date.</summary>
internal static class Era
{
    /// <summary>How many tokens at the end name the era: negative for before Christ, 0 for none.</summary>
    public static int Of(List<string> tokens)
    {
        for (var count = Math.Min(3, tokens.Count - 1); count > 0; count--)
        {
            var joined = string.Concat(tokens[^count..]);
            if (DateWords.BeforeChrist.Contains(joined))
                return -count;
            if (DateWords.AfterChrist.Contains(joined))
                return count;
        }

        return 0;
    }
}
