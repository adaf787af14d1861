using System.Collections.Immutable;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
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
    private readonly Dictionary<TermId, TouchedGraph> _touched = [];
    private readonly Dictionary<string, byte[]?> _values = new(StringComparer.Ordinal);
    private readonly List<HeldFile<QuadSegment>> _segments = [];
    private readonly List<HeldFile<HistoryFile>> _recorded = [];
    private StagedRows _rows;
    private StoreState _candidate;
    private HistoryView _history;
    private int _round;
    private bool _ended;

    internal WriteTransaction(QuadStore store, StoreLease committed, WorkFiles work)
    {
        _store = store;
        _lease = committed;
        _committed = committed.State;
        _candidate = _committed;
        _history = _committed.History;
        _work = work;
        _rows = new StagedRows(work, store.Options.StagingRows);
        Terms = new TransactionTerms(_committed.Terms, _committed.Manifest.NextOrdinal, work, store.Options);
    }

    internal TransactionTerms Terms { get; }

    private long NextCommit => _committed.Manifest.CommitNumber + 1;

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
        var id = graph.Kind == TermKind.None ? TermId.Unbound : graph.Kind == TermKind.BlankNode ? _candidate.Terms.Find(graph) : Terms.Find(graph);
        if (graph.Kind == TermKind.None || id.IsBound)
            Drop(id);
    }

    /// <summary>Removes the graph with this id, which a snapshot gave; unbound for the unnamed graph.</summary>
    public void Drop(TermId graph)
    {
        RequireOpen();
        if (_staging.ContainsKey(graph))
            Seal();
        if (!_candidate.Manifest.Graphs.TryGetValue(graph, out var entry))
            return;

        Touch(graph, 0, entry.Rows);
        Advance(_candidate.Manifest with { Graphs = _candidate.Manifest.Graphs.Remove(graph) }, []);
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
        var touched = _touched.Keys.ToHashSet();
        var view = withCommitted
            ? _candidate.View(ReaderScope.Internal)
            : StoreView.Create(_candidate, ReaderScope.Internal, graph => touched.Contains(graph.Id));
        return new Snapshot(_candidate.Lease(), ReaderScope.Internal, view);
    }

    /// <summary>
    /// Reads everything that the store would show a scope after <see cref="Commit"/>; see <see cref="OpenStaged(bool, CancellationToken)"/>.
    /// </summary>
    public Snapshot OpenStaged(ReaderScope scope, CancellationToken cancellation = default)
    {
        Seal(cancellation);
        RequireOpen();
        return new Snapshot(_candidate.Lease(), scope, _candidate.View(scope));
    }

    /// <summary>Whether <see cref="Commit"/> would change anything now. Seals first.</summary>
    public bool HasChanges(CancellationToken cancellation = default)
    {
        Seal(cancellation);
        RequireOpen();
        return Changes().Count > 0 || ChangedValues() is not null;
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
            var changes = Changes();
            var values = ChangedValues();
            if (changes.Count == 0 && values is null)
                return new CommitResult(false, _committed.Manifest.CommitNumber, []);

            var commit = new CommitStamp(NextCommit, _store.TimeOfCommit(_committed.Manifest));
            RecordHistory(changes, commit, cancellation);
            Advance(_candidate.Manifest with { Values = values ?? _candidate.Manifest.Values, CommittedAt = commit.Time }, []);
            cancellation.ThrowIfCancellationRequested();
            _store.Publish(_candidate, _work);
            return new CommitResult(true, NextCommit, changes);
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
        foreach (var file in _segments)
            _store.GiveBack(file);
        foreach (var file in Terms.Written)
            _store.GiveBack(file);
        foreach (var file in _recorded)
            _store.GiveBack(file);
        if (!ReferenceEquals(_candidate, _committed))
            _candidate.Release();
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

        if (mode != StageMode.Replace && _candidate.Manifest.Graphs.TryGetValue(graph, out var entry) && (entry.Class, entry.Access) != (graphClass, access))
            throw new InvalidOperationException($"The graph is {entry.Class}, {entry.Access}; it cannot be changed as {graphClass}, {access}. Replace it to change that.");
        return _staging[graph] = new StagedGraph(graph, graphClass, access, mode);
    }

    private void SealRound(CancellationToken cancellation)
    {
        _rows.BeginSort();
        Terms.Flush();
        using var before = Open(_candidate);
        using var sealer = new GraphSealer(before, _work, _store.Options, NextCommit, cancellation);
        using (var rows = _rows.ReadSorted())
        {
            foreach (var staged in _staging.Values.OrderBy(staged => staged.Graph))
                sealer.Seal(staged, rows);
        }

        var written = sealer.Finish();
        _rows.Dispose();
        _rows = new StagedRows(_work, _store.Options.StagingRows);

        var graphs = _candidate.Manifest.Graphs;
        foreach (var changed in sealer.Changed)
        {
            Touch(changed.Entry.Id, changed.Added, changed.Removed);
            graphs = changed.Entry.Layers.IsEmpty ? graphs.Remove(changed.Entry.Id) : graphs.SetItem(changed.Entry.Id, changed.Entry);
        }

        foreach (var staged in _staging.Keys)
            Touch(staged, 0, 0);
        _staging.Clear();
        _round++;
        Advance(_candidate.Manifest with { Graphs = graphs }, written);
    }

    private static Snapshot Open(StoreState state) => new(state.Lease(), ReaderScope.Internal, state.View(ReaderScope.Internal));

    /// <summary>Makes the next candidate: what the manifest says, with the new segments, without those that serve nothing any more.</summary>
    private void Advance(Manifest manifest, IReadOnlyList<QuadSegmentInfo> written)
    {
        foreach (var info in written)
            _segments.Add(new HeldFile<QuadSegment>(QuadSegment.Open(_work.Files, info), StoreFileNames.Segment(info.File)));
        var served = manifest.Graphs.Values.SelectMany(graph => graph.Layers).Select(layer => layer.Segment).ToHashSet();
        ImmutableArray<HeldFile<QuadSegment>> segments = [.. _committed.Segments.Concat(_segments).Where(file => served.Contains(file.Segment.Info.File))];
        ImmutableArray<HeldFile<DictionarySegment>> dictionary = [.. _committed.Dictionary, .. Terms.Written];
        manifest = manifest with
        {
            CommitNumber = NextCommit,
            NextOrdinal = Terms.FirstUnwritten,
            LastBlankNode = Terms.LastBlankNode,
            Qualifiers = Terms.Qualifiers(),
            Dictionary = [.. dictionary.Select(file => file.Segment.Info)],
            Segments = [.. segments.Select(file => file.Segment.Info)],
            History = [.. _history.Files.Select(file => file.Segment.Info)],
        };
        var next = _store.NewState(manifest, Terms.View(), dictionary, segments, _history);
        if (!ReferenceEquals(_candidate, _committed))
            _candidate.Release();
        _candidate = next;
    }

    private void RecordHistory(IReadOnlyList<GraphChange> changes, in CommitStamp commit, CancellationToken cancellation)
    {
        foreach (var info in HistoryRecorder.Record(_committed, _candidate, changes, commit, _work, cancellation))
            _recorded.Add(new HeldFile<HistoryFile>(HistoryFile.Open(_work.Files, info), StoreFileNames.History(info.File)));
        _history = _history.With([.. _history.Files, .. _recorded]);
    }

    private void Touch(TermId graph, long added, long removed)
    {
        var touched = _touched.GetValueOrDefault(graph);
        var changes = added != 0 || removed != 0 ? 1 : 0;
        _touched[graph] = new TouchedGraph(touched.Added + added, touched.Removed + removed, touched.Rounds + changes);
    }

    private List<GraphChange> Changes()
    {
        var changes = new List<GraphChange>();
        foreach (var (graph, touched) in _touched.OrderBy(entry => entry.Key))
        {
            _committed.Manifest.Graphs.TryGetValue(graph, out var old);
            _candidate.Manifest.Graphs.TryGetValue(graph, out var now);
            var (added, removed) = touched.Rounds > 1 ? NetChange(graph) : (touched.Added, touched.Removed);
            var sameKind = old is not null && now is not null && (old.Class, old.Access) == (now.Class, now.Access);
            if (added == 0 && removed == 0 && (sameKind || (old is null && now is null)))
            {
                if (old is not null && !old.Layers.SequenceEqual(now!.Layers))
                    Advance(_candidate.Manifest with { Graphs = _candidate.Manifest.Graphs.SetItem(graph, old) }, []);
                continue;
            }

            changes.Add(new GraphChange(graph, added, removed, now?.Rows ?? 0));
        }

        return changes;
    }

    // What several rounds did may cancel out: only the comparison of both ends tells.
    private (long Added, long Removed) NetChange(TermId graph)
    {
        using var after = Open(_candidate);
        using var before = Open(_committed);
        using var old = new GraphRowReader(before, graph);
        using var now = new GraphRowReader(after, graph);
        long added = 0, removed = 0;
        while (old.HasRow || now.HasRow)
        {
            var order = !old.HasRow ? 1 : !now.HasRow ? -1 : old.Row.CompareTo(now.Row);
            removed += order < 0 ? 1 : 0;
            added += order > 0 ? 1 : 0;
            if (order <= 0)
                old.MoveNext();
            if (order >= 0)
                now.MoveNext();
        }

        return (added, removed);
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

    private readonly record struct TouchedGraph(long Added, long Removed, int Rounds);
}
