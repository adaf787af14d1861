namespace Ocw.Nde.Store.Ids.Inline;

/// <summary>Days of the proleptic Gregorian calendar, counted from 0000-01-01 (year 0 exists, as in XSD 1.1).</summary>
internal static class CivilDay
{
    internal static bool IsLeap(int year) => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    internal static int DaysInMonth(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>The number of a day; only for years from 0 up.</summary>
    internal static long Number(int year, int month, int day)
    {
        // Years begin in March so that the leap day comes last (the era arithmetic that date libraries share).
        var shifted = month <= 2 ? year - 1 : year;
        var era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097L) + dayOfEra + 60;
    }

    /// <summary>The date of a day number.</summary>
    internal static (int Year, int Month, int Day) Date(long number)
    {
        number -= 60;
        var era = (int)((number >= 0 ? number : number - 146096) / 146097);
        var dayOfEra = (int)(number - (era * 146097L));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1;
        var month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return (year, month, day);
    }
}
