using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>Reads a literal's value from its lexical form and datatype; what the datatype does not allow stays <see cref="ValueKind.Other"/>.</summary>
internal static class LiteralReader
{
    private static readonly SearchValues<char> InDoubles = SearchValues.Create("0123456789+-.eE");

    /// <summary>The value of a literal without language.</summary>
    internal static Value Read(string lexical, string datatype, ulong id = 0)
    {
        if (!Datatypes.TryGet(datatype, out var known))
            return Value.Other(lexical, datatype, id);
        if (known.Kind == ValueKind.String)
            return Value.String(lexical, id);

        // XML Schema collapses white space around every type but string before it looks at the form.
        var text = lexical.AsSpan().Trim(" \t\r\n");
        return TryRead(text, known, id, out var value) ? value : Value.Other(lexical, datatype, id);
    }

    /// <summary>Reads a lexical form as a value of a kind; the casts use it too.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, in Datatypes.Known known, ulong id, out Value value)
    {
        value = Value.Error;
        switch (known.Kind)
        {
            case ValueKind.Boolean:
                return TryBoolean(text, id, out value);
            case ValueKind.Integer:
                return TryInteger(text, known, id, out value);
            case ValueKind.Decimal:
                return TryDecimal(text, id, out value);
            case ValueKind.Float when TryDouble(text, out var real):
                value = Value.Float(ToSingle(text, real), id);
                return true;
            case ValueKind.Double when TryDouble(text, out var real):
                value = Value.Double(real, id);
                return true;
            case >= ValueKind.DateTime and <= ValueKind.Day when MomentText.TryParse(known.Kind, text, out var moment):
                value = Value.FromMoment(known.Kind, moment, id);
                return true;
            case >= ValueKind.DayTimeDuration and <= ValueKind.Duration when DurationText.TryParse(known.Kind, text, out var duration):
                value = Value.FromDuration(known.Kind, duration, id);
                return true;
            default:
                return false;
        }
    }

    private static bool TryBoolean(ReadOnlySpan<char> text, ulong id, out Value value)
    {
        var isTrue = text is "true" or "1";
        value = isTrue || text is "false" or "0" ? Value.FromBoolean(isTrue, id) : Value.Error;
        return !value.IsError;
    }

    private static bool TryInteger(ReadOnlySpan<char> text, in Datatypes.Known known, ulong id, out Value value)
    {
        value = Value.Error;
        var digits = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return false;

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
            value = Value.Integer(small, id);
        else if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big))
            value = Value.Integer(big, id);
        return !value.IsError && (known.Least is not { } least || value.AsBigInteger >= least) && (known.Most is not { } most || value.AsBigInteger <= most);
    }

    // decimal ::= ('+' | '-')? ([0-9]+ ('.' [0-9]*)? | '.' [0-9]+)
    private static bool TryDecimal(ReadOnlySpan<char> text, ulong id, out Value value)
    {
        value = Value.Error;
        var digits = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        if ((whole.IsEmpty && fraction.IsEmpty) || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            value = Value.Decimal(number, id);
        return !value.IsError;
    }

    // XSD 1.1 allows "+INF"; .NET's own words for infinity are not numbers here.
    private static bool TryDouble(ReadOnlySpan<char> text, out double value)
    {
        switch (text)
        {
            case "INF" or "+INF":
                value = double.PositiveInfinity;
                return true;
            case "-INF":
                value = double.NegativeInfinity;
                return true;
            case "NaN":
                value = double.NaN;
                return true;
            default:
                value = 0;
                const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
                return !text.ContainsAnyExcept(InDoubles) && double.TryParse(text, styles, CultureInfo.InvariantCulture, out value);
        }
    }

    // Rounded once, from the text: through double a float can come out one unit off.
    private static float ToSingle(ReadOnlySpan<char> text, double value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) ? single : (float)value;
}
