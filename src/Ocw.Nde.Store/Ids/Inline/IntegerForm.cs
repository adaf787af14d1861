using System.Buffers.Text;

namespace Ocw.Nde.Store.Ids.Inline;

/// <summary><c>xsd:integer</c> in canonical form within ±2^59, offset binary. Sorts by value.</summary>
internal static class IntegerForm
{
    internal const long Offset = 1L << 59;

    internal static bool TryEncode(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = 0;
        return TryParseDigits(lexical, maxDigits: 18, out var value) && TryEncode(value, out payload);
    }

    internal static bool TryEncode(long value, out ulong payload)
    {
        payload = (ulong)(value + Offset);
        return value is >= -Offset and < Offset;
    }

    internal static long Value(ulong payload) => (long)payload - Offset;

    internal static int Write(ulong payload, Span<byte> destination)
    {
        Utf8Formatter.TryFormat(Value(payload), destination, out var length);
        return length;
    }

    /// <summary>Reads <c>-?(0|[1-9][0-9]*)</c> of at most <paramref name="maxDigits"/> digits; <c>-0</c> is refused.</summary>
    internal static bool TryParseDigits(ReadOnlySpan<byte> lexical, int maxDigits, out long value)
    {
        value = 0;
        var negative = !lexical.IsEmpty && lexical[0] == (byte)'-';
        var digits = negative ? lexical[1..] : lexical;
        if (digits.IsEmpty || digits.Length > maxDigits || (digits[0] == (byte)'0' && (digits.Length > 1 || negative)))
            return false;

        foreach (var b in digits)
        {
            var digit = b - (uint)'0';
            if (digit > 9)
                return false;
            value = (value * 10) + digit;
        }

        if (negative)
            value = -value;
        return true;
    }
}
