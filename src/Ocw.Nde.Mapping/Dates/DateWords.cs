using System.Collections.Frozen;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>The words of dates in Dutch (also of former centuries), English, German and French; months also in Indonesian, Spanish, Italian and Portuguese.</summary>
internal static class DateWords
{
    private static readonly string[][] MonthNames =
    [
        ["januari", "jan", "january", "januar", "janvier", "januarij", "louwmaand", "enero", "gennaio", "janeiro"],
        ["februari", "feb", "febr", "february", "februar", "fevrier", "februarij", "pebruari", "sprokkelmaand", "febrero", "febbraio", "fevereiro"],
        ["maart", "mrt", "mar", "march", "marz", "maerz", "mars", "maret", "lentemaand", "marzo", "marco"],
        ["april", "apr", "avril", "grasmaand", "abril", "aprile"],
        ["mei", "may", "mai", "meij", "bloeimaand", "mayo", "maggio", "maio"],
        ["juni", "jun", "june", "juin", "junij", "zomermaand", "junio", "giugno", "junho"],
        ["juli", "jul", "july", "juillet", "julij", "hooimaand", "julio", "luglio", "julho"],
        ["augustus", "aug", "august", "aout", "agustus", "oogstmaand", "agosto"],
        ["september", "sep", "sept", "septembre", "herfstmaand", "7ber", "septiembre", "settembre", "setembro"],
        ["oktober", "okt", "october", "oct", "octobre", "wijnmaand", "8ber", "octubre", "ottobre", "outubro"],
        ["november", "nov", "novembre", "nopember", "slachtmaand", "9ber", "noviembre", "novembro"],
        ["december", "dec", "dezember", "dez", "decembre", "desember", "wintermaand", "10ber", "xber", "diciembre", "dicembre", "dezembro"],
    ];

    /// <summary>Month numbers by name, without diacritics.</summary>
    public static readonly FrozenDictionary<string, int> Months =
        MonthNames.SelectMany((names, i) => names.Select(n => (n, i + 1))).ToFrozenDictionary(n => n.n, n => n.Item2, StringComparer.Ordinal);

