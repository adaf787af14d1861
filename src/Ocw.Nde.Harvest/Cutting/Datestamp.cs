using System.Globalization;

namespace Ocw.Nde.Harvest;

/// <summary>Reads the datestamps that systems write: UTCdatetime of OAI-PMH, and what comes close.</summary>
internal static class Datestamp
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM", "yyyy", "yyyyMMdd", "yyyyMMddHHmmss",
    ];

    /// <summary>The moment, in UTC; <see langword="null"/> if it is empty or no date (as <c>0000-00-00</c>).</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        return !trimmed.IsEmpty && DateTimeOffset.TryParseExact(trimmed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;
    }

    /// <summary>Whether the text is what OAI-PMH asks for (§3.3): a day, or a moment to the second in UTC.</summary>
    public static bool IsProper(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParseExact(text, Formats[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
        || DateTimeOffset.TryParseExact(text, Formats[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
