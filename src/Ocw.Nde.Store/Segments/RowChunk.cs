using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>Rows of subject, predicate, object and graph, in any sequence, up to a number.</summary>
internal sealed class RowChunk(int capacity) : IDisposable
{
    private const int FirstRows = 256;

    private readonly NativeArray<QuadKey> _rows = new();

    internal int Count { get; set; }

    internal bool IsFull => Count == capacity;

    internal int Room => capacity - Count;

    /// <summary>The rows; not valid any more after the next that is added.</summary>
    internal ReadOnlySpan<QuadKey> Rows => _rows.Span[..Count];

    internal void Add(in QuadKey row)
    {
        if (Count == _rows.Length)
            Grow(Count + 1);
        _rows.Span[Count++] = row;
    }

    /// <summary>Adds rows, for which there must be room, with a graph in the place of theirs.</summary>
    internal void Add(ReadOnlySpan<QuadKey> rows, ulong graph)
    {
        if (Count + rows.Length > _rows.Length)
            Grow(Count + rows.Length);
        var target = _rows.Span.Slice(Count, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            target[i] = new QuadKey(rows[i].A, rows[i].B, rows[i].C, graph);
        Count += rows.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private void Grow(int needed) => _rows.Resize((int)Math.Min(capacity, Math.Max(Math.Max(needed, FirstRows), _rows.Length * 2L)));
}
