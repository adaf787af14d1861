using System.Text;
using System.Text.RegularExpressions;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>REGEX and REPLACE (SPARQL 1.1 §17.4.3.14–15).</summary>
internal static class RegexFunctions
{
    internal static Value Matches(QueryContext context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].Kind.IsText || Find(context, arguments[1..]) is not { } regex)
            return Value.Error;
        return Value.FromBoolean(context.Guard(regex, arguments[0].Text!, static (r, text) => r.IsMatch(text)));
    }

    internal static Value Replace(QueryContext context, ReadOnlySpan<Value> arguments)
    {
        var (text, replacement) = (arguments[0], arguments[2]);
        if (!text.Kind.IsText || replacement.Kind != ValueKind.String)
            return Value.Error;
        if (Find(context, arguments.Length > 3 ? [arguments[1], arguments[3]] : [arguments[1]]) is not { } regex)
            return Value.Error;
        var literal = arguments.Length > 3 && arguments[3].Text!.Contains('q', StringComparison.Ordinal);
        if (!Replacement.TryParse(replacement.Text!, literal, out var parts))
            return Value.Error;

        // FORX0003: a pattern that matches nothing at all cannot be replaced.
        if (context.Guard(regex, "", static (r, empty) => r.IsMatch(empty)))
            return Value.Error;
        var replaced = context.Guard(regex, text.Text!, (r, t) => r.Replace(t, new Growth(context, parts, t.Length).Next));
        context.Memory.CheckString(replaced.Length);
        return StringFunctions.Like(text, replaced);
    }

    /// <summary>A replacement under way: the time-out of a regular expression is for one match, and a text can have millions.</summary>
    private sealed class Growth(QueryContext context, Replacement parts, int written)
    {
        private const int MatchesBetweenChecks = 1024;

        // What the library keeps of each match until the text is put together.
        private const int BytesOfMatch = 32;

        private long length = written;
        private int matches;

        internal string Next(Match match)
        {
            var expanded = parts.Expand(match);
            length += expanded.Length;
            if (++matches % MatchesBetweenChecks == 0)
            {
                context.Check();
                context.Memory.CheckString(length);
                context.Memory.Check((length * 2) + ((long)matches * BytesOfMatch));
            }

            return expanded;
        }
    }

    private static Regex? Find(QueryContext context, ReadOnlySpan<Value> patternAndFlags)
    {
        if (patternAndFlags[0].Kind != ValueKind.String || (patternAndFlags.Length > 1 && patternAndFlags[1].Kind != ValueKind.String))
            return null;
        return context.Regexes.Get(patternAndFlags[0].Text!, patternAndFlags.Length > 1 ? patternAndFlags[1].Text! : "");
    }

    /// <summary>A replacement string of XPath: text and references <c>$N</c>; <c>\$</c> and <c>\\</c> stand for themselves.</summary>
    private sealed class Replacement
    {
        private readonly List<(string Text, string? Digits)> parts = [];

        internal static bool TryParse(string replacement, bool literal, out Replacement result)
        {
            result = new Replacement();
            var text = new StringBuilder();
            for (var i = 0; i < replacement.Length; i++)
            {
                var c = replacement[i];
                if (literal || c is not ('\\' or '$'))
                {
                    text.Append(c);
                }
                else if (c == '\\')
                {
                    if (i + 1 == replacement.Length || replacement[i + 1] is not ('\\' or '$'))
                        return false;
                    text.Append(replacement[++i]);
                }
                else
                {
                    var end = i + 1;
                    while (end < replacement.Length && char.IsAsciiDigit(replacement[end]))
                        end++;
                    if (end == i + 1)
                        return false;
                    result.parts.Add((text.ToString(), replacement[(i + 1)..end]));
                    text.Clear();
                    i = end - 1;
                }
            }

            result.parts.Add((text.ToString(), null));
            return true;
        }

        // The longest number that names a group; further digits are text. A group that does not exist is empty.
        internal string Expand(Match match)
        {
            var text = new StringBuilder();
            foreach (var (before, digits) in parts)
            {
                text.Append(before);
                if (digits is null)
                    continue;
                var length = Math.Min(digits.Length, 3);
                while (length > 1 && int.Parse(digits.AsSpan(0, length), null) >= match.Groups.Count)
                    length--;
                text.Append(match.Groups[int.Parse(digits.AsSpan(0, length), null)].Value).Append(digits.AsSpan(length));
            }

            return text.ToString();
        }
    }
}
