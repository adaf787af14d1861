using System.Collections.Immutable;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Statistics;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>
/// A segment's open file, counted by those who hold it, at first its maker: closed with the last of them, and removed then if the store has dropped it.
/// </summary>
internal sealed class HeldFile<TSegment>(TSegment segment, string name)
    where TSegment : IDisposable
{
    private int _holders = 1;
    private volatile bool _dropped;

    internal TSegment Segment => segment;

    internal string Name => name;

    internal void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>No future state will hold the file: it goes with its last holder.</summary>
    internal void Drop() => _dropped = true;

    internal void Release(StoreFolder folder)
    {
        if (Interlocked.Decrement(ref _holders) != 0)
            return;
        segment.Dispose();
        if (_dropped)
            folder.Remove(name);
    }
}

/// <summary>Everything that a state of the store consists of.</summary>
internal sealed record StoreParts
{
    /// <summary>What readers see: the manifest on disk with the commits of the log applied.</summary>
    internal required Manifest Manifest { get; init; }

    /// <summary>The manifest on disk. Without commits in the log it says the same as <see cref="Manifest"/>.</summary>
    internal required Manifest Stored { get; init; }

    internal required TermView Terms { get; init; }

    internal required ImmutableArray<HeldFile<DictionarySegment>> Dictionary { get; init; }

    internal required ImmutableArray<HeldFile<QuadSegment>> Segments { get; init; }

    /// <summary>The files of removed rows; all their rows are in <see cref="Overlay"/>, unless they came back since.</summary>
    internal required ImmutableArray<HeldFile<QuadSegment>> Removed { get; init; }

    /// <summary>What is known of the states before this one.</summary>
    internal required HistoryView History { get; init; }

    /// <summary>What differs from the layers of the graphs.</summary>
    internal required Overlay Overlay { get; init; }

    /// <summary>The newest of the commits that are in the log and not in <see cref="Stored"/>; <see langword="null"/> if there is none.</summary>
    internal LoggedCommit? LastLogged { get; init; }

    internal required HeldFile<StoreLog> Log { get; init; }

    /// <summary>Where the records of this state end in the log.</summary>
    internal required long LogEnd { get; init; }
}

/// <summary>A state of the store with its files open. Readers lease it; the files close when its last lease and its last successor are gone.</summary>
internal sealed class StoreState
{
    private readonly StoreFolder _folder;
    private readonly Lazy<StoreView> _public;
    private readonly Lazy<StoreView> _internal;
    private int _leases = 1;

    internal StoreState(StoreParts parts, StoreFolder folder)
    {
        Parts = parts;
        _folder = folder;
        foreach (var file in parts.Dictionary)
            file.Hold();
        foreach (var file in parts.Segments)
            file.Hold();
        foreach (var file in parts.Removed)
            file.Hold();
        foreach (var file in parts.History.Files)
            file.Hold();
        parts.Log.Hold();
        _public = new Lazy<StoreView>(() => StoreView.Create(this, ReaderScope.Public));
        _internal = new Lazy<StoreView>(() => StoreView.Create(this, ReaderScope.Internal));
    }

    internal StoreParts Parts { get; }

    /// <inheritdoc cref="StoreParts.Manifest"/>
    internal Manifest Manifest => Parts.Manifest;

    /// <inheritdoc cref="StoreParts.Stored"/>
    internal Manifest Stored => Parts.Stored;

    /// <inheritdoc cref="StoreParts.Overlay"/>
    internal Overlay Overlay => Parts.Overlay;

    /// <inheritdoc cref="StoreParts.LastLogged"/>
    internal LoggedCommit? LastLogged => Parts.LastLogged;

    internal TermView Terms => Parts.Terms;

    internal ImmutableArray<HeldFile<DictionarySegment>> Dictionary => Parts.Dictionary;

    internal ImmutableArray<HeldFile<QuadSegment>> Segments => Parts.Segments;

    /// <summary>The exact number of a graph's quads.</summary>
    internal long RowsOf(GraphEntry graph) => graph.Rows + Overlay.CountsOf(graph.Id.Value).Net;

    /// <summary>What is known of the states before this one.</summary>
    internal HistoryView History => Parts.History;

    /// <summary>The layers of a graph. One that is gone, row by row, still has those that its removed rows lie over.</summary>
    internal ImmutableArray<GraphLayer> LayersOf(TermId graph)
    {
        if (Manifest.Graphs.TryGetValue(graph, out var entry))
            return entry.Layers;
        return Overlay.CountsOf(graph.Value).Removed > 0 && Stored.Graphs.TryGetValue(graph, out var stored) ? stored.Layers : [];
    }

    /// <summary>Whether this is an older state, which may lack graphs that the present one has.</summary>
    internal bool IsPast { get; init; }

    /// <summary>What has been counted of this state, and of states with the same content.</summary>
    internal StateStatistics Statistics(ReaderScope scope) => IsPast ? View(scope).PastStatistics : StatisticsMemory.Of(_folder, scope).For(this);

    internal StoreView View(ReaderScope scope) => scope == ReaderScope.Internal ? _internal.Value : _public.Value;

    /// <summary>Takes a lease.</summary>
    /// <exception cref="ObjectDisposedException">The state has been closed meanwhile.</exception>
    internal StoreLease Lease() => TryEnter() ? new StoreLease(this) : throw new ObjectDisposedException(nameof(StoreState));

    /// <summary>Takes a lease without an object for it; <see cref="Release"/> gives it back.</summary>
    internal bool TryEnter()
    {
        for (var leases = Volatile.Read(ref _leases); leases > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _leases, leases + 1, leases);
            if (seen == leases)
                return true;
            leases = seen;
        }

        return false;
    }

    /// <summary>Gives back a lease, or the one that the state was made with.</summary>
    internal void Release()
    {
        if (Interlocked.Decrement(ref _leases) != 0)
            return;
        foreach (var file in Dictionary)
            file.Release(_folder);
        foreach (var file in Segments)
            file.Release(_folder);
        foreach (var file in History.Files)
            file.Release(_folder);
        foreach (var file in Parts.Removed)
            file.Release(_folder);
        Parts.Log.Release(_folder);
    }
}

/// <summary>Keeps a state's files open until it is disposed.</summary>
internal sealed class StoreLease(StoreState state) : IDisposable
{
    private int _disposed;

    internal StoreState State => state;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            state.Release();
    }
}
