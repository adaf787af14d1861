using System.Buffers.Text;
using System.Globalization;

namespace Ocw.Nde.Store.Ids.Inline;

/// <summary>
/// <c>xsd:double</c> in canonical form (XML Schema 2 §3.2.5.2: <c>1.5E0</c>) whose low four mantissa bits are zero: the upper 60 bits with the
/// sign turned round, so that ids sort by value.
/// </summary>
internal static class DoubleForm
{
    internal const int MaxBytes = 32;

    private const int DroppedBits = 64 - TermId.PayloadBits;
    private const ulong SignBit = 1UL << 63;
    private const ulong QuietNaN = 0x7FF8_0000_0000_0000;

    internal static bool TryEncode(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = 0;
        if (!TryParse(lexical, out var value) || !TryEncode(value, out payload))
            return false;

        Span<byte> canonical = stackalloc byte[MaxBytes];
        return canonical[..WriteCanonical(value, canonical)].SequenceEqual(lexical);
    }

    internal static bool TryEncode(double value, out ulong payload)
    {
        var bits = double.IsNaN(value) ? QuietNaN : BitConverter.DoubleToUInt64Bits(value);
        var ordered = (bits & SignBit) != 0 ? ~bits : bits | SignBit;
        payload = ordered >> DroppedBits;
        return (bits & ((1UL << DroppedBits) - 1)) == 0;
    }

    internal static double Value(ulong payload)
    {
        var ordered = payload << DroppedBits;

        // A negative number was inverted whole, so the zero bits that were dropped stood there as ones.
        var bits = (ordered & SignBit) != 0 ? ordered & ~SignBit : ~(ordered | ((1UL << DroppedBits) - 1));
        return BitConverter.UInt64BitsToDouble(bits);
    }

    internal static int Write(ulong payload, Span<byte> destination) => WriteCanonical(Value(payload), destination);

    /// <summary>Writes the canonical form: one digit before the point, at least one behind it, no needless zeros.</summary>
    internal static int WriteCanonical(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value))
            return Copy(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "INF"u8 : "-INF"u8, destination);

        // "E16" rounds; the shortest form that reads back the same comes from "R".
        Span<byte> shortest = stackalloc byte[MaxBytes];
        value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        var text = shortest[..length];
        var written = 0;
        if (text[0] == (byte)'-')
        {
            destination[written++] = (byte)'-';
            text = text[1..];
        }

        Span<byte> digits = stackalloc byte[MaxBytes];
        var count = Digits(text, digits, out var exponent);
        destination[written++] = digits[0];
        destination[written++] = (byte)'.';
        written += Copy(count == 1 ? "0"u8 : digits[1..count], destination[written..]);
        destination[written++] = (byte)'E';
        Utf8Formatter.TryFormat(exponent, destination[written..], out var exponentLength);
        return written + exponentLength;
    }

    // Takes the significant digits out of "123.4", "1E+16" or "0.0015"; the exponent is that of the first digit.
    private static int Digits(ReadOnlySpan<byte> text, Span<byte> digits, out int exponent)
    {
        exponent = 0;
        var mark = text.IndexOf((byte)'E');
        if (mark >= 0)
        {
            var power = text[(mark + 1)..];
            exponent = int.Parse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        var point = text.IndexOf((byte)'.');
        exponent += (point < 0 ? text.Length : point) - 1;
        var count = 0;
        foreach (var b in text)
        {
            if (b == (byte)'.')
                continue;
            if (count == 0 && b == (byte)'0')
                exponent--;
            else
                digits[count++] = b;
        }

        while (count > 1 && digits[count - 1] == (byte)'0')
            count--;
        if (count > 0)
            return count;

        digits[0] = (byte)'0';
        exponent = 0;
        return 1;
    }

    // Only what can be canonical is worth parsing: everything else goes to the dictionary anyway.
    private static bool TryParse(ReadOnlySpan<byte> lexical, out double value)
    {
        value = lexical.SequenceEqual("INF"u8) ? double.PositiveInfinity
            : lexical.SequenceEqual("-INF"u8) ? double.NegativeInfinity
            : double.NaN;
        if (!double.IsNaN(value) || lexical.SequenceEqual("NaN"u8))
            return true;

        return lexical.Length <= MaxBytes
            && lexical.IndexOf((byte)'E') > 0
            && Utf8Parser.TryParse(lexical, out value, out var consumed)
            && consumed == lexical.Length
            && double.IsFinite(value);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}
