namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Puts measures in the order in which people say them: height, length, width, depth, diameter, weight, then the rest.</summary>
internal static class SizeOrder
{
    private static readonly string[][] Words =
    [
        ["hoogte", "height", "höhe", "hauteur"],
        ["lengte", "length", "länge", "longueur"],
        ["breedte", "width", "breite", "largeur"],
        ["diepte", "depth", "tiefe", "profondeur", "dikte"],
        ["diameter", "doorsnede", "durchmesser", "diamètre"],
        ["gewicht", "weight", "poids"],
    ];

    /// <summary>The place of a measure.</summary>
    public static int Of(string measure)
    {
        var order = Array.FindIndex(Words, names => names.Any(n => measure.Contains(n, StringComparison.OrdinalIgnoreCase)));
        return order < 0 ? Words.Length : order;
    }
}
