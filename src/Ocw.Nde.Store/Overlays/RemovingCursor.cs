using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>A segment's cursor without the rows that an overlay has removed. A window into which no removed row falls goes through as it is.</summary>
internal sealed class RemovingCursor : RowCursor
{
    private readonly RowCursor _rows;
    private readonly SortedRuns _removed;
    private readonly ulong _graph;
    private readonly bool _graphFirst;
    private readonly bool _needsGraph;
    private RunPlace _place;

    /// <param name="rows">The segment's rows, with their graphs.</param>
    /// <param name="removed">The removed rows.</param>
    /// <param name="permutation">The order of both; with <see cref="Permutation.Gspo"/> the cursor is over one graph.</param>
    /// <param name="graph">That graph.</param>
    /// <param name="needsGraph">Whether the graphs are wanted in the window, or zeros.</param>
    internal RemovingCursor(RowCursor rows, OverlayRows removed, Permutation permutation, ulong graph, bool needsGraph)
    {
        _rows = rows;
        _removed = removed[permutation];
        _graphFirst = permutation == Permutation.Gspo;
        _graph = graph;
        _needsGraph = needsGraph;
        (A, B, C, D) = (rows.A, rows.B, rows.C, rows.D);
    }

    internal override bool MayRepeatTriples => _rows.MayRepeatTriples;

    internal override bool Fill()
    {
        while (_rows.Fill())
        {
            TakeWindow();
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

        _rows.Position = _rows.End;
        _rows.SkipTo(key);
        while (_rows.HasRows)
        {
            TakeWindow();
            if (HasRows || !_rows.Fill())
                return;
        }

        (Position, End) = (0, 0);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rows.Dispose();
        base.Dispose();
    }

    private void TakeWindow()
    {
        (Position, End) = (_rows.Position, _rows.End);
        var first = Key(Position);
        if (!IsAtOrBehind(first))
            _place = _removed.PlaceOf(first);
        if (_place.Run < _removed.RunCount && _removed.Run(_place.Run)[_place.Row].CompareTo(Key(End - 1)) <= 0)
            DropRemoved();
        if (!_needsGraph)
            D.AsSpan(Position, End - Position).Clear();
    }

    private bool IsAtOrBehind(in QuadKey key) => _place.Run >= _removed.RunCount || _removed.Run(_place.Run)[_place.Row].CompareTo(key) >= 0;

    private void DropRemoved()
    {
        var kept = Position;
        for (var i = Position; i < End; i++)
        {
            var key = Key(i);
            while (!IsAtOrBehind(key))
                MoveNext();
            if (_place.Run < _removed.RunCount && _removed.Run(_place.Run)[_place.Row].Equals(key))
                continue;
            if (kept != i)
                (A[kept], B[kept], C[kept], D[kept]) = (A[i], B[i], C[i], D[i]);
            kept++;
        }

        End = kept;
    }

    private void MoveNext() =>
        _place = _place.Row + 1 < _removed.Run(_place.Run).Length ? new RunPlace(_place.Run, _place.Row + 1) : new RunPlace(_place.Run + 1, 0);

    private QuadKey Key(int at) => _graphFirst ? new QuadKey(_graph, A[at], B[at], C[at]) : new QuadKey(A[at], B[at], C[at], D[at]);
}
