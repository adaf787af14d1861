using System.Globalization;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>Chooses by an HTTP Accept header (RFC 9110 §12.5.1): by quality, then by how exactly a range names the type, then by the order of the offers.</summary>
public static class AcceptHeader
{
    private const int MaxRanges = 64;

    /// <summary>
    /// The best of <paramref name="offers"/>, or <see langword="null"/> when the header accepts none of them. An absent or empty header accepts
    /// anything: the first offer. Ranges beyond the 64th, and ranges that are not well formed, are passed over.
    /// </summary>
    /// <param name="accept">The header's value.</param>
    /// <param name="offers">What can be given, the most wanted first.</param>
    /// <param name="mediaTypes">The media types of an offer, without parameters: its own first, then others that ask for the same when they are named in full.</param>
    public static T? Choose<T>(string? accept, IReadOnlyList<T> offers, Func<T, IReadOnlyList<string>> mediaTypes)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(offers);
        ArgumentNullException.ThrowIfNull(mediaTypes);
        if (string.IsNullOrWhiteSpace(accept))
            return offers.Count > 0 ? offers[0] : null;

        var ranges = Parse(accept);
        T? best = null;
        var bestQuality = 0.0;
        var bestExactness = 0;
        foreach (var offer in offers)
        {
            var (quality, exactness) = Judge(mediaTypes(offer), ranges);
            if (quality > bestQuality || (quality == bestQuality && quality > 0 && exactness > bestExactness))
                (best, bestQuality, bestExactness) = (offer, quality, exactness);
        }

        return best;
    }

    private static (double Quality, int Exactness) Judge(IReadOnlyList<string> mediaTypes, List<Range> ranges)
    {
        var own = Judge(mediaTypes[0], ranges);
        if (own.Exactness == Range.Exact)
            return own;
        return mediaTypes.Skip(1).Select(type => Judge(type, ranges)).Where(j => j.Exactness == Range.Exact).Append(own).Max();
    }

    // The most exact range that matches a type decides its quality, so that "text/*;q=0.5, text/turtle;q=0" refuses Turtle.
    private static (double Quality, int Exactness) Judge(string mediaType, List<Range> ranges)
    {
        var judged = (Quality: 0.0, Exactness: 0);
        foreach (var range in ranges)
        {
            var exactness = range.Match(mediaType);
            if (exactness > judged.Exactness)
                judged = (range.Quality, exactness);
        }

        return judged;
    }

    private static List<Range> Parse(string accept)
    {
        var ranges = new List<Range>();
        foreach (var item in accept.Split(',', MaxRanges + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxRanges))
        {
            var parts = item.Split(';', StringSplitOptions.TrimEntries);
            var slash = parts[0].IndexOf('/', StringComparison.Ordinal);
            if (slash <= 0 || slash == parts[0].Length - 1 || !TryQuality(parts, out var quality))
                continue;
            ranges.Add(new(parts[0][..slash], parts[0][(slash + 1)..], quality));
        }

        return ranges;
    }

    private static bool TryQuality(string[] parts, out double quality)
    {
        quality = 1;
        foreach (var parameter in parts.Skip(1))
        {
            if (!parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
                continue;
            return double.TryParse(parameter.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out quality) && quality is >= 0 and <= 1;
        }

        return true;
    }

    private sealed record Range(string Type, string Subtype, double Quality)
    {
        internal const int Exact = 3;

        /// <summary>0 for no match, 1 for */*, 2 for type/*, 3 for the type itself.</summary>
        internal int Match(string mediaType)
        {
            if (Type == "*")
                return Subtype == "*" ? 1 : 0;
            var slash = mediaType.IndexOf('/', StringComparison.Ordinal);
            if (!mediaType.AsSpan(0, slash).Equals(Type, StringComparison.OrdinalIgnoreCase))
                return 0;
            if (Subtype == "*")
                return 2;
            return mediaType.AsSpan(slash + 1).Equals(Subtype, StringComparison.OrdinalIgnoreCase) ? Exact : 0;
        }
    }
}
