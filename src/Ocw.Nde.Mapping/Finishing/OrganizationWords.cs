using System.Collections.Frozen;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Words by which the name of a maker is known to be that of a firm, a workshop, a family or another group.</summary>
internal static class OrganizationWords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "nv", "bv", "vof", "gmbh", "ltd", "inc", "firma", "fa", "gebr", "gebroeders", "fabriek", "fabrieken", "factory", "fabrik", "atelier", "ateliers", "studio", "studios", "museum", "drukkerij", "uitgeverij",
        "uitgevers", "maatschappij", "vereniging", "stichting", "genootschap", "gezelschap", "bureau", "ministerie", "gemeente", "provincie", "koninklijke", "universiteit", "university", "company", "compagnie",
        "werkplaats", "werkplaatsen", "werkstätte", "werkstatt", "bedrijf", "groep", "group", "familie", "family", "society", "instituut", "institute", "institut", "bank", "kantoor", "dienst", "archief", "orkest",
        "werf", "gieterij", "weverij", "pottenbakkerij", "plateelbakkerij", "persbureau", "brothers", "manufactory", "manufaktur", "workshop", "press", "school", "zonen", "zoon", "söhne", "cie",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Endings = ["fabriek", "fabrieken", "fabrik", "bakkerij", "drukkerij", "gieterij", "weverij", "maatschappij", "manufaktur", "werkstätte", "studio", "archief"];

    private static readonly FrozenSet<string> Articles = new[] { "de", "het", "the", "la", "le", "les", "die", "das", "den", "'t" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether one of them occurs in a name; also an article that stands behind («Porceleyne Fles, De»), and «&amp; Co».</summary>
    public static bool Occur(string name)
    {
        var comma = name.LastIndexOf(',');
        if (comma > 0 && Articles.Contains(name[(comma + 1)..].Trim()))
            return true;
        var words = name.Split([' ', ',', '(', ')', '[', ']', ';', '/', '-', '"'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i].Replace(".", "", StringComparison.Ordinal);
            if (Words.Contains(word) || Array.Exists(Endings, e => word.Length > e.Length && word.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
                return true;
            // «Regout & Co.», «Jansen en Zn»
            if (i > 0 && words[i - 1] is "&" or "en" or "and" or "und" && word.ToLowerInvariant() is "co" or "zn" or "zonen" or "comp")
                return true;
        }

        return false;
    }
}
