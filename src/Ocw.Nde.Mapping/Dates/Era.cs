namespace Ocw.Nde.Mapping.Dates;

/// <summary>From when years are counted.</summary>
internal enum EraKind : byte
{
    /// <summary>Nothing is said.</summary>
    None,

    /// <summary>Before Christ.</summary>
    BeforeChrist,

    /// <summary>After Christ.</summary>
    AfterChrist,

    /// <summary>Before present: before 1950, as radiocarbon dating counts.</summary>
    BeforePresent,
}

/// <summary>«v.Chr.», «BC», «n.Chr.», «BP» at the end of a date.</summary>
internal static class Era
{
    /// <summary>Which era the tokens at the end name, and how many they are.</summary>
    public static (EraKind Kind, int Length) Of(List<string> tokens)
    {
        for (var count = Math.Min(3, tokens.Count - 1); count > 0; count--)
        {
            var joined = string.Concat(tokens[^count..]);
            if (DateWords.BeforeChrist.Contains(joined))
                return (EraKind.BeforeChrist, count);
            if (DateWords.AfterChrist.Contains(joined))
                return (EraKind.AfterChrist, count);
            if (joined is "bp")
                return (EraKind.BeforePresent, count);
        }

        return (EraKind.None, 0);
    }
}
