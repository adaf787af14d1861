using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Takes out of texts what is not text: byte order marks, control characters, HTML tags and entities, white space around.</summary>
internal static partial class TextCleaner
{
    private const int LayoutIndent = 4;

    private const string Bullets = "-–—*•·";

    /// <summary>A text of several lines; empty when nothing is left.</summary>
    public static string Lines(string text)
    {
        text = Characters(Markup(text));
        if (!text.Contains('\n', StringComparison.Ordinal) && !text.Contains('\r', StringComparison.Ordinal))
            return text.Trim();
        text = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).Trim();
        return ManyBlankLines().Replace(IsIndentedByLayout(text) ? IndentedLineEnd().Replace(text, m => m.Groups["blank"].Success ? "\n\n" : " ") : text, "\n\n");
    }

    // A program that writes XML neatly breaks texts where the line is full and indents them to the depth of the element. The lines of a list or a poem are the writer's own.
    private static bool IsIndentedByLayout(string text)
    {
        var (ends, depth) = (0, -1);
        foreach (var match in IndentedLineEnd().EnumerateMatches(text))
        {
            var end = text.AsSpan(match.Index, match.Length);
            var indent = end.Length - end.LastIndexOf('\n') - 1;
            if ((indent < LayoutIndent && !end.Contains('\t')) || (depth >= 0 && indent != depth) || Bullets.Contains(text[match.Index + match.Length]))
                return false;
            depth = indent;
            ends += end.Count('\n');
        }

        return ends > 0 && ends == text.AsSpan().Count('\n');
    }

    /// <summary>A name or term: one line with single spaces.</summary>
    public static string Line(string text)
    {
        text = Characters(Markup(text));
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Whether there is a letter or digit of any script in it.</summary>
    public static bool HasWord(string text) => text.Any(char.IsLetterOrDigit) || text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static string Characters(string text)
    {
        if (!text.Any(IsUnwanted))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\u00A0')
                clean.Append(' ');
            else if (!IsUnwanted(c))
                clean.Append(c);
        }

        return clean.ToString();
    }

    // U+200C and U+200D join letters of several scripts and stay.
    private static bool IsUnwanted(char c) =>
        c is '\uFEFF' or '\u200B' or '\u00AD' or '\u00A0' || (c < ' ' && c is not '\n' and not '\r' and not '\t') || (c is >= '\u007F' and < '\u00A0')
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherNotAssigned;

    private static string Markup(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal) && !text.Contains('&', StringComparison.Ordinal))
            return text;
        var plain = HtmlTag().Replace(text, m => m.Groups["block"].Success ? "\n" : "");
        return plain.Length != text.Length || HtmlEntity().IsMatch(text) ? WebUtility.HtmlDecode(plain) : text;
    }

    // Only names that HTML knows: «<1650» and «<onleesbaar>» stay as they are.
    [GeneratedRegex(@"</?(?:(?<block>p|br|div|li|ul|ol|h[1-6]|tr|table)|i|b|em|strong|u|sup|sub|span|font|a|small|td|th|tbody)(?:\s[^<>]{0,500})?/?>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HtmlTag();

    [GeneratedRegex(@"&(?:nbsp|amp|quot|lt|gt|apos|[a-z]uml|[a-z]acute|[a-z]grave|[a-z]circ|[a-z]cedil|#[0-9]{2,5}|#x[0-9a-f]{2,5});", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HtmlEntity();

    // The end of a line, with blank lines behind it, before a line that is indented.
    [GeneratedRegex(@"\n(?<blank>\n+)?[ \t]+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex IndentedLineEnd();

    [GeneratedRegex(@"\n{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex ManyBlankLines();
}
