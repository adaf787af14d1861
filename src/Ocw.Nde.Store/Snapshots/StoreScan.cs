using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>
/// A scan over the segments of a snapshot. Where only one of them overlaps the next keys its rows go through in one piece, whole blocks without being
/// copied; where several do, they are merged through a heap. Triples that stand in several graphs come once if the scan merges graphs.
/// </summary>
internal sealed class StoreScan : QuadScan
{
    private readonly StoreLease _lease;
    private readonly QuadPattern _pattern;
    private readonly QuadOrder _wanted;
    private readonly QuadOrder _stored;
    private readonly bool _merges;
    private readonly RowCursor[] _all;
    private RowCursor[] _heap = [];
    private int _live;
    private bool _started;
    private QuadColumns _needed;
    private QuadKey? _skipped;
    private bool _disposed;

    // Whether a cursor gives a triple once for each graph, so that all rows must be compared; else only where one cursor follows another.
    private bool _mayRepeat;
    private QuadKey _last;

    internal StoreScan(StoreLease lease, in QuadPattern pattern, QuadOrder wanted, QuadOrder stored, bool merges, List<RowCursor> cursors)
    {
        _lease = lease;
        _pattern = pattern;
        _wanted = wanted;
        _stored = stored;
        _merges = merges;
        _all = [.. cursors];
    }

    public override int Next(QuadBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_started)
            Start(batch.Needed);
        else if ((batch.Needed & ~_needed) != QuadColumns.None)
            throw new ArgumentException("A scan fills the columns that its first batch asked for: a later one cannot ask for more.", nameof(batch));

        var columns = Columns.Of(batch, _stored);
        var count = 0;
        while (_live > 0 && count < batch.Capacity)
        {
            var cursor = _heap[0];
            if (!cursor.HasRows)
            {
                // What is there is given rather than rows copied that could be exchanged.
                if (count > 0 && batch.MayExchange)
                    break;
                Refill(cursor);
                continue;
            }

            var end = _live == 1 ? cursor.End : cursor.PlaceAfter(SecondHead());
            if (count == 0 && end == cursor.End && TryExchange(cursor, batch))
                return end;

            var take = Math.Min(end - cursor.Position, batch.Capacity - count);
            count += _mayRepeat ? CopyDistinct(cursor, take, columns, count) : Copy(cursor, take, columns, count);
            cursor.Position += take;
            if (cursor.HasRows && _live > 1)
                SiftDown(0);
        }

