using System.Buffers;
using System.Globalization;
using System.Text;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The functions on strings (SPARQL 1.1 §17.4.3), with the rules on language tags of §17.4.3.1.</summary>
internal static class StringFunctions
{
    private static readonly SearchValues<char> Expanding = SearchValues.Create("ßŉﬀﬁﬂﬃﬄﬅﬆ");

    internal static Value StrLen(in Value text) => text.Kind.IsText ? Value.Integer(CodePoints.Count(text.Text!)) : Value.Error;

    internal static Value UCase(in Value text) => text.Kind.IsText ? Like(text, ToUpper(text.Text!)) : Value.Error;

    internal static Value LCase(in Value text) => text.Kind.IsText ? Like(text, text.Text!.ToLowerInvariant()) : Value.Error;

    internal static Value StrStarts(in Value text, in Value prefix) =>
        Compatible(text, prefix) ? Value.FromBoolean(text.Text!.StartsWith(prefix.Text!, StringComparison.Ordinal)) : Value.Error;

    internal static Value StrEnds(in Value text, in Value suffix) =>
        Compatible(text, suffix) ? Value.FromBoolean(text.Text!.EndsWith(suffix.Text!, StringComparison.Ordinal)) : Value.Error;

    internal static Value Contains(in Value text, in Value part) =>
        Compatible(text, part) ? Value.FromBoolean(text.Text!.Contains(part.Text!, StringComparison.Ordinal)) : Value.Error;

    /// <summary>The part before the first match; a simple empty literal where there is none.</summary>
    internal static Value StrBefore(in Value text, in Value part)
    {
        if (!Compatible(text, part))
            return Value.Error;
        var at = text.Text!.IndexOf(part.Text!, StringComparison.Ordinal);
        return at < 0 ? Value.String("") : Like(text, text.Text[..at]);
    }

    /// <summary>The part after the first match; a simple empty literal where there is none.</summary>
    internal static Value StrAfter(in Value text, in Value part)
    {
        if (!Compatible(text, part))
            return Value.Error;
        var at = text.Text!.IndexOf(part.Text!, StringComparison.Ordinal);
        return at < 0 ? Value.String("") : Like(text, text.Text[(at + part.Text!.Length)..]);
    }

    internal static Value SubStr(in Value text, in Value start) => SubStr(text, start, Value.Double(double.PositiveInfinity));

    // fn:substring: characters at positions p with round(start) <= p < round(start) + round(length), counted from 1.
    internal static Value SubStr(in Value text, in Value start, in Value length)
    {
        if (!text.Kind.IsText || !start.Kind.IsNumeric || !length.Kind.IsNumeric)
            return Value.Error;
        var first = RoundHalfUp(Numbers.ToDouble(start));
        var end = first + RoundHalfUp(Numbers.ToDouble(length));
        if (double.IsNaN(first) || double.IsNaN(end) || end <= 1)
            return Like(text, "");

        var whole = text.Text!;
        var from = CodePoints.OffsetOf(whole, first <= 1 ? 0 : (int)Math.Min(first - 1, whole.Length));
        var to = CodePoints.OffsetOf(whole, (int)Math.Min(end - 1, whole.Length));
        return Like(text, to <= from ? "" : whole[from..to]);
    }

    /// <summary>Percent-encodes all but the unreserved characters of RFC 3986 (fn:encode-for-uri).</summary>
    internal static Value EncodeForUri(in Value text)
    {
        if (!text.Kind.IsText)
            return Value.Error;
        var encoded = new StringBuilder(text.Text!.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(text.Text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
                encoded.Append((char)b);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return Value.String(encoded.ToString());
    }

    /// <summary>Joins strings; the language stays where all have the same one.</summary>
    internal static Value Concat(QueryContext context, ReadOnlySpan<Value> parts)
    {
        var text = new StringBuilder();
        var language = parts.IsEmpty ? null : parts[0].Detail;
        foreach (ref readonly var part in parts)
        {
            if (!part.Kind.IsText)
                return Value.Error;
            context.Memory.CheckString((long)text.Length + part.Text!.Length);
            text.Append(part.Text);
            if (language is not null && !(part.Kind == ValueKind.LangString && string.Equals(part.Detail, language, StringComparison.OrdinalIgnoreCase)))
                language = null;
        }

        return language is null ? Value.String(text.ToString()) : Value.LangString(text.ToString(), language);
    }

    /// <summary>A result «of the same kind» as a string argument (§17.4.3.1).</summary>
    internal static Value Like(in Value original, string text) =>
        original.Kind == ValueKind.LangString ? Value.LangString(text, original.Detail!) : Value.String(text);

    // Argument compatibility (§17.4.3.1.2): the second is simple, or has the language of the first.
    private static bool Compatible(in Value first, in Value second) =>
        first.Kind.IsText
        && (second.Kind == ValueKind.String
            || (second.Kind == ValueKind.LangString && first.Kind == ValueKind.LangString && ValueComparison.SameLanguage(first, second)));

    // fn:upper-case maps some letters to several (Unicode SpecialCasing); those of western texts are done here, the rest is one to one.
    private static string ToUpper(string text)
    {
        if (text.AsSpan().ContainsAny(Expanding))
        {
            text = text.Replace("ß", "SS", StringComparison.Ordinal).Replace("ŉ", "ʼN", StringComparison.Ordinal)
                .Replace("ﬃ", "FFI", StringComparison.Ordinal).Replace("ﬄ", "FFL", StringComparison.Ordinal)
                .Replace("ﬀ", "FF", StringComparison.Ordinal).Replace("ﬁ", "FI", StringComparison.Ordinal).Replace("ﬂ", "FL", StringComparison.Ordinal)
                .Replace("ﬅ", "ST", StringComparison.Ordinal).Replace("ﬆ", "ST", StringComparison.Ordinal);
        }

        return text.ToUpperInvariant();
    }

    private static double RoundHalfUp(double value) => Math.Floor(value + 0.5);
}
