using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>A window on a stream that grows to hold one record and moves on: what bounds the memory of every cutter.</summary>
internal sealed class ByteWindow : IDisposable
{
    private const int InitialLength = 64 << 10;

    private readonly Stream _source;
    private readonly int _maxLength;
    private byte[] _buffer;
    private int _start;
    private int _end;

    /// <param name="source">The stream; disposed together with the window.</param>
    /// <param name="maxLength">The most bytes that the window holds at the same time.</param>
    public ByteWindow(Stream source, int maxLength)
    {
        _source = source;
        _maxLength = maxLength;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(InitialLength, maxLength));
        HighWaterMark = _buffer.Length;
    }

    /// <summary>The bytes that are in the window.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether the stream has no more than what is in the window.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>Whether the window is as long as it may become.</summary>
    public bool IsFull => _end - _start >= _maxLength;

    /// <summary>The position of the window's first byte in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>The line of the window's first byte, counted from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The largest buffer that was held, in bytes; for tests of bounded memory.</summary>
    public int HighWaterMark { get; private set; }

    /// <summary>Reads more of the stream behind what is there.</summary>
    /// <returns>Whether there is more now; <see langword="false"/> at the end of the stream, or when the window is full.</returns>
    public bool Fill()
    {
        if (IsFinal || IsFull)
            return false;
        MakeRoom();
        var read = _source.Read(_buffer.AsSpan(_end));
        _end += read;
        IsFinal = read == 0;
        return read > 0;
    }

    /// <summary>Moves the window on.</summary>
    public void Advance(int count)
    {
        Line += Bytes[..count].Count((byte)'\n');
        Offset += count;
        _start += count;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = 0;
        _source.Dispose();
    }

    private void MakeRoom()
    {
        if (_buffer.Length - _end >= _buffer.Length / 4)
            return;
        var length = _end - _start;
        if (length <= _buffer.Length / 2)
        {
            _buffer.AsSpan(_start, length).CopyTo(_buffer);
            (_start, _end) = (0, length);
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_buffer.Length * 2, Math.Max((long)_maxLength, _buffer.Length + 1L)));
        _buffer.AsSpan(_start, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        (_start, _end) = (0, length);
        HighWaterMark = Math.Max(HighWaterMark, _buffer.Length);
    }
}
