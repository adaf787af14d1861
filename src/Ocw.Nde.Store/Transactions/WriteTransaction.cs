using System.Collections.Immutable;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>
/// Changes to any number of graphs, and to keys and values beside them, that are published all together or not at all. There is one at a time;
/// readers neither wait for it nor make it wait.
/// </summary>
/// <remarks>
/// <para>Stage graphs, write their quads, then <see cref="Commit"/>. <see cref="Seal"/> in between makes what was staged so far readable through
/// <see cref="OpenStaged(bool, CancellationToken)"/>, before anyone else sees it; more can be staged after that. What is done to one graph takes effect in the sequence in which
/// it was done.</para>
/// <para>Dispose without commit gives everything up. Not safe for concurrent use.</para>
/// </remarks>
public sealed class WriteTransaction : IDisposable
{
    private readonly QuadStore _store;
    private readonly StoreLease _lease;
    private readonly StoreState _committed;
    private readonly WorkFiles _work;
    private readonly Dictionary<TermId, StagedGraph> _staging = [];
    private readonly Dictionary<string, byte[]?> _values = new(StringComparer.Ordinal);
    private readonly TransactionDraft _draft;
    private StagedRows _rows;
    private int _round;
    private bool _ended;

    internal WriteTransaction(QuadStore store, StoreLease committed, WorkFiles work)
    {
        _store = store;
        _lease = committed;
        _committed = committed.State;
        _work = work;
        _rows = new StagedRows(work, store.Options.StagingRows);
        Terms = new TransactionTerms(_committed.Terms, _committed.Manifest.NextOrdinal, work, store.Options);
        _draft = new TransactionDraft(store, _committed, Terms, work);
    }

    internal TransactionTerms Terms { get; }

    private StoreState Drafted => _draft.State;

    /// <summary>Begins to change one graph.</summary>
    /// <param name="graph">Its name; <see cref="TermSpan.None"/> for the unnamed graph, which is always content.</param>
    /// <param name="graphClass">What the graph is for.</param>
    /// <param name="access">Who may read it.</param>
    /// <param name="mode">What the quads do.</param>
    /// <param name="blankNodes">What blank-node labels mean; by default a scope of this stage alone. For <see cref="StageMode.Remove"/> they are the store's own labels.</param>
    /// <remarks>If the graph was staged already, and this does not just add to it, what was staged so far is sealed first and its stages close.</remarks>
    public QuadStage Stage(in TermSpan graph, GraphClass graphClass, AccessLevel access, StageMode mode, BlankNodeScope? blankNodes = null)
    {
        RequireOpen();
        var id = GraphId(graph, blankNodes);
        var staged = StageGraph(id, graphClass, access, mode, mayEndRound: true);
        return new QuadStage(this, _round, staged, _ => staged, blankNodes ?? new BlankNodeScope());
    }

    /// <summary>Begins to change the graph with this IRI; see <see cref="Stage(in TermSpan, GraphClass, AccessLevel, StageMode, BlankNodeScope?)"/>.</summary>
    public QuadStage Stage(Iri graph, GraphClass graphClass, AccessLevel access = AccessLevel.Open, StageMode mode = StageMode.Replace, BlankNodeScope? blankNodes = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Stage(TermSpan.Iri(System.Text.Encoding.UTF8.GetBytes(graph.Value)), graphClass, access, mode, blankNodes);
    }

    /// <summary>Begins to change whatever graphs the quads name, as a dump with many graphs has them; quads without graph go to the unnamed one.</summary>
    public QuadStage StageDataset(GraphClass graphClass, AccessLevel access = AccessLevel.Open, StageMode mode = StageMode.Replace, BlankNodeScope? blankNodes = null)
    {
        RequireOpen();
        return new QuadStage(this, _round, null, graph => StageGraph(graph, graphClass, access, mode, mayEndRound: false), blankNodes ?? new BlankNodeScope());
    }

    /// <summary>A scope that several stages can share, so that the same blank-node label means the same node in all of them.</summary>
    public BlankNodeScope NewBlankNodeScope()
    {
        RequireOpen();
        return new BlankNodeScope();
    }

    /// <summary>Removes a graph with all its quads; nothing happens if there is none.</summary>
    public void Drop(in TermSpan graph)
    {
        RequireOpen();
        var id = graph.Kind == TermKind.None ? TermId.Unbound : graph.Kind == TermKind.BlankNode ? Drafted.Terms.Find(graph) : Terms.Find(graph);
        if (graph.Kind == TermKind.None || id.IsBound)
            Drop(id);
    }

