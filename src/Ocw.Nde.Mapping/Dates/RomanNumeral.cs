namespace Ocw.Nde.Mapping.Dates;

/// <summary>Roman numerals, in lower case as <see cref="DateTokens"/> leaves them.</summary>
internal static class RomanNumeral
{
    private static readonly (int Value, string Text)[] Signs =
        [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];

    /// <summary>The number, or <see langword="null"/>. Additive forms of title pages (<c>mdcccclviiii</c>) are read too.</summary>
    public static int? Read(string text)
    {
        var (total, previous) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var value = text[i] switch { 'i' or 'j' => 1, 'v' => 5, 'x' => 10, 'l' => 50, 'c' => 100, 'd' => 500, 'm' => 1000, _ => 0 };
            if (value == 0)
                return null;
            total += value < previous ? -value : value;
            previous = Math.Max(previous, value);
        }

        return total > 0 && (Write(total) == text || IsAdditive(text)) ? total : null;
    }

    private static string Write(int number)
    {
        var text = new System.Text.StringBuilder();
        foreach (var (value, sign) in Signs)
        {
            for (; number >= value; number -= value)
                text.Append(sign);
        }

        return text.ToString();
    }

    private static bool IsAdditive(string text)
    {
        const string order = "mdclxvij";
        for (var i = 1; i < text.Length; i++)
        {
            if (order.IndexOf(text[i], StringComparison.Ordinal) < order.IndexOf(text[i - 1], StringComparison.Ordinal))
                return false;
        }

        return text.Length > 3;
    }
}
