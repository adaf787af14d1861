using System.Collections.Immutable;
using Ocw.Nde.Rdf;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Statistics;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>
/// One state of a store, as one scope sees it: it stays as it is for as long as it is held, whatever is committed meanwhile. Dispose it: its files stay
/// on disk until then. Scans that were opened may be read to their end after that.
/// </summary>
public sealed class Snapshot : IQuadSource, IDisposable
{
    private readonly StoreLease _lease;
    private readonly StoreView _view;
    private volatile bool _disposed;

    internal Snapshot(StoreLease lease, ReaderScope scope, StoreView view)
    {
        _lease = lease;
        _view = view;
        Scope = scope;
        Terms = new SnapshotTerms(this);
    }

    /// <summary>Who this is for.</summary>
    public ReaderScope Scope { get; }

    /// <summary>The number of the commit that made this state; 0 for a new store. It changes only when content, classes or values do.</summary>
    public long CommitNumber => _lease.State.Manifest.CommitNumber;

    /// <summary>When that commit was made.</summary>
    public DateTimeOffset CommittedAt => _lease.State.Manifest.CommittedAt;

    /// <inheritdoc/>
    public ITermDictionary Terms { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GraphInfo> NamedGraphs => _view.NamedGraphs;

    /// <summary>The graph without a name, if it has quads; it counts as content.</summary>
    public GraphInfo? UnnamedGraph => _view.UnnamedGraph;

    /// <summary>The exact number of visible quads, all graphs together.</summary>
    public long QuadCount => _view.QuadCount;

    internal StoreState State => _lease.State;

    internal StoreView View => _view;

    /// <inheritdoc/>
    public QuadScan Scan(in QuadPattern pattern, QuadOrder order)
    {
        var choice = OrderChoice.For(pattern, order);
        if (choice is { NeedsSort: true, Order: QuadOrder.Osp })
        {
            var predicates = Scan(new QuadPattern(default, default, default, pattern.Graphs), QuadOrder.Pso);
            return new PredicateScan(this, pattern, predicates);
        }

        var lease = Lease();
        try
        {
            var cursors = _view.Open(pattern, choice.Order, choice.Bound);
            var merges = pattern.Graphs.Kind is GraphSelectorKind.Default or GraphSelectorKind.Merge;
            var scan = new StoreScan(lease, pattern, order, choice.Order, merges, cursors);
            return choice.NeedsSort ? Sorted(scan, pattern, order) : scan;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public long EstimateCount(in QuadPattern pattern)
    {
        using var lease = Lease();
        return _view.Estimate(pattern);
    }

    /// <inheritdoc/>
    public long? CountExactly(in QuadPattern pattern)
    {
        using var lease = Lease();
        return _view.CountExactly(pattern);
    }

    /// <inheritdoc/>
    public DatasetStatistics Statistics => new SnapshotStatistics(this, _lease.State.Statistics(Scope));

    /// <inheritdoc/>
    public object Version => _view;

    /// <summary>The quads of one graph, by subject; unbound for the graph without a name. Only that graph's rows are read.</summary>
    public QuadScan ScanGraph(TermId graph) => Scan(new QuadPattern(default, default, default, GraphSelector.Named(graph)), QuadOrder.Spo);

    /// <summary>What is known of a graph; unbound for the graph without a name.</summary>
    public bool TryGetGraph(TermId graph, out GraphInfo info)
    {
        if (!graph.IsBound)
        {
            info = UnnamedGraph.GetValueOrDefault();
            return UnnamedGraph.HasValue;
        }

        var place = _view.NamedGraphs.BinarySearch(new GraphInfo(graph, default, 0), GraphInfoById.Instance);
        info = place >= 0 ? _view.NamedGraphs[place] : default;
        return place >= 0;
    }

    /// <summary>Writes the quads of one graph to a sink, by subject, with the graph's name.</summary>
    public void Dump(TermId graph, IQuadSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var scan = ScanGraph(graph);
        using var rows = new RowWriter(Terms, sink);
        rows.Write(scan, cancellation);
    }

    /// <summary>A value that a transaction has put.</summary>
    /// <exception cref="InvalidOperationException">The scope is <see cref="ReaderScope.Public"/>: values are the node's own.</exception>
    public bool TryGet(string key, out ReadOnlyMemory<byte> value)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireInternal();
        var found = _lease.State.Manifest.Values.TryGetValue(key, out var bytes);
        value = found ? bytes.AsMemory() : default;
        return found;
    }

    /// <summary>The keys that begin with <paramref name="prefix"/>, in order.</summary>
    /// <exception cref="InvalidOperationException">The scope is <see cref="ReaderScope.Public"/>: values are the node's own.</exception>
    public IReadOnlyList<string> Keys(string prefix = "")
    {
        RequireInternal();
        return [.. _lease.State.Manifest.Values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _lease.Dispose();
    }

    /// <summary>Keeps the files open for one short operation; the state's <see cref="StoreState.Release"/> ends it.</summary>
    internal StoreState Enter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _lease.State.TryEnter() ? _lease.State : throw new ObjectDisposedException(nameof(Snapshot));
    }

    /// <summary>Keeps the files open for one operation.</summary>
    internal StoreLease Lease()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _lease.State.Lease();
    }

    private static SortedScan Sorted(StoreScan scan, in QuadPattern pattern, QuadOrder order)
    {
        using (scan)
            return SortedScan.Read(scan, pattern, order);
    }

    private void RequireInternal()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Scope != ReaderScope.Internal)
            throw new InvalidOperationException("Keys and values are the node's own: open the snapshot with ReaderScope.Internal to read them.");
    }

    private sealed class GraphInfoById : IComparer<GraphInfo>
    {
        internal static GraphInfoById Instance { get; } = new();

        public int Compare(GraphInfo x, GraphInfo y) => x.Id.CompareTo(y.Id);
    }
}
