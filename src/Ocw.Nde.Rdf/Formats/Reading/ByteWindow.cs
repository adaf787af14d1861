using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>
/// A window on the input that moves forward: as large as the longest token that a reader holds on to, never larger than its ceiling.
/// </summary>
/// <remarks>
/// Between <see cref="Position"/> and <see cref="End"/> stand bytes that can be read. <see cref="More"/> keeps what is not yet consumed,
/// so places inside a token are offsets from <see cref="Position"/>. With <c>validate</c> those bytes are whole, valid UTF-8 characters.
/// </remarks>
internal sealed class ByteWindow : IDisposable
{
    private const int FirstSize = 128 << 10;

    private readonly Stream? _stream;
    private readonly int _ceiling;
    private readonly bool _validate;
    private readonly CancellationToken _cancellation;
    private readonly bool _rented;
    private byte[] _bytes;
    private int _filled;
    private bool _streamEnded;
    private bool _invalid;
    private TextPosition _origin = TextPosition.Start;
    private int _originIndex;
    private long _passed;

    internal ByteWindow(Stream stream, int ceiling, bool validate, CancellationToken cancellation)
    {
        _stream = stream;
        _ceiling = ceiling;
        _validate = validate;
        _cancellation = cancellation;
        _rented = true;
        _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    }

    internal ByteWindow(ReadOnlyMemory<byte> input, bool validate, CancellationToken cancellation)
    {
        if (!MemoryMarshal.TryGetArray(input, out var segment))
            segment = new ArraySegment<byte>(input.ToArray());
        _bytes = segment.Array ?? [];
        _ceiling = int.MaxValue;
        _validate = validate;
        _cancellation = cancellation;
        _streamEnded = true;
        _originIndex = Position = End = segment.Offset;
        _passed = -segment.Offset;
        _filled = segment.Offset + segment.Count;
        Admit();
    }

    /// <summary>The first byte that is not consumed.</summary>
    internal int Position { get; set; }

    /// <summary>The end of the bytes that can be read now.</summary>
    internal int End { get; private set; }

    /// <summary>The bytes; only those from <see cref="Position"/> up to <see cref="End"/> mean anything.</summary>
    internal byte[] Bytes => _bytes;

    /// <summary>What can be read now.</summary>
    internal ReadOnlySpan<byte> Rest => _bytes.AsSpan(Position, End - Position);

    /// <summary>How many bytes of the input stand before <see cref="Position"/>.</summary>
    internal long Offset => _passed + Position;

    /// <summary>Whether invalid UTF-8 stands right after <see cref="End"/>.</summary>
    internal bool EndsInInvalidUtf8 => _invalid;

    /// <summary>Whether a token has reached the ceiling, so that <see cref="More"/> cannot go on.</summary>
    internal bool IsFull => End - Position >= _ceiling;

    /// <summary>Reads on, keeping what is not consumed. False at the end of the input, before invalid UTF-8, or when <see cref="IsFull"/>.</summary>
    internal bool More()
    {
        var before = End - Position;
        while (!_invalid && !_streamEnded && before < _ceiling)
        {
            _cancellation.ThrowIfCancellationRequested();
            MakeRoom();
            var count = _stream!.Read(_bytes, _filled, _bytes.Length - _filled);
            _streamEnded = count == 0;
            _filled += count;
            Admit();
            if (End - Position > before)
                return true;
        }

        return false;
    }

    /// <summary>Whether <paramref name="count"/> bytes can be read, reading on where needed.</summary>
    internal bool Ensure(int count)
    {
        while (End - Position < count)
        {
            if (!More())
                return false;
        }

        return true;
    }

    /// <summary>The byte at an offset from <see cref="Position"/>, or -1 at the end of the input.</summary>
    internal int Peek(int offset = 0) =>
        Position + offset < End || Ensure(offset + 1) ? _bytes[Position + offset] : -1;

    /// <summary>Passes over the UTF-8 signature that some programs put before a text.</summary>
    internal void SkipByteOrderMark()
    {
        if (Ensure(3) && Rest.StartsWith("\uFEFF"u8))
            Position += 3;
    }

    /// <summary>Line and column of a byte, given by its offset from <see cref="Position"/>.</summary>
    internal TextPosition Locate(int offset) => _origin.Advance(_bytes.AsSpan(_originIndex, Position + offset - _originIndex));

    /// <summary>Says what the invalid bytes after <see cref="End"/> are.</summary>
    internal string DescribeInvalid()
    {
        // A document that is still here from its first byte says what it is by that.
        var start = (int)Math.Max(-_passed, 0);
        var from = _passed <= 0 ? start : Position;
        return InvalidText.Describe(_bytes.AsSpan(from, _filled - from), End - from, _passed + from);
    }

    public void Dispose()
    {
        if (_rented)
            ArrayPool<byte>.Shared.Return(_bytes);
    }

    // Moves the unread bytes to the front when little room is left behind them, and takes a larger array when they fill this one.
    private void MakeRoom()
    {
        if (_bytes.Length - _filled >= _bytes.Length / 4)
            return;
        _origin = Locate(0);
        var unread = _filled - Position;
        var source = _bytes;
        if (unread > source.Length / 2)
            _bytes = ArrayPool<byte>.Shared.Rent(checked(source.Length * 2));
        Buffer.BlockCopy(source, Position, _bytes, 0, unread);
        if (!ReferenceEquals(source, _bytes))
            ArrayPool<byte>.Shared.Return(source);
        _passed += Position;
        End -= Position;
        _filled = unread;
        _originIndex = Position = 0;
    }

    // Moves End over the bytes that came in: all of them, or as far as they are whole and valid UTF-8 characters.
    private void Admit()
    {
        if (!_validate)
        {
            End = _filled;
            return;
        }

        var fresh = _bytes.AsSpan(End, _filled - End);
        var cut = _streamEnded ? 0 : Utf8Text.IncompleteTail(fresh);
        if (Utf8.IsValid(fresh[..^cut]))
        {
            End = _filled - cut;
            return;
        }

        End += Utf8Text.ValidLength(fresh);
        _invalid = true;
    }
}
