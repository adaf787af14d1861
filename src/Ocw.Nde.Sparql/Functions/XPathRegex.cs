using System.Text;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>Turns a regular expression of XPath (XPath and XQuery Functions §5.6.1) and its flags into one of .NET.</summary>
/// <remarks>
/// Where the two differ the XPath meaning is kept: <c>\w</c>, <c>\s</c>, <c>\i</c>, <c>\c</c>, <c>.</c> and <c>$</c>. What XPath does not have
/// (<c>\b</c>, look-ahead) is handed on, since queries written for other engines use it.
/// </remarks>
public static class XPathRegex
{
    private const string Space = @" \t\n\r";
    private const string NotSpace = @"\x00-\x08\x0B\x0C\x0E-\x1F\x21-\uFFFF";
    private const string Word = @"\p{L}\p{M}\p{N}\p{S}";
    private const string NotWord = @"\p{P}\p{Z}\p{C}";

    // NameStartChar and NameChar of XML within the basic plane.
    private const string NameStart =
        @":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";

    private const string NotNameStart =
        @"\u0000-9;-@\[-\^`{-\u00BF\u00D7\u00F7\u0300-\u036F\u037E\u2000-\u200B\u200E-\u206F\u2190-\u2BFF\u2FF0-\u3000\uD800-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF";

    private const string NameRest = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040";

    private const string NotNameRest =
        @"\u0000-,/;-@\[-\^`{-\u00B6\u00B8-\u00BF\u00D7\u00F7\u037E\u2000-\u200B\u200E-\u203E\u2041-\u206F\u2190-\u2BFF\u2FF0-\u3000\uD800-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF";

    /// <summary>Compiles a pattern; <see langword="null"/> if the pattern or a flag is not valid.</summary>
    /// <param name="pattern">The pattern as XPath writes it.</param>
    /// <param name="flags">Any of <c>s m i x q</c>.</param>
    /// <param name="timeout">The longest time that one match may take, where the pattern needs backtracking.</param>
    public static Regex? Compile(string pattern, string flags, TimeSpan timeout)
    {
        if (flags.AsSpan().ContainsAnyExcept("smixq"))
            return null;

        var options = RegexOptions.CultureInvariant;
        if (flags.Contains('i', StringComparison.Ordinal))
            options |= RegexOptions.IgnoreCase;
        var multiline = flags.Contains('m', StringComparison.Ordinal);
        if (multiline)
            options |= RegexOptions.Multiline;
        var dotAll = flags.Contains('s', StringComparison.Ordinal);

        try
        {
            var text = flags.Contains('q', StringComparison.Ordinal)
                ? Regex.Escape(pattern)
                : Translate(pattern, dotAll, multiline, flags.Contains('x', StringComparison.Ordinal));
            return Create(text, options, timeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Without backtracking where the pattern allows it: time linear in the text, whatever the pattern.
    private static Regex Create(string text, RegexOptions options, TimeSpan timeout)
    {
        try
        {
            return new Regex(text, options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(text, options, timeout);
        }
    }

    private static string Translate(string pattern, bool dotAll, bool multiline, bool ignoreSpace)
    {
        var text = new StringBuilder(pattern.Length + 16);
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '\\' when i + 1 < pattern.Length:
                    AppendEscape(text, pattern[++i], inClass: depth > 0);
                    break;
                case '[':
                    depth++;
                    text.Append(c);
                    break;
                case ']' when depth > 0:
                    depth--;
                    text.Append(c);
                    break;
                case '.' when depth == 0:
                    text.Append(dotAll ? @"[\s\S]" : @"[^\n\r]");
                    break;
                case '$' when depth == 0:
                    text.Append(multiline ? "$" : @"\z");
                    break;
                case ' ' or '\t' or '\n' or '\r' when ignoreSpace && depth == 0:
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return text.ToString();
    }

    private static void AppendEscape(StringBuilder text, char c, bool inClass)
    {
        var set = c switch
        {
            's' => Space,
            'S' => NotSpace,
            'w' => Word,
            'W' => NotWord,
            'i' => NameStart,
            'I' => NotNameStart,
            'c' => NameRest,
            'C' => NotNameRest,
            _ => null,
        };
        if (set is null)
            text.Append('\\').Append(c);
        else if (inClass)
            text.Append(set);
        else
            text.Append('[').Append(set).Append(']');
    }
}
