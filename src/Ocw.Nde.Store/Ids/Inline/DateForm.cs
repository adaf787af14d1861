namespace Ocw.Nde.Store.Ids.Inline;

/// <summary>
/// <c>xsd:date</c>, <c>xsd:gYear</c>, <c>xsd:gYearMonth</c>: from the top 2 bits of <see cref="DateKind"/>, 24 of year (offset 2^23), 4 of month,
/// 5 of day, and in the lowest 11 the zone. Sorts by kind, then by calendar date.
/// </summary>
internal static class DateForm
{
    private const int YearOffset = 1 << 23;
    private const int KindShift = 58;
    private const int YearShift = 34;
    private const int MonthShift = 30;
    private const int DayShift = 25;

    internal static DateKind KindOf(ulong payload) => (DateKind)(payload >> KindShift);

    internal static bool TryEncodeDate(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = 0;
        return TryReadYear(lexical, out var year, out var rest)
            && rest.Length >= 6
            && rest[0] == (byte)'-' && DigitReader.TryRead(rest.Slice(1, 2), out var month) && month is >= 1 and <= 12
            && rest[3] == (byte)'-' && DigitReader.TryRead(rest.Slice(4, 2), out var day) && day >= 1 && day <= CivilDay.DaysInMonth(year, month)
            && TryCreate(DateKind.Date, year, month, day, rest[6..], out payload);
    }

    internal static bool TryEncodeYearMonth(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = 0;
        return TryReadYear(lexical, out var year, out var rest)
            && rest.Length >= 3
            && rest[0] == (byte)'-' && DigitReader.TryRead(rest.Slice(1, 2), out var month) && month is >= 1 and <= 12
            && TryCreate(DateKind.YearMonth, year, month, 0, rest[3..], out payload);
    }

    internal static bool TryEncodeYear(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = 0;
        return TryReadYear(lexical, out var year, out var rest) && TryCreate(DateKind.Year, year, 0, 0, rest, out payload);
    }

    internal static DateValue Value(ulong payload) => new(
        KindOf(payload),
        (int)((payload >> YearShift) & 0xFFFFFF) - YearOffset,
        (int)((payload >> MonthShift) & 0xF),
        (int)((payload >> DayShift) & 0x1F),
        ZoneForm.Minutes((uint)(payload & ZoneForm.Mask)));

    internal static int Write(ulong payload, Span<byte> destination)
    {
        var value = Value(payload);
        var length = WriteYear(value.Year, destination);
        if (value.Kind != DateKind.Year)
        {
            destination[length++] = (byte)'-';
            length += DigitReader.Write(value.Month, 2, destination[length..]);
        }

        if (value.Kind == DateKind.Date)
        {
            destination[length++] = (byte)'-';
            length += DigitReader.Write(value.Day, 2, destination[length..]);
        }

        return length + ZoneForm.Write((uint)(payload & ZoneForm.Mask), destination[length..]);
    }

    /// <summary>Reads <c>'-'? ([1-9] digit{4,6} | digit{4})</c>, at most 7 digits; <c>-0000</c> is no year.</summary>
    internal static bool TryReadYear(ReadOnlySpan<byte> text, out int year, out ReadOnlySpan<byte> rest)
    {
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        var digits = negative ? text[1..] : text;
        var count = 0;
        while (count < digits.Length && digits[count] - (uint)'0' <= 9)
            count++;

        rest = digits[count..];
        if (count is < 4 or > 7 || (count > 4 && digits[0] == (byte)'0') || !DigitReader.TryRead(digits[..count], out year)
            || (negative && year == 0) || year >= YearOffset)
        {
            year = 0;
            return false;
        }

        if (negative)
            year = -year;
        return true;
    }

    internal static int WriteYear(int year, Span<byte> destination)
    {
        var length = 0;
        if (year < 0)
        {
            destination[length++] = (byte)'-';
            year = -year;
        }

        var width = year switch
        {
            < 10_000 => 4,
            < 100_000 => 5,
            < 1_000_000 => 6,
            _ => 7,
        };
        return length + DigitReader.Write(year, width, destination[length..]);
    }

    private static bool TryCreate(DateKind kind, int year, int month, int day, ReadOnlySpan<byte> zoneText, out ulong payload)
    {
        payload = 0;
        if (!ZoneForm.TryEncode(zoneText, out var zone))
            return false;

        payload = ((ulong)kind << KindShift)
            | ((ulong)(uint)(year + YearOffset) << YearShift)
            | ((ulong)(uint)month << MonthShift)
            | ((ulong)(uint)day << DayShift)
            | zone;
        return true;
    }
}
