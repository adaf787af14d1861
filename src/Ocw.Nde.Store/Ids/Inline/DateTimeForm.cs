namespace Ocw.Nde.Store.Ids.Inline;

/// <summary>
/// <c>xsd:dateTime</c> with at most three digits of a second's fraction: 47 bits of UTC milliseconds since 0000-01-01 (so the years 0 to 4459),
/// 2 bits that say how many digits the fraction was written with, 11 bits of zone. Sorts by instant, a time without zone as if it were UTC.
/// </summary>
internal static class DateTimeForm
{
    private const int InstantShift = ZoneForm.Bits + 2;
    private const long MaxInstant = 1L << 47;
    private const long DayMilliseconds = 86_400_000;

    internal static bool TryEncode(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = 0;
        if (!DateForm.TryReadYear(lexical, out var year, out var rest) || year < 0 || rest.Length < 15
            || rest[0] != (byte)'-' || !DigitReader.TryRead(rest.Slice(1, 2), out var month) || month is < 1 or > 12
            || rest[3] != (byte)'-' || !DigitReader.TryRead(rest.Slice(4, 2), out var day) || day < 1 || day > CivilDay.DaysInMonth(year, month)
            || rest[6] != (byte)'T' || !TryReadTime(rest[7..], out var time, out var digits, out var zoneText)
            || !ZoneForm.TryEncode(zoneText, out var zone))
        {
            return false;
        }

        var instant = (CivilDay.Number(year, month, day) * DayMilliseconds) + time - ((ZoneForm.Minutes(zone) ?? 0) * 60_000L);
        if (instant is < 0 or >= MaxInstant)
            return false;

        payload = ((ulong)instant << InstantShift) | ((ulong)(uint)digits << ZoneForm.Bits) | zone;
        return true;
    }

    internal static DateTimeValue Value(ulong payload) =>
        new((long)(payload >> InstantShift), ZoneForm.Minutes((uint)(payload & ZoneForm.Mask)));

    internal static int Write(ulong payload, Span<byte> destination)
    {
        var value = Value(payload);
        var length = DateForm.WriteYear(value.Year, destination);
        destination[length++] = (byte)'-';
        length += DigitReader.Write(value.Month, 2, destination[length..]);
        destination[length++] = (byte)'-';
        length += DigitReader.Write(value.Day, 2, destination[length..]);
        destination[length++] = (byte)'T';
        length += DigitReader.Write(value.Hour, 2, destination[length..]);
        destination[length++] = (byte)':';
        length += DigitReader.Write(value.Minute, 2, destination[length..]);
        destination[length++] = (byte)':';
        length += DigitReader.Write(value.Second, 2, destination[length..]);

        var digits = (int)(payload >> ZoneForm.Bits) & 3;
        if (digits > 0)
        {
            destination[length++] = (byte)'.';
            Span<byte> fraction = stackalloc byte[3];
            DigitReader.Write(value.Millisecond, 3, fraction);
            fraction[..digits].CopyTo(destination[length..]);
            length += digits;
        }

        return length + ZoneForm.Write((uint)(payload & ZoneForm.Mask), destination[length..]);
    }

    // hh ':' mm ':' ss ('.' s+)?; 24:00:00 is valid XSD but would be written back as the next day, so it is left to the dictionary.
    private static bool TryReadTime(ReadOnlySpan<byte> text, out long milliseconds, out int digits, out ReadOnlySpan<byte> rest)
    {
        milliseconds = 0;
        digits = 0;
        rest = default;
        if (text.Length < 8
            || !DigitReader.TryRead(text[..2], out var hour) || hour > 23 || text[2] != (byte)':'
            || !DigitReader.TryRead(text.Slice(3, 2), out var minute) || minute > 59 || text[5] != (byte)':'
            || !DigitReader.TryRead(text.Slice(6, 2), out var second) || second > 59)
        {
            return false;
        }

        rest = text[8..];
        milliseconds = ((((hour * 60L) + minute) * 60) + second) * 1000;
        if (rest.IsEmpty || rest[0] != (byte)'.')
            return true;

        digits = 1;
        while (digits < rest.Length && rest[digits] - (uint)'0' <= 9)
            digits++;
        digits--;
        if (digits is 0 or > 3)
            return false;

        DigitReader.TryRead(rest.Slice(1, digits), out var fraction);
        milliseconds += digits switch { 1 => fraction * 100, 2 => fraction * 10, _ => fraction };
        rest = rest[(digits + 1)..];
        return true;
    }
}
