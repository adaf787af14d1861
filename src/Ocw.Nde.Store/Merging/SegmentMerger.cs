using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Merging;

/// <summary>Copies the rows that some segments show into one new segment, order by order, in bounded memory.</summary>
internal static class SegmentMerger
{
    private static readonly QuadOrder[] Orders = [QuadOrder.Spo, QuadOrder.Pso, QuadOrder.Pos, QuadOrder.Osp];

    /// <param name="state">The state whose rows are copied; the caller leases it.</param>
    /// <param name="segments">The files of the segments, all of one access level.</param>
    /// <param name="work">Takes the new file.</param>
    /// <param name="cancellation">Stops the copying.</param>
    /// <param name="stays">Which rows (subject, predicate, object, graph) are copied; all if <see langword="null"/>. The caller looks whether any was.</param>
    internal static QuadSegmentInfo Run(
        StoreState state, IReadOnlyCollection<long> segments, WorkFiles work, CancellationToken cancellation, Predicate<QuadKey>? stays = null)
    {
        var view = StoreView.CreateStored(state, segments);
        var access = state.Segments.First(file => segments.Contains(file.Segment.Info.File)).Segment.Info.Access;
        var graphs = view.Graphs().ToArray();
        using var writer = new QuadSegmentWriter(work.Files, work.NewSegment(), access);
        foreach (var order in Orders)
        {
            writer.Begin(Permutations.Of(order));
            using var scan = Scan(state, view, GraphSelector.Named(graphs), order);
            Copy(scan, Permutations.Of(order), writer, stays, cancellation);
            writer.End();
        }

        if (graphs.Length > 1)
        {
            writer.Begin(Permutation.Gspo);
            foreach (var graph in graphs)
            {
                using var scan = Scan(state, view, GraphSelector.Named(graph), QuadOrder.Spo);
                Copy(scan, Permutation.Gspo, writer, stays, cancellation);
            }

            writer.End();
        }

        return writer.Finish();
    }

    private static StoreScan Scan(StoreState state, StoreView view, GraphSelector graphs, QuadOrder order)
    {
        var pattern = new QuadPattern(default, default, default, graphs);
        return new StoreScan(state.Lease(), pattern, order, order, merges: false, view.Open(pattern, order, bound: 0));
    }

    private static void Copy(QuadScan scan, Permutation permutation, QuadSegmentWriter writer, Predicate<QuadKey>? stays, CancellationToken cancellation)
    {
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
            {
                if (stays is not null && !stays(new QuadKey(batch.Subjects[i], batch.Predicates[i], batch.Objects[i], batch.Graphs[i])))
                    continue;
                writer.Append(permutation.Key(batch.Subjects[i], batch.Predicates[i], batch.Objects[i], batch.Graphs[i]));
            }
        }
    }
}
