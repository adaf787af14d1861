using System.Globalization;
using System.IO.Compression;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Rdf.Unpacking.Zip;

/// <summary>Unpacks one member of a zip archive and checks its length and CRC-32 at the end, which <see cref="ZipArchive"/> does not do when reading.</summary>
internal sealed class ZipMemberStream : ReadOnlySequentialStream
{
    private readonly ZipArchiveEntry _member;
    private readonly UnpackMeter _meter;
    private readonly Stream _unpacked;
    private uint _checksum;
    private long _length;
    private bool _ended;

    internal ZipMemberStream(ZipArchiveEntry member, UnpackLimits limits)
    {
        _member = member;
        _meter = new(limits, limits.MaxRatio);
        try
        {
            _unpacked = member.Open();
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException)
        {
            throw new InvalidDataException($"the member '{member.FullName}' of the zip is damaged, or packed in a way that is not known ({damaged.Message.TrimEnd('.')})", damaged);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
            return 0;
        var read = Unpack(buffer);
        if (read == 0)
        {
            _ended = true;
            if (_checksum != _member.Crc32 || _length != _member.Length)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the member '{_member.FullName}' of the zip is damaged (length {_length:N0} of {_member.Length:N0}); fetch or make the file again"));
            return 0;
        }

        _checksum = Crc32.Update(_checksum, buffer[..read]);
        _length += read;
        if (_length > _member.Length)
            throw new InvalidDataException($"the member '{_member.FullName}' of the zip is longer than the archive says; it is not read further");
        _meter.Count(read, _member.CompressedLength);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException($"the member '{_member.FullName}' of the zip is damaged ({damaged.Message.TrimEnd('.')}); fetch or make the file again", damaged);
        }
    }
}
