using System.Runtime.CompilerServices;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>Unsigned numbers in 7-bit groups, lowest first; the top bit says that more follow.</summary>
internal static class VarInt
{
    internal const int MaxBytes = 10;

    internal static int Write(Span<byte> destination, int at, ulong value)
    {
        while (value >= 0x80)
        {
            destination[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[at++] = (byte)value;
        return at;
    }

    /// <exception cref="InvalidDataException">The bytes end within the number, or it is longer than 64 bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Read(ReadOnlySpan<byte> source, ref int at)
    {
        // Most numbers take one byte.
        var place = at;
        if ((uint)place >= (uint)source.Length || source[place] >= 0x80)
            return ReadLong(source, ref at);
        at = place + 1;
        return source[place];
    }

    private static ulong ReadLong(ReadOnlySpan<byte> source, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if ((uint)at >= (uint)source.Length)
                break;
            var b = source[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }

        throw new InvalidDataException("A variable-length number is not complete.");
    }
}
