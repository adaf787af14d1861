using System.Numerics;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Store.Files;

/// <summary>CRC-32C (Castagnoli), the checksum of every part of every file of a store.</summary>
internal static class Crc32C
{
    internal static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>Continues a checksum: <c>Append(Of(a), b)</c> is <c>Of(a + b)</c>.</summary>
    internal static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, word);
        foreach (var b in bytes[(bytes.Length & ~7)..])
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
