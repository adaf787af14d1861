using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Literals;

/// <summary>A literal as the operators <c>&lt;</c> and <c>&lt;=</c> of SPARQL 1.1 §17.3 see it; dates, times and years are ordered too.</summary>
internal readonly struct OrderedValue
{
    private enum ValueKind : byte
    {
        Boolean,
        Decimal,
        Double,
        Text,
        Timeline,
    }

    private readonly ValueKind _kind;
    private readonly decimal _decimal;
    private readonly double _double;
    private readonly string? _text;
    private readonly TimelineValue _timeline;

    private OrderedValue(ValueKind kind, decimal number = 0, double floating = 0, string? text = null, TimelineValue timeline = default)
    {
        _kind = kind;
        _decimal = number;
        _double = floating;
        _text = text;
        _timeline = timeline;
    }

    /// <summary>The value of a term; <see langword="false"/> for IRIs, blank nodes, language-tagged strings, unknown datatypes and ill-typed literals.</summary>
    internal static bool TryRead(in TermSpan term, out OrderedValue value)
    {
        value = default;
        if (term.Kind != TermKind.Literal || term.Language.Length > 0)
            return false;
        if (term.Datatype.Length == 0)
        {
            value = new OrderedValue(ValueKind.Text, text: Encoding.UTF8.GetString(term.Value));
            return true;
        }

        return XsdLexical.TryGetName(term.Datatype, out var name) && XsdLexical.IsWellFormed(term.Datatype, term.Value) && TryReadTyped(name, term.Value, out value);
    }

    /// <summary>The order of two values, or <see langword="null"/> if they cannot be compared.</summary>
    internal static int? Compare(in OrderedValue left, in OrderedValue right) => (left._kind, right._kind) switch
    {
        (ValueKind.Decimal, ValueKind.Decimal) or (ValueKind.Boolean, ValueKind.Boolean) => left._decimal.CompareTo(right._decimal),
        (ValueKind.Text, ValueKind.Text) => string.CompareOrdinal(left._text, right._text),
        (ValueKind.Timeline, ValueKind.Timeline) => TimelineValue.Compare(left._timeline, right._timeline),
        (ValueKind.Decimal or ValueKind.Double, ValueKind.Decimal or ValueKind.Double) => CompareDoubles(left.AsDouble(), right.AsDouble()),
        _ => null,
    };

    private static int? CompareDoubles(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    private static bool TryReadTyped(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lexical, out OrderedValue value)
    {
        value = default;
        if (TimelineValue.TryGetKind(name, out var kind))
        {
            if (!TimelineValue.TryParse(kind, lexical, out var timeline))
                return false;
            value = new OrderedValue(ValueKind.Timeline, timeline: timeline);
        }
        else if (name.SequenceEqual("boolean"u8))
        {
            value = new OrderedValue(ValueKind.Boolean, number: lexical[0] is (byte)'t' or (byte)'1' ? 1 : 0);
        }
        else if (name.SequenceEqual("decimal"u8) || XsdLexical.IsIntegerType(name))
        {
            // Numbers that do not fit in a decimal are compared as doubles.
            value = decimal.TryParse(lexical, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? new OrderedValue(ValueKind.Decimal, number: number)
                : new OrderedValue(ValueKind.Double, floating: ParseDouble(lexical));
        }
        else if (name.SequenceEqual("double"u8) || name.SequenceEqual("float"u8))
        {
            value = new OrderedValue(ValueKind.Double, floating: ParseDouble(lexical));
        }
        else
        {
            return false;
        }

        return true;
    }

    private static double ParseDouble(ReadOnlySpan<byte> lexical) => lexical switch
    {
        _ when lexical.SequenceEqual("INF"u8) || lexical.SequenceEqual("+INF"u8) => double.PositiveInfinity,
        _ when lexical.SequenceEqual("-INF"u8) => double.NegativeInfinity,
        _ when lexical.SequenceEqual("NaN"u8) => double.NaN,
        _ => double.Parse(lexical, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private double AsDouble() => _kind == ValueKind.Decimal ? (double)_decimal : _double;
}
