namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>Packed bytes, one after another or a few at a time, with the number that was read.</summary>
internal sealed class PackedInput(Stream stream) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 << 10];
    private long _before;
    private int _position;
    private int _length;

    /// <summary>How many bytes were read.</summary>
    internal long Count => _before + _position;

    /// <summary>The next byte, or -1 at the end.</summary>
    internal int ReadByte() => _position < _length || Fill() ? _buffer[_position++] : -1;

    /// <summary>The byte that comes next, without reading it; -1 at the end.</summary>
    internal int Peek() => _position < _length || Fill() ? _buffer[_position] : -1;

    /// <summary>Fills a buffer. False when the input ends before.</summary>
    internal bool TryRead(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            if (_position == _length && !Fill())
                return false;
            var count = Math.Min(target.Length, _length - _position);
            _buffer.AsSpan(_position, count).CopyTo(target);
            _position += count;
            target = target[count..];
        }

        return true;
    }

    /// <summary>Reads to the end. Whether only zeros were left.</summary>
    internal bool EndsInZeros()
    {
        do
        {
            if (_buffer.AsSpan(_position, _length - _position).ContainsAnyExcept((byte)0))
                return false;
            _position = _length;
        }
        while (Fill());
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private bool Fill()
    {
        _before += _position;
        _position = 0;
        _length = stream.Read(_buffer);
        return _length > 0;
    }
}
