using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>A cursor over a range of one permutation of a segment: binary search in the block directory, then block after block.</summary>
/// <remarks>
/// With <see cref="Permutation.Gspo"/> the range must lie within one graph; the window then shows subject, predicate, object, graph, as if
/// from <see cref="Permutation.Spog"/>.
/// </remarks>
internal sealed class SegmentCursor : RowCursor
{
    private readonly QuadSegment _segment;
    private readonly Permutation _permutation;
    private readonly SegmentRange _range;
    private readonly GraphFilter? _filter;
    private readonly bool _needsGraph;
    private readonly ulong _graph;
    private readonly RowBuffer _rows = RowBufferPool.Rent();
    private byte[] _scratch = [];
    private int _nextBlock;
    private bool _disposed;

    internal SegmentCursor(QuadSegment segment, Permutation permutation, in SegmentRange range, GraphFilter? filter, bool needsGraph)
    {
        _segment = segment;
        _permutation = permutation;
        _range = range;
        _filter = filter;
        _needsGraph = needsGraph || filter is not null;
        _nextBlock = range.FirstBlock;
        if (permutation == Permutation.Gspo)
        {
            _graph = range.Low.A;
            (A, B, C, D) = (_rows.B, _rows.C, _rows.D, _rows.A);
        }
        else
        {
            (A, B, C, D) = (_rows.A, _rows.B, _rows.C, _rows.D);
        }

        if (!_needsGraph)
            D.AsSpan().Clear();
    }

    internal override bool MayRepeatTriples => _segment.HasSeveralGraphs && _permutation != Permutation.Gspo;

    internal override bool Fill()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var directory = _segment.Directory(_permutation);
        while (_nextBlock <= _range.LastBlock)
        {
            var block = _nextBlock++;
            ref readonly var entry = ref directory[block];
            if (_filter is not null && (entry.Flags & BlockFlags.OneGraph) != BlockFlags.None && !_filter.Shows(entry.First.D))
                continue;

            Position = block == _range.FirstBlock ? _range.FirstRow : 0;
            End = block == _range.LastBlock ? _range.EndRow : entry.Rows;
            Decode(block, entry.Rows);
            if (_filter is not null && (entry.Flags & BlockFlags.OneGraph) == BlockFlags.None)
                KeepShown();
            if (HasRows)
                return true;
        }

        (Position, End) = (0, 0);
        return false;
    }

    internal override void SkipTo(in QuadKey key)
    {
        if (HasRows)
        {
            Position = PlaceFrom(key);
            if (HasRows)
                return;
        }

        // The target is behind the window: the directory says in which block.
        var physical = _permutation == Permutation.Gspo ? new QuadKey(_graph, key.A, key.B, key.C) : key;
        if (_nextBlock <= _range.LastBlock)
            _nextBlock = Math.Min(_segment.BlockOf(_permutation, physical, _nextBlock), _range.LastBlock + 1);
        while (Fill())
        {
            Position = PlaceFrom(key);
            if (HasRows)
                return;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
            RowBufferPool.Return(_rows);
        _disposed = true;
        base.Dispose();
    }

    private void Decode(int block, int rows)
    {
        var bytes = _segment.ReadBlock(_permutation, block, ref _scratch);
        var graphColumn = _permutation == Permutation.Gspo ? 0 : 3;
        try
        {
            for (var column = 0; column < 4; column++)
            {
                if (column != graphColumn || _needsGraph)
                    BlockCodec.Decode(bytes, column, rows, Position, End, _rows.Column(column));
            }
        }
        catch (InvalidDataException error)
        {
            throw _segment.Damaged(_permutation, block, error);
        }
    }

    private void KeepShown()
    {
        var kept = Position;
        for (var i = Position; i < End; i++)
        {
            if (!_filter!.Shows(D[i]))
                continue;
            if (kept != i)
                (A[kept], B[kept], C[kept], D[kept]) = (A[i], B[i], C[i], D[i]);
            kept++;
        }

        End = kept;
    }
}

