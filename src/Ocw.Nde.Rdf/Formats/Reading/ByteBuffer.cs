using System.Text;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Bytes that grow at the end and can be cut back. Spans taken before it grows keep their content: the old array stays as it was.</summary>
internal sealed class ByteBuffer(int capacity = 512)
{
    private byte[] _bytes = new byte[capacity];

    /// <summary>How many bytes are in use; may be set back to an earlier length.</summary>
    internal int Length { get; set; }

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    internal ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    internal ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    internal void Append(byte value)
    {
        if (Length == _bytes.Length)
            Grow(1);
        _bytes[Length++] = value;
    }

    internal void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Length += value.Length;
    }

    internal void Append(Rune rune) => Length += rune.EncodeToUtf8(Reserve(4));

    internal void Append(ReadOnlySpan<char> text) => Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    internal void AppendNumber(long number)
    {
        number.TryFormat(Reserve(20), out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
            Grow(count);
        return _bytes.AsSpan(Length);
    }

    private void Grow(int count)
    {
        var larger = new byte[Math.Max(_bytes.Length * 2L, (long)Length + count) is var size && size <= Array.MaxLength ? (int)size : Array.MaxLength];
        Written.CopyTo(larger);
        _bytes = larger;
    }
}
