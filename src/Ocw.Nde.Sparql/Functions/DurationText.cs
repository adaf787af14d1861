using System.Globalization;
using System.Text;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>Reads and writes durations (XML Schema 2 §3.2.6; the two ordered subtypes of XPath).</summary>
internal static class DurationText
{
    internal static bool TryParse(ValueKind kind, ReadOnlySpan<char> text, out Duration value)
    {
        value = default;
        var negative = !text.IsEmpty && text[0] == '-';
        if (negative)
            text = text[1..];
        if (text.Length < 2 || text[0] != 'P')
            return false;

        text = text[1..];
        long months = 0, seconds = 0;
        var nanoseconds = 0;
        var timePart = text.IndexOf('T');
        var date = timePart < 0 ? text : text[..timePart];
        if (timePart >= 0 && timePart == text.Length - 1)
            return false;
        if (!ReadFields(date, "YMD", ref months, ref seconds, ref nanoseconds, time: false)
            || (timePart >= 0 && !ReadFields(text[(timePart + 1)..], "HMS", ref months, ref seconds, ref nanoseconds, time: true)))
        {
            return false;
        }

        if (months > int.MaxValue)
            return false;
        var hasMonths = date.IndexOfAny('Y', 'M') >= 0;
        var hasDays = timePart >= 0 || date.Contains('D');
        if ((kind == ValueKind.DayTimeDuration && hasMonths) || (kind == ValueKind.YearMonthDuration && hasDays))
            return false;
        value = negative ? new(-seconds, -nanoseconds, (int)-months) : new(seconds, nanoseconds, (int)months);
        return true;
    }

    internal static string Write(ValueKind kind, in Duration value)
    {
        var text = new StringBuilder(24);
        var months = Math.Abs((long)value.Months);
        var seconds = Math.Abs(value.Seconds);
        var nanoseconds = Math.Abs(value.Nanoseconds);
        if (value.Months < 0 || value.Seconds < 0 || value.Nanoseconds < 0)
            text.Append('-');
        text.Append('P');
        Append(text, months / 12, 'Y');
        Append(text, months % 12, 'M');
        Append(text, seconds / Moment.DaySeconds, 'D');
        if (seconds % Moment.DaySeconds != 0 || nanoseconds != 0)
        {
            text.Append('T');
            Append(text, seconds / 3600 % 24, 'H');
            Append(text, seconds / 60 % 60, 'M');
            if (nanoseconds != 0)
                text.Append(CultureInfo.InvariantCulture, $"{seconds % 60}.{nanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}S");
            else
                Append(text, seconds % 60, 'S');
        }

        if (text[^1] == 'P')
            text.Append(kind == ValueKind.YearMonthDuration ? "0M" : "T0S");
        return text.ToString();
    }

    private static void Append(StringBuilder text, long number, char unit)
    {
        if (number != 0)
            text.Append(CultureInfo.InvariantCulture, $"{number}{unit}");
    }

    // Numbers, each followed by its unit; the units in this order, each at most once.
    private static bool ReadFields(ReadOnlySpan<char> text, string units, ref long months, ref long seconds, ref int nanoseconds, bool time)
    {
        var next = 0;
        while (!text.IsEmpty)
        {
            var digits = 0;
            long number = 0;
            while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            {
                if (digits > 12)
                    return false;
                number = (number * 10) + text[digits++] - '0';
            }

            if (digits == 0 || digits == text.Length)
                return false;
            text = text[digits..];
            var fraction = text[0] == '.';
            if (fraction && !(time && ReadFraction(ref text, ref nanoseconds)))
                return false;
            if (text.IsEmpty)
                return false;
            var unit = units.AsSpan(next).IndexOf(text[0]);
            if (unit < 0 || (fraction && text[0] != 'S'))
                return false;
            next += unit + 1;
            Add(text[0], time, number, ref months, ref seconds);
            text = text[1..];
        }

        return true;
    }

    private static void Add(char unit, bool time, long number, ref long months, ref long seconds)
    {
        switch (unit)
        {
            case 'Y':
                months += number * 12;
                break;
            case 'M' when !time:
                months += number;
                break;
            case 'D':
                seconds += number * Moment.DaySeconds;
                break;
            case 'H':
                seconds += number * 3600;
                break;
            case 'M':
                seconds += number * 60;
                break;
            default:
                seconds += number;
                break;
        }
    }

    private static bool ReadFraction(ref ReadOnlySpan<char> text, ref int nanoseconds)
    {
        var digits = 1;
        var scale = 100_000_000;
        for (; digits < text.Length && char.IsAsciiDigit(text[digits]); digits++)
        {
            nanoseconds += (text[digits] - '0') * scale;
            scale /= 10;
        }

        text = text[digits..];
        return digits > 1;
    }
}
