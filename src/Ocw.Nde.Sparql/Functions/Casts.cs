using System.Globalization;
using System.Numerics;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The constructor functions <c>xsd:…( )</c> (SPARQL 1.1 §17.5), with the derived types of XML Schema beside the standard's eight.</summary>
internal static class Casts
{
    internal static Value Cast(QueryContext context, string datatype, in Value from)
    {
        if (!Datatypes.TryGet(datatype, out var known) || from.IsError)
            return Value.Error;
        if (known.Kind == ValueKind.String)
            return ToText(context, from);
        if (from.Kind == ValueKind.String)
            return FromText(context, datatype, known, from.Text!);

        var value = known.Kind switch
        {
            ValueKind.Boolean => ToBoolean(from),
            ValueKind.Integer => ToInteger(from),
            ValueKind.Decimal => ToDecimal(from),
            ValueKind.Float => from.Kind == ValueKind.Boolean || from.Kind.IsNumeric ? Value.Float((float)ToDouble(from)) : Value.Error,
            ValueKind.Double => from.Kind == ValueKind.Boolean || from.Kind.IsNumeric ? Value.Double(ToDouble(from)) : Value.Error,
            >= ValueKind.DateTime and <= ValueKind.Day => ToMoment(known.Kind, from),
            >= ValueKind.DayTimeDuration and <= ValueKind.Duration => ToDuration(known.Kind, from),
            _ => Value.Error,
        };
        return value.IsError ? value : Typed(context, datatype, known, value);
    }

    private static Value ToText(QueryContext context, in Value from) => from.Kind switch
    {
        ValueKind.BlankNode or ValueKind.TripleTerm => Value.Error,
        ValueKind.String => from,
        ValueKind.Float or ValueKind.Double => Value.String(XPathText(from.AsDouble, from.Kind == ValueKind.Float)),
        ValueKind.Decimal => Value.String(LiteralText.WriteDecimal(from.AsDecimal)),
        ValueKind.Boolean => Value.String(from.AsBoolean ? "true" : "false"),
        ValueKind.Integer => Value.String(from.AsBigInteger.ToString(CultureInfo.InvariantCulture)),
        _ when from.Kind.IsMoment || from.Kind.IsDuration => Value.String(LiteralText.Write(from)),
        _ => Value.String(context.Terms.TextOf(from)),
    };

    // A cast from text needs a lexical form of the target; the text itself becomes the literal, as XPath leaves its value unchanged.
    private static Value FromText(QueryContext context, string datatype, in Datatypes.Known known, string text)
    {
        var trimmed = text.AsSpan().Trim(" \t\r\n");
        if (!LiteralReader.TryRead(trimmed, known, 0, out var value))
            return Value.Error;
        return Typed(context, datatype, known, value);
    }

    // A derived type has no kind of its own: its literal is made by name. Its range was checked when read, and is again here.
    private static Value Typed(QueryContext context, string datatype, in Datatypes.Known known, in Value value)
    {
        if (datatype == Datatypes.IriOf(known.Kind))
            return value;
        var literal = context.Terms.MakeLiteral(LiteralText.Write(value), datatype);
        return literal.Kind == known.Kind ? literal : Value.Error;
    }

    private static Value ToBoolean(in Value from) =>
        from.Kind == ValueKind.Boolean || from.Kind.IsNumeric ? Truths.EffectiveBooleanValue(from).ToValue() : Value.Error;

    private static Value ToInteger(in Value from)
    {
        switch (from.Kind)
        {
            case ValueKind.Boolean:
                return Value.Integer(from.AsBoolean ? 1 : 0);
            case ValueKind.Integer:
                return from.WithId(0);
            case ValueKind.Decimal:
                return Value.Integer(new BigInteger(decimal.Truncate(from.AsDecimal)));
            case ValueKind.Float or ValueKind.Double when double.IsFinite(from.AsDouble):
                return Value.Integer(new BigInteger(Math.Truncate(from.AsDouble)));
            default:
                return Value.Error;
        }
    }

    private static Value ToDecimal(in Value from)
    {
        switch (from.Kind)
        {
            case ValueKind.Boolean:
                return Value.Decimal(from.AsBoolean ? 1 : 0);
            case ValueKind.Integer or ValueKind.Decimal:
                return Numbers.TryDecimal(from, out var number) ? Value.Decimal(number) : Value.Error;
            case ValueKind.Float or ValueKind.Double when Math.Abs(from.AsDouble) < (double)decimal.MaxValue:
                // From the shortest form that names the number: the constructor of System.Decimal would round to 15 digits.
                var text = from.Kind == ValueKind.Float
                    ? ((float)from.AsDouble).ToString("R", CultureInfo.InvariantCulture)
                    : from.AsDouble.ToString("R", CultureInfo.InvariantCulture);
                return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? Value.Decimal(number) : Value.Error;
            default:
                return Value.Error;
        }
    }

    private static double ToDouble(in Value from) => from.Kind == ValueKind.Boolean ? (from.AsBoolean ? 1 : 0) : Numbers.ToDouble(from);

    private static Value ToMoment(ValueKind kind, in Value from)
    {
        if (from.Kind == kind)
            return from.WithId(0);
        if (from.Kind is not (ValueKind.DateTime or ValueKind.Date))
            return Value.Error;
        var moment = from.AsMoment;
        var (year, month, day) = moment.Date;
        return kind switch
        {
            ValueKind.DateTime or ValueKind.Date => Value.FromMoment(kind, Moment.Create(year, month, day, zone: moment.ZoneCode)),
            ValueKind.Time when from.Kind == ValueKind.DateTime =>
                Value.FromMoment(kind, Moment.Create(1972, 12, 31, moment.SecondOfDay, moment.Nanoseconds, moment.ZoneCode)),
            ValueKind.Year => Value.FromMoment(kind, Moment.Create(year, 1, 1, zone: moment.ZoneCode)),
            ValueKind.YearMonth => Value.FromMoment(kind, Moment.Create(year, month, 1, zone: moment.ZoneCode)),
            ValueKind.Month => Value.FromMoment(kind, Moment.Create(1972, month, 1, zone: moment.ZoneCode)),
            ValueKind.MonthDay => Value.FromMoment(kind, Moment.Create(1972, month, day, zone: moment.ZoneCode)),
            ValueKind.Day => Value.FromMoment(kind, Moment.Create(1972, 12, day, zone: moment.ZoneCode)),
            _ => Value.Error,
        };
    }

    private static Value ToDuration(ValueKind kind, in Value from)
    {
        if (!from.Kind.IsDuration)
            return Value.Error;
        var duration = from.AsDuration;
        return Value.FromDuration(kind, kind switch
        {
            ValueKind.DayTimeDuration => duration with { Months = 0 },
            ValueKind.YearMonthDuration => new Duration(0, 0, duration.Months),
            _ => duration,
        });
    }

    // XPath casts a number of moderate size to text without exponent (XPath and XQuery Functions §17.1.2).
    private static string XPathText(double value, bool single)
    {
        var magnitude = Math.Abs(value);
        if (value == 0)
            return double.IsNegative(value) ? "-0" : "0";
        if (!double.IsFinite(value) || magnitude < (single ? 1e-6f : 1e-6) || magnitude >= 1e6)
            return LiteralText.Write(single ? Value.Float((float)value) : Value.Double(value));
        var text = single ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal)
            ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : text;
    }
}
