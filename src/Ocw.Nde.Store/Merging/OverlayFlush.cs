using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Merging;

/// <summary>
/// Writes what a state has in memory only: its new terms as a dictionary segment, added rows as a layer of their graphs in one segment per access level.
/// Small graphs from which rows were removed are written anew without them; of large ones the removed rows stay in a file.
/// </summary>
internal sealed class OverlayFlush : IDisposable
{
    /// <summary>The most layers of a small graph.</summary>
    private const int MaxLayers = 4;

    /// <summary>The most layers of any graph.</summary>
    private const int MostLayers = 16;

    /// <summary>The most removed rows that are kept in all, for they take memory.</summary>
    private const long MostKeptRows = 1 << 18;

    /// <summary>A graph is rewritten when one in so many of its rows is removed.</summary>
    private const int RemovedShare = 10;

    private readonly StoreState _state;
    private readonly WorkFiles _work;
    private readonly StoreOptions _options;
    private readonly bool _keepsRemoved;
    private readonly CancellationToken _cancellation;
    private readonly FlushedOverlay _flushed;
    private readonly SegmentBuilder?[] _shared = new SegmentBuilder?[2];
    private readonly List<ulong> _keptGraphs = [];
    private long _kept;

    private OverlayFlush(QuadStore store, StoreState state, WorkFiles work, bool keepsRemoved, CancellationToken cancellation)
    {
        (_state, _work, _options, _keepsRemoved, _cancellation) = (state, work, store.Options, keepsRemoved, cancellation);
        _flushed = new FlushedOverlay(store, state.Parts);
    }

    /// <summary>Writes the files; nothing refers to them yet.</summary>
    /// <param name="store">The store.</param>
    /// <param name="state">The state; the caller leases it.</param>
    /// <param name="work">Takes the files.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <param name="keepsRemoved">Whether rows that are removed from large graphs may stay in their segments.</param>
    internal static FlushedOverlay Run(QuadStore store, StoreState state, WorkFiles work, CancellationToken cancellation, bool keepsRemoved = true)
    {
        using var flush = new OverlayFlush(store, state, work, keepsRemoved, cancellation);
        try
        {
            flush.WriteTerms();
            flush.WriteGraphs();
            flush.WriteRemoved();
            flush.WriteHistory();
            return flush._flushed;
        }
        catch
        {
            flush._flushed.Dispose();
            throw;
        }
    }

    /// <summary>Gives back what sorting took; the files that were written are the caller's.</summary>
    public void Dispose()
    {
        foreach (var builder in _shared)
            builder?.Dispose();
    }

    private void WriteTerms()
    {
        foreach (var (terms, end) in _state.Terms.Tails.Where(tail => tail.EndOrdinal > tail.Terms.FirstOrdinal))
        {
            using var writer = new DictionarySegmentWriter(_work.Files, _work.NewDictionary(), terms.FirstOrdinal);
            for (var ordinal = terms.FirstOrdinal; ordinal < end; ordinal++)
            {
                var text = terms.Read(ordinal, out var qualifier);
                writer.Append(qualifier, text, terms.HashOf(ordinal));
            }

            var info = writer.Finish();
            _flushed.Terms.Add(new HeldFile<DictionarySegment>(DictionarySegment.Open(_work.Files, info), StoreFileNames.Dictionary(info.File)));
        }
    }

    private void WriteGraphs()
    {
        using var before = TransactionDraft.Open(_state);
        foreach (var graph in _state.Overlay.Graphs.Order())
        {
            _cancellation.ThrowIfCancellationRequested();

            // A graph that is gone takes with it whatever the overlay says about it.
            if (!_state.Manifest.Graphs.TryGetValue(new TermId(graph), out var entry))
                continue;
            var counts = _state.Overlay.CountsOf(graph);
            if (MustRewrite(entry, counts))
                Rewrite(before, entry);
            else
                Extend(entry, counts);
        }

        foreach (var builder in _shared)
        {
            if (builder is { IsEmpty: false })
                Finish(builder);
        }
    }

    private bool MustRewrite(GraphEntry entry, OverlayCounts counts)
    {
        if (entry.Layers.IsEmpty)
            return false;
        var isSmall = entry.Rows + counts.Added <= _options.RewrittenGraphRows;
        if (counts.Removed > 0 && (!_keepsRemoved || isSmall || counts.Removed * RemovedShare > entry.Rows || _kept + counts.Removed > MostKeptRows))
            return true;
        return counts.Added > 0 && entry.Layers.Length >= (isSmall ? MaxLayers : MostLayers);
    }

    private void Rewrite(Snapshot before, GraphEntry entry)
    {
        var rows = _state.RowsOf(entry);
        var isLarge = rows >= Math.Min(_options.SharedGraphRows, _options.StagingRows);
        var builder = isLarge ? new SegmentBuilder(_work, entry.Access, _options.StagingRows) : Shared(entry.Access, rows);
        try
        {
            using var reader = new GraphRowReader(before, entry.Id);
            for (; reader.HasRow; reader.MoveNext())
                builder.Add(reader.Row.With(entry.Id));
            _flushed.Rewritten.Add(entry.Id, new GraphLayer(builder.File, rows));
            if (isLarge)
                Finish(builder);
        }
        finally
        {
            if (isLarge)
                builder.Dispose();
        }
    }

    private void Extend(GraphEntry entry, OverlayCounts counts)
    {
        if (counts.Removed > 0)
        {
            _keptGraphs.Add(entry.Id.Value);
            _kept += counts.Removed;
        }

        if (counts.Added == 0)
            return;
        var builder = Shared(entry.Access, counts.Added);
        foreach (var row in _state.Overlay.AddedOf(entry.Id.Value))
            builder.Add(row);
        _flushed.Extended.Add(entry.Id, new GraphLayer(builder.File, counts.Added));
    }

    private SegmentBuilder Shared(AccessLevel access, long rows)
    {
        var builder = _shared[(int)access] ??= new SegmentBuilder(_work, access, _options.StagingRows);
        if (builder.Room < rows)
            builder.Spill();
        return builder;
    }

    private void Finish(SegmentBuilder builder)
    {
        var info = builder.Finish(_cancellation);
        _flushed.Segments.Add(new HeldFile<QuadSegment>(QuadSegment.Open(_work.Files, info), StoreFileNames.Segment(info.File)));
    }

    private void WriteHistory()
    {
        using var writer = new HistoryWriter(_work);
        foreach (var entry in _state.History.Pending)
            writer.Append(entry.Record, entry.Read(), _cancellation);
        foreach (var info in writer.Finish())
            _flushed.History.Add(new HeldFile<HistoryFile>(HistoryFile.Open(_work.Files, info), StoreFileNames.History(info.File)));
    }

    private void WriteRemoved()
    {
        foreach (var level in _keptGraphs.GroupBy(graph => _state.Manifest.Graphs[new TermId(graph)].Access))
        {
            var rows = level.SelectMany(_state.Overlay.RemovedOf).ToArray();
            Array.Sort(rows);
            _flushed.Removed.Add(RemovedFile.Open(_work.Files, RemovedFile.Write(_work, level.Key, rows)));
        }

        if (_keptGraphs.Count > 0)
            _flushed.Kept = Overlay.Of([], [.. _keptGraphs.SelectMany(_state.Overlay.RemovedOf)]);
    }
}
