namespace Ocw.Nde.Store.Ids.Inline;

/// <summary>
/// A time zone in 11 bits: 0 = none, 1 = <c>Z</c>, else minutes + 842 for <c>±hh:mm</c> within ±14:00. <c>Z</c> and <c>+00:00</c> are different
/// lexical forms and so different codes; <c>-00:00</c> has none.
/// </summary>
internal static class ZoneForm
{
    internal const int Bits = 11;

    internal const ulong Mask = (1UL << Bits) - 1;

    private const int Base = 842;
    private const int MaxMinutes = 14 * 60;

    /// <summary>Reads the rest of a date or time as a zone.</summary>
    internal static bool TryEncode(ReadOnlySpan<byte> text, out uint code)
    {
        code = 0;
        if (text.IsEmpty)
            return true;
        if (text is [(byte)'Z'])
        {
            code = 1;
            return true;
        }

        if (text.Length != 6 || text[3] != (byte)':' || text[0] is not ((byte)'+' or (byte)'-')
            || !DigitReader.TryRead(text.Slice(1, 2), out var hours) || !DigitReader.TryRead(text.Slice(4, 2), out var minutes) || minutes > 59)
        {
            return false;
        }

        var total = (hours * 60) + minutes;
        if (total > MaxMinutes || (total == 0 && text[0] == (byte)'-'))
            return false;

        code = (uint)(Base + (text[0] == (byte)'-' ? -total : total));
        return true;
    }

    /// <summary>The offset from UTC in minutes, or <see langword="null"/> where no zone was written.</summary>
    internal static int? Minutes(uint code) => code switch
    {
        0 => null,
        1 => 0,
        _ => (int)code - Base,
    };

    internal static int Write(uint code, Span<byte> destination)
    {
        if (code == 0)
            return 0;
        if (code == 1)
        {
            destination[0] = (byte)'Z';
            return 1;
        }

        var minutes = (int)code - Base;
        destination[0] = minutes < 0 ? (byte)'-' : (byte)'+';
        minutes = Math.Abs(minutes);
        DigitReader.Write(minutes / 60, 2, destination[1..]);
        destination[3] = (byte)':';
        DigitReader.Write(minutes % 60, 2, destination[4..]);
        return 6;
    }
}

/// <summary>Fixed-width decimal digits, as dates are made of.</summary>
internal static class DigitReader
{
    internal static bool TryRead(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var b in text)
        {
            var digit = b - (uint)'0';
            if (digit > 9)
                return false;
            value = (value * 10) + (int)digit;
        }

        return !text.IsEmpty;
    }

    internal static int Write(int value, int width, Span<byte> destination)
    {
        for (var i = width - 1; i >= 0; i--)
        {
            destination[i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        return width;
    }
}