    /// <summary>Removes the graph with this id, which a snapshot gave; unbound for the unnamed graph.</summary>
    public void Drop(TermId graph)
    {
        RequireOpen();
        if (_staging.ContainsKey(graph))
            Seal();
        if (Drafted.Manifest.Graphs.TryGetValue(graph, out var entry))
            _draft.Drop(entry);
    }

    /// <summary>Removes the graph with this IRI.</summary>
    public void Drop(Iri graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Drop(TermSpan.Iri(System.Text.Encoding.UTF8.GetBytes(graph.Value)));
    }

    /// <summary>Sets a small value that is published with the graphs: a harvest's cursor, a run's record. Snapshots give it by <see cref="Snapshot.TryGet"/>.</summary>
    /// <exception cref="ArgumentException">The value is longer than <see cref="StoreOptions.MaxValueBytes"/>.</exception>
    public void Put(string key, ReadOnlySpan<byte> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        RequireOpen();
        if (value.Length > _store.Options.MaxValueBytes)
            throw new ArgumentException($"The value of '{key}' has {value.Length} bytes, more than the ceiling of {_store.Options.MaxValueBytes} ({nameof(StoreOptions)}.{nameof(StoreOptions.MaxValueBytes)}).", nameof(value));
        _values[key] = value.ToArray();
    }

    /// <summary>Removes a value.</summary>
    public void Delete(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        RequireOpen();
        _values[key] = null;
    }

