namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>Memory for the terms of one record, used again for the next.</summary>
internal sealed class Arena
{
    private const int ChunkSize = 64 << 10;

    private readonly List<byte[]> _chunks = [new byte[ChunkSize]];
    private int _chunk;
    private int _used;
    private int _start;

    /// <summary>Everything made so far is forgotten.</summary>
    public void Reset()
    {
        if (_chunks.Count > 16)
            _chunks.RemoveRange(16, _chunks.Count - 16);
        (_chunk, _used, _start) = (0, 0, 0);
    }

    /// <summary>Begins a text; <see cref="End"/> gives it.</summary>
    public void Begin() => _start = _used;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _chunks[_chunk].Length - _used)
            Grow(bytes.Length);
        bytes.CopyTo(_chunks[_chunk].AsSpan(_used));
        _used += bytes.Length;
    }

    public void Write(byte value)
    {
        if (_used == _chunks[_chunk].Length)
            Grow(1);
        _chunks[_chunk][_used++] = value;
    }

    /// <summary>How long the text is that was begun.</summary>
    public int Length => _used - _start;

    /// <summary>The text since <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> End() => _chunks[_chunk].AsMemory(_start, _used - _start);

    /// <summary>A copy.</summary>
    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        Begin();
        Write(bytes);
        return End();
    }

    /// <summary>A copy of a text.</summary>
    public ReadOnlyMemory<byte> Keep(string text)
    {
        Begin();
        var most = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _chunks[_chunk].Length - _used)
            Grow(most);
        _used += System.Text.Encoding.UTF8.GetBytes(text, _chunks[_chunk].AsSpan(_used));
        return End();
    }

    // The text that was begun moves along, so that it stays in one piece; what was ended stays where it is.
    private void Grow(int more)
    {
        var begun = _chunks[_chunk].AsSpan(_start, _used - _start);
        var need = begun.Length + more;
        _chunk++;
        if (_chunk == _chunks.Count)
            _chunks.Add(new byte[Math.Max(ChunkSize, need * 2)]);
        else if (_chunks[_chunk].Length < need)
            _chunks[_chunk] = new byte[need * 2];
        begun.CopyTo(_chunks[_chunk]);
        (_used, _start) = (begun.Length, 0);
    }
}
