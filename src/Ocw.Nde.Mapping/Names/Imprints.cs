using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Names;

/// <summary>Parts an imprint, as the foot of a print or title page has it, into place and publisher: «Amsterdam: Wed. C. Kok».</summary>
/// <remarks>Only towns that print and publish are taken for one: what stands before a colon may as well be a role («Ontwerp: Jan Jansen»).</remarks>
internal static partial class Imprints
{
    private static readonly FrozenSet<string> Towns = (
        "Alkmaar|Almelo|Amersfoort|Amsterdam|Antwerpen|Anvers|Apeldoorn|Arnhem|Augsburg|Baarn|Basel|Batavia|Bergen op Zoom|Berlijn|Berlin|Bologna|Brescia|Breda|Brugge|Brussel|Bruxelles|Bussum|Cambridge|Chicago|Delft|Den Bosch|Den Haag|Den Helder|" +
        "Deventer|Doetinchem|Dordrecht|Dresden|Edam|Edinburgh|Eindhoven|Enkhuizen|Enschede|Epinal|Épinal|Firenze|Florence|Franeker|Frankfurt|Genève|Gent|Gorinchem|Gouda|Groningen|Haarlem|Hamburg|Harderwijk|Harlingen|Heerenveen|Helmond|Hilversum|Hoorn|" +
        "Kampen|Keulen|Köln|Leeuwarden|Leiden|Leipzig|Leuven|Lier|Liège|Londen|London|Lyon|Maastricht|Madrid|Mechelen|Meppel|Metz|Middelburg|Milaan|Milano|Monnickendam|München|Neuruppin|New York|Nijmegen|Nuremberg|Nürnberg|Oxford|Paramaribo|Parijs|Paris|Purmerend|" +
        "Roermond|Roma|Rome|Rotterdam|Schiedam|Schoonhoven|'s-Gravenhage|’s-Gravenhage|'s Gravenhage|'s-Hage|'s-Hertogenbosch|’s-Hertogenbosch|Sneek|Soerabaja|Stuttgart|The Hague|Tiel|Tilburg|Turnhout|Utrecht|Venetië|Venezia|Venlo|Vlaardingen|Vlissingen|" +
        "Weesp|Weissenburg|Wenen|Wien|Willemstad|Wormerveer|Zaandam|Zaltbommel|Zierikzee|Zutphen|Zürich|Zwolle").Split('|').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The place and the name; <see langword="null"/> when the text is no imprint.</summary>
    public static (string Place, string Name)? Split(string text) =>
        Form().Match(text) is { Success: true } match && Towns.Contains(match.Groups["place"].Value) ? (match.Groups["place"].Value, match.Groups["name"].Value) : null;

    [GeneratedRegex(@"^(?<place>[^:()]{3,30}?)\s*:\s*(?<name>\p{Lu}.*\S)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
