using System.Buffers.Text;

namespace Ocw.Nde.Store.Ids.Inline;

/// <summary>
/// <c>xsd:decimal</c>: 6 bits of scale (digits behind the point, trailing zeros included; 0 = no point), 54 bits of mantissa, offset binary.
/// Sorts by value among equal scales only.
/// </summary>
internal static class DecimalForm
{
    internal const int MaxScale = 40;

    private const int MantissaBits = 54;
    private const long Offset = 1L << (MantissaBits - 1);
    private const ulong MantissaMask = (1UL << MantissaBits) - 1;

    internal static bool TryEncode(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = 0;
        var point = lexical.IndexOf((byte)'.');
        if (point < 0)
            return IntegerForm.TryParseDigits(lexical, maxDigits: 16, out var whole) && TryEncode(whole, 0, out payload);

        var fraction = lexical[(point + 1)..];
        var negative = lexical[0] == (byte)'-';
        var head = negative ? lexical[1..point] : lexical[..point];
        if (fraction.Length is 0 or > MaxScale || head is [(byte)'-', ..] || !IntegerForm.TryParseDigits(head, maxDigits: 16, out var mantissa))
            return false;

        foreach (var b in fraction)
        {
            var digit = b - (uint)'0';
            if (digit > 9 || mantissa >= Offset)
                return false;
            mantissa = (mantissa * 10) + digit;
        }

        // "-0.0" has no mantissa to carry the sign.
        if (negative && mantissa == 0)
            return false;
        return TryEncode(negative ? -mantissa : mantissa, fraction.Length, out payload);
    }

    internal static bool TryEncode(long mantissa, int scale, out ulong payload)
    {
        payload = ((ulong)scale << MantissaBits) | ((ulong)(mantissa + Offset) & MantissaMask);
        return scale is >= 0 and <= MaxScale && mantissa is >= -Offset and < Offset;
    }

    internal static (long Mantissa, int Scale) Value(ulong payload) =>
        ((long)(payload & MantissaMask) - Offset, (int)(payload >> MantissaBits));

    internal static int Write(ulong payload, Span<byte> destination)
    {
        var (mantissa, scale) = Value(payload);
        var length = 0;
        if (mantissa < 0)
            destination[length++] = (byte)'-';

        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(Math.Abs(mantissa), digits, out var count);
        var head = count - scale;
        if (head <= 0)
            destination[length++] = (byte)'0';
        else
            length += Copy(digits[..head], destination[length..]);

        if (scale == 0)
            return length;

        destination[length++] = (byte)'.';
        for (var i = head; i < 0; i++)
            destination[length++] = (byte)'0';
        return length + Copy(digits[Math.Max(head, 0)..count], destination[length..]);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}
