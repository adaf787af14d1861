using System.Globalization;

namespace Ocw.Nde.Mapping.Quality.Patterns;

/// <summary>P5: a title that people cannot read: more than five characters that are neither letters, marks, numbers nor spaces, or one of the record's own numbers in it.</summary>
/// <remarks>
/// Europeana counts a number wherever its characters stand; here it must have three characters or more and stand by itself, so that the number 3 does not make «Kaart van 13 landen» unrecognizable.
/// </remarks>
public sealed class UnrecognizableTitle : ProblemPattern
{
    private const int MostOthers = 5;
    private const int LeastNumber = 3;

    /// <inheritdoc/>
    public override string Code => "P5";

    /// <inheritdoc/>
    public override bool Shows(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Titles.Any(title => title.Count(IsOther) > MostOthers || record.Identifiers.Any(number => Holds(title, number)));
    }

    private static bool IsOther(char c) => c != ' ' && char.GetUnicodeCategory(c) is not (
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.Surrogate);

    private static bool Holds(string title, string number)
    {
        if (number.Length < LeastNumber)
            return false;
        for (var at = title.IndexOf(number, StringComparison.Ordinal); at >= 0; at = title.IndexOf(number, at + 1, StringComparison.Ordinal))
        {
            var end = at + number.Length;
            if ((at == 0 || !char.IsLetterOrDigit(title[at - 1])) && (end == title.Length || !char.IsLetterOrDigit(title[end])))
                return true;
        }

        return false;
    }
}
