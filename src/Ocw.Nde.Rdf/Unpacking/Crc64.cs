namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>The CRC-64 of xz (ECMA-182, polynomial 0xC96C5795D7870F42 reversed), eight bytes at a time.</summary>
internal static class Crc64
{
    private static readonly ulong[][] Tables = MakeTables();

    /// <summary>Goes on with a checksum; start with 0.</summary>
    internal static ulong Update(ulong checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        while (bytes.Length >= 8)
        {
            var eight = BitConverter.ToUInt64(bytes) ^ crc;
            crc = Tables[7][(byte)eight] ^ Tables[6][(byte)(eight >> 8)] ^ Tables[5][(byte)(eight >> 16)] ^ Tables[4][(byte)(eight >> 24)]
                ^ Tables[3][(byte)(eight >> 32)] ^ Tables[2][(byte)(eight >> 40)] ^ Tables[1][(byte)(eight >> 48)] ^ Tables[0][eight >> 56];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            crc = (crc >> 8) ^ Tables[0][(byte)crc ^ value];
        return ~crc;
    }

    private static ulong[][] MakeTables()
    {
        var tables = new ulong[8][];
        for (var table = 0; table < 8; table++)
        {
            tables[table] = new ulong[256];
            for (var value = 0; value < 256; value++)
            {
                var crc = table == 0 ? (ulong)value : tables[table - 1][value];
                if (table == 0)
                {
                    for (var bit = 0; bit < 8; bit++)
                        crc = (crc & 1) != 0 ? 0xC96C_5795_D787_0F42 ^ (crc >> 1) : crc >> 1;
                }
                else
                {
                    crc = (crc >> 8) ^ tables[0][(byte)crc];
                }

                tables[table][value] = crc;
            }
        }

        return tables;
    }
}
