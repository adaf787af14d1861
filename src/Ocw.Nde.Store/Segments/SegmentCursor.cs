using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>A cursor over a range of one permutation of a segment: binary search in the block directory, then block after block.</summary>
/// <remarks>
/// With <see cref="Permutation.Gspo"/> the range must lie within one graph; the window then shows subject, predicate, object, graph, as if
/// from <see cref="Permutation.Spog"/>. Of most blocks only the columns that the reader needs are decoded: what the directory says of a block tells
/// whether rows of it may be hidden, removed or repeated.
/// </remarks>
internal sealed class SegmentCursor : RowCursor
{
    private readonly QuadSegment _segment;
    private readonly Permutation _permutation;
    private readonly SegmentRange _range;
    private readonly GraphFilter? _filter;
    private readonly RemovedRows? _removed;
    private readonly bool _showsGraph;
    private readonly RowBuffer _rows = RowBufferPool.Rent();
    private byte[] _scratch = [];
    private RowColumns _needed;
    private RowColumns _filled;
    private bool _distinct;
    private bool _hasConstants;
    private int _nextBlock;
    private int _lastBlock = -1;
    private QuadKey _last;
    private bool _isWhole;
    private bool _disposed;

    /// <param name="segment">The segment.</param>
    /// <param name="permutation">The order.</param>
    /// <param name="range">The rows.</param>
    /// <param name="filter">The graphs to show; <see langword="null"/> for all.</param>
    /// <param name="showsGraph">Whether the graphs are wanted in the window, or zeros.</param>
    /// <param name="removed">Rows to leave out.</param>
    internal SegmentCursor(QuadSegment segment, Permutation permutation, in SegmentRange range, GraphFilter? filter, bool showsGraph, RemovedRows? removed = null)
    {
        _segment = segment;
        _permutation = permutation;
        _range = range;
        _filter = filter;
        _removed = removed;
        _showsGraph = showsGraph;
        _needed = showsGraph ? RowColumns.All : RowColumns.Triple;
        _nextBlock = range.FirstBlock;
        Show();
    }

    internal override bool MayRepeatTriples => _segment.HasSeveralGraphs && _permutation != Permutation.Gspo;

    internal override bool Need(RowColumns columns, bool distinct)
    {
        // Skipping compares the first columns that vary.
        _needed = columns | (_range.Bound == 0 ? RowColumns.A | RowColumns.B : RowColumns.B);
        if (_range.Bound >= 2 || _permutation == Permutation.Gspo)
            _needed |= RowColumns.Triple;
        if (!_showsGraph)
            _needed &= ~RowColumns.D;
        _distinct = distinct && MayRepeatTriples;
        return true;
    }

    internal override bool TryExchange(QuadBatch batch, QuadOrder stored)
    {
        if (!_isWhole || Position != 0 || _permutation == Permutation.Gspo || !batch.MayExchange || batch.Capacity != BlockCodec.Rows)
            return false;
        for (var column = 0; column < 4; column++)
        {
            var quad = QuadColumn(stored, column);
            if ((batch.Needed & quad) == QuadColumns.None)
                continue;
            if (column < _range.Bound || (column == 3 && !_showsGraph))
                _rows.Column(column).AsSpan(0, End).CopyTo(Column(batch, quad));
            else
                _rows.Set(column, batch.Exchange(quad, _rows.Column(column)));
        }

        Show();
        return true;
    }

    internal override bool Fill()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var directory = _segment.Directory(_permutation);
        while (_nextBlock <= _range.LastBlock)
        {
            var block = _nextBlock++;
            ref readonly var entry = ref directory[block];
            if (_filter is not null && (entry.Flags & BlockFlags.OneGraph) != BlockFlags.None && !_filter.Shows(entry.First.D))
            {
                continue;
            }

            Load(block, entry, block + 1 < directory.Length ? directory[block + 1].First : Behind);
            if (HasRows)
                return true;
        }

