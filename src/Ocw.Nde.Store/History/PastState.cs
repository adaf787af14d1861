using System.Collections.Immutable;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.History;

/// <summary>Makes the state of a store as it was after an older commit.</summary>
/// <remarks>
/// Graphs that have not changed since are shared with the present state. For the others an overlay over the present layers says what was different, or,
/// where that is much, a temporary segment holds the graph as it was.
/// </remarks>
internal sealed class PastState(StoreState now, long commit, StoreFolder folder, StoreOptions options, CancellationToken cancellation) : IDisposable
{
    private readonly WorkFiles _work = new(folder);
    private readonly OverlayBuilder _overlay = now.Overlay.ToBuilder();
    private readonly SegmentBuilder?[] _builders = new SegmentBuilder?[2];
    private readonly List<HeldFile<QuadSegment>> _made = [];

    /// <summary>Makes the state. Its temporary files go when it is released.</summary>
    /// <param name="scope">For whom: graphs that these readers may not see are left out.</param>
    /// <param name="only">The graphs that are wanted, or <see langword="null"/> for all.</param>
    internal StoreState Make(ReaderScope scope, IEnumerable<TermId>? only)
    {
        var graphs = ImmutableSortedDictionary.CreateBuilder<TermId, GraphEntry>();
        var wanted = (only ?? now.Manifest.Graphs.Keys.Concat(now.History.GraphsAfter(commit))).Distinct().Order();
        foreach (var id in wanted)
        {
            cancellation.ThrowIfCancellationRequested();
            if (PastGraph.Find(now, id, commit) is { } past && (scope == ReaderScope.Internal || past.Entry.Access == AccessLevel.Open))
                graphs[id] = past.IsUnchanged ? past.Entry : Restore(past);
        }

        foreach (var builder in _builders)
        {
            if (builder is not null)
                Hold(builder.Finish(cancellation));
        }

        var segments = now.Segments.AddRange(_made);
        var manifest = now.Manifest with
        {
            CommitNumber = commit,
            CommittedAt = TimeOf(),
            Graphs = graphs.ToImmutable(),
            Values = now.Manifest.Values.Clear(),
            Segments = [.. segments.Select(file => file.Segment.Info)],
        };
        var parts = now.Parts with { Manifest = manifest, Stored = manifest, Segments = segments, History = HistoryView.Empty, Overlay = _overlay.Build(), LastLogged = null };
        return new StoreState(parts, folder) { IsPast = true };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var builder in _builders)
            builder?.Dispose();
        foreach (var file in _made)
            file.Release(folder);
        _work.RemoveAll();
    }

    private GraphEntry Restore(PastGraph past)
    {
        var (entry, count) = past.Start is null && past.RowsToUndo <= options.PastOverlayRows ? Undo(past)
            : past.Rows <= options.PastOverlayRows ? Put(past)
            : Write(past);
        return count == past.Rows ? entry
            : throw new StoreException($"The state of graph {entry.Id} after commit {commit} has {count} quads by its history, but had {past.Rows}. Run `check`; the present state is not concerned.");
    }

    /// <summary>Undoes over the layers that the graph has now what was done since.</summary>
    private (GraphEntry Entry, long Rows) Undo(PastGraph past)
    {
        var id = past.Entry.Id.Value;
        var count = GraphState.Of(now, past.Entry.Id)!.Value.Rows;
        foreach (var row in PastRows.Net(past.Differences))
        {
            var quad = new QuadKey(row.A, row.B, row.C, id);
            if (row.D == HistoryEntry.Removed)
                _overlay.Add(quad);
            else
                _overlay.Remove(quad);
            count += row.D == HistoryEntry.Removed ? 1 : -1;
        }

        return (past.Entry, count);
    }

    /// <summary>Puts the rows that the graph had in the overlay, without layers.</summary>
    private (GraphEntry Entry, long Rows) Put(PastGraph past)
    {
        _overlay.Forget(past.Entry.Id.Value);
        long count = 0;
        foreach (var row in RowsOf(past))
        {
            _overlay.Add(new QuadKey(row.A, row.B, row.C, past.Entry.Id.Value));
            count++;
        }

        return (past.Entry with { Layers = [] }, count);
    }

    /// <summary>Writes the rows that the graph had to a temporary segment.</summary>
    private (GraphEntry Entry, long Rows) Write(PastGraph past)
    {
        _overlay.Forget(past.Entry.Id.Value);
        ref var builder = ref _builders[(int)past.Entry.Access];
        builder ??= new SegmentBuilder(_work, past.Entry.Access, options.StagingRows);
        long count = 0;
        foreach (var row in RowsOf(past))
        {
            builder.Add(new QuadKey(row.A, row.B, row.C, past.Entry.Id.Value));
            if ((++count & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
        }

        return (past.Entry with { Layers = [new GraphLayer(builder.File, count)] }, count);
    }

    private IEnumerable<QuadKey> RowsOf(PastGraph past) => PastRows.Undo(past.Start?.Read() ?? Present(past.Entry.Id), PastRows.Net(past.Differences));

    private IEnumerable<QuadKey> Present(TermId graph)
    {
        using var snapshot = new Snapshot(now.Lease(), ReaderScope.Internal, now.View(ReaderScope.Internal));
        using var rows = new GraphRowReader(snapshot, graph);
        for (; rows.HasRow; rows.MoveNext())
            yield return rows.Row;
    }

    private void Hold(QuadSegmentInfo info)
    {
        var name = StoreFileNames.Segment(info.File);
        var file = new HeldFile<QuadSegment>(QuadSegment.Open(folder.Files, info), name);
        _work.Keep(name);
        file.Drop();
        _made.Add(file);
    }

    private DateTimeOffset TimeOf() => commit >= now.Manifest.CommitNumber ? now.Manifest.CommittedAt
        : now.History.Commits.LastOrDefault(stamp => stamp.Number <= commit).Time;
}
