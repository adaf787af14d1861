using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Names;

/// <summary>Reads names of places as collections write them: «Utrecht (stad)», «Amsterdam, Kalverstraat 12», «Batavia [Jakarta]», «Mariënburg (Suriname)», «London, United Kingdom».</summary>
internal static partial class PlaceReader
{
    private static readonly FrozenSet<string> Unknown = new[] { "onbekend", "unknown", "unbekannt", "inconnu", "s.l.", "[s.l.]", "s.l.]", "[s.l.", "z.pl.", "z.p.", "plaats onbekend", "onbekende plaats", "n.v.t.", "niet bekend", "zonder plaats", "s.l", "?" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Kinds = "stad provincie gemeente dorp land eiland rivier wijk streek plaats departement district buurtschap begraafplaats stadsdeel regio staat heerlijkheid polder gehucht city town village province county municipality state region island river".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Countries, parts of the kingdom and provinces, as Dutch collections and international lists write them.
    private static readonly FrozenSet<string> Regions = (
        "Nederland|Netherlands|Nederlanden|België|Belgium|Belgique|Duitsland|Germany|Deutschland|Frankrijk|France|Engeland|England|Schotland|Scotland|Wales|Ierland|Ireland|Groot-Brittannië|Verenigd Koninkrijk|United Kingdom|UK|" +
        "Italië|Italy|Italia|Spanje|Spain|España|Portugal|Zwitserland|Switzerland|Schweiz|Suisse|Oostenrijk|Austria|Österreich|Luxemburg|Luxembourg|Denemarken|Denmark|Danmark|Noorwegen|Norway|Norge|Zweden|Sweden|Sverige|Finland|Polen|Poland|Polska|" +
        "Rusland|Russia|Rossiya|Tsjechië|Hongarije|Hungary|Griekenland|Greece|Turkije|Turkey|Egypte|Egypt|Marokko|Israël|Israel|Yisra'el|Al-Lubnan|Libanon|Al-‘Iraq|Irak|Iran|Pakistan|India|China|Japan|Indonesië|Indonesia|Nederlands-Indië|Nederlands Indië|Maleisië|Filipijnen|" +
        "Suriname|Curaçao|Aruba|Bonaire|Nederlandse Antillen|Zuid-Afrika|South Africa|Ghana|Nigeria|Congo|Canada|United States|Verenigde Staten|USA|VS|México|Mexico|Brazilië|Brasil|Argentina|Argentinië|Chile|Colombia|Peru|Cuba|Haïti|Jamaica|Martinique|Trinidad en Tobago|Australia|Australië|New Zealand|Nieuw-Zeeland|" +
        "Groningen|Friesland|Fryslân|Drenthe|Overijssel|Gelderland|Flevoland|Noord-Holland|Zuid-Holland|Zeeland|Noord-Brabant|Limburg|Zuid-Amerika|Noord-Amerika|Europa|Azië|Afrika|Vlaanderen|West-Vlaanderen|Oost-Vlaanderen|Brabant|Noordelijke Nederlanden|Zuidelijke Nederlanden|Northern Netherlands|Southern Netherlands|Holland").Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is that of a country, province or region that is known.</summary>
    public static bool IsRegion(string name) => Regions.Contains(name);

    /// <summary>What a name says.</summary>
    public static PlaceReading Read(string name)
    {
        var text = name.Trim();
        if (Unknown.Contains(text))
            return new PlaceReading(true, [], null, null);
        if (Explained().Match(text) is { Success: true } explained)
            return OfBrackets(explained.Groups["name"].Value, explained.Groups["in"].Value.Trim(), text.EndsWith(']'));
        var comma = text.IndexOf(", ", StringComparison.Ordinal);
        return comma > 0 ? OfComma(text[..comma].Trim(), text[(comma + 2)..].Trim()) : PlaceReading.Plain;
    }

    private static PlaceReading OfBrackets(string name, string inside, bool isSquare)
    {
        if (Regions.Contains(inside))
            return new PlaceReading(false, [name], inside, null);
        // Square brackets hold another name, or the code of a country: «Batavia [Jakarta]», «Weltevreden[ID]».
        if (isSquare)
            return new PlaceReading(false, inside.Length > 3 && char.IsUpper(inside[0]) && !inside.Contains('?', StringComparison.Ordinal) ? [name, inside] : [name], null, null);
        if (Kinds.Contains(inside) || inside is "?")
            return new PlaceReading(false, [name], null, null);
        return Building().IsMatch(name) && char.IsUpper(inside[0]) ? new PlaceReading(false, [name], inside, null) : PlaceReading.Plain;
    }

    private static PlaceReading OfComma(string first, string rest)
    {
        if (Street().IsMatch(rest))
            return new PlaceReading(false, [], first, rest);
        // «Cannet, le, France»: an article that stands behind is no region.
        var last = rest[(rest.LastIndexOf(',') + 1)..].Trim();
        return Regions.Contains(last) && char.IsUpper(rest[0]) && !Article().IsMatch(rest) ? new PlaceReading(false, [first], rest, null) : PlaceReading.Plain;
    }

    [GeneratedRegex(@"^(?<name>[^()\[\]]*[^()\[\]\s])\s*[(\[](?<in>[^()\[\]]+)[)\]]$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Explained();

    // «Kalverstraat 12», «Am Delft 25/26», «Oude Gracht»
    [GeneratedRegex(@"^([\p{L}’'.\- ]*(straat|gracht|weg|laan|plein|kade|singel|steeg|dijk|burgwal|dreef|straße|strasse|gasse|street|road|square)|[\p{L}’'.\- ]{3,}(?= [0-9]))( [0-9]+.*)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Street();

    // «Département de la, France»
    [GeneratedRegex(@"\b(de|la|le|les|di|del|da|van|van de|the|of),", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Article();

    [GeneratedRegex(@"^(fort|plantage|kasteel|kerk|museum|paleis|huis|slot|station|markt|haven|molen|abdij|klooster|begraafplaats|ziekenhuis|hospitaal|school|theater|park)\b|\b\p{L}*(straat|gracht|plein|markt|kerk|weg|laan|kade|kasteel|molen|poort|brug|park|tuin)$|\bMarkt\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Building();
}
