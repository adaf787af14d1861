using System.Text;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Shacl.Literals;

/// <summary>Regular expressions of XPath (XQuery and XPath Functions §5.6.1), as <c>sh:pattern</c> and SPARQL's REGEX use them.</summary>
/// <remarks>
/// The expression is translated where .NET means something else (<c>.</c>, <c>$</c>, <c>\i</c>, <c>\c</c>, flag <c>q</c>) and matched in
/// time linear in the text, so that a pattern from outside cannot stall a validation; only patterns with back-references are matched by
/// backtracking, with a time limit.
/// </remarks>
internal static class XPathRegex
{
    /// <summary>The time that one match of a pattern with back-references may take.</summary>
    internal static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(250);

    private const string NameStart = @":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";
    private const string NameChar = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040";

    /// <summary>Compiles a pattern with its flags.</summary>
    /// <exception cref="ArgumentException">The pattern is not a regular expression, or a flag is not one of <c>s m i x q</c>.</exception>
    internal static Regex Compile(string pattern, string flags)
    {
        if (flags.AsSpan().IndexOfAnyExcept("smixq") is var unknown && unknown >= 0)
            throw new ArgumentException($"The flag «{flags[unknown]}» is not one of s, m, i, x and q.", nameof(flags));

        var options = RegexOptions.CultureInvariant;
        if (flags.Contains('i', StringComparison.Ordinal))
            options |= RegexOptions.IgnoreCase;
        if (flags.Contains('s', StringComparison.Ordinal))
            options |= RegexOptions.Singleline;
        if (flags.Contains('m', StringComparison.Ordinal))
            options |= RegexOptions.Multiline;

        if (flags.Contains('q', StringComparison.Ordinal))
            return new Regex(Regex.Escape(pattern), options | RegexOptions.NonBacktracking, MatchTimeout);
        var expression = Translate(flags.Contains('x', StringComparison.Ordinal) ? RemoveWhiteSpace(pattern) : pattern, options);
        try
        {
            return new Regex(expression, options | RegexOptions.NonBacktracking, MatchTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(expression, options, MatchTimeout);
        }
    }

    // Flag x: white space outside character classes is removed before matching.
    private static string RemoveWhiteSpace(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
                text.Append(c).Append(pattern[++i]);
            else if (inClass > 0 || c is not (' ' or '\t' or '\n' or '\r'))
                text.Append(c);
            inClass += c == '[' ? 1 : c == ']' ? -1 : 0;
        }

        return text.ToString();
    }

    private static string Translate(string pattern, RegexOptions options)
    {
        var text = new StringBuilder(pattern.Length + 8);
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '\\' when i + 1 < pattern.Length:
                    AppendEscape(text, pattern[++i], inClass > 0);
                    break;
                case '[':
                    inClass++;
                    text.Append(c);
                    break;
                case ']':
                    inClass--;
                    text.Append(c);
                    break;
                case '.' when inClass == 0 && !options.HasFlag(RegexOptions.Singleline):
                    text.Append(@"[^\n\r]");
                    break;
                case '$' when inClass == 0 && !options.HasFlag(RegexOptions.Multiline):
                    text.Append(@"\z"); // .NET's own $ also stands before a last line feed
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return text.ToString();
    }

    private static void AppendEscape(StringBuilder text, char escaped, bool inClass)
    {
        var ranges = escaped switch
        {
            'i' => NameStart,
            'c' => NameChar,
            _ => null,
        };
        if (ranges is not null)
            text.Append(inClass ? ranges : $"[{ranges}]");
        else if (escaped is 'I' or 'C' && !inClass)
            text.Append("[^").Append(escaped == 'I' ? NameStart : NameChar).Append(']');
        else
            text.Append('\\').Append(escaped);
    }
}
