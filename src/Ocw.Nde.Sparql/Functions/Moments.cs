using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>Arithmetic with dates and durations (XPath and XQuery Functions §10.6–10.8): an extension that §17.3.1 leaves room for.</summary>
internal static class Moments
{
    private const long Billion = 1_000_000_000;

    internal static Value Apply(ArithmeticOperator @operator, in Value left, in Value right)
    {
        if (@operator is not (ArithmeticOperator.Add or ArithmeticOperator.Subtract))
            return Value.Error;
        try
        {
            return checked((left.Kind, right.Kind) switch
            {
                (ValueKind.DateTime or ValueKind.Date or ValueKind.Time, _) when left.Kind == right.Kind && @operator == ArithmeticOperator.Subtract =>
                    Between(left.AsMoment, right.AsMoment),
                (ValueKind.DateTime or ValueKind.Date, _) when right.Kind.IsDuration => Shift(left, Signed(@operator, right.AsDuration)),
                _ when left.Kind.IsDuration && right.Kind.IsDuration => Sum(left, right.Kind, Signed(@operator, right.AsDuration)),
                _ => Value.Error,
            });
        }
        catch (OverflowException)
        {
            return Value.Error;
        }
    }

    private static Duration Signed(ArithmeticOperator @operator, in Duration value) =>
        @operator == ArithmeticOperator.Add ? value : new Duration(-value.Seconds, -value.Nanoseconds, -value.Months);

    private static Value Between(in Moment left, in Moment right)
    {
        if (left.HasZone != right.HasZone)
            return Value.Error;
        var total = ((Int128)(left.UtcSeconds - right.UtcSeconds) * Billion) + left.Nanoseconds - right.Nanoseconds;
        return Value.FromDuration(ValueKind.DayTimeDuration, new Duration((long)(total / Billion), (int)(total % Billion), 0));
    }

    private static Value Shift(in Value moment, in Duration by)
    {
        var from = moment.AsMoment;
        var (year, month, day) = from.Date;
        var months = (year * 12) + month - 1 + by.Months;
        year = Moment.FloorDiv(months, 12);
        month = (int)(months - (year * 12)) + 1;
        var nanoseconds = from.Nanoseconds + (long)by.Nanoseconds;
        var carry = Moment.FloorDiv(nanoseconds, Billion);
        var start = Moment.Create(year, month, Math.Min(day, CivilCalendar.DaysInMonth(year, month)), from.SecondOfDay, 0, from.ZoneCode);
        var seconds = checked(start.LocalSeconds + by.Seconds + carry);
        if (moment.Kind == ValueKind.Date)
            seconds = Moment.FloorDiv(seconds, Moment.DaySeconds) * Moment.DaySeconds;
        return Value.FromMoment(moment.Kind, new Moment(seconds, moment.Kind == ValueKind.Date ? 0 : (int)(nanoseconds - (carry * Billion)), from.ZoneCode));
    }

    private static Value Sum(in Value left, ValueKind rightKind, in Duration right)
    {
        var a = left.AsDuration;
        var kind = left.Kind == rightKind ? left.Kind : ValueKind.Duration;
        var total = ((Int128)(a.Seconds + right.Seconds) * Billion) + a.Nanoseconds + right.Nanoseconds;
        return Value.FromDuration(kind, new Duration((long)(total / Billion), (int)(total % Billion), checked(a.Months + right.Months)));
    }
}
