namespace Ocw.Nde.Shacl.Literals;

/// <summary>The date and time datatypes of XML Schema that are points on the time line.</summary>
internal enum TimelineKind : byte
{
    DateTime,
    Date,
    Time,
    YearMonth,
    Year,
}

/// <summary>A value of one of the date and time datatypes, as seconds on the time line (XML Schema 1.1 part 2, §E.3).</summary>
/// <param name="Kind">The datatype.</param>
/// <param name="Seconds">Seconds since 1970-01-01T00:00:00, in UTC if there is a time zone.</param>
/// <param name="Nanoseconds">The rest below a second.</param>
/// <param name="HasZone">Whether there is a time zone.</param>
internal readonly record struct TimelineValue(TimelineKind Kind, long Seconds, int Nanoseconds, bool HasZone)
{
    private const long SecondsOfDay = 86_400;

    // A value without time zone may be meant anywhere between +14:00 and -14:00.
    private const long LargestOffset = 14 * 3_600;

    // Years beyond this many digits are well-formed but too far away to be put on the line.
    private const int MostYearDigits = 9;

    /// <summary>The order of two values, or <see langword="null"/> if it is not determined (other datatype, or a missing time zone matters).</summary>
    internal static int? Compare(in TimelineValue left, in TimelineValue right)
    {
        if (left.Kind != right.Kind)
            return null;
        if (left.HasZone != right.HasZone && Math.Abs(left.Seconds - right.Seconds) <= LargestOffset)
            return null;
        var seconds = left.Seconds.CompareTo(right.Seconds);
        return seconds != 0 ? seconds : left.Nanoseconds.CompareTo(right.Nanoseconds);
    }

    internal static bool TryGetKind(ReadOnlySpan<byte> name, out TimelineKind kind)
    {
        (kind, var known) = name switch
        {
            _ when name.SequenceEqual("dateTime"u8) || name.SequenceEqual("dateTimeStamp"u8) => (TimelineKind.DateTime, true),
            _ when name.SequenceEqual("date"u8) => (TimelineKind.Date, true),
            _ when name.SequenceEqual("time"u8) => (TimelineKind.Time, true),
            _ when name.SequenceEqual("gYearMonth"u8) => (TimelineKind.YearMonth, true),
            _ when name.SequenceEqual("gYear"u8) => (TimelineKind.Year, true),
            _ => (default, false),
        };
        return known;
    }

    /// <summary>Reads a lexical form; <see langword="false"/> if it is not one of this datatype.</summary>
    internal static bool TryParse(TimelineKind kind, ReadOnlySpan<byte> lexical, out TimelineValue value)
    {
        value = default;
        var text = lexical;
        long days = 0, seconds = 0;
        var nanoseconds = 0;
        if (kind != TimelineKind.Time && !TryReadDate(kind, ref text, out days))
            return false;
        if (kind == TimelineKind.DateTime && !TryTake(ref text, (byte)'T'))
            return false;
        if (kind is TimelineKind.DateTime or TimelineKind.Time && !TryReadTime(ref text, out seconds, out nanoseconds))
            return false;
        if (!TryReadZone(ref text, out var offset, out var hasZone) || text.Length > 0)
            return false;

        value = new TimelineValue(kind, (days * SecondsOfDay) + seconds - offset, nanoseconds, hasZone);
        return true;
    }

    // yearFrag ('-' monthFrag ('-' dayFrag)?)?; yearFrag ::= '-'? (([1-9] digit digit digit+) | ('0' digit digit digit))
    private static bool TryReadDate(TimelineKind kind, ref ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        var isNegative = TryTake(ref text, (byte)'-');
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end && end < 0 ? text.Length : end;
        if (digits < 4 || (digits > 4 && text[0] == (byte)'0'))
            return false;

        long year = 0;
        foreach (var digit in text[..Math.Min(digits, MostYearDigits)])
            year = (year * 10) + (digit - '0');
        year = isNegative ? -year : year;
        text = text[digits..];

        int month = 1, day = 1;
        if (kind != TimelineKind.Year && !(TryTake(ref text, (byte)'-') && TryReadTwoDigits(ref text, 1, 12, out month)))
            return false;
        if (kind is TimelineKind.DateTime or TimelineKind.Date && !(TryTake(ref text, (byte)'-') && TryReadTwoDigits(ref text, 1, DaysInMonth(year, month), out day)))
            return false;
        days = DaysSinceEpoch(year, month, day);
        return true;
    }

    // ((hourFrag ':' minuteFrag ':' secondFrag) | endOfDayFrag); endOfDayFrag ::= '24:00:00' ('.' '0'+)?
    private static bool TryReadTime(ref ReadOnlySpan<byte> text, out long seconds, out int nanoseconds)
    {
        seconds = 0;
        nanoseconds = 0;
        if (!TryReadTwoDigits(ref text, 0, 24, out var hour) || !TryTake(ref text, (byte)':')
            || !TryReadTwoDigits(ref text, 0, 59, out var minute) || !TryTake(ref text, (byte)':')
            || !TryReadTwoDigits(ref text, 0, 59, out var second))
        {
            return false;
        }

        if (TryTake(ref text, (byte)'.') && !TryReadFraction(ref text, out nanoseconds))
            return false;
        seconds = (((hour * 60L) + minute) * 60) + second;
        return hour < 24 || (minute == 0 && second == 0 && nanoseconds == 0);
    }

    private static bool TryReadFraction(ref ReadOnlySpan<byte> text, out int nanoseconds)
    {
        nanoseconds = 0;
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end && end < 0 ? text.Length : end;
        for (var i = 0; i < 9; i++)
            nanoseconds = (nanoseconds * 10) + (i < digits ? text[i] - '0' : 0);
        text = text[digits..];
        return digits > 0;
    }

    // timezoneFrag ::= 'Z' | ('+' | '-') (('0' digit | '1' [0-3]) ':' minuteFrag | '14:00')
    private static bool TryReadZone(ref ReadOnlySpan<byte> text, out long offset, out bool hasZone)
    {
        offset = 0;
        hasZone = text.Length > 0;
        if (!hasZone || TryTake(ref text, (byte)'Z'))
            return true;

        var isNegative = text[0] == (byte)'-';
        if (!isNegative && text[0] != (byte)'+')
            return false;
        text = text[1..];
        if (!TryReadTwoDigits(ref text, 0, 14, out var hours) || !TryTake(ref text, (byte)':') || !TryReadTwoDigits(ref text, 0, hours == 14 ? 0 : 59, out var minutes))
            return false;
        offset = ((hours * 60L) + minutes) * (isNegative ? -60 : 60);
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.Length == 0 || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }

    private static bool TryReadTwoDigits(ref ReadOnlySpan<byte> text, int least, int greatest, out int value)
    {
        value = -1;
        if (text.Length < 2 || text[..2].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        value = ((text[0] - '0') * 10) + (text[1] - '0');
        text = text[2..];
        return value >= least && value <= greatest;
    }

    private static int DaysInMonth(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    // Days in the proleptic Gregorian calendar with a year 0, in eras of 400 years that begin in March.
    private static long DaysSinceEpoch(long year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var era = Math.DivRem(shifted >= 0 ? shifted : shifted - 399, 400).Quotient;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }
}