    /// <summary>Sorts and writes what was staged so far and compares it with what the graphs have; the open stages close.</summary>
    public void Seal(CancellationToken cancellation = default)
    {
        RequireOpen();
        if (_staging.Count == 0)
            return;

        try
        {
            SealRound(cancellation);
        }
        catch
        {
            // Rows of this round are lost: going on would publish half of it.
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads what this transaction would publish: the graphs that it has staged, as they would be, alone or with all others as they are. Seals first. For
    /// <see cref="ReaderScope.Internal"/>; dispose it like any snapshot, also after the transaction has ended.
    /// </summary>
    /// <param name="withCommitted">Whether to show the graphs too that this transaction leaves alone.</param>
    /// <param name="cancellation">Stops the sealing.</param>
    public Snapshot OpenStaged(bool withCommitted, CancellationToken cancellation = default)
    {
        Seal(cancellation);
        RequireOpen();
        var touched = _draft.Touched.ToHashSet();
        var view = withCommitted
            ? Drafted.View(ReaderScope.Internal)
            : StoreView.Create(Drafted, ReaderScope.Internal, graph => touched.Contains(graph.Id));
        return new Snapshot(Drafted.Lease(), ReaderScope.Internal, view);
    }

    /// <summary>
    /// Reads everything that the store would show a scope after <see cref="Commit"/>; see <see cref="OpenStaged(bool, CancellationToken)"/>.
    /// </summary>
    public Snapshot OpenStaged(ReaderScope scope, CancellationToken cancellation = default)
    {
        Seal(cancellation);
        RequireOpen();
        return new Snapshot(Drafted.Lease(), scope, Drafted.View(scope));
    }

    /// <summary>Whether <see cref="Commit"/> would change anything now. Seals first.</summary>
    public bool HasChanges(CancellationToken cancellation = default)
    {
        Seal(cancellation);
        RequireOpen();
        return _draft.Changes().Count > 0 || ChangedValues() is not null;
    }

    /// <summary>What <see cref="Commit"/> would change now, in order of graph. Seals first.</summary>
    public IReadOnlyList<GraphChange> Changes(CancellationToken cancellation)
    {
        Seal(cancellation);
        RequireOpen();
        return _draft.Changes();
    }

    /// <summary>Publishes everything, durably, or nothing. The transaction has ended afterwards, also if this fails.</summary>
    /// <remarks>A graph replaced by the same quads and values set to what they were are no change; without any change nothing is written.</remarks>
    /// <exception cref="StoreFullException">There is no room; nothing was published.</exception>
    /// <exception cref="StoreFaultedException">The switch itself failed; see there.</exception>
    public CommitResult Commit(CancellationToken cancellation = default)
    {
        try
        {
            Seal(cancellation);
            RequireOpen();
            var changes = _draft.Changes();
            var values = ChangedValues();
            if (changes.Count == 0 && values is null)
                return new CommitResult(false, _committed.Manifest.CommitNumber, []);

            if (values is not null)
                _draft.SetValues(values);
            cancellation.ThrowIfCancellationRequested();
            var commit = new CommitStamp(Drafted.Manifest.CommitNumber, _store.TimeOfCommit(_committed.Manifest));
            if (!_draft.IsLoggable || !_store.TryPublishLogged(Drafted, commit, _draft.Deltas(changes), [.. _values], Terms.Staged))
            {
                _draft.RecordHistory(changes, commit, cancellation);
                _store.PublishWhole(Drafted, _work, cancellation);
            }

            return new CommitResult(true, Drafted.Manifest.CommitNumber, changes);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Gives up whatever was not committed.</summary>
    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        _rows.Dispose();
        foreach (var file in Terms.Written)
            _store.GiveBack(file);
        _draft.Dispose();
        _work.RemoveAll();
        _lease.Dispose();
        _store.EndWrite();
    }

    internal void Add(in QuadKey row) => _rows.Add(row);

    internal void RequireRound(int round)
    {
        RequireOpen();
        if (round != _round)
            throw new InvalidOperationException("This stage is closed, for the transaction was sealed after it began. Begin another.");
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(_ended, this);

    private TermId GraphId(in TermSpan graph, BlankNodeScope? blankNodes) => graph.Kind switch
    {
        TermKind.None => TermId.Unbound,
        TermKind.Iri => Terms.GetOrAdd(graph),
        TermKind.BlankNode => (blankNodes ?? throw new ArgumentException("A graph named by a blank node needs a scope for its label.", nameof(blankNodes))).GetOrAdd(graph.Value, Terms),
        _ => throw new ArgumentException("A graph is named by an IRI or a blank node.", nameof(graph)),
    };

    private StagedGraph StageGraph(TermId graph, GraphClass graphClass, AccessLevel access, StageMode mode, bool mayEndRound)
    {
        if (!graph.IsBound && graphClass != GraphClass.Content)
            throw new ArgumentException($"The unnamed graph is content; it cannot be {graphClass}.", nameof(graphClass));
        if (_staging.TryGetValue(graph, out var staged))
        {
            var joins = (staged.Class, staged.Access) == (graphClass, access) && mode != StageMode.Remove && staged.Mode != StageMode.Remove
                && (mode == StageMode.Add || !mayEndRound);
            if (joins)
                return staged;
            if (!mayEndRound)
                throw new InvalidOperationException("A graph of this dataset was staged otherwise before. Seal the transaction first.");
            Seal();
        }

        if (mode != StageMode.Replace && Drafted.Manifest.Graphs.TryGetValue(graph, out var entry) && (entry.Class, entry.Access) != (graphClass, access))
            throw new InvalidOperationException($"The graph is {entry.Class}, {entry.Access}; it cannot be changed as {graphClass}, {access}. Replace it to change that.");
        return _staging[graph] = new StagedGraph(graph, graphClass, access, mode);
    }

    private void SealRound(CancellationToken cancellation)
    {
        _draft.Seal(_staging.Values, _rows, cancellation);
        _rows.Dispose();
        _rows = new StagedRows(_work, _store.Options.StagingRows);
        _staging.Clear();
        _round++;
    }

    /// <summary>The values after this transaction; <see langword="null"/> if they are the same as before.</summary>
    private ImmutableSortedDictionary<string, ImmutableArray<byte>>? ChangedValues()
    {
        var before = _committed.Manifest.Values;
        var after = before;
        foreach (var (key, value) in _values)
        {
            if (value is null)
                after = after.Remove(key);
            else if (!before.TryGetValue(key, out var old) || !old.AsSpan().SequenceEqual(value))
                after = after.SetItem(key, [.. value]);
        }

        if (ReferenceEquals(before, after))
            return null;

        var bytes = after.Sum(entry => (long)entry.Key.Length + entry.Value.Length);
        return bytes <= _store.Options.MaxValueBytesInAll ? after
            : throw new StoreException($"All keys and values together would take {bytes} bytes, more than the ceiling of {_store.Options.MaxValueBytesInAll} ({nameof(StoreOptions)}.{nameof(StoreOptions.MaxValueBytesInAll)}). Nothing was published.");
    }
}
