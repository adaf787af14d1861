namespace Ocw.Nde.Rdf.Unpacking.Xz;

/// <summary>What was unpacked lately: matches copy from it, and it is read from. It grows with what comes, up to the dictionary and two chunks.</summary>
internal sealed class LzmaWindow(int dictionaryBytes)
{
    internal const int MaxChunk = 2 << 20;

    private readonly long _capacity = (long)dictionaryBytes + Math.Max(dictionaryBytes / 2, 2 * MaxChunk);
    private byte[] _bytes = new byte[2 * MaxChunk];
    private int _read;
    private int _written;
    private int _reach;

    /// <summary>How many bytes may still be written before the chunk ends.</summary>
    internal int Room { get; private set; }

    /// <summary>How many bytes were written that nobody has read.</summary>
    internal int Unread => _written - _read;

    /// <summary>How far a match may reach back.</summary>
    internal uint Reach => (uint)_reach;

    /// <summary>The byte written last, 0 at the start.</summary>
    internal byte Last => _reach == 0 ? (byte)0 : _bytes[_written - 1];

    /// <summary>Forgets everything, as at the start of a block.</summary>
    internal void Reset() => _reach = 0;

    /// <summary>Makes room for a chunk of at most <see cref="MaxChunk"/> bytes. Everything must have been read.</summary>
    internal void Begin(int length)
    {
        Room = length;
        if (_written + length <= _bytes.Length)
            return;
        if (_bytes.Length < _capacity)
        {
            Array.Resize(ref _bytes, (int)Math.Min(_capacity, Math.Min(_bytes.Length * 2L, Array.MaxLength)));
            if (_written + length <= _bytes.Length)
                return;
        }

        var kept = Math.Min(_reach, dictionaryBytes);
        _bytes.AsSpan(_written - kept, kept).CopyTo(_bytes);
        (_written, _read, _reach) = (kept, kept, kept);
    }

    /// <summary>Passes bytes on as they are.</summary>
    internal Span<byte> Take(int length)
    {
        var target = _bytes.AsSpan(_written, length);
        Advance(length);
        return target;
    }

    internal void Append(byte value)
    {
        _bytes[_written] = value;
        Advance(1);
    }

    internal byte At(uint distance) => _bytes[_written - (int)distance];

    /// <summary>Copies from <paramref name="distance"/> bytes back, which may be among what is being copied.</summary>
    internal void Copy(uint distance, int length)
    {
        var from = _written - (int)distance;
        if (distance >= length)
        {
            _bytes.AsSpan(from, length).CopyTo(_bytes.AsSpan(_written));
        }
        else
        {
            for (var at = 0; at < length; at++)
                _bytes[_written + at] = _bytes[from + at];
        }

        Advance(length);
    }

    internal ReadOnlySpan<byte> Read(int most)
    {
        var count = Math.Min(most, Unread);
        _read += count;
        return _bytes.AsSpan(_read - count, count);
    }

    private void Advance(int length)
    {
        _written += length;
        Room -= length;
        _reach = Math.Min(_reach + length, dictionaryBytes);
    }
}
