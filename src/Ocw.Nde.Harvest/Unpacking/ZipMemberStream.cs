using System.IO.Compression;

namespace Ocw.Nde.Harvest;

/// <summary>Unpacks one member of a zip archive and checks its length and CRC-32 at the end, which <see cref="ZipArchive"/> does not do when reading.</summary>
internal sealed class ZipMemberStream(ZipArchiveEntry member, UnpackLimit limit) : ReadOnlySequentialStream
{
    private readonly Stream unpacked = member.Open();
    private uint checksum;
    private long length;
    private bool ended;

    public override int Read(Span<byte> buffer)
    {
        if (ended || buffer.IsEmpty)
            return 0;
        var read = unpacked.Read(buffer);
        if (read == 0)
        {
            ended = true;
            if (checksum != member.Crc32 || length != member.Length)
                throw new InvalidDataException($"the member '{member.FullName}' of the zip is damaged (length {length:N0} of {member.Length:N0}); fetch or make the file again");
            return 0;
        }

        checksum = Crc32.Update(checksum, buffer[..read]);
        length += read;
        if (length > member.Length)
            throw new InvalidDataException($"the member '{member.FullName}' of the zip is longer than the archive says; it is not read further");
        limit.Count(read, member.CompressedLength);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }
}
