using System.Globalization;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Termen.Folding;

/// <summary>A point on the earth, WGS 84.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public readonly partial record struct Coordinates(double Latitude, double Longitude)
{
    // Coordinates in a note stand near its beginning.
    private const int MaxNote = 2000;

    private const double EarthRadiusKilometres = 6371.0088;

    /// <summary>Reads <c>Point(lon lat)</c> and other WKT (the middle of its points), «52.37, 4.89», and degrees such as «9° 9' 0" zuid, 160° 17' 0" oost».</summary>
    public static bool TryParse(string? text, out Coordinates point)
    {
        point = default;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        if (text.Contains('(', StringComparison.Ordinal))
            return TryParseWellKnownText(text, out point);
        if (text.Length > MaxNote)
            text = text[..MaxNote];
        if (DegreesPattern().Matches(text) is { Count: 2 } parts)
            return TryParseDegrees(parts[0], parts[1], out point);
        var pair = DecimalPair().Match(text);
        return pair.Success && TryMake(Number(pair.Groups["lat"]), Number(pair.Groups["lon"]), out point);
    }

    /// <summary>The distance along the surface.</summary>
    public double KilometresTo(Coordinates other)
    {
        var (lat1, lat2) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var half = Math.Pow(Math.Sin((lat2 - lat1) / 2), 2)
            + (Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2), 2));
        return 2 * EarthRadiusKilometres * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static bool TryParseWellKnownText(string text, out Coordinates point)
    {
        double west = double.MaxValue, east = double.MinValue, south = double.MaxValue, north = double.MinValue;
        foreach (var match in WellKnownPoint().EnumerateMatches(text))
        {
            var pair = text.AsSpan(match.Index, match.Length).Trim();
            var space = pair.IndexOfAny(' ', '\t');
            if (!double.TryParse(pair[..space], NumberStyles.Float, CultureInfo.InvariantCulture, out var x) || !double.TryParse(pair[space..].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var y))
                continue;
            (west, east) = (Math.Min(west, x), Math.Max(east, x));
            (south, north) = (Math.Min(south, y), Math.Max(north, y));
        }

        point = default;
        return west <= east && TryMake((south + north) / 2, (west + east) / 2, out point);
    }

    private static bool TryParseDegrees(Match first, Match second, out Coordinates point)
    {
        var (a, aIsLatitude) = Signed(first);
        var (b, bIsLatitude) = Signed(second);
        point = default;
        return aIsLatitude != bIsLatitude && TryMake(aIsLatitude ? a : b, aIsLatitude ? b : a, out point);
    }

    private static (double Degrees, bool IsLatitude) Signed(Match match)
    {
        var degrees = Number(match.Groups["deg"]) + (Number(match.Groups["min"]) / 60) + (Number(match.Groups["sec"]) / 3600);
        var side = char.ToUpperInvariant(match.Groups["side"].ValueSpan[0]);
        return (side is 'S' or 'Z' or 'W' ? -degrees : degrees, side is 'N' or 'S' or 'Z');
    }

    private static double Number(Group group) =>
        group.Success ? double.Parse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) : 0;

    private static bool TryMake(double latitude, double longitude, out Coordinates point)
    {
        point = new Coordinates(latitude, longitude);
        return double.IsFinite(latitude) && double.IsFinite(longitude) && Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180;
    }

    [GeneratedRegex(@"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\s+-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex WellKnownPoint();

    // Dutch and English points of the compass: noord/north, zuid/south, oost/east, west; O is east.
    [GeneratedRegex(@"(?<deg>\d{1,3}(?:\.\d+)?)\s*[°º]\s*(?:(?<min>\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(?<sec>\d{1,2}(?:\.\d+)?)\s*(?:""|″|”|'')\s*)?(?<side>[NSZEOW])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex DegreesPattern();

    [GeneratedRegex(@"^\s*(?<lat>-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(?<lon>-?\d{1,3}(?:\.\d+)?)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex DecimalPair();
}
