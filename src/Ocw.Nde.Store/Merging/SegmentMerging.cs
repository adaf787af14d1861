using System.Collections.Immutable;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.Merging;

/// <summary>
/// Moves the log into segments and merges segments beside reading and writing: copies from a leased state, then takes the writer's turn for the moment of
/// the switch and puts the new files in the place of the old ones, as far as they are still in use.
/// </summary>
internal sealed class SegmentMerging(QuadStore store, StoreFolder folder) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Lock _one = new();
    private Task _running = Task.CompletedTask;
    private bool _again;

    /// <summary>Begins to merge in the background, or lets what is running look again when it is done.</summary>
    internal void Start()
    {
        lock (_lock)
        {
            _again = true;
            if (_running.IsCompleted && !_stop.IsCancellationRequested)
                _running = Task.Factory.StartNew(RunInBackground, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Moves what the log has now into segments.</summary>
    internal void Flush(CancellationToken cancellation)
    {
        lock (_one)
            FlushLog(cancellation);
    }

    /// <summary>Merges until nothing is left to do.</summary>
    /// <param name="thorough">Whether to let go of all history that is not to be kept, even if little is won.</param>
    /// <param name="cancellation">Stops the merging.</param>
    internal void RunToEnd(bool thorough, CancellationToken cancellation)
    {
        lock (_one)
        {
            while (MergeOnce(thorough, cancellation))
            {
            }
        }
    }

    /// <summary>Does something while nothing is merged.</summary>
    internal TResult Alone<TResult>(Func<TResult> action)
    {
        lock (_one)
            return action();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        Task running;
        lock (_lock)
            running = _running;
        running.Wait();
        _stop.Dispose();
    }

    private void RunInBackground()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        while (true)
        {
            lock (_lock)
            {
                if (!_again || _stop.IsCancellationRequested)
                    return;
                _again = false;
            }

            try
            {
                RunToEnd(thorough: false, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // Merging is housekeeping: the store is whole without it. The next commit tries again.
                folder.Warn($"Merging segments in '{store.DirectoryPath}' stopped: {error.Message}");
                return;
            }
        }
    }

    private bool MergeOnce(bool thorough, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var lease = store.LeaseCurrent();
        var state = lease.State;
        if (store.NeedsFlush(state.Parts))
        {
            FlushLog(cancellation);
            return true;
        }

        var segments = SegmentMergePlan.Next(state.Stored, store.Options.SharedGraphRows);
        if (segments.Count > 0)
        {
            MergeSegments(state, segments, cancellation);
            return true;
        }

        var (first, count) = DictionaryMerger.Choose(state.Stored.Dictionary);
        if (count > 0)
        {
            MergeDictionary(state, first, count, cancellation);
            return true;
        }

        var floors = HistoryMergePlan.Floors(state, store.Options.Retention, store.Options.TimeProvider.GetUtcNow());
        var files = HistoryMergePlan.Next(state.History, floors, thorough);
        if (files.Count == 0)
            return false;
        MergeHistory(files, floors, cancellation);
        return true;
    }

    private void MergeHistory(IReadOnlyList<HeldFile<HistoryFile>> files, Dictionary<TermId, long> floors, CancellationToken cancellation)
    {
        var work = new WorkFiles(folder);
        try
        {
            var info = HistoryMerger.Run([.. files.Select(file => file.Segment)], floors, work, cancellation);
            if (info is null)
            {
                Publish(now => Replace(now, files, []), work, cancellation);
                return;
            }

            var merged = new HeldFile<HistoryFile>(HistoryFile.Open(folder.Files, info), StoreFileNames.History(info.File));
            Publish(merged, work, now => Replace(now, files, [merged]), cancellation);
        }
        finally
        {
            work.RemoveAll();
        }
    }

    private void FlushLog(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            using var lease = store.LeaseCurrent();
            if (lease.State.LastLogged is null)
                return;

            // A larger commit meanwhile has moved the log itself; then there may be nothing left to do.
            var work = new WorkFiles(folder);
            try
            {
                using var flushed = OverlayFlush.Run(store, lease.State, work, cancellation);
                if (Publish(flushed.PartsOver, work, cancellation))
                    return;
            }
            finally
            {
                work.RemoveAll();
            }
        }
    }

    private void MergeSegments(StoreState state, IReadOnlyList<long> segments, CancellationToken cancellation)
    {
        var work = new WorkFiles(folder);
        try
        {
            var info = SegmentMerger.Run(state, segments, work, cancellation);
            var merged = new HeldFile<QuadSegment>(QuadSegment.Open(folder.Files, info), StoreFileNames.Segment(info.File));
            Publish(merged, work, now => Replace(now, segments, merged), cancellation);
        }
        finally
        {
            work.RemoveAll();
        }
    }

    private void MergeDictionary(StoreState state, int first, int count, CancellationToken cancellation)
    {
        var work = new WorkFiles(folder);
        try
        {
            DictionarySegment[] sources = [.. state.Dictionary.Skip(first).Take(count).Select(file => file.Segment)];
            var info = DictionaryMerger.Merge(folder.Files, work.NewDictionary(), sources, state.Terms.Seed, cancellation);
            var merged = new HeldFile<DictionarySegment>(DictionarySegment.Open(folder.Files, info), StoreFileNames.Dictionary(info.File));
            Publish(merged, work, now => Replace(now, first, count, merged), cancellation);
        }
        finally
        {
            work.RemoveAll();
        }
    }

    private void Publish<TSegment>(HeldFile<TSegment> merged, WorkFiles work, Func<StoreParts, StoreParts> replace, CancellationToken cancellation)
        where TSegment : IDisposable
    {
        try
        {
            Publish(replace, work, cancellation);
        }
        finally
        {
            store.GiveBack(merged);
        }
    }

    private bool Publish(Func<StoreParts, StoreParts?> replace, WorkFiles work, CancellationToken cancellation)
    {
        store.EnterWriter(cancellation);
        try
        {
            using var now = store.LeaseCurrent();
            var next = replace(now.State.Parts);
            if (next is not null)
                store.Switch(next, work);
            return next is not null;
        }
        finally
        {
            store.EndWrite();
        }
    }

    // Commits only add files, so those that were merged are still there.
    private static StoreParts Replace(StoreParts now, IReadOnlyList<HeldFile<HistoryFile>> files, IReadOnlyList<HeldFile<HistoryFile>> merged)
    {
        var place = now.History.Files.IndexOf(files[0]);
        var history = now.History.With(now.History.Files.InsertRange(place, merged).RemoveRange(files));
        ImmutableArray<HistoryFileInfo> infos = [.. history.Files.Select(file => file.Segment.Info)];
        return now with { Stored = now.Stored with { History = infos }, Manifest = now.Manifest with { History = infos }, History = history };
    }

    private static StoreParts Replace(StoreParts now, IReadOnlyList<long> segments, HeldFile<QuadSegment> merged)
    {
        var graphs = Replace(now.Stored.Graphs, segments, merged);
        var isUsed = !ReferenceEquals(graphs, now.Stored.Graphs);
        var kept = now.Segments.RemoveAll(file => segments.Contains(file.Segment.Info.File));
        var held = isUsed ? kept.Add(merged) : kept;
        ImmutableArray<QuadSegmentInfo> infos = [.. held.Select(file => file.Segment.Info)];
        return now with
        {
            Stored = now.Stored with { Graphs = graphs, Segments = infos },
            Manifest = now.Manifest with { Graphs = Replace(now.Manifest.Graphs, segments, merged), Segments = infos },
            Segments = held,
        };
    }

    // Layers of the merged segments become one layer of the new one; graphs that were replaced or dropped meanwhile have none any more.
    private static ImmutableSortedDictionary<TermId, GraphEntry> Replace(
        ImmutableSortedDictionary<TermId, GraphEntry> graphs, IReadOnlyList<long> segments, HeldFile<QuadSegment> merged)
    {
        foreach (var graph in graphs.Values)
        {
            var moved = graph.Layers.Where(layer => segments.Contains(layer.Segment)).Sum(layer => layer.Rows);
            if (moved == 0)
                continue;
            var layers = graph.Layers.RemoveAll(layer => segments.Contains(layer.Segment)).Insert(0, new GraphLayer(merged.Segment.Info.File, moved));
            graphs = graphs.SetItem(graph.Id, graph with { Layers = layers });
        }

        return graphs;
    }

    // Commits only add segments at the end, so the places of the merged ones are still theirs.
    private static StoreParts Replace(StoreParts now, int first, int count, HeldFile<DictionarySegment> merged)
    {
        ImmutableArray<HeldFile<DictionarySegment>> held = now.Dictionary.RemoveRange(first, count).Insert(first, merged);
        ImmutableArray<DictionarySegmentInfo> infos = [.. held.Select(file => file.Segment.Info)];
        var terms = new TermView(now.Terms.Codec, now.Terms.Seed, now.Terms.Qualifiers, [.. held.Select(file => file.Segment)], now.Terms.Tails, now.Terms.LastBlankNode);
        return now with
        {
            Stored = now.Stored with { Dictionary = infos },
            Manifest = now.Manifest with { Dictionary = infos },
            Terms = terms,
            Dictionary = held,
        };
    }
}
