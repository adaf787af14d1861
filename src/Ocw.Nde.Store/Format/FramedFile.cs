using System.Buffers.Binary;
using Ocw.Nde.Store.Files;

namespace Ocw.Nde.Store.Format;

/// <summary>A small file in one piece: 8 bytes of magic, format version, payload length, payload, CRC-32C of everything before it.</summary>
internal static class FramedFile
{
    /// <summary>The version of the file format that this program writes and reads (docs/store-format.md).</summary>
    internal const uint FormatVersion = 1;

    private const int HeaderBytes = 20;

    internal static void Write(IStoreFiles files, string name, ReadOnlySpan<byte> magic, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], FormatVersion);
        BinaryPrimitives.WriteUInt64LittleEndian(header[12..], (ulong)payload.Length);
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Append(Crc32C.Of(header), payload));

        using var sink = new FileSink(files, name);
        sink.Write(header);
        sink.Write(payload);
        sink.Write(checksum);
        sink.FlushAndSync();
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="StoreDamagedException">The file is not what was written.</exception>
    /// <exception cref="StoreException">The file is of a newer format.</exception>
    internal static byte[] Read(IStoreFiles files, string name, ReadOnlySpan<byte> magic)
    {
        using var reader = files.OpenRead(name);
        if (reader.Length < HeaderBytes + 4)
            throw new StoreDamagedException(reader.Path, 0, $"it has {reader.Length} bytes, too few for its header");

        byte[] scratch = [];
        var header = reader.Read(0, HeaderBytes, ref scratch).ToArray();
        if (!header.AsSpan(0, 8).SequenceEqual(magic))
            throw new StoreDamagedException(reader.Path, 0, "it does not begin as such a file does");

        var version = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(12));
        if (length != (ulong)(reader.Length - HeaderBytes - 4) || length > int.MaxValue - HeaderBytes)
            throw new StoreDamagedException(reader.Path, 12, $"it has {reader.Length} bytes, but says {length} for its content");

        var payload = reader.Read(HeaderBytes, (int)length, ref scratch).ToArray();
        var expected = BinaryPrimitives.ReadUInt32LittleEndian(reader.Read(reader.Length - 4, 4, ref scratch));
        if (Crc32C.Append(Crc32C.Of(header), payload) != expected)
            throw new StoreDamagedException(reader.Path, 0, "its checksum does not match");
        RequireVersion(reader.Path, version);
        return payload;
    }

    /// <summary>Sees to it that a file is of the version that this program reads.</summary>
    /// <exception cref="StoreException">It is of another one, which is named.</exception>
    internal static void RequireVersion(string path, ulong version)
    {
        if (version != FormatVersion)
            throw new StoreException($"'{path}' has format version {version}; this program reads version {FormatVersion}. Use the program that wrote it, or a newer one.");
    }
}
