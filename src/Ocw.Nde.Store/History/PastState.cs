using System.Collections.Immutable;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.History;

/// <summary>Makes the state of a store as it was after an older commit: graphs that have not changed since are shared with the present state.</summary>
internal sealed class PastState(StoreState now, long commit, StoreFolder folder, StoreOptions options, CancellationToken cancellation) : IDisposable
{
    private readonly WorkFiles _work = new(folder);
    private readonly SegmentBuilder?[] _builders = new SegmentBuilder?[2];
    private readonly List<HeldFile<QuadSegment>> _made = [];

    /// <summary>Makes the state. Its temporary files go when it is released.</summary>
    /// <param name="scope">For whom: graphs that these readers may not see are left out.</param>
    /// <param name="only">The graphs that are wanted, or <see langword="null"/> for all.</param>
    internal StoreState Make(ReaderScope scope, IEnumerable<TermId>? only)
    {
        var graphs = ImmutableSortedDictionary.CreateBuilder<TermId, GraphEntry>();
        var wanted = (only ?? now.Manifest.Graphs.Keys.Concat(now.History.GraphsAfter(commit))).Distinct().Order();
        using var present = new Snapshot(now.Lease(), ReaderScope.Internal, now.View(ReaderScope.Internal));
        foreach (var id in wanted)
        {
            if (PastGraph.Find(now, id, commit) is not { } past || (scope == ReaderScope.Public && past.Entry.Access == AccessLevel.Closed))
                continue;
            graphs[id] = past.IsUnchanged ? past.Entry : past.Entry with { Layers = [Write(past, present)] };
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
        return new StoreState(manifest, now.Terms, now.Dictionary, segments, HistoryView.Empty, folder) { IsPast = true };
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

    private GraphLayer Write(PastGraph past, Snapshot present)
    {
        ref var builder = ref _builders[(int)past.Entry.Access];
        builder ??= new SegmentBuilder(_work, past.Entry.Access, options.StagingRows);
        var graph = past.Entry.Id;
        long count = 0;
        foreach (var row in PastRows.Undo(past.Start?.Read() ?? Present(present, graph), PastRows.Net(past.Differences)))
        {
            builder.Add(new QuadKey(row.A, row.B, row.C, graph.Value));
            if ((++count & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
        }

        return count == past.Rows ? new GraphLayer(builder.File, count)
            : throw new StoreException($"The state of graph {graph} after commit {commit} has {count} quads by its history, but had {past.Rows}. Run `check`; the present state is not concerned.");
    }

    private static IEnumerable<QuadKey> Present(Snapshot snapshot, TermId graph)
    {
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

    private DateTimeOffset TimeOf()
    {
        if (commit >= now.Manifest.CommitNumber)
            return now.Manifest.CommittedAt;
        var known = now.History.Commits.LastOrDefault(stamp => stamp.Number <= commit);
        return known.Time;
    }
}
