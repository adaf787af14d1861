using System.Numerics;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The functions on numbers (SPARQL 1.1 §17.4.4); each keeps the type of its argument.</summary>
internal static class NumericFunctions
{
    internal static Value Abs(in Value number) => number.Kind switch
    {
        ValueKind.Integer => Value.Integer(BigInteger.Abs(number.AsBigInteger)),
        ValueKind.Decimal => Value.Decimal(Math.Abs(number.AsDecimal)),
        ValueKind.Float => Value.Float((float)Math.Abs(number.AsDouble)),
        ValueKind.Double => Value.Double(Math.Abs(number.AsDouble)),
        _ => Value.Error,
    };

    internal static Value Ceil(in Value number) => number.Kind switch
    {
        ValueKind.Integer => number.WithId(0),
        ValueKind.Decimal => Value.Decimal(Math.Ceiling(number.AsDecimal)),
        ValueKind.Float => Value.Float((float)Math.Ceiling(number.AsDouble)),
        ValueKind.Double => Value.Double(Math.Ceiling(number.AsDouble)),
        _ => Value.Error,
    };

    internal static Value Floor(in Value number) => number.Kind switch
    {
        ValueKind.Integer => number.WithId(0),
        ValueKind.Decimal => Value.Decimal(Math.Floor(number.AsDecimal)),
        ValueKind.Float => Value.Float((float)Math.Floor(number.AsDouble)),
        ValueKind.Double => Value.Double(Math.Floor(number.AsDouble)),
        _ => Value.Error,
    };

    /// <summary>fn:round: to the nearest, halves upwards (-2.5 gives -2).</summary>
    internal static Value Round(in Value number) => number.Kind switch
    {
        ValueKind.Integer => number.WithId(0),
        ValueKind.Decimal => Value.Decimal(RoundDecimal(number.AsDecimal)),
        ValueKind.Float => Value.Float((float)RoundDouble(number.AsDouble)),
        ValueKind.Double => Value.Double(RoundDouble(number.AsDouble)),
        _ => Value.Error,
    };

    private static decimal RoundDecimal(decimal value)
    {
        var floor = Math.Floor(value);
        return value - floor >= 0.5m ? floor + 1 : floor;
    }

    // The difference to the floor is exact, value + 0.5 is not (0.49999999999999994).
    private static double RoundDouble(double value)
    {
        if (!double.IsFinite(value))
            return value;
        var floor = Math.Floor(value);
        var rounded = value - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 ? Math.CopySign(0, value) : rounded;
    }
}
