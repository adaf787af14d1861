using System.Globalization;
using System.Text;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>Cuts a written date into words, numbers and signs, folded: lower-case, without diacritics, every kind of dash a hyphen.</summary>
internal static class DateTokens
{
    private const char EnDash = '–';

    /// <summary>The tokens; a minus that belongs to a year stays with it, an ISO date is one token.</summary>
    public static List<string> Cut(string text)
    {
        var tokens = new List<string>();
        var folded = Fold(text);
        for (var i = 0; i < folded.Length;)
        {
            var c = folded[i];
            if (char.IsWhiteSpace(c) || c is '.' or '[' or ']' or '(' or ')' or ':' or '\'' or '’' or '{' or '}' or '"' or '«' or '»')
            {
                i++;
                continue;
            }

            var length = char.IsAsciiDigit(c) || IsSign(folded, i) ? NumberLength(folded, i) : char.IsLetter(c) ? WordLength(folded, i) : 1;
            tokens.Add(folded.Substring(i, length).Replace(EnDash, '-'));
            i += length;
        }

        return tokens;
    }

    /// <summary>Lower-case, without diacritics, digits of every script as 0–9, spaces of one kind, dashes a hyphen or an en dash.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            folded.Append(c switch
            {
                '\u2010' or '\u2011' or '\u2212' => '-',
                '\u2012' or '\u2013' or '\u2014' => EnDash,
                '\u00A0' => ' ',
                // Year, month and day of East Asian dates stand behind their numbers.
                '年' or '月' => '-',
                '日' => ' ',
                _ when char.IsDigit(c) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
                _ => char.ToLowerInvariant(c),
            });
        }

        return folded.ToString().Trim();
    }

    // A hyphen is a minus where a year could begin: at the start, after a slash, or after the hyphen of a range.
    private static bool IsSign(string text, int at)
    {
        if (text[at] != '-' || at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1]))
            return false;
        return text[..at].TrimEnd() is "" or [.., '/'] || (at >= 3 && text[at - 1] == ' ' && text[..at].TrimEnd() is [.., '-' or EnDash]);
    }

    private static int NumberLength(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        // ISO 8601 date, with or without a time behind it: YYYY-MM, YYYY-MM-DD; not a range of years such as 1790-95.
        if (end - at - (text[at] == '-' ? 1 : 0) == 4 && IsoTail(text, end) is { } iso)
            return iso - at;
        while (end < text.Length && text[end] is 'x' or 'u' && end - at < 4)
            end++;
        return end - at;
    }

    private static int? IsoTail(string text, int at)
    {
        if (!TwoDigits(text, at, out var month) || month > 12)
            return null;
        if (TwoDigits(text, at + 3, out _))
            return at + 6;
        var end = at + 3;
        if (end < text.Length && char.IsAsciiDigit(text[end]))
            return null;
        // «1809–11» with an en dash is a range of years; «18 april 1845-11 juni 1845» one of days.
        return text[at] == EnDash || MonthFollows(text, end) ? null : end;
    }

    private static bool MonthFollows(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '.')
            at++;
        return at < text.Length && char.IsLetter(text[at]) && DateWords.Months.ContainsKey(text.Substring(at, WordLength(text, at)));
    }

    private static bool TwoDigits(string text, int at, out int number)
    {
        number = 0;
        return at + 2 < text.Length && text[at] is '-' or EnDash && int.TryParse(text.AsSpan(at + 1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && (at + 3 >= text.Length || !char.IsAsciiDigit(text[at + 3]));
    }

    private static int WordLength(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "t/m", 0, 3) == 0)
            return 3;
        var end = at + 1;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return end - at;
    }
}
