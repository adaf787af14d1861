using System.Globalization;

namespace Ocw.Nde.Mapping.Dates;

/// <summary>A date to the day, the month or the year. Years are astronomical: 0 is 1 BCE (ISO 8601).</summary>
/// <param name="Year">The year.</param>
/// <param name="Month">The month, 0 when not known.</param>
/// <param name="Day">The day, 0 when not known.</param>
internal readonly record struct PartialDate(int Year, int Month = 0, int Day = 0)
{
    /// <summary>Makes a date if it exists in the calendar.</summary>
    public static PartialDate? Create(int year, int month = 0, int day = 0)
    {
        if (month is < 0 or > 12 || day < 0 || (day > 0 && month == 0))
            return null;
        // Leap years repeat every 400 years, also before the year 1.
        if (day > 0 && day > DateTime.DaysInMonth((((year % 400) + 400) % 400) + 2000, month))
            return null;
        return new PartialDate(year, month, day);
    }

    /// <summary>ISO 8601 with at least four digits for the year: <c>-0043-03-15</c>, <c>1650-05</c>, <c>0900</c>.</summary>
    public override string ToString()
    {
        var year = (Year < 0 ? "-" : "") + Math.Abs((long)Year).ToString("0000", CultureInfo.InvariantCulture);
        return (Month, Day) switch
        {
            (0, _) => year,
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{year}-{Month:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{year}-{Month:00}-{Day:00}"),
        };
    }

    /// <summary>Whether this begins before another (an unknown month or day counts as the first).</summary>
    public bool BeginsBefore(PartialDate other) =>
        (Year, Math.Max(Month, 1), Math.Max(Day, 1)).CompareTo((other.Year, Math.Max(other.Month, 1), Math.Max(other.Day, 1))) < 0;

    /// <summary>Whether this ends after another (an unknown month or day counts as the last).</summary>
    public bool EndsAfter(PartialDate other) =>
        (Year, Month == 0 ? 13 : Month, Day == 0 ? 32 : Day).CompareTo((other.Year, other.Month == 0 ? 13 : other.Month, other.Day == 0 ? 32 : other.Day)) > 0;

    /// <summary>What two dates have in common: the same day, month or year, else nothing.</summary>
    public static PartialDate? Common(PartialDate a, PartialDate b)
    {
        if (a.Year != b.Year)
            return null;
        if (a.Month == 0 || a.Month != b.Month)
            return new PartialDate(a.Year);
        return a.Day == 0 || a.Day != b.Day ? new PartialDate(a.Year, a.Month) : a;
    }
}
