using System.Globalization;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Conversion;

/// <summary>JSON numbers as literals of XML Schema (JSON-LD 1.1 API §8.6, data round tripping).</summary>
internal static class JsonNumberText
{
    /// <summary>From this power of ten on, integers are written as doubles.</summary>
    private const int IntegerDigits = 21;

    /// <summary>Whether a number is written as <c>xsd:integer</c>: no fraction, and below 10²¹.</summary>
    internal static bool IsInteger(JsonNumber number)
    {
        if (!number.Text.AsSpan().ContainsAny('.', 'e', 'E'))
            return number.Text.Length - (number.Text[0] == '-' ? 1 : 0) <= IntegerDigits;
        var (digits, exponent) = CanonicalJson.Digits(number.Text);
        return digits.Length <= exponent ? exponent <= IntegerDigits : digits.Length == 0;
    }

    /// <summary>An integer without sign of zero, point or exponent; its digits are all kept.</summary>
    internal static string Integer(JsonNumber number)
    {
        if (number.Text != "-0" && !number.Text.AsSpan().ContainsAny('.', 'e', 'E'))
            return number.Text;
        var (digits, exponent) = CanonicalJson.Digits(number.Text);
        if (digits.Length == 0)
            return "0";
        return (number.Text[0] == '-' ? "-" : "") + digits.PadRight(exponent, '0');
    }

    /// <summary>The canonical form of <c>xsd:double</c> with at most 16 digits; beyond what doubles hold, the number itself in that form, never INF.</summary>
    internal static string Double(JsonNumber number)
    {
        var value = number.AsDouble;
        if (!double.IsFinite(value) || value == 0)
            return Form(number.Text);
        return Form(value.ToString("E15", CultureInfo.InvariantCulture));
    }

    private static string Form(string number)
    {
        var (digits, exponent) = CanonicalJson.Digits(number);
        var sign = number[0] == '-' ? "-" : "";
        if (digits.Length == 0)
            return sign + "0.0E0";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}.{(digits.Length == 1 ? "0" : digits[1..])}E{exponent - 1}");
    }
}