        (Position, End) = (0, 0);
        return false;
    }

    internal override void SkipTo(in QuadKey target)
    {
        // A column that is not read cannot be compared: the skip then ends a little earlier.
        var key = (_needed & RowColumns.C) != RowColumns.None ? target : new QuadKey(target.A, target.B, 0, 0);
        if (HasRows)
        {
            Position = PlaceFrom(key);
            if (HasRows)
                return;
        }

        // The target is behind the window: the directory says in which block.
        var physical = _permutation == Permutation.Gspo ? new QuadKey(_range.Low.A, key.A, key.B, key.C) : key;
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

    private static QuadKey Behind => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    private static QuadColumns QuadColumn(QuadOrder stored, int column) => (stored, column) switch
    {
        (_, 3) => QuadColumns.Graph,
        (QuadOrder.Pso, 0) or (QuadOrder.Pos, 0) or (QuadOrder.Spo, 1) or (QuadOrder.Osp, 2) => QuadColumns.Predicate,
        (QuadOrder.Spo, 0) or (QuadOrder.Pso, 1) or (QuadOrder.Pos, 2) or (QuadOrder.Osp, 1) => QuadColumns.Subject,
        _ => QuadColumns.Object,
    };

    private static ulong[] Column(QuadBatch batch, QuadColumns column) => column switch
    {
        QuadColumns.Subject => batch.Subjects,
        QuadColumns.Predicate => batch.Predicates,
        QuadColumns.Object => batch.Objects,
        _ => batch.Graphs,
    };

    private void Show() => (A, B, C, D) = _permutation == Permutation.Gspo ? (_rows.B, _rows.C, _rows.D, _rows.A) : (_rows.A, _rows.B, _rows.C, _rows.D);

    private void Load(int block, in BlockEntry entry, in QuadKey next)
    {
        var hides = _filter is not null && (entry.Flags & BlockFlags.OneGraph) == BlockFlags.None;
        var removes = _removed is not null && _removed.AnyBetween(entry.First, next);
        var repeats = _distinct && (entry.Flags & BlockFlags.RepeatsTriples) != BlockFlags.None;
        _filled = hides || removes ? RowColumns.All : repeats ? _needed | RowColumns.Triple : _needed;
        Position = block == _range.FirstBlock ? _range.FirstRow : 0;
        End = block == _range.LastBlock ? _range.EndRow : entry.Rows;
        _isWhole = Position == 0;
        Decode(block);
        if (hides)
            KeepShown();
        if (removes)
            DropRemoved();
        if ((_filled & RowColumns.D) != RowColumns.None && !_showsGraph)
            D.AsSpan(0, entry.Rows).Clear();
        if (!_distinct)
            return;
        if (repeats)
            DropRepeats();
        DropFirst(block);
    }

    // What all rows of the range share, and graphs that are not shown, are written once and stay.
    private void Decode(int block)
    {
        var (from, to) = _range.FirstBlock == _range.LastBlock ? (Position, End) : (0, BlockCodec.Rows);
        for (var column = 0; column < 4; column++)
        {
            var shown = _permutation == Permutation.Gspo ? (column == 0 ? RowColumns.D : (RowColumns)(1 << (column - 1))) : (RowColumns)(1 << column);
            var isHidden = shown == RowColumns.D && !_showsGraph && (column < _range.Bound || (_filled & RowColumns.D) == RowColumns.None);
            if (isHidden || column < _range.Bound)
            {
                if (!_hasConstants)
                    _rows.Column(column).AsSpan(from, to - from).Fill(isHidden ? 0 : _range.Low[column]);
            }
            else if ((_filled & shown) != RowColumns.None)
            {
                _segment.Decode(_permutation, block, column, Position, End, _rows.Column(column), ref _scratch);
            }
        }

        _hasConstants = true;
    }

    private void KeepShown()
    {
        var kept = Position;
        for (var i = Position; i < End;)
        {
            var graph = D[i];
            var run = D.AsSpan(i, End - i).IndexOfAnyExcept(graph);
            if (run < 0)
                run = End - i;
            if (_filter!.Shows(graph))
                Move(i, ref kept, run);
            i += run;
        }

        End = kept;
    }

    private void DropRemoved()
    {
        var kept = Position;
        for (var i = Position; i < End; i++)
        {
            var row = _permutation == Permutation.Gspo ? new QuadKey(_range.Low.A, A[i], B[i], C[i]) : new QuadKey(A[i], B[i], C[i], D[i]);
            if (!_removed!.Contains(row))
                Move(i, ref kept, 1);
        }

        End = kept;
    }

    private void DropRepeats()
    {
        var kept = Position;
        for (var i = Position; i < End;)
        {
            // A run of rows that each differ from the one before, up to the next that does not.
            var repeat = NextRepeat(i + 1);
            Move(i, ref kept, repeat - i);
            i = repeat + 1;
            while (i < End && IsRepeat(i))
                i++;
        }

        End = kept;
    }

    private bool IsRepeat(int row) => C[row] == C[row - 1] && B[row] == B[row - 1] && A[row] == A[row - 1];

    // Moving rows to the front leaves the rows from the present one on as they were.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NextRepeat(int from)
    {
        ref var c = ref MemoryMarshal.GetArrayDataReference(C);
        var row = from;
        for (; row + Vector256<ulong>.Count <= End; row += Vector256<ulong>.Count)
        {
            var same = Vector256.Equals(Vector256.LoadUnsafe(ref c, (nuint)row), Vector256.LoadUnsafe(ref c, (nuint)(row - 1))).ExtractMostSignificantBits();
            for (; same != 0; same &= same - 1)
            {
                var found = row + System.Numerics.BitOperations.TrailingZeroCount(same);
                if (IsRepeat(found))
                    return found;
            }
        }

        while (row < End && !IsRepeat(row))
            row++;
        return Math.Min(row, End);
    }

    private void Move(int from, ref int to, int rows)
    {
        if (from != to && rows > 0)
        {
            Copy(A, from, to, rows);
            Copy(B, from, to, rows);
            Copy(C, from, to, rows);
            if ((_filled & RowColumns.D) != RowColumns.None)
                Copy(D, from, to, rows);
        }

        to += rows;

        static void Copy(ulong[] column, int from, int to, int rows)
        {
            if (rows == 1)
                column[to] = column[from];
            else
                Array.Copy(column, from, column, to, rows);
        }
    }

    // The first row of a block may repeat the last one before it.
    private void DropFirst(int block)
    {
        if (HasRows && _lastBlock >= 0 && A[Position] == _last.A && B[Position] == _last.B && ValueOfC(Position, block) == LastC())
            Position++;
        if (!HasRows)
            return;
        var hasC = (_filled & RowColumns.C) != RowColumns.None;
        _last = new QuadKey(A[End - 1], B[End - 1], hasC ? C[End - 1] : 0, 0);
        _lastBlock = block;
    }

    // Where the third column is not read, only blocks that meet in the same first two columns need it.
    private ulong LastC() => _last.C != 0 ? _last.C : DecodeC(_lastBlock, _segment.Directory(_permutation)[_lastBlock].Rows - 1);

    private ulong ValueOfC(int row, int block) => (_filled & RowColumns.C) != RowColumns.None ? C[row] : DecodeC(block, row);

    private ulong DecodeC(int block, int row)
    {
        var rows = RowBufferPool.Rent();
        _segment.Decode(_permutation, block, 2, row, row + 1, rows.C, ref _scratch);
        var value = rows.C[row];
        RowBufferPool.Return(rows);
        return value;
    }
}
