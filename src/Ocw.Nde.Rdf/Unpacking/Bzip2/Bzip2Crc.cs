namespace Ocw.Nde.Rdf.Unpacking.Bzip2;

/// <summary>The CRC-32 of bzip2: polynomial 0x04C11DB7, the highest bit first.</summary>
internal static class Bzip2Crc
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Goes on with a checksum; start with all ones, and invert the end.</summary>
    internal static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = (crc << 8) ^ Table[(crc >> 24) ^ value];
        return crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value << 24;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000_0000) != 0 ? (crc << 1) ^ 0x04C1_1DB7 : crc << 1;
            table[value] = crc;
        }

        return table;
    }
}
