using System.Buffers.Binary;

namespace Ocw.Nde.Mapping.Rml.Targets;

/// <summary>Writes a stream in the .xz container (The .xz File Format 1.2) with its data stored, not compressed: any xz reads it. Who wants it small takes gzip.</summary>
internal static class XzStoredWriter
{
    private const int ChunkSize = 1 << 16;

    // CRC32 as check; a dictionary of 64 KiB: 2 << (8 / 2 + 11)
    private static readonly byte[] Flags = [0, 1];
    private static readonly byte[] Lzma2Filter = [0x21, 1, 8];
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Entry((uint)n))];

    /// <summary>Writes everything of <paramref name="content"/> as one stream of one block.</summary>
    public static void Write(Stream content, Stream output)
    {
        // 2.1.1 Stream Header
        output.Write([0xFD, .. "7zXZ\0"u8, .. Flags, .. Crc(Flags)]);

        // 3.1 Block Header: its size, no options, one filter, padding, CRC32
        byte[] header = [2, 0, .. Lzma2Filter, 0, 0, 0];
        output.Write([.. header, .. Crc(header)]);
        var (stored, length, check) = WriteChunks(content, output);
        output.Write(new byte[Padding(stored)]);
        Span<byte> crc = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, check);
        output.Write(crc);

        // 4. Index: one record with the sizes of the block
        byte[] index = [0, 1, .. Number(header.Length + 4 + stored + 4), .. Number(length)];
        index = [.. index, .. new byte[Padding(index.Length)]];
        output.Write([.. index, .. Crc(index)]);

        // 2.1.2 Stream Footer: how long the index is
        var backward = new byte[6];
        BinaryPrimitives.WriteUInt32LittleEndian(backward, (uint)((index.Length + 4) / 4) - 1);
        Flags.CopyTo(backward, 4);
        output.Write([.. Crc(backward), .. backward, .. "YZ"u8]);
    }

    // LZMA2: control (1 for the first chunk, then 2), the length less one in big-endian order, the bytes; a zero ends it.
    private static (long Stored, long Length, uint Check) WriteChunks(Stream content, Stream output)
    {
        var (stored, length, check) = (0L, 0L, uint.MaxValue);
        var chunk = new byte[ChunkSize];
        var head = new byte[3];
        for (var read = content.ReadAtLeast(chunk, ChunkSize, throwOnEndOfStream: false); read > 0; read = content.ReadAtLeast(chunk, ChunkSize, throwOnEndOfStream: false))
        {
            head[0] = length == 0 ? (byte)1 : (byte)2;
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(1), (ushort)(read - 1));
            output.Write(head);
            output.Write(chunk, 0, read);
            check = Update(check, chunk.AsSpan(0, read));
            (stored, length) = (stored + 3 + read, length + read);
        }

        output.WriteByte(0);
        return (stored + 1, length, ~check);
    }

    private static int Padding(long length) => (int)((4 - (length % 4)) % 4);

    // 1.2 Multibyte Integers: seven bits a byte, the lowest first
    private static List<byte> Number(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return bytes;
    }

    private static byte[] Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, ~Update(uint.MaxValue, bytes));
        return crc;
    }

    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    private static uint Entry(uint n)
    {
        for (var bit = 0; bit < 8; bit++)
            n = (n & 1) == 0 ? n >> 1 : 0xEDB88320 ^ (n >> 1);
        return n;
    }
}
