using System.Buffers;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>Gathers small writes and hands them on in large ones, to a stream or to an <see cref="IBufferWriter{T}"/> such as a PipeWriter.</summary>
internal sealed class Utf8Output
{
    // A buffer writer gathers by itself: what goes to it need only be larger than a term or two.
    private const int StreamSize = 32 << 10;
    private const int TargetSize = 4 << 10;

    private readonly byte[] _bytes;
    private readonly Stream? _stream;
    private readonly IBufferWriter<byte>? _target;
    private int _length;

    internal Utf8Output(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _bytes = new byte[StreamSize];
    }

    internal Utf8Output(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = target;
        _bytes = new byte[TargetSize];
    }

    internal void Write(byte value)
    {
        if (_length == _bytes.Length)
            Push();
        _bytes[_length++] = value;
    }

    internal void Write(ReadOnlySpan<byte> value)
    {
        if (value.Length > _bytes.Length - _length)
        {
            Push();
            if (value.Length > _bytes.Length)
            {
                Pass(value);
                return;
            }
        }

        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
    }

    /// <summary>Hands on what was gathered, and flushes a stream.</summary>
    internal void Flush()
    {
        Push();
        _stream?.Flush();
    }

    private void Push()
    {
        Pass(_bytes.AsSpan(0, _length));
        _length = 0;
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        if (_stream is not null)
            _stream.Write(bytes);
        else
            _target!.Write(bytes);
    }
}
