using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Memory;

/// <summary>A range of sorted rows, handed out in batches.</summary>
internal sealed class MemoryScan(QuadPattern pattern, QuadOrder wanted, QuadOrder stored, QuadKey[] rows, int start, int end, RowView view) : QuadScan
{
    private readonly bool _checksGraph = view.Filter is not null || view.SkipUnnamed;
    private int _at = start;
    private QuadKey _last;

    public override int Next(QuadBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (a, b, c) = stored switch
        {
            QuadOrder.Pso => (batch.Predicates, batch.Subjects, batch.Objects),
            QuadOrder.Pos => (batch.Predicates, batch.Objects, batch.Subjects),
            QuadOrder.Osp => (batch.Objects, batch.Subjects, batch.Predicates),
            _ => (batch.Subjects, batch.Predicates, batch.Objects),
        };
        var d = batch.Graphs;
        var count = 0;
        while (count < batch.Capacity && _at < end)
        {
            ref readonly var row = ref rows[_at++];
            if (_checksGraph && !view.Shows(row.D))
                continue;
            if (view.Merge && row.SameTriple(_last))
                continue;

            _last = row;
            if (a.Length > 0)
                a[count] = row.A;
            if (b.Length > 0)
                b[count] = row.B;
            if (c.Length > 0)
                c[count] = row.C;
            if (d.Length > 0)
                d[count] = view.Merge ? 0 : row.D;
            count++;
        }

        return count;
    }

    public override void SkipTo(TermId first, TermId second)
    {
        if (_at >= end)
            return;

        var target = OrderChoice.SkipKey(pattern, wanted, stored, first, second);

        // Galloping: skips are short in most merge joins.
        var step = 1;
        var low = _at;
        while (low + step < end && rows[low + step].CompareTo(target) < 0)
        {
            low += step;
            step *= 2;
        }

        _at = Math.Min(end, SortedRows.LowerBound(rows, low, Math.Min(end, low + step + 1), target));
    }
}
