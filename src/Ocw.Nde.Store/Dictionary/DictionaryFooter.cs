using System.Buffers.Binary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>A page of a dictionary segment: up to 1,024 terms, in blocks of 16, behind the table of the blocks' places.</summary>
internal readonly record struct TermPage(long Offset, long Bytes, uint Checksum)
{
    internal const int Terms = 1024;

    internal const int Blocks = Terms / TermBlock.Terms;

    /// <summary>The bytes of a place in the table of a page of this length: as few as its last byte can be reached with.</summary>
    internal static int PlaceBytes(long pageBytes) => pageBytes <= ushort.MaxValue ? 2 : pageBytes <= uint.MaxValue ? 4 : 8;

    /// <summary>The bytes of a place for a page with so many bytes of terms.</summary>
    internal static int PlaceBytesFor(long termBytes, int blocks)
    {
        var width = 2;
        while (PlaceBytes(termBytes + (blocks * width)) > width)
            width *= 2;
        return width;
    }
}

/// <summary>The end of a dictionary segment's file: where its parts are, and their checksums. Read whole when the segment is opened.</summary>
internal sealed record DictionaryFooter(ulong FirstOrdinal, long Count, long HashOffset, TermPage[] Pages, uint[] HashChecksums)
{
    /// <summary>The part of the hash table that one checksum covers.</summary>
    internal const int HashPartBytes = 4096;

    private const int TailBytes = 20;

    private static ReadOnlySpan<byte> Magic => "NDETERMS"u8;

    /// <summary>Writes the footer, then its length, its CRC-32C and the magic.</summary>
    internal void Write(FileSink sink)
    {
        var writer = new ByteWriter();
        writer.Number(FramedFile.FormatVersion);
        writer.Number(FirstOrdinal);
        writer.Number(Count);
        writer.Number(HashOffset);
        writer.Number(Pages.Length);
        foreach (var page in Pages)
        {
            writer.Number(page.Offset);
            writer.Number(page.Bytes);
            writer.Fixed32(page.Checksum);
        }

        writer.Number(HashChecksums.Length);
        foreach (var checksum in HashChecksums)
            writer.Fixed32(checksum);

        SegmentTail.Write(sink, writer.Written, Magic);
    }

    internal static DictionaryFooter Read(StoreReader reader)
    {
        var payload = SegmentTail.Read(reader, Magic);
        try
        {
            var bytes = new ByteReader(payload);
            FramedFile.RequireVersion(reader.Path, bytes.Number());
            var (first, count, hashOffset) = (bytes.Number(), bytes.Int64(), bytes.Int64());
            var pages = new TermPage[bytes.Count(6)];
            for (var i = 0; i < pages.Length; i++)
                pages[i] = new TermPage(bytes.Int64(), bytes.Int64(), bytes.Fixed32());
            var checksums = new uint[bytes.Count(4)];
            for (var i = 0; i < checksums.Length; i++)
                checksums[i] = bytes.Fixed32();
            return new DictionaryFooter(first, count, hashOffset, pages, checksums);
        }
        catch (InvalidDataException error)
        {
            throw new StoreDamagedException(reader.Path, reader.Length - TailBytes, error.Message, error);
        }
    }
}

/// <summary>The last bytes of a segment's file: a payload, its length (8), its CRC-32C (4), and 8 bytes of magic.</summary>
internal static class SegmentTail
{
    private const int TailBytes = 20;

    internal static void Write(FileSink sink, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> magic)
    {
        sink.Write(payload);
        Span<byte> tail = stackalloc byte[TailBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(tail, (ulong)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(tail[8..], Crc32C.Of(payload));
        magic.CopyTo(tail[12..]);
        sink.Write(tail);
    }

    internal static byte[] Read(StoreReader reader, ReadOnlySpan<byte> magic)
    {
        byte[] scratch = [];
        if (reader.Length < TailBytes)
            throw new StoreDamagedException(reader.Path, 0, $"it has {reader.Length} bytes, too few for a segment");

        var tail = reader.Read(reader.Length - TailBytes, TailBytes, ref scratch).ToArray();
        var length = BinaryPrimitives.ReadUInt64LittleEndian(tail);
        var start = reader.Length - TailBytes - (long)Math.Min(length, long.MaxValue / 2);
        if (!tail.AsSpan(12).SequenceEqual(magic) || start < 0 || length > int.MaxValue)
            throw new StoreDamagedException(reader.Path, reader.Length - TailBytes, "it does not end as a segment does");

        var payload = reader.Read(start, (int)length, ref scratch).ToArray();
        if (Crc32C.Of(payload) != BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(8)))
            throw new StoreDamagedException(reader.Path, start, "the checksum of its directory does not match");
        return payload;
    }
}
