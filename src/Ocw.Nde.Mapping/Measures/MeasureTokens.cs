using System.Globalization;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Measures;

/// <summary>What a piece of a measure is.</summary>
internal enum MeasureTokenKind
{
    Number,
    Unit,
    Label,
    Times,
    Range,
    Colon,
    End,
    Open,
    Close,
    Word,
}

/// <summary>A piece of a measure.</summary>
internal readonly record struct MeasureToken(MeasureTokenKind Kind, string Text, decimal Number = 0, MeasureKind Measured = MeasureKind.Unknown, MeasureUnit? Unit = null);

/// <summary>Splits the text of a measure into numbers, units, labels and words.</summary>
internal static partial class MeasureTokens
{
    /// <summary>The pieces; <see langword="null"/> when a number in it cannot be read for sure («1.200 cm»).</summary>
    public static List<MeasureToken>? Of(string text)
    {
        var tokens = new List<MeasureToken>();
        foreach (Match match in Piece().Matches(text))
        {
            if (match.Groups["number"].Success)
            {
                if (Number(match.Groups["number"].Value, UnitBehind(text, match.Index + match.Length)) is not { } number)
                    return null;
                tokens.Add(new MeasureToken(MeasureTokenKind.Number, match.Value, number));
            }
            else if (match.Groups["word"].Success)
            {
                AddWord(match.Value, tokens);
            }
            else
            {
                AddSign(match.Value, tokens);
            }
        }

        return tokens;
    }

    private static void AddSign(string sign, List<MeasureToken> tokens)
    {
        var kind = sign switch
        {
            "×" or "*" => MeasureTokenKind.Times,
            "-" or "–" or "—" => MeasureTokenKind.Range,
            ":" or "=" => MeasureTokenKind.Colon,
            ";" or "\n" or "|" => MeasureTokenKind.End,
            "(" or "[" => MeasureTokenKind.Open,
            ")" or "]" => MeasureTokenKind.Close,
            "\"" or "″" or "”" => MeasureTokenKind.Unit,
            "ø" or "Ø" or "⌀" => MeasureTokenKind.Label,
            _ => MeasureTokenKind.Word,
        };
        if (kind == MeasureTokenKind.Unit)
            tokens.Add(new MeasureToken(kind, sign, Unit: MeasureWords.UnitOf(sign)));
        else if (kind == MeasureTokenKind.Label)
            tokens.Add(new MeasureToken(kind, sign, Measured: MeasureKind.Diameter));
        else if (kind != MeasureTokenKind.Word)
            tokens.Add(new MeasureToken(kind, sign));
    }

    // A unit stands behind a number («5 m», «3 in»), a letter before one is a label («d 5»).
    private static void AddWord(string word, List<MeasureToken> tokens)
    {
        var isBehindNumber = tokens.Count > 0 && tokens[^1].Kind is MeasureTokenKind.Number or MeasureTokenKind.Open && tokens.Exists(t => t.Kind == MeasureTokenKind.Number);
        if (word is "x" or "X")
            tokens.Add(new MeasureToken(MeasureTokenKind.Times, word));
        else if (Joined().IsMatch(word))
            tokens.AddRange(word.Split('x', 'X').Select(letter => new MeasureToken(MeasureTokenKind.Label, letter, Measured: MeasureWords.KindOf(letter))));
        else if (MeasureWords.UnitOf(word) is { } unit && (isBehindNumber || !MeasureWords.IsAmbiguousUnit(word)))
            tokens.Add(new MeasureToken(MeasureTokenKind.Unit, word, Unit: unit));
        else if (MeasureWords.KindOf(word) is var kind && kind != MeasureKind.Unknown)
            tokens.Add(new MeasureToken(MeasureTokenKind.Label, word, Measured: kind));
        else if (!MeasureWords.IsFiller(word))
            tokens.Add(new MeasureToken(MeasureTokenKind.Word, word));
        else if (word.Equals("bij", StringComparison.OrdinalIgnoreCase) || word.Equals("by", StringComparison.OrdinalIgnoreCase))
            tokens.Add(new MeasureToken(MeasureTokenKind.Times, word));
    }

    private static MeasureUnit? UnitBehind(string text, int at)
    {
        var match = Letters().Match(text, at);
        return match.Success ? MeasureWords.UnitOf(match.Groups["word"].Value) : null;
    }

    // «23,5», «5.5», «1 2/5», «3/4». Three figures behind a point are thousands in millimetres; in other units nobody can tell.
    private static decimal? Number(string text, MeasureUnit? unit)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts is [var whole, var rest])
            return Number(whole, unit) + Number(rest, unit);
        if (text.Split('/') is [var above, var below])
            return decimal.TryParse(above, NumberStyles.None, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var b) && b > 0 ? Math.Round(a / b, 4) : null;
        var point = text.IndexOfAny([',', '.']);
        if (point > 0 && text.Length - point == 4 && point <= 3 && text[0] != '0')
        {
            if (unit?.Code != "MMT")
                return null;
            text = text.Remove(point, 1);
        }

        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number : null;
    }

    [GeneratedRegex(@"(?<number>\d+ \d+/\d+|\d+/\d+|\d+(?:[.,]\d+)?)|(?<word>[xX](?=\s*\d|\s|\p{L}\.?\s*\d)|\p{L}+(?:[’']\p{L}+)?\.?)|[×*\-–—:=;\n|()\[\]""″”øØ⌀]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Piece();

    // «hxbxd»
    [GeneratedRegex(@"^[hbdlw](x[hbdlw]){1,2}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Joined();

    [GeneratedRegex(@"\G\s*(?<word>\p{L}+\.?|[""″”])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letters();
}
