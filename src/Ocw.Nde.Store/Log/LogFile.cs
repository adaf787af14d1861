using System.Buffers.Binary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Log;

/// <summary>The bytes of a log file: a header, records one behind the other, zeros up to the end of the file, which is at a multiple of 512.</summary>
/// <remarks>
/// <para>Header of 64 bytes: 8 of magic, format version (4), zeros (4), store id (16), file number (8), zeros (20), CRC-32C of all that (4).</para>
/// <para>Record, at a multiple of 16: marker (4), bytes of content (4), CRC-32C of the content (4), CRC-32C of these 12 bytes (4), content, whose last byte
/// is never zero, zeros up to a multiple of 16. Both checksums go on from that of the store id, so that no text in a record can pose as one.</para>
/// </remarks>
internal static class LogFile
{
    /// <summary>Where the first record is.</summary>
    internal const int FirstRecord = 64;

    internal const int RecordHeaderBytes = 16;

    /// <summary>The last byte of every record's content.</summary>
    internal const byte EndOfContent = 0xED;

    /// <summary>Disks write such pieces whole or not at all; so do file systems, in larger ones.</summary>
    internal const int SectorBytes = 512;

    private const uint Marker = 0x4345524C; // "LREC"

    private static ReadOnlySpan<byte> Magic => "NDELOG01"u8;

    internal static uint Seed(Guid storeId) => Crc32C.Of(storeId.ToByteArray());

    /// <summary>Writes a log without records, durably; its name is not durable yet.</summary>
    /// <param name="files">The store's folder.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="file">The number of the file.</param>
    /// <param name="records">Records that are taken over from another log of the store.</param>
    internal static void Create(IStoreFiles files, Guid storeId, long file, ReadOnlySpan<byte> records)
    {
        using var sink = new FileSink(files, StoreFileNames.Log(file));
        sink.Write(Header(storeId, file));
        sink.Write(records);
        sink.Write(new byte[(int)(-sink.Position & (SectorBytes - 1))]);
        sink.FlushAndSync();
    }

    /// <exception cref="StoreDamagedException">The file is not that log.</exception>
    internal static void RequireHeader(StoreReader reader, Guid storeId, long file)
    {
        byte[] scratch = [];
        if (reader.Length < FirstRecord || reader.Length % SectorBytes != 0)
            throw new StoreDamagedException(reader.Path, reader.Length, $"it has {reader.Length} bytes; a log's length is a multiple of {SectorBytes}");
        var header = reader.Read(0, FirstRecord, ref scratch);
        if (!header.SequenceEqual(Header(storeId, file)))
        {
            var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
            throw header[..8].SequenceEqual(Magic) && version > FramedFile.FormatVersion
                ? new StoreException($"'{reader.Path}' has format version {version}; this program reads version {FramedFile.FormatVersion}. Use the program that wrote it, or upgrade the store.")
                : new StoreDamagedException(reader.Path, 0, "its header is not that of the log that the manifest names");
        }
    }

    /// <summary>Puts the header before a record's content and the padding behind it.</summary>
    internal static byte[] Frame(ReadOnlySpan<byte> content, uint seed)
    {
        var record = new byte[BytesOf(content.Length)];
        BinaryPrimitives.WriteUInt32LittleEndian(record, Marker);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32C.Append(seed, content));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), Crc32C.Append(seed, record.AsSpan(0, 12)));
        content.CopyTo(record.AsSpan(RecordHeaderBytes));
        return record;
    }

    /// <summary>The bytes that a record takes in the file.</summary>
    internal static int BytesOf(int content) => checked((RecordHeaderBytes + content + 15) & ~15);

    /// <summary>Reads a record's header.</summary>
    /// <returns><see langword="false"/> if there is none.</returns>
    internal static bool TryHeader(ReadOnlySpan<byte> bytes, uint seed, out int content, out uint checksum)
    {
        content = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Marker && content > 0
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) == Crc32C.Append(seed, bytes[..12]);
    }

    private static byte[] Header(Guid storeId, long file)
    {
        var header = new byte[FirstRecord];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), FramedFile.FormatVersion);
        storeId.ToByteArray().CopyTo(header, 16);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), file);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(60), Crc32C.Of(header.AsSpan(0, 60)));
        return header;
    }
}
