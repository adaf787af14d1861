using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Erasing;

/// <summary>Reads all rows that a state has, those of its older states too.</summary>
internal sealed class ErasureScan(StoreState state, CancellationToken cancellation)
{
    /// <summary>The rows of the present state that match, from an index; all for an unbound pattern.</summary>
    internal IEnumerable<QuadKey> Present(TermId subject, TermId @object)
    {
        using var snapshot = new Snapshot(state.Lease(), ReaderScope.Internal, state.View(ReaderScope.Internal));
        var graphs = GraphSelector.Named([.. state.Manifest.Graphs.Keys]);
        using var scan = snapshot.Scan(new QuadPattern(subject, default, @object, graphs), QuadOrder.Any);
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
                yield return new QuadKey(batch.Subjects[i], batch.Predicates[i], batch.Objects[i], batch.Graphs[i]);
        }
    }

    /// <summary>The rows of the history, one after the other, with their graph as fourth column.</summary>
    internal IEnumerable<QuadKey> Past() => Entries().SelectMany(entry => entry.Read().Select(row => new QuadKey(row.A, row.B, row.C, entry.Record.Graph.Value)));

    /// <summary>All records of the history.</summary>
    internal IEnumerable<HistoryEntry> Entries()
    {
        foreach (var entry in state.History.Files.SelectMany(file => file.Segment.Entries).Concat(state.History.Pending))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entry;
        }
    }
}
