using System.Globalization;
using System.Text;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>Reads and writes the lexical forms of dates, times and their parts (XML Schema 2 §3.2.7–3.2.14, years as in XSD 1.1).</summary>
internal static class MomentText
{
    /// <summary>Reads the lexical form of a kind; false where the datatype does not allow it.</summary>
    internal static bool TryParse(ValueKind kind, ReadOnlySpan<char> text, out Moment value)
    {
        var cursor = new Cursor(text);
        value = default;
        long year = 1972;
        int month = kind == ValueKind.Time || kind == ValueKind.Day ? 12 : 1, day = kind == ValueKind.Time ? 31 : 1, second = 0, nanoseconds = 0;
        var ok = kind switch
        {
            ValueKind.DateTime => cursor.Date(out year, out month, out day) && cursor.Skip('T') && cursor.Time(out second, out nanoseconds),
            ValueKind.Date => cursor.Date(out year, out month, out day),
            ValueKind.Time => cursor.Time(out second, out nanoseconds),
            ValueKind.Year => cursor.Year(out year),
            ValueKind.YearMonth => cursor.Year(out year) && cursor.Skip('-') && cursor.Two(1, 12, out month),
            ValueKind.Month => cursor.Skip('-') && cursor.Skip('-') && cursor.Two(1, 12, out month),
            ValueKind.MonthDay => cursor.Skip('-') && cursor.Skip('-') && cursor.Two(1, 12, out month) && cursor.Skip('-')
                && cursor.Two(1, CivilCalendar.DaysInMonth(1972, month), out day),
            ValueKind.Day => cursor.Skip('-') && cursor.Skip('-') && cursor.Skip('-') && cursor.Two(1, 31, out day),
            _ => false,
        };
        if (!ok || !cursor.Zone(out var zone) || !cursor.AtEnd)
            return false;

        // 24:00:00 of a time is 00:00:00 of the same reference day.
        if (kind == ValueKind.Time)
            second %= (int)Moment.DaySeconds;
        value = Moment.Create(year, month, day, second, nanoseconds, zone);
        return true;
    }

    internal static string Write(ValueKind kind, in Moment value)
    {
        var text = new StringBuilder(32);
        var (year, month, day) = value.Date;
        var culture = CultureInfo.InvariantCulture;
        switch (kind)
        {
            case ValueKind.DateTime:
                AppendYear(text, year).Append(culture, $"-{month:D2}-{day:D2}T");
                AppendTime(text, value);
                break;
            case ValueKind.Date:
                AppendYear(text, year).Append(culture, $"-{month:D2}-{day:D2}");
                break;
            case ValueKind.Time:
                AppendTime(text, value);
                break;
            case ValueKind.Year:
                AppendYear(text, year);
                break;
            case ValueKind.YearMonth:
                AppendYear(text, year).Append(culture, $"-{month:D2}");
                break;
            case ValueKind.Month:
                text.Append(culture, $"--{month:D2}");
                break;
            case ValueKind.MonthDay:
                text.Append(culture, $"--{month:D2}-{day:D2}");
                break;
            default:
                text.Append(culture, $"---{day:D2}");
                break;
        }

        return text.Append(WriteZone(value)).ToString();
    }

    /// <summary>The zone as TZ() gives it: <c>Z</c>, <c>+01:00</c>, or empty.</summary>
    internal static string WriteZone(in Moment value)
    {
        if (!value.HasZone)
            return "";
        if (value.ZoneCode == 0)
            return "Z";
        var minutes = Math.Abs((int)value.ZoneCode);
        return string.Create(CultureInfo.InvariantCulture, $"{(value.ZoneCode < 0 ? '-' : '+')}{minutes / 60:D2}:{minutes % 60:D2}");
    }

    private static StringBuilder AppendYear(StringBuilder text, long year) =>
        text.Append(year < 0 ? "-" : "").Append(CultureInfo.InvariantCulture, $"{Math.Abs(year):D4}");

    private static void AppendTime(StringBuilder text, in Moment value)
    {
        text.Append(CultureInfo.InvariantCulture, $"{value.Hour:D2}:{value.Minute:D2}:{value.Second:D2}");
        if (value.Nanoseconds != 0)
            text.Append('.').Append(value.Nanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0'));
    }

    /// <summary>Reads a lexical form from left to right.</summary>
    private ref struct Cursor(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        internal readonly bool AtEnd => rest.IsEmpty;

        internal bool Skip(char c)
        {
            if (rest.IsEmpty || rest[0] != c)
                return false;
            rest = rest[1..];
            return true;
        }

        internal bool Two(int least, int most, out int value)
        {
            value = 0;
            if (rest.Length < 2 || !char.IsAsciiDigit(rest[0]) || !char.IsAsciiDigit(rest[1]))
                return false;
            value = ((rest[0] - '0') * 10) + rest[1] - '0';
            rest = rest[2..];
            return value >= least && value <= most;
        }

        internal bool Year(out long year)
        {
            var negative = Skip('-');
            var digits = 0;
            year = 0;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            {
                if (digits > 10)
                    return false;
                year = (year * 10) + rest[digits++] - '0';
            }

            if (digits < 4 || (digits > 4 && rest[0] == '0') || (negative && year == 0))
                return false;
            rest = rest[digits..];
            if (negative)
                year = -year;
            return true;
        }

        internal bool Date(out long year, out int month, out int day)
        {
            month = day = 0;
            return Year(out year) && Skip('-') && Two(1, 12, out month) && Skip('-') && Two(1, CivilCalendar.DaysInMonth(year, month), out day);
        }

        internal bool Time(out int secondOfDay, out int nanoseconds)
        {
            secondOfDay = nanoseconds = 0;
            if (!Two(0, 24, out var hour) || !Skip(':') || !Two(0, 59, out var minute) || !Skip(':') || !Two(0, 59, out var second))
                return false;
            secondOfDay = (((hour * 60) + minute) * 60) + second;
            if (Skip('.') && !Fraction(out nanoseconds))
                return false;
            return hour < 24 || (minute == 0 && second == 0 && nanoseconds == 0);
        }

        internal bool Zone(out short zone)
        {
            zone = Moment.NoZone;
            if (rest.IsEmpty)
                return true;
            if (Skip('Z'))
            {
                zone = 0;
                return true;
            }

            var negative = rest[0] == '-';
            if ((!negative && rest[0] != '+') || !Skip(rest[0]) || !Two(0, 14, out var hours) || !Skip(':') || !Two(0, 59, out var minutes))
                return false;
            var total = (hours * 60) + minutes;
            zone = (short)(negative ? -total : total);
            return total <= 14 * 60;
        }

        // Digits beyond the ninth are dropped: no clock in a collection ticks faster than a nanosecond.
        private bool Fraction(out int nanoseconds)
        {
            nanoseconds = 0;
            var digits = 0;
            for (; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
            {
                if (digits < 9)
                    nanoseconds = (nanoseconds * 10) + rest[digits] - '0';
            }

            for (var i = digits; i < 9; i++)
                nanoseconds *= 10;
            rest = rest[digits..];
            return digits > 0;
        }
    }
}
