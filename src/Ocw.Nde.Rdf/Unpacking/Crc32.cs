namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>The CRC-32 of gzip and zip (polynomial 0xEDB88320), eight bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Goes on with a checksum; start with 0.</summary>
    public static uint Update(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        while (bytes.Length >= 8)
        {
            var low = BitConverter.ToUInt32(bytes) ^ crc;
            var high = BitConverter.ToUInt32(bytes[4..]);
            crc = Tables[7][low & 0xFF] ^ Tables[6][(low >> 8) & 0xFF] ^ Tables[5][(low >> 16) & 0xFF] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xFF] ^ Tables[2][(high >> 8) & 0xFF] ^ Tables[1][(high >> 16) & 0xFF] ^ Tables[0][high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            crc = (crc >> 8) ^ Tables[0][(crc ^ value) & 0xFF];
        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var table = 0; table < 8; table++)
        {
            tables[table] = new uint[256];
            for (var value = 0u; value < 256; value++)
            {
                if (table > 0)
                {
                    var previous = tables[table - 1][value];
                    tables[table][value] = (previous >> 8) ^ tables[0][previous & 0xFF];
                    continue;
                }

                var crc = value;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
                tables[0][value] = crc;
            }
        }

        return tables;
    }
}
