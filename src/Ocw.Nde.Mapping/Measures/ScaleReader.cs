using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Measures;

/// <summary>Reads the scale of a map or model: «1:50», «schaal 1 : 25.000», «1:2,500».</summary>
internal static partial class ScaleReader
{
    /// <summary>The scale as <c>1:25000</c>; <see langword="null"/> when there is none.</summary>
    public static string? Read(string text) =>
        Scale().Match(text) is { Success: true } match ? "1:" + match.Groups["number"].Value.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) : null;

    [GeneratedRegex(@"(?:^|[^\d:.,])1\s*:\s*(?<number>[1-9]\d{0,2}(?:[., ]\d{3})+|[1-9]\d{0,7})(?![\d:])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scale();
}
