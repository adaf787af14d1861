using System.Globalization;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>Brings tokens into one form before they are read: ordinals, abbreviated centuries, months in figures, «z.j.», empty parts, words that stand behind.</summary>
internal static class DateGrammar
{
    private static readonly string[][] NoDatePairs =
        [["z", "j"], ["z", "d"], ["s", "a"], ["s", "d"], ["n", "d"], ["o", "j"], ["o", "d"], ["zonder", "datum"], ["zonder", "jaar"], ["no", "date"], ["ohne", "datum"], ["ohne", "jahr"], ["sans", "date"]];

    /// <summary>The words of «no date»; also <c>z.j.</c>, <c>z.d.</c>, <c>s.a.</c>, <c>s.d.</c>, <c>n.d.</c> as pairs of letters.</summary>
    private static readonly HashSet<string> NoDateWords = new(StringComparer.Ordinal)
        { "zj", "zd", "ongedateerd", "undated", "undatiert", "onbekend", "onbekende", "unknown", "unbekannt", "inconnu", "inconnue", "not", "niet", "known", "bekend", "date", "datum", "datering", "jaar" };

    /// <summary>Rewrites the tokens in place.</summary>
    public static void Normalize(List<string> tokens)
    {
        JoinOrdinals(tokens);
        Negate(tokens);
        while (DropNoDate(tokens) || DropEmptyParts(tokens))
        {
        }

        MoveForward(tokens);
    }

    /// <summary>Whether the tokens say that there is no date: «z.j.», «s.d.», «date not known», «onbekend».</summary>
    public static bool SaysNone(List<string> tokens)
    {
        var rest = new List<string>(tokens);
        while (DropNoDate(rest))
        {
        }

        rest.RemoveAll(DateWords.Doubt.Contains);
        return tokens.Count > 0 && rest.TrueForAll(NoDateWords.Contains) && (rest.Count < tokens.Count || rest.Exists(w => w is not ("datum" or "date" or "datering" or "jaar" or "not" or "niet")));
    }

    private static void JoinOrdinals(List<string> tokens)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Length > 2 || !tokens[i].All(char.IsAsciiDigit))
                continue;
            if (DateWords.OrdinalSuffix.Contains(tokens[i + 1]))
            {
                tokens[i] += "e";
                tokens.RemoveAt(i + 1);
                // «late 18th C»: behind an ordinal the letter is a century, elsewhere it is «about».
                if (i + 1 < tokens.Count && tokens[i + 1] is "c")
                    tokens[i + 1] = "century";
            }
            else if (tokens[i + 1] is "ber" or "bris" && DateWords.NumberedMonths.TryGetValue(tokens[i], out var month))
            {
                tokens[i] = month;
                tokens.RemoveAt(i + 1);
            }
        }
    }

    // «niet voor 1650» is after it, «niet na», «no later than» and «uiterlijk» before it; «in of voor», «op zijn laatst».
    private static void Negate(List<string> tokens)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i] is not ("niet" or "not" or "nicht" or "no") || i + 1 >= tokens.Count)
                continue;
            var next = tokens[i + 1];
            var word = DateWords.Before.Contains(next) || DateWords.Earlier.Contains(next) ? ">" : DateWords.After.Contains(next) || DateWords.Later.Contains(next) ? "<" : null;
            if (word is null)
                continue;
            tokens[i] = word;
            tokens.RemoveAt(i + 1);
            if (i + 1 < tokens.Count && tokens[i + 1] is "dan" or "than" or "als")
                tokens.RemoveAt(i + 1);
        }
    }

    private static bool DropNoDate(List<string> tokens)
    {
        foreach (var pair in NoDatePairs)
        {
            if (tokens.Count < pair.Length)
                continue;
            if (tokens[0] == pair[0] && tokens[1] == pair[1] && !(tokens.Count > 2 && tokens[2] == "-"))
                tokens.RemoveRange(0, 2);
            else if (tokens[^2] == pair[0] && tokens[^1] == pair[1])
                tokens.RemoveRange(tokens.Count - 2, 2);
            else
                continue;
            if (tokens.Count > 1 && DateWords.To.Contains(tokens[^1]) && tokens[^1] is not "-" and not "/")
                tokens.RemoveAt(tokens.Count - 1);
            return true;
        }

        return false;
    }

    // «1930 - 00 - 0», «1982-12 -00», «2006-04-25 en 0»: figures of nought are fields that were left empty.
    private static bool DropEmptyParts(List<string> tokens)
    {
        if (tokens.Count < 3 || tokens[^1] is not ("0" or "00" or "-0" or "-00") || !DateWords.To.Contains(tokens[^2]))
        {
            if (tokens.Count < 2 || tokens[^1] is not ("-00" or "-0"))
                return false;
            tokens.RemoveAt(tokens.Count - 1);
            return true;
        }

        tokens.RemoveRange(tokens.Count - 2, 2);
        return true;
    }

    // «1847 kort na», «1878, voor», «1846 ca.»: collection systems print the precision behind the date. «1650 of later» is read elsewhere.
    private static void MoveForward(List<string> tokens)
    {
        if (tokens.Count < 2 || !(DateWords.Before.Contains(tokens[^1]) || DateWords.After.Contains(tokens[^1])) || DateWords.To.Contains(tokens[^2]))
            return;
        var word = tokens[^1];
        tokens.RemoveAt(tokens.Count - 1);
        if (tokens is [.., "," or ";" or "kort" or "shortly" or "just"])
            tokens.RemoveAt(tokens.Count - 1);
        if (tokens.Count > 0 && tokens.Exists(t => char.IsAsciiDigit(t[0])))
            tokens.Insert(0, word);
        else
            tokens.Add(word);
    }

    /// <summary>A number without sign.</summary>
    public static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
