using System.IO.Compression;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Harvest;

/// <summary>Unpacks one member of a zip archive and checks its length and CRC-32 at the end, which <see cref="ZipArchive"/> does not do when reading.</summary>
internal sealed class ZipMemberStream(ZipArchiveEntry member, UnpackLimit limit) : ReadOnlySequentialStream
{
    private readonly Stream _unpacked = member.Open();
    private uint _checksum;
    private long _length;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
            return 0;
        var read = _unpacked.Read(buffer);
        if (read == 0)
        {
            _ended = true;
            if (_checksum != member.Crc32 || _length != member.Length)
                throw new InvalidDataException($"the member '{member.FullName}' of the zip is damaged (length {_length:N0} of {member.Length:N0}); fetch or make the file again");
            return 0;
        }

        _checksum = Crc32.Update(_checksum, buffer[..read]);
        _length += read;
        if (_length > member.Length)
            throw new InvalidDataException($"the member '{member.FullName}' of the zip is longer than the archive says; it is not read further");
        limit.Count(read, member.CompressedLength);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }
}
