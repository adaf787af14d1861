using System.Collections.Immutable;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
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

/// <summary>A manifest with its files open. Readers lease it; the files of a state close when its last lease and its last successor are gone.</summary>
internal sealed class StoreState
{
    private readonly StoreFolder _folder;
    private readonly Lazy<StoreView> _public;
    private readonly Lazy<StoreView> _internal;
    private int _leases = 1;

    internal StoreState(
        Manifest manifest,
        TermView terms,
        ImmutableArray<HeldFile<DictionarySegment>> dictionary,
        ImmutableArray<HeldFile<QuadSegment>> segments,
        HistoryView history,
        StoreFolder folder,
        Manifest? stored = null,
        Overlay? overlay = null,
        LoggedCommit? lastLogged = null)
    {
        Manifest = manifest;
        Stored = stored ?? manifest;
        Overlay = overlay ?? Overlay.Empty;
        LastLogged = lastLogged;
        Terms = terms;
        Dictionary = dictionary;
        Segments = segments;
        History = history;
        _folder = folder;
        foreach (var file in dictionary)
            file.Hold();
        foreach (var file in segments)
            file.Hold();
        foreach (var file in history.Files)
            file.Hold();
        _public = new Lazy<StoreView>(() => StoreView.Create(this, ReaderScope.Public));
        _internal = new Lazy<StoreView>(() => StoreView.Create(this, ReaderScope.Internal));
    }

    /// <summary>What the state consists of. Only its numbering is set once more, before anyone else sees the state.</summary>
    internal Manifest Manifest { get; set; }

    /// <summary>The manifest on disk. Without an overlay it is the same as <see cref="Manifest"/>.</summary>
    internal Manifest Stored { get; set; }

    /// <summary>What differs from the layers of the graphs.</summary>
    internal Overlay Overlay { get; }

    /// <summary>The newest of the commits that are in the log and not in <see cref="Stored"/>; <see langword="null"/> if there is none.</summary>
    internal LoggedCommit? LastLogged { get; }

    internal TermView Terms { get; }

    internal ImmutableArray<HeldFile<DictionarySegment>> Dictionary { get; }

    internal ImmutableArray<HeldFile<QuadSegment>> Segments { get; }

    /// <summary>What is known of the states before this one.</summary>
    internal HistoryView History { get; }

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