    /// <summary>About.</summary>
    public static readonly FrozenSet<string> About = new[]
    {
        "ca", "c", "ci", "circa", "cca", "omstreeks", "omstr", "rond", "ongeveer", "ong", "about", "around", "approximately", "approx", "um", "etwa", "vers", "gegen", "environ", "env", "±", "~",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Doubt.</summary>
    public static readonly FrozenSet<string> Doubt = new[] { "?", "mogelijk", "waarschijnlijk", "vermoedelijk", "possibly", "probably", "presumably", "wohl", "vermutlich" }
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Before.</summary>
    public static readonly FrozenSet<string> Before = new[] { "voor", "vóór", "before", "vor", "avant", "uiterlijk", "by", "spatestens", "ante", "<" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>After.</summary>
    public static readonly FrozenSet<string> After = new[] { "na", "after", "nach", "apres", "vanaf", "sinds", "since", "seit", "from", "ab", "depuis", "post", "vroegstens", "fruhestens", ">" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Up to: between two dates.</summary>
    public static readonly FrozenSet<string> To = new[] { "tot", "t/m", "tm", "en", "to", "and", "until", "bis", "und", "a", "et", "ou", "-", "/", "&", "of", "or", "oder" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words in front of a date that say nothing about when.</summary>
    public static readonly FrozenSet<string> Noise = new[]
    {
        "tussen", "between", "zwischen", "entre", "van", "von", "de", "het", "in", "the", "year", "jaar", "jahr", "anno", "gedateerd", "dated", "datiert",
        "published", "uitgegeven", "exhibited", "engraved", "printed", "made", "vervaardigd", "first", "eerste", "druk", "cast", "drawn", "painted", "executed",
        "geb", "geboren", "born", "overl", "overleden", "died", "cop", "copyright", "©", "op", "object", "datering", "periode", "period", "merendeel", "voornamelijk", "hoofdzakelijk", "vooral",
        "overwegend", "mainly", "mostly", "kort", "shortly", "just", "kurz", "im", "am", "den", "le", "en", "dans",
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A century.</summary>
    public static readonly FrozenSet<string> Century = new[] { "eeuw", "eeuws", "eeuwse", "eeuwen", "century", "centuries", "cent", "jahrhundert", "jahrhunderts", "jh", "jhd", "jhs", "siecle" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A century, in front of its number: «s. XVII», «siglo XVII».</summary>
    public static readonly FrozenSet<string> CenturyBefore = new[] { "s", "saec", "sec", "siglo", "secolo", "seculo" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Months by their Latin number, as clerks wrote them: «7ber».</summary>
    public static readonly FrozenDictionary<string, string> NumberedMonths =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["7"] = "7ber", ["8"] = "8ber", ["9"] = "9ber", ["10"] = "10ber" }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>«No earlier than».</summary>
    public static readonly FrozenSet<string> Earlier = new[] { "eerder", "vroeger", "earlier", "fruher" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>«No later than».</summary>
    public static readonly FrozenSet<string> Later = new[] { "later", "spater" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The first month of a season of the northern half.</summary>
    public static readonly FrozenDictionary<string, int> Seasons = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["lente"] = 3,
        ["voorjaar"] = 3,
        ["spring"] = 3,
        ["fruhling"] = 3,
        ["fruhjahr"] = 3,
        ["printemps"] = 3,
        ["zomer"] = 6,
        ["summer"] = 6,
        ["sommer"] = 6,
        ["ete"] = 6,
        ["herfst"] = 9,
        ["najaar"] = 9,
        ["autumn"] = 9,
        ["fall"] = 9,
        ["herbst"] = 9,
        ["automne"] = 9,
        ["winter"] = 12,
        ["hiver"] = 12,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Parts of a year by their number of months.</summary>
    public static readonly FrozenDictionary<string, int> YearUnits = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["helft"] = 6,
        ["half"] = 6,
        ["halfte"] = 6,
        ["semester"] = 6,
        ["kwart"] = 3,
        ["kwartaal"] = 3,
        ["quarter"] = 3,
        ["quartal"] = 3,
        ["trimester"] = 3,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Tens in words, of «jaren dertig».</summary>
    public static readonly FrozenDictionary<string, int> Tens = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["tien"] = 10,
        ["twintig"] = 20,
        ["dertig"] = 30,
        ["veertig"] = 40,
        ["vijftig"] = 50,
        ["zestig"] = 60,
        ["zeventig"] = 70,
        ["tachtig"] = 80,
        ["negentig"] = 90,
    }.ToFrozenDictionary(StringComparer.Ordinal);

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
        ["vijfde"] = 5,
        ["zesde"] = 6,
        ["zevende"] = 7,
        ["achtste"] = 8,
        ["negende"] = 9,
        ["tiende"] = 10,
        ["elfde"] = 11,
        ["twaalfde"] = 12,
        ["dertiende"] = 13,
        ["veertiende"] = 14,
        ["vijftiende"] = 15,
        ["zestiende"] = 16,
        ["zeventiende"] = 17,
        ["achttiende"] = 18,
        ["negentiende"] = 19,
        ["twintigste"] = 20,
        ["fifteenth"] = 15,
        ["sixteenth"] = 16,
        ["seventeenth"] = 17,
        ["eighteenth"] = 18,
        ["nineteenth"] = 19,
        ["twentieth"] = 20,
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
        ["medio"] = (34, 66),
        ["half"] = (34, 66),
        ["milieu"] = (34, 66),
        ["debut"] = (0, 33),
        ["fin"] = (67, 99),
        ["spate"] = (67, 99),
        ["fruhe"] = (0, 33),
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
