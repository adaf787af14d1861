using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>
/// A scan over the segments of a snapshot. Where only one of them overlaps the next keys its rows go through in one piece; where several do, they
/// are merged through a heap. Triples that stand in several graphs come once if the scan merges graphs.
/// </summary>
internal sealed class StoreScan : QuadScan
{
    private readonly StoreLease _lease;
    private readonly QuadPattern _pattern;
    private readonly QuadOrder _wanted;
    private readonly QuadOrder _stored;
    private readonly bool _mayRepeat;
    private readonly RowCursor[] _all;
    private readonly RowCursor[] _heap;
    private int _live;
    private bool _started;
    private bool _disposed;
    private QuadKey _last;

    internal StoreScan(StoreLease lease, in QuadPattern pattern, QuadOrder wanted, QuadOrder stored, bool merges, List<RowCursor> cursors)
    {
        _lease = lease;
        _pattern = pattern;
        _wanted = wanted;
        _stored = stored;
        _all = [.. cursors];
        _heap = [.. cursors];
        _mayRepeat = merges && (_all.Length > 1 || _all.Any(cursor => cursor.MayRepeatTriples));
    }

    public override int Next(QuadBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_started)
            Start();

        var columns = Columns.Of(batch, _stored);
        var count = 0;
        while (_live > 0 && count < batch.Capacity)
        {
            var cursor = _heap[0];
            var end = _live == 1 ? cursor.End : cursor.PlaceAfter(SecondHead());
            var take = Math.Min(end - cursor.Position, batch.Capacity - count);
            count += _mayRepeat ? CopyDistinct(cursor, take, columns, count) : Copy(cursor, take, columns, count);
            cursor.Position += take;
            if (!cursor.HasRows && !cursor.Fill())
                RemoveFirst();
            else if (_live > 1)
                SiftDown(0);
        }

        return count;
    }

    public override void SkipTo(TermId first, TermId second)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_started)
            Start();

        var target = OrderChoice.SkipKey(_pattern, _wanted, _stored, first, second);
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

    private void Start()
    {
        _started = true;
        foreach (var cursor in _all)
        {
            if (cursor.HasRows || cursor.Fill())
                _heap[_live++] = cursor;
        }

        Heapify();
    }

    private static int Copy(RowCursor cursor, int take, in Columns to, int at)
    {
        var from = cursor.Position;
        Array.Copy(cursor.A, from, to.A, at, take);
        Array.Copy(cursor.B, from, to.B, at, take);
        Array.Copy(cursor.C, from, to.C, at, take);
        Array.Copy(cursor.D, from, to.D, at, take);
        return take;
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
            to.A[at] = lastA = a[i];
            to.B[at] = lastB = b[i];
            to.C[at] = lastC = c[i];
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
    }
}