/// <summary>A range of rows of one permutation: from a row of the first block up to, not including, a row of the last.</summary>
/// <param name="Low">The key that the range begins with.</param>
/// <param name="FirstBlock">The block of the first row.</param>
/// <param name="FirstRow">The first row within its block.</param>
/// <param name="LastBlock">The block of the last row; before <paramref name="FirstBlock"/> if there is none.</param>
/// <param name="EndRow">The row behind the last, within its block.</param>
/// <param name="Count">The number of rows.</param>
internal readonly record struct SegmentRange(QuadKey Low, int FirstBlock, int FirstRow, int LastBlock, int EndRow, long Count)
{
    /// <summary>Finds the rows whose first <paramref name="bound"/> columns are those of <paramref name="prefix"/>.</summary>
    internal static SegmentRange Find(QuadSegment segment, Permutation permutation, in QuadKey prefix, int bound)
    {
        var directory = segment.Directory(permutation);
        if (directory.IsEmpty)
            return new(prefix, 0, 0, -1, 0, 0);
        if (bound == 0)
            return new(prefix, 0, 0, directory.Length - 1, directory[^1].Rows, segment.Rows);

        var low = new QuadKey(prefix.A, bound > 1 ? prefix.B : 0, bound > 2 ? prefix.C : 0, bound > 3 ? prefix.D : 0);
        var high = new QuadKey(prefix.A, bound > 1 ? prefix.B : ulong.MaxValue, bound > 2 ? prefix.C : ulong.MaxValue, bound > 3 ? prefix.D : ulong.MaxValue);
        var finder = new Finder(segment, permutation, bound);
        var (firstBlock, firstRow) = finder.Find(low, 0);
        var (lastBlock, endRow) = finder.Find(high, firstBlock);

        // Graph ids never reach the maximum, so nothing equals the high key: what is before it is in the range.
        finder.Dispose();
        var count = ((long)(lastBlock - firstBlock) * BlockCodec.Rows) + endRow - firstRow;
        return count <= 0 ? new(low, 0, 0, -1, 0, 0) : new(low, firstBlock, firstRow, lastBlock, endRow, count);
    }

    /// <summary>Finds places by key, decoding the block at either end.</summary>
    private ref struct Finder(QuadSegment segment, Permutation permutation, int bound) : IDisposable
    {
        private readonly RowBuffer _rows = RowBufferPool.Rent();
        private byte[] _scratch = [];
        private int _decoded = -1;

        internal (int Block, int Row) Find(in QuadKey key, int from)
        {
            var block = segment.BlockOf(permutation, key, from);
            ref readonly var entry = ref segment.Directory(permutation)[block];
            if (entry.First.CompareTo(key) >= 0)
                return (block, 0);

            var (low, high) = (1, (int)entry.Rows);
            if (_decoded != block)
                Decode(block, entry.Rows);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (Key(middle).CompareTo(key) < 0)
                    low = middle + 1;
                else
                    high = middle;
            }

            return (block, low);
        }

        public readonly void Dispose() => RowBufferPool.Return(_rows);

        // What is not bound is the least or the most that there is in the keys that are looked for: any number between will do.
        private readonly QuadKey Key(int row) => new(_rows.A[row], bound > 1 ? _rows.B[row] : 1, bound > 2 ? _rows.C[row] : 1, bound > 3 ? _rows.D[row] : 1);

        private void Decode(int block, int rows)
        {
            var bytes = segment.ReadBlock(permutation, block, ref _scratch);
            try
            {
                for (var column = 0; column < bound; column++)
                    BlockCodec.Decode(bytes, column, rows, _rows.Column(column));
            }
            catch (InvalidDataException error)
            {
                throw segment.Damaged(permutation, block, error);
            }

            _decoded = block;
        }
    }
}
