namespace Ocw.Nde.Sparql.Functions;

/// <summary>A point on the time line as XML Schema writes it: clock reading in its own zone, and the zone if one was written.</summary>
/// <remarks>Dates, years and other parts of dates are the moment at which they begin; years outside 0001–9999 are fine, year 0 is 1 BCE (XSD 1.1).</remarks>
/// <param name="LocalSeconds">Seconds since 1970-01-01T00:00:00 on the clock of the zone.</param>
/// <param name="Nanoseconds">0 to 999,999,999.</param>
/// <param name="ZoneCode">Minutes from UTC, or <see cref="NoZone"/>.</param>
internal readonly record struct Moment(long LocalSeconds, int Nanoseconds, short ZoneCode)
{
    internal const short NoZone = short.MinValue;

    internal const long DaySeconds = 86_400;

    // XML Schema 2, Appendix 3.2.7.3: a time without zone lies within ±14:00 of the same time with one.
    private const long ZoneDoubt = 14 * 3600;

    internal bool HasZone => ZoneCode != NoZone;

    /// <summary>Seconds since 1970 in UTC; a moment without zone counts as UTC.</summary>
    internal long UtcSeconds => HasZone ? LocalSeconds - (ZoneCode * 60L) : LocalSeconds;

    internal (long Year, int Month, int Day) Date => CivilCalendar.Date(FloorDiv(LocalSeconds, DaySeconds));

    internal int SecondOfDay => (int)(LocalSeconds - (FloorDiv(LocalSeconds, DaySeconds) * DaySeconds));

    internal int Hour => SecondOfDay / 3600;

    internal int Minute => SecondOfDay / 60 % 60;

    internal int Second => SecondOfDay % 60;

    internal static Moment Create(long year, int month, int day, int secondOfDay = 0, int nanoseconds = 0, short zone = NoZone) =>
        new((CivilCalendar.DayNumber(year, month, day) * DaySeconds) + secondOfDay, nanoseconds, zone);

    /// <summary>The order of two moments, or <see langword="null"/> where only one has a zone and they are too near to tell (XML Schema 2 §3.2.7.4).</summary>
    internal static int? Compare(in Moment left, in Moment right)
    {
        if (left.HasZone == right.HasZone)
            return CompareAsUtc(left, right);

        var distance = left.UtcSeconds - right.UtcSeconds;
        return distance switch
        {
            > ZoneDoubt => 1,
            < -ZoneDoubt => -1,
            ZoneDoubt when left.Nanoseconds > right.Nanoseconds => 1,
            -ZoneDoubt when left.Nanoseconds < right.Nanoseconds => -1,
            _ => null,
        };
    }

    /// <summary>A total order: a moment without zone counts as UTC.</summary>
    internal static int CompareAsUtc(in Moment left, in Moment right)
    {
        var order = left.UtcSeconds.CompareTo(right.UtcSeconds);
        return order != 0 ? order : left.Nanoseconds.CompareTo(right.Nanoseconds);
    }

    internal static long FloorDiv(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }
}

/// <summary>Days of the proleptic Gregorian calendar, counted from 1970-01-01.</summary>
internal static class CivilCalendar
{
    internal static bool IsLeap(long year) => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    internal static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    // Years begin in March so that the leap day comes last; an era is 400 years.
    internal static long DayNumber(long year, int month, int day)
    {
        if (month <= 2)
            year--;
        var era = Moment.FloorDiv(year, 400);
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    internal static (long Year, int Month, int Day) Date(long dayNumber)
    {
        dayNumber += 719_468;
        var era = Moment.FloorDiv(dayNumber, 146_097);
        var dayOfEra = dayNumber - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = (int)(((5 * dayOfYear) + 2) / 153);
        var month = shifted < 10 ? shifted + 3 : shifted - 9;
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1));
    }
}
