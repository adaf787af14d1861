using System.Collections.Frozen;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>The words of dates in Dutch, English, German and French.</summary>
internal static class DateWords
{
    private static readonly string[][] MonthNames =
    [
        ["januari", "jan", "january", "januar", "janvier"],
        ["februari", "feb", "febr", "february", "februar", "fevrier"],
        ["maart", "mrt", "mar", "march", "marz", "maerz", "mars"],
        ["april", "apr", "avril"],
        ["mei", "may", "mai"],
        ["juni", "jun", "june", "juin"],
        ["juli", "jul", "july", "juillet"],
        ["augustus", "aug", "august", "aout"],
        ["september", "sep", "sept", "septembre"],
        ["oktober", "okt", "october", "oct", "octobre"],
        ["november", "nov", "novembre"],
        ["december", "dec", "dezember", "dez", "decembre"],
    ];

    /// <summary>Month numbers by name, without diacritics.</summary>
    public static readonly FrozenDictionary<string, int> Months =
        MonthNames.SelectMany((names, i) => names.Select(n => (n, i + 1))).ToFrozenDictionary(n => n.n, n => n.Item2, StringComparer.Ordinal);

    /// <summary>About.</summary>
    public static readonly FrozenSet<string> About = new[]
    {
        "ca", "c", "ci", "circa", "cca", "omstreeks", "omstr", "rond", "ongeveer", "ong", "about", "around", "approximately", "approx", "um", "etwa", "vers", "±", "~",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Doubt.</summary>
    public static readonly FrozenSet<string> Doubt = new[] { "?", "mogelijk", "waarschijnlijk", "vermoedelijk", "possibly", "probably", "presumably", "wohl", "vermutlich" }
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Before.</summary>
    public static readonly FrozenSet<string> Before = new[] { "voor", "vóór", "before", "vor", "avant", "uiterlijk", "<" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>After.</summary>
    public static readonly FrozenSet<string> After = new[] { "na", "after", "nach", "apres", "vanaf", "sinds", "since", "from", "ab", ">" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Up to: between two dates.</summary>
    public static readonly FrozenSet<string> To = new[] { "tot", "t/m", "tm", "en", "to", "and", "until", "bis", "und", "a", "-", "/", "of", "or", "oder" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words in front of a date that say nothing about when.</summary>
    public static readonly FrozenSet<string> Noise = new[]
    {
        "tussen", "between", "zwischen", "entre", "van", "von", "de", "het", "in", "the", "year", "jaar", "jahr", "anno", "gedateerd", "dated", "datiert",
        "published", "uitgegeven", "exhibited", "engraved", "printed", "made", "vervaardigd", "first", "eerste", "druk", "cast", "drawn", "painted", "executed",
        "geb", "geboren", "born", "overl", "overleden", "died",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A century.</summary>
    public static readonly FrozenSet<string> Century = new[] { "eeuw", "eeuws", "eeuwse", "century", "cent", "jahrhundert", "jh", "jhd", "siecle" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Before Christ; folded words, joined.</summary>
    public static readonly FrozenSet<string> BeforeChrist = new[] { "vchr", "bc", "bce", "vc", "vkj", "vgj", "avjc", "voorchristus", "vchristus" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>After Christ.</summary>
    public static readonly FrozenSet<string> AfterChrist = new[] { "nchr", "ad", "ce", "nc", "nkj", "nachristus", "nchristus" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Ordinals in words; 0 is the last one.</summary>
    public static readonly FrozenDictionary<string, int> Ordinals = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["eerste"] = 1,
        ["first"] = 1,
        ["erste"] = 1,
        ["tweede"] = 2,
        ["second"] = 2,
        ["zweite"] = 2,
        ["derde"] = 3,
        ["third"] = 3,
        ["dritte"] = 3,
        ["vierde"] = 4,
        ["fourth"] = 4,
        ["vierte"] = 4,
        ["laatste"] = 0,
        ["last"] = 0,
        ["letzte"] = 0,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Parts of a century by their number of years.</summary>
    public static readonly FrozenDictionary<string, int> Parts = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["helft"] = 50,
        ["half"] = 50,
        ["halfte"] = 50,
        ["kwart"] = 25,
        ["quarter"] = 25,
        ["viertel"] = 25,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Vague parts of a century: first and last year within it.</summary>
    public static readonly FrozenDictionary<string, (int First, int Last)> VagueParts = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["begin"] = (0, 33),
        ["vroege"] = (0, 33),
        ["vroeg"] = (0, 33),
        ["early"] = (0, 33),
        ["anfang"] = (0, 33),
        ["midden"] = (34, 66),
        ["mid"] = (34, 66),
        ["middle"] = (34, 66),
        ["mitte"] = (34, 66),
        ["eind"] = (67, 99),
        ["einde"] = (67, 99),
        ["late"] = (67, 99),
        ["laat"] = (67, 99),
        ["end"] = (67, 99),
        ["ende"] = (67, 99),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Behind «or»: whether the time is open at its end, else at its begin.</summary>
    public static readonly FrozenDictionary<string, bool> OrOpen = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["later"] = true,
        ["after"] = true,
        ["spater"] = true,
        ["erna"] = true,
        ["earlier"] = false,
        ["before"] = false,
        ["eerder"] = false,
        ["vroeger"] = false,
        ["fruher"] = false,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What follows the number of an ordinal.</summary>
    public static readonly FrozenSet<string> OrdinalSuffix = new[] { "e", "de", "ste", "th", "st", "nd", "rd", "eme", "ieme" }.ToFrozenSet(StringComparer.Ordinal);
}
