using System.Globalization;
using System.Text;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>Writes the lexical form of a computed value, canonical as in XSD 1.1.</summary>
internal static class LiteralText
{
    /// <summary>The lexical form of a literal that has no text of its own.</summary>
    internal static string Write(in Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.AsBoolean ? "true" : "false",
        ValueKind.Integer => value.IsBigInteger
            ? value.AsBigInteger.ToString(CultureInfo.InvariantCulture)
            : value.AsInteger.ToString(CultureInfo.InvariantCulture),
        ValueKind.Decimal => WriteDecimal(value.AsDecimal),
        ValueKind.Float => WriteSingle((float)value.AsDouble),
        ValueKind.Double => WriteDouble(value.AsDouble),
        >= ValueKind.DateTime and <= ValueKind.Day => MomentText.Write(value.Kind, value.AsMoment),
        >= ValueKind.DayTimeDuration and <= ValueKind.Duration => DurationText.Write(value.Kind, value.AsDuration),
        _ => value.Text ?? throw new InvalidOperationException($"A {value.Kind} has no lexical form of its own."),
    };

    /// <summary>No trailing zeros, and no point where nothing is behind it (XSD 1.1, canonical decimal).</summary>
    internal static string WriteDecimal(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (text.Contains('.', StringComparison.Ordinal))
            text = text.TrimEnd('0').TrimEnd('.');
        return text is "-0" ? "0" : text;
    }

    private static string WriteDouble(double value)
    {
        Span<byte> text = stackalloc byte[TermValues.MaxDoubleBytes];
        return Encoding.ASCII.GetString(text[..TermValues.WriteCanonicalDouble(value, text)]);
    }

    private static string WriteSingle(float value)
    {
        if (!float.IsFinite(value))
            return float.IsNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF";

        // "E8" has every digit of a float; the shortest form that reads back is found by cutting zeros off the decimal form.
        var shortest = double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return WriteDouble(shortest);
    }
}
