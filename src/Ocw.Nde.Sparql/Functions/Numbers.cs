using System.Numerics;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>Arithmetic with the numeric promotion of XPath (§17.3): integer → decimal → float → double.</summary>
internal static class Numbers
{
    internal static Value Apply(ArithmeticOperator @operator, in Value left, in Value right)
    {
        if (!left.Kind.IsNumeric || !right.Kind.IsNumeric)
            return Moments.Apply(@operator, left, right);

        var kind = left.Kind > right.Kind ? left.Kind : right.Kind;
        return kind switch
        {
            ValueKind.Integer => OfIntegers(@operator, left, right),
            ValueKind.Decimal => OfDecimals(@operator, left, right),
            ValueKind.Float => Value.Float((float)OfDoubles(@operator, ToDouble(left), ToDouble(right))),
            _ => Value.Double(OfDoubles(@operator, ToDouble(left), ToDouble(right))),
        };
    }

    /// <summary>The order of two numbers; <see langword="null"/> with NaN.</summary>
    internal static int? Compare(in Value left, in Value right)
    {
        if (left.Kind == ValueKind.Integer && right.Kind == ValueKind.Integer)
        {
            return left.IsBigInteger || right.IsBigInteger
                ? left.AsBigInteger.CompareTo(right.AsBigInteger)
                : left.AsInteger.CompareTo(right.AsInteger);
        }

        if (left.Kind <= ValueKind.Decimal && right.Kind <= ValueKind.Decimal && TryDecimal(left, out var a) && TryDecimal(right, out var b))
            return a.CompareTo(b);

        var (x, y) = left.Kind == ValueKind.Double || right.Kind == ValueKind.Double
            ? (ToDouble(left), ToDouble(right))
            : ((float)ToDouble(left), (float)ToDouble(right));
        return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
    }

    internal static double ToDouble(in Value value) => value.Kind switch
    {
        ValueKind.Integer => value.IsBigInteger ? (double)value.AsBigInteger : value.AsInteger,
        ValueKind.Decimal => (double)value.AsDecimal,
        _ => value.AsDouble,
    };

    internal static bool TryDecimal(in Value value, out decimal number)
    {
        number = 0;
        if (value.Kind == ValueKind.Decimal)
            number = value.AsDecimal;
        else if (!value.IsBigInteger)
            number = value.AsInteger;
        else if (BigInteger.Abs(value.AsBigInteger) <= (BigInteger)decimal.MaxValue)
            number = (decimal)value.AsBigInteger;
        else
            return false;
        return true;
    }

    internal static Value Negate(in Value value) => value.Kind switch
    {
        ValueKind.Integer => Value.Integer(-value.AsBigInteger),
        ValueKind.Decimal => Value.Decimal(-value.AsDecimal),
        ValueKind.Float => Value.Float((float)-value.AsDouble),
        ValueKind.Double => Value.Double(-value.AsDouble),
        _ => Value.Error,
    };

    private static Value OfIntegers(ArithmeticOperator @operator, in Value left, in Value right)
    {
        // Division of integers is a decimal (XPath op:numeric-divide), so that 1/2 is 0.5.
        if (@operator == ArithmeticOperator.Divide)
            return OfDecimals(@operator, left, right);

        if (!left.IsBigInteger && !right.IsBigInteger && TrySmall(@operator, left.AsInteger, right.AsInteger, out var small))
            return Value.Integer(small);

        var (a, b) = (left.AsBigInteger, right.AsBigInteger);
        return Value.Integer(@operator switch
        {
            ArithmeticOperator.Add => a + b,
            ArithmeticOperator.Subtract => a - b,
            _ => a * b,
        });
    }

    private static bool TrySmall(ArithmeticOperator @operator, long a, long b, out long result)
    {
        switch (@operator)
        {
            case ArithmeticOperator.Add:
                result = unchecked(a + b);
                return ((a ^ result) & (b ^ result)) >= 0;
            case ArithmeticOperator.Subtract:
                result = unchecked(a - b);
                return ((a ^ b) & (a ^ result)) >= 0;
            default:
                var high = Math.BigMul(a, b, out result);
                return high == result >> 63;
        }
    }

    // Beyond the 28 digits of System.Decimal is an overflow, which XPath lets be an error.
    private static Value OfDecimals(ArithmeticOperator @operator, in Value left, in Value right)
    {
        if (!TryDecimal(left, out var a) || !TryDecimal(right, out var b))
            return Value.Error;
        try
        {
            return @operator switch
            {
                ArithmeticOperator.Add => Value.Decimal(a + b),
                ArithmeticOperator.Subtract => Value.Decimal(a - b),
                ArithmeticOperator.Multiply => Value.Decimal(a * b),
                _ => b == 0 ? Value.Error : Value.Decimal(a / b),
            };
        }
        catch (OverflowException)
        {
            return Value.Error;
        }
    }

    private static double OfDoubles(ArithmeticOperator @operator, double a, double b) => @operator switch
    {
        ArithmeticOperator.Add => a + b,
        ArithmeticOperator.Subtract => a - b,
        ArithmeticOperator.Multiply => a * b,
        _ => a / b,
    };
}
