using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Names;

/// <summary>Names that say that there is no name: «onbekend», «anoniem (Frankrijk)», «[s.n.]», «s.n.]», «N.N.».</summary>
internal static partial class UnknownNames
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "anoniem", "anonymous", "anonym", "anonyme", "anonymus", "onbekend", "unknown", "unbekannt", "inconnu", "inconnue", "onbekende maker", "maker onbekend", "onbekende kunstenaar",
        "onbekende vervaardiger", "vervaardiger onbekend", "unknown artist", "unknown maker", "artist unknown", "unbekannter künstler", "n.v.t.", "nvt", "n/a", "niet bekend", "not known",
        "niet vermeld", "zonder naam", "onbekende fotograaf", "fotograaf onbekend", "auteur onbekend", "diverse vervaardigers", "diverse makers", "diversen", "various", "verschillende makers",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the name says so.</summary>
    public static bool Has(string name)
    {
        var text = name.Trim().TrimEnd(',', ';');
        return Known.Contains(text) || Form().IsMatch(text);
    }

    /// <summary>Where an unknown maker worked: «Frankrijk» of «Anoniem (Frankrijk)»; <see langword="null"/> where the brackets hold no region that is known.</summary>
    public static string? RegionOf(string name) =>
        Placed().Match(name.Trim()) is { Success: true } placed && PlaceReader.IsRegion(placed.Groups["in"].Value.Trim()) ? placed.Groups["in"].Value.Trim() : null;

    [GeneratedRegex(@"^(anoniem|anonymous|anonym|anonyme|onbekend|unknown|unbekannt)e?\s*[\(\[](?<in>[^()\[\]]+)[\)\]]$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placed();

    // [s.n.] of library catalogues, also with one bracket lost; «Anoniem (Noordelijke Nederlanden)», «onbekend, fotograaf».
    [GeneratedRegex(@"^(\[?\s*s\.?\s?n\.?\s*,?\]?|\[?n\.?\s?n\.?\]?|\[?\?+\]?|(anoniem|anonymous|anonym|anonyme|onbekend|unknown|unbekannt)e?(\s*[\(\[][^()\[\]]*[\)\]]|\s*,\s.*))$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
