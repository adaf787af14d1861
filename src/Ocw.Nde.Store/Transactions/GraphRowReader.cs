using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>The rows that a graph has so far, in order of subject, predicate, object.</summary>
internal sealed class GraphRowReader : IDisposable
{
    private readonly QuadScan _scan;
    private readonly QuadBatch _batch = new();
    private int _at;
    private int _count;
    private bool _started;

    internal GraphRowReader(Snapshot snapshot, TermId graph) => _scan = snapshot.ScanGraph(graph);

    internal bool HasRow
    {
        get
        {
            if (!_started)
                Fill();
            return _at < _count;
        }
    }

    /// <summary>The present row, without its graph.</summary>
    internal QuadKey Row => new(_batch.Subjects[_at], _batch.Predicates[_at], _batch.Objects[_at], 0);

    internal void MoveNext()
    {
        if (++_at == _count)
            Fill();
    }

    /// <summary>Moves to the first row that is not before <paramref name="row"/>.</summary>
    internal void MoveTo(in QuadKey row)
    {
        if (!_started)
            SkipTo(row);
        if (!HasRow)
            return;

        // Within the batch step by step; beyond it the block directory finds the place.
        if (LastOfBatch().CompareTo(row) < 0)
            SkipTo(row);
        while (HasRow && Row.CompareTo(row) < 0)
            MoveNext();
    }

    /// <inheritdoc/>
    public void Dispose() => _scan.Dispose();

    private QuadKey LastOfBatch() => new(_batch.Subjects[_count - 1], _batch.Predicates[_count - 1], _batch.Objects[_count - 1], 0);

    private void SkipTo(in QuadKey row)
    {
        _scan.SkipTo(new TermId(row.A), new TermId(row.B));
        Fill();
    }

    private void Fill()
    {
        _started = true;
        _at = 0;
        _count = _scan.Next(_batch);
    }
}
