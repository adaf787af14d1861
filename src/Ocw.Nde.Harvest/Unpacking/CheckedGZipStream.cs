using System.IO.Compression;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Harvest;

/// <summary>Unpacks gzip, all members of it, and throws where it was cut off, is damaged, or grows too large.</summary>
/// <remarks>
/// .NET 10's <see cref="GZipStream"/> checks the CRC of every member that ends, but takes the end of its input for the end of the data, so a
/// truncated file passes for a shorter one. Here a small member of our own is put behind the input: it comes out whole only if everything before it
/// was whole. It is handed over when the input is used up, so whatever comes out after that is not the file's.
/// </remarks>
internal sealed class CheckedGZipStream : ReadOnlySequentialStream
{
    private static readonly byte[] SentinelText = "end of the input, put there by the node"u8.ToArray();
    private static readonly byte[] SentinelMember = Pack(SentinelText);

    private readonly SentinelStream _input;
    private readonly GZipStream _unpacked;
    private readonly UnpackLimit _limit;
    private bool _ended;

    public CheckedGZipStream(Stream packed, UnpackLimit limit)
    {
        _input = new SentinelStream(packed);
        _unpacked = new GZipStream(_input, CompressionMode.Decompress);
        _limit = limit;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
            return 0;
        int read;
        try
        {
            read = _unpacked.Read(buffer);
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException(_input.IsSentinelServed ? CutOff() : $"the gzip data is damaged after {_limit.Unpacked:N0} unpacked bytes ({damaged.Message})", damaged);
        }

        if (_input.IsSentinelServed)
        {
            CheckSentinel(buffer[..read]);
            _ended = true;
            return 0;
        }

        // Nothing more although the input is not used up: the last member ended and something else follows it, which gzip ignores as well.
        _ended = read == 0;
        _limit.Count(read, _input.BytesRead);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private void CheckSentinel(ReadOnlySpan<byte> first)
    {
        var found = new byte[SentinelText.Length + 1];
        var length = Math.Min(first.Length, found.Length);
        first[..length].CopyTo(found);
        try
        {
            while (length < found.Length && length > 0 && _unpacked.Read(found.AsSpan(length)) is > 0 and var more)
                length += more;
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException(CutOff(), damaged);
        }

        if (!found.AsSpan(0, length).SequenceEqual(SentinelText))
            throw new InvalidDataException(CutOff());
    }

    private string CutOff() => $"the gzip data is cut off: it ends after {_input.BytesRead:N0} packed bytes in the middle of its data; fetch or make the file again";

    private static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            packing.Write(text);
        return packed.ToArray();
    }

    private sealed class SentinelStream(Stream packed) : ReadOnlySequentialStream
    {
        private int _sentinelPosition;

        public long BytesRead { get; private set; }

        public bool IsSentinelServed => _sentinelPosition > 0;

        public override int Read(Span<byte> buffer)
        {
            if (_sentinelPosition == 0 && packed.Read(buffer) is > 0 and var read)
            {
                BytesRead += read;
                return read;
            }

            var rest = SentinelMember.AsSpan(_sentinelPosition);
            var length = Math.Min(rest.Length, buffer.Length);
            rest[..length].CopyTo(buffer);
            _sentinelPosition += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                packed.Dispose();
            base.Dispose(disposing);
        }
    }
}
