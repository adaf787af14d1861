using System.Buffers.Binary;
using System.IO.Compression;

namespace Ocw.Nde.Web;

/// <summary>The decoded body of one answer: counts unpacked bytes against their ceiling and ratio, and turns every trouble into a <see cref="WebRequestException"/>.</summary>
internal sealed class GuardedBodyStream : Stream
{
    private const long RatioJudgedFrom = 8 << 20;

    private readonly Uri _address;
    private readonly WireStream _wire;
    private readonly Stream _decoded;
    private readonly long _maxDecodedBytes;
    private readonly int _maxRatio;
    private long _decodedBytes;

    /// <exception cref="WebRequestException">The body is packed in a way that the node does not unpack.</exception>
    public GuardedBodyStream(Uri address, WireStream wire, ICollection<string> codings, long maxDecodedBytes, int maxRatio)
    {
        _address = address;
        _wire = wire;
        _maxDecodedBytes = maxDecodedBytes;
        _maxRatio = maxRatio;
        _decoded = Decode(address, wire, codings);
    }

    public long BytesReceived => _wire.BytesReceived;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _decodedBytes; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _decoded.ReadAsync(buffer, cancellationToken);
            _decodedBytes += read;
            if (read == 0 && !buffer.IsEmpty)
                CheckEnd();
            CheckCeilings();
            return read;
        }
        catch (InvalidDataException corrupt)
        {
            throw new WebRequestException(_address, WebFailure.Damaged, $"the compressed body cannot be unpacked ({corrupt.Message})", "It is asked again; if it stays, the server packs wrongly.", corrupt);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A body from the web is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _decoded.Dispose();
        base.Dispose(disposing);
    }

    // GZipStream takes a body that is cut off for a short one. The end of each member says how long the member is (RFC 1952 §2.3.1);
    // of several members the last is shorter than the whole.
    private void CheckEnd()
    {
        if (_decoded is not GZipStream || _wire.BytesReceived == 0)
            return;
        var isWhole = _wire.Tail.Length == 8 && BinaryPrimitives.ReadUInt32LittleEndian(_wire.Tail[4..]) is var length && (length == (uint)_decodedBytes || length < _decodedBytes);
        if (!isWhole)
            throw new WebRequestException(_address, WebFailure.Damaged, "the compressed body is cut off", "It is asked again; if it stays, the server breaks its answers off.");
    }

    private void CheckCeilings()
    {
        if (_decodedBytes > _maxDecodedBytes)
            throw TooLarge($"the body is larger than {_maxDecodedBytes:N0} bytes when unpacked", "Raise the ceiling of this source if that is right.");
        if (!ReferenceEquals(_decoded, _wire) && _decodedBytes > RatioJudgedFrom && _decodedBytes > _wire.BytesReceived * _maxRatio)
            throw TooLarge($"the body unpacks to more than {_maxRatio} times its size", "That is the mark of a decompression bomb; it is not read further.");
    }

    private WebRequestException TooLarge(string problem, string advice) => new(_address, WebFailure.TooLarge, problem, advice);

    private static Stream Decode(Uri address, Stream wire, ICollection<string> codings)
    {
        // One coding only: a chain of codings is a way to multiply a bomb.
        if (codings.Count > 1)
            throw new WebRequestException(address, WebFailure.Damaged, $"the body is packed {codings.Count} times ({string.Join(", ", codings)})", "One Content-Encoding is accepted.");
        return codings.FirstOrDefault()?.ToUpperInvariant() switch
        {
            null or "IDENTITY" => wire,
            "GZIP" or "X-GZIP" => new GZipStream(wire, CompressionMode.Decompress),
            "BR" => new BrotliStream(wire, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(wire, CompressionMode.Decompress),
            var other => throw new WebRequestException(address, WebFailure.Damaged, $"the Content-Encoding '{other}' was not asked for", "gzip and br are accepted."),
        };
    }
}
