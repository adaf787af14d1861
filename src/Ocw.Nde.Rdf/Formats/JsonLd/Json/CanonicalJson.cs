using System.Globalization;
using System.Text;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Json;

/// <summary>The JSON Canonicalization Scheme (RFC 8785): the lexical form of <c>rdf:JSON</c> literals.</summary>
internal static class CanonicalJson
{
    internal static string Write(JsonItem item)
    {
        var text = new StringBuilder();
        Append(text, item);
        return text.ToString();
    }

    /// <summary>A double as ECMAScript writes it (RFC 8785 §3.2.2.3).</summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value))
            throw new JsonLdException(JsonLdErrors.InvalidJsonLiteral, "a number that a double can hold", "one that is too large");
        if (value == 0)
            return "0";
        // "R" gives the shortest digits that make the same double.
        var (digits, exponent) = Digits(value.ToString("R", CultureInfo.InvariantCulture));
        var sign = value < 0 ? "-" : "";
        if (exponent is > 0 and <= 21)
        {
            return digits.Length <= exponent
                ? sign + digits + new string('0', exponent - digits.Length)
                : $"{sign}{digits[..exponent]}.{digits[exponent..]}";
        }

        if (exponent is > -6 and <= 0)
            return $"{sign}0.{new string('0', -exponent)}{digits}";
        var power = exponent - 1;
        var fraction = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{fraction}e{(power < 0 ? "-" : "+")}{Math.Abs(power)}");
    }

    /// <summary>The significant digits of a number, and the power of ten of a point before them: 12.5 is 125 and 2.</summary>
    internal static (string Digits, int Exponent) Digits(string number)
    {
        var text = number.TrimStart('-');
        var exponent = 0;
        var e = text.IndexOfAny(['e', 'E']);
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        exponent += point < 0 ? text.Length : point;
        text = text.Replace(".", "", StringComparison.Ordinal);
        var leading = text.Length - text.TrimStart('0').Length;
        return (text.Trim('0'), exponent - leading);
    }

    private static void Append(StringBuilder text, JsonItem item)
    {
        switch (item)
        {
            case JsonMap map:
                text.Append('{');
                var first = true;
                foreach (var (key, value) in map.Snapshot(ordered: true))
                {
                    if (!first)
                        text.Append(',');
                    first = false;
                    AppendString(text, key);
                    text.Append(':');
                    Append(text, value);
                }

                text.Append('}');
                break;
            case JsonList list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Append(text, list[i]);
                }

                text.Append(']');
                break;
            case JsonString value:
                AppendString(text, value.Value);
                break;
            case JsonNumber number:
                text.Append(Number(number.AsDouble));
                break;
            default:
                text.Append(item is JsonBoolean boolean ? boolean.Value ? "true" : "false" : "null");
                break;
        }
    }

    // RFC 8785 §3.2.2.2
    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
