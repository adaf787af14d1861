namespace Ocw.Nde.Rdf.Canonical;

/// <summary>Where a line stands in a <see cref="LineArena"/>.</summary>
internal readonly record struct LineRef(int Chunk, int Offset, int Length);

/// <summary>Lines of bytes, kept in large chunks: as many as memory holds, without an object for each.</summary>
internal sealed class LineArena(long maxBytes)
{
    private const int ChunkSize = 4 << 20;

    private readonly List<byte[]> _chunks = [];
    private byte[] _last = [];
    private int _used;
    private long _bytes;

    internal ReadOnlySpan<byte> this[LineRef line] => _chunks[line.Chunk].AsSpan(line.Offset, line.Length);

    internal LineRef Add(ReadOnlySpan<byte> line)
    {
        if (_last.Length - _used < line.Length)
        {
            var size = Math.Max(ChunkSize, line.Length);
            if ((_bytes += size) > maxBytes)
                throw new InvalidOperationException($"The dataset is larger than {nameof(CanonicalOptions)}.{nameof(CanonicalOptions.MaxBytes)} ({maxBytes:N0} bytes) allows.");
            _chunks.Add(_last = GC.AllocateUninitializedArray<byte>(size));
            _used = 0;
        }

        line.CopyTo(_last.AsSpan(_used));
        _used += line.Length;
        return new(_chunks.Count - 1, _used - line.Length, line.Length);
    }
}
