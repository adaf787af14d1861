using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>A cursor over the added rows of an overlay between two keys, one run after the other.</summary>
/// <remarks>With <see cref="Permutation.Gspo"/> the window shows subject, predicate, object, graph; the range must lie within one graph.</remarks>
internal sealed class OverlayCursor : RowCursor
{
    private readonly SortedRuns _runs;
    private readonly bool _graphFirst;
    private readonly bool _needsGraph;
    private readonly Func<ulong, bool>? _shows;
    private readonly RunPlace _end;
    private readonly ulong _graph;
    private readonly RowBuffer _rows = RowBufferPool.Rent();
    private RunPlace _next;
    private ulong _lastGraph = ulong.MaxValue;
    private bool _lastShown;
    private bool _disposed;

    /// <param name="rows">The rows.</param>
    /// <param name="permutation">Their order.</param>
    /// <param name="low">The first key.</param>
    /// <param name="high">The key behind the last.</param>
    /// <param name="shows">Which graphs are shown; <see langword="null"/> for all of the range.</param>
    /// <param name="needsGraph">Whether the graphs are wanted in the window, or zeros.</param>
    internal OverlayCursor(OverlayRows rows, Permutation permutation, in QuadKey low, in QuadKey high, Func<ulong, bool>? shows, bool needsGraph)
    {
        _runs = rows[permutation];
        _graphFirst = permutation == Permutation.Gspo;
        _graph = low.A;
        (_next, _end) = (_runs.PlaceOf(low), _runs.PlaceOf(high));
        _shows = shows;
        _needsGraph = needsGraph;
        (A, B, C, D) = (_rows.A, _rows.B, _rows.C, _rows.D);
    }

    internal override bool MayRepeatTriples => !_graphFirst;

    internal override bool Fill()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (IsBefore(_next, _end))
        {
            var run = _runs.Run(_next.Run);
            var (from, to) = (_next.Row, _next.Run == _end.Run ? _end.Row : run.Length);
            _next = new RunPlace(_next.Run + 1, 0);
            Position = 0;
            End = Copy(run[from..to]);
            if (HasRows)
                return true;
        }

        (Position, End) = (0, 0);
        return false;
    }

    internal override void SkipTo(in QuadKey target)
    {
        if (HasRows)
        {
            Position = PlaceFrom(target);
            if (HasRows)
                return;
        }

        var place = _runs.PlaceOf(_graphFirst ? new QuadKey(_graph, target.A, target.B, target.C) : target);
        if (IsBefore(_next, place))
            _next = place;
        Fill();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
            RowBufferPool.Return(_rows);
        _disposed = true;
        base.Dispose();
    }

    private static bool IsBefore(RunPlace left, RunPlace right) => left.Run < right.Run || (left.Run == right.Run && left.Row < right.Row);

    private int Copy(ReadOnlySpan<QuadKey> run)
    {
        var count = 0;
        foreach (ref readonly var key in run)
        {
            var graph = _graphFirst ? key.A : key.D;
            if (_shows is not null && !Shows(graph))
                continue;
            (A[count], B[count], C[count]) = _graphFirst ? (key.B, key.C, key.D) : (key.A, key.B, key.C);
            D[count++] = _needsGraph ? graph : 0;
        }

        return count;
    }

    private bool Shows(ulong graph)
    {
        if (graph != _lastGraph)
            (_lastGraph, _lastShown) = (graph, _shows!(graph));
        return _lastShown;
    }
}