        return count;
    }

    public override void SkipTo(TermId first, TermId second)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var target = OrderChoice.SkipKey(_pattern, _wanted, _stored, first, second);
        if (!_started)
        {
            // Which columns are needed is known with the first batch.
            if (_skipped is not { } known || known.CompareTo(target) < 0)
                _skipped = target;
            return;
        }

        var kept = 0;
        for (var i = 0; i < _live; i++)
        {
            _heap[i].SkipTo(target);
            if (_heap[i].HasRows)
                _heap[kept++] = _heap[i];
        }

        _live = kept;
        Heapify();
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        foreach (var cursor in _all)
            cursor.Dispose();
        _lease.Dispose();
        base.Dispose(disposing);
    }

    private void Start(QuadColumns needed)
    {
        _started = true;
        _needed = needed;
        _heap = _all.Length == 1 ? _all : (RowCursor[])_all.Clone();
        var columns = _all.Length > 1 ? RowColumns.Triple : RowColumns.None;
        if ((needed & QuadColumns.Graph) != QuadColumns.None || (_all.Length > 1 && !_merges))
            columns |= RowColumns.D;
        columns |= Columns.InOrder(needed, _stored);
        foreach (var cursor in _all)
        {
            _mayRepeat |= !cursor.Need(columns, distinct: _merges);
            if (_skipped is { } target)
                cursor.SkipTo(target);
            if (cursor.HasRows || (_skipped is null && cursor.Fill()))
                _heap[_live++] = cursor;
        }

        Heapify();
    }

    private bool TryExchange(RowCursor cursor, QuadBatch batch)
    {
        if (_mayRepeat || RepeatsLast(cursor))
            return false;
        var end = cursor.End;
        var last = _all.Length > 1 ? new QuadKey(cursor.A[end - 1], cursor.B[end - 1], cursor.C[end - 1], 0) : default;
        if (!cursor.TryExchange(batch, _stored))
            return false;
        cursor.Position = end;
        _last = last;
        return true;
    }

    private void Refill(RowCursor cursor)
    {
        if (!cursor.Fill())
            RemoveFirst();
        else if (_live > 1)
            SiftDown(0);
    }

    // Only the first row of a piece can stand in the piece before it, where that came from another cursor.
    private bool RepeatsLast(RowCursor cursor)
    {
        if (!_merges || _all.Length == 1)
            return false;
        var at = cursor.Position;
        return cursor.C[at] == _last.C && cursor.B[at] == _last.B && cursor.A[at] == _last.A;
    }

    private int Copy(RowCursor cursor, int take, in Columns to, int at)
    {
        var from = cursor.Position;
        if (_merges && _all.Length > 1)
        {
            if (RepeatsLast(cursor))
            {
                from++;
                take--;
            }

            if (take == 0)
                return 0;
            var last = from + take - 1;
            _last = new QuadKey(cursor.A[last], cursor.B[last], cursor.C[last], 0);
        }

        Copy(cursor.A, to.A);
        Copy(cursor.B, to.B);
        Copy(cursor.C, to.C);
        Copy(cursor.D, to.D);
        return take;

        void Copy(ulong[] source, ulong[] target)
        {
            if (target.Length > 0)
                Array.Copy(source, from, target, at, take);
        }
    }

    private int CopyDistinct(RowCursor cursor, int take, in Columns to, int at)
    {
        var (a, b, c) = (cursor.A, cursor.B, cursor.C);
        var (lastA, lastB, lastC) = (_last.A, _last.B, _last.C);
        var start = at;
        for (var i = cursor.Position; i < cursor.Position + take; i++)
        {
            if (c[i] == lastC && b[i] == lastB && a[i] == lastA)
                continue;
            (lastA, lastB, lastC) = (a[i], b[i], c[i]);
            if (to.A.Length > 0)
                to.A[at] = lastA;
            if (to.B.Length > 0)
                to.B[at] = lastB;
            if (to.C.Length > 0)
                to.C[at] = lastC;
            if (to.D.Length > 0)
                to.D[at] = 0;
            at++;
        }

        _last = new QuadKey(lastA, lastB, lastC, 0);
        return at - start;
    }

    private QuadKey SecondHead()
    {
        var second = _heap[1].Head;
        if (_live < 3)
            return second;
        var third = _heap[2].Head;
        return third.CompareTo(second) < 0 ? third : second;
    }

    private void RemoveFirst()
    {
        _heap[0] = _heap[--_live];
        if (_live > 1)
            SiftDown(0);
    }

    private void Heapify()
    {
        for (var i = (_live / 2) - 1; i >= 0; i--)
            SiftDown(i);
    }

    private void SiftDown(int at)
    {
        var cursor = _heap[at];
        var head = cursor.Head;
        for (var child = (2 * at) + 1; child < _live; child = (2 * at) + 1)
        {
            if (child + 1 < _live && _heap[child + 1].Head.CompareTo(_heap[child].Head) < 0)
                child++;
            if (head.CompareTo(_heap[child].Head) <= 0)
                break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = cursor;
    }

    /// <summary>The columns of a batch in the sequence of a stored order.</summary>
    private readonly record struct Columns(ulong[] A, ulong[] B, ulong[] C, ulong[] D)
    {
        internal static Columns Of(QuadBatch batch, QuadOrder stored) => stored switch
        {
            QuadOrder.Pso => new(batch.Predicates, batch.Subjects, batch.Objects, batch.Graphs),
            QuadOrder.Pos => new(batch.Predicates, batch.Objects, batch.Subjects, batch.Graphs),
            QuadOrder.Osp => new(batch.Objects, batch.Subjects, batch.Predicates, batch.Graphs),
            _ => new(batch.Subjects, batch.Predicates, batch.Objects, batch.Graphs),
        };

        internal static RowColumns InOrder(QuadColumns needed, QuadOrder stored)
        {
            var (s, p, o) = ((needed & QuadColumns.Subject) != QuadColumns.None, (needed & QuadColumns.Predicate) != QuadColumns.None, (needed & QuadColumns.Object) != QuadColumns.None);
            var (a, b, c) = stored switch
            {
                QuadOrder.Pso => (p, s, o),
                QuadOrder.Pos => (p, o, s),
                QuadOrder.Osp => (o, s, p),
                _ => (s, p, o),
            };
            return (a ? RowColumns.A : RowColumns.None) | (b ? RowColumns.B : RowColumns.None) | (c ? RowColumns.C : RowColumns.None);
        }
    }
}
