using System.Text;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Html.Pages;

/// <summary>What a page says of its encoding in its first bytes: <c>meta charset</c>, <c>meta http-equiv</c> or the XML declaration (HTML §13.2.3.2, the prescan).</summary>
internal static partial class EncodingPrescan
{
    // Browsers look at 1,024 bytes, and parse again if a declaration comes later; so many as this come before one in practice.
    private const int Window = 16 * 1024;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    internal static string? Find(ReadOnlySpan<byte> bytes)
    {
        var text = WithoutComments(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Window)]));
        if (text.StartsWith("<?xml", StringComparison.Ordinal) && XmlDeclaration().Match(text) is { Success: true } declaration)
            return declaration.Groups["label"].Value;
        foreach (Match meta in Meta().Matches(text))
        {
            if (Charset().Match(meta.Value) is { Success: true } charset)
                return charset.Groups["label"].Value;
        }

        return null;
    }

    private static string WithoutComments(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("<!--", at, StringComparison.Ordinal);
            kept.Append(text, at, (open < 0 ? text.Length : open) - at);
            if (open < 0)
                break;
            var close = text.IndexOf("-->", open + 2, StringComparison.Ordinal);
            at = close < 0 ? text.Length : close + 3;
        }

        return kept.ToString();
    }

    [GeneratedRegex(@"^<\?xml[^>]*?encoding\s*=\s*[""'](?<label>[^""'>]{1,60})[""']", Options)]
    private static partial Regex XmlDeclaration();

    [GeneratedRegex(@"<meta[\s/][^>]*>", Options)]
    private static partial Regex Meta();

    [GeneratedRegex(@"charset\s*=\s*[""']?\s*(?<label>[^\s""'/>;]{1,60})", Options)]
    private static partial Regex Charset();
}
