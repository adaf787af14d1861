using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Rdf.Unpacking.Gzip;

/// <summary>A stream, and after its end some bytes more. Zeros at its end come one by one, so that it is known how many of them were asked for.</summary>
internal sealed class TailedInput(Stream input, byte[] tail) : ReadOnlySequentialStream
{
    private const int BlockLength = 64 << 10;

    private byte[] _block = new byte[BlockLength];
    private byte[] _next = new byte[BlockLength];
    private int _position;
    private int _length;
    private int _bulkEnd;
    private int _nextLength = -1;
    private int _tailRead;

    /// <summary>How many bytes of the stream itself were handed out.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether the stream itself is at its end, and the tail has begun.</summary>
    internal bool IsSpent => _tailRead > 0;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        if (_position == _length)
            Advance();
        if (_length == 0)
            return ReadTail(buffer);

        var count = Math.Min(buffer.Length, Math.Max(_bulkEnd - _position, 1));
        _block.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        Count += count;
        return count;
    }

    /// <summary>Whether there is nothing but zeros from the last byte that was handed out to the end: padding, as tapes and block devices leave it.</summary>
    internal bool EndsInZeros()
    {
        for (var at = _position - 1; ; at = 0)
        {
            if (_block.AsSpan(at, _length - at).ContainsAnyExcept((byte)0))
                return false;
            Advance();
            if (_length == 0)
                return true;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }

    private int ReadTail(Span<byte> buffer)
    {
        var count = Math.Min(tail.Length - _tailRead, buffer.Length);
        tail.AsSpan(_tailRead, count).CopyTo(buffer);
        _tailRead += count;
        return count;
    }

    // One block ahead, to know the last one.
    private void Advance()
    {
        if (_nextLength < 0)
            _nextLength = Fill(_next);
        (_block, _next) = (_next, _block);
        (_position, _length) = (0, _nextLength);
        _nextLength = _length == 0 ? 0 : Fill(_next);
        var isFollowed = _next.AsSpan(0, _nextLength).ContainsAnyExcept((byte)0);
        _bulkEnd = isFollowed ? _length : _block.AsSpan(0, _length).LastIndexOfAnyExcept((byte)0);
    }

    private int Fill(byte[] block) => input.ReadAtLeast(block, BlockLength, throwOnEndOfStream: false);
}
