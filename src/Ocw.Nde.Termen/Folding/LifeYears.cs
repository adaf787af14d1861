using System.Globalization;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Termen.Folding;

/// <summary>The years of a life, a firm or a thing; either may be unknown.</summary>
/// <param name="Birth">Year of birth, foundation or making; negative before the era.</param>
/// <param name="Death">Year of death or end.</param>
public readonly partial record struct LifeYears(int? Birth, int? Death)
{
    // A date is short; what is longer is a note.
    private const int MaxDate = 200;

    /// <summary>Whether neither year is known.</summary>
    public bool IsEmpty => Birth is null && Death is null;

    /// <summary>Reads «1606-1669», «(1947-)», «1945», «ca. 1600 – na 1650», «geb. 1922», «* 1880 † 1944», «- 1812».</summary>
    /// <returns>Whether the text holds years and nothing else but the usual words around them.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out LifeYears years)
    {
        years = default;
        text = text.Trim();
        if (text.IsEmpty || text.Length > 60 || !text.ContainsAnyInRange('0', '9'))
            return false;
        var match = Pattern().Match(text.ToString());
        if (!match.Success)
            return false;
        var birth = Year(match.Groups["b"]);
        var death = Year(match.Groups["d"]);
        if (birth is null && death is null)
            return false;
        years = new LifeYears(birth, death);
        return true;
    }

    /// <summary>The first year in a date such as «1606-07-15», «1606», «15-07-1606», «ca. 1606»; nothing if there is none.</summary>
    public static int? FirstYear(string? date)
    {
        if (string.IsNullOrWhiteSpace(date))
            return null;
        var match = AnyYear().Match(date.Length <= MaxDate ? date : date[..MaxDate]);
        return match.Success ? int.Parse(match.Value.Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;
    }

    private static int? Year(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        """
        ^(?:
            (?<start>(?:(?:ca|c|circa|geb|geboren|born|b|n|na|vóór|voor|before|after|act|active|actief|werkzaam|fl)\b\.?\s*|\*\s*)*)
            (?<b>\d{3,4})
            (?:\s*(?:-|–|—|/|\u2020|†|tot|to|,\s*(?=d\b|†))\s*(?:(?:ca|c|circa|d|died|overl|overleden|gest|na|vóór|voor|before|after)\b\.?\s*|†\s*)*(?<d>\d{3,4})?)?
          |
            (?:-|–|—|†|(?:d|died|overl|overleden|gest)\b\.?)\s*(?:ca\.?\s*|c\.\s*)?(?<d>\d{3,4})
        )\s*\??$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?<![\d.,])[-−]?(?<!\d-)\d{3,4}(?![\d])|(?<=\d-)\d{4}(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AnyYear();
}
