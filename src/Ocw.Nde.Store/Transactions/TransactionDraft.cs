using System.Collections.Immutable;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Transactions;

/// <summary>The state that a transaction would make, built up round by round, and what it does to each graph against the state that it began from.</summary>
/// <remarks>
/// Graphs of which few rows change are changed in the overlay, row by row; others get new layers in segments. A transaction that did only the former, and
/// not too much of it, can be committed by one record in the log.
/// </remarks>
internal sealed class TransactionDraft : IDisposable
{
    /// <summary>The most rows of a stage that are compared with the graph before anything is written.</summary>
    private const long MostComparedRows = 1_000_000;

    /// <summary>The most rows that are removed from a larger graph without rewriting it.</summary>
    private const long MostRemovedRows = 100_000;

    /// <summary>The bytes of new terms that a transaction may keep in memory to be logged.</summary>
    private const long MostLoggedTermBytes = 8 << 20;

    private readonly QuadStore _store;
    private readonly StoreState _committed;
    private readonly TransactionTerms _terms;
    private readonly WorkFiles _work;
    private readonly Dictionary<TermId, TouchedGraph> _touched = [];
    private readonly List<HeldFile<QuadSegment>> _segments = [];
    private readonly List<HeldFile<HistoryFile>> _recorded = [];
    private bool _needsManifest;

    internal TransactionDraft(QuadStore store, StoreState committed, TransactionTerms terms, WorkFiles work)
    {
        (_store, _committed, _terms, _work) = (store, committed, terms, work);
        State = committed;
        _needsManifest = store.Options.LoggedRows <= 0;
    }

    /// <summary>The state as it is drafted now.</summary>
    internal StoreState State { get; private set; }

    /// <summary>The graphs that something was done to.</summary>
    internal IReadOnlyCollection<TermId> Touched => _touched.Keys;

    /// <summary>Whether the commit fits into a record of the log, as far as its quads go.</summary>
    internal bool IsLoggable => !_needsManifest && _terms.Written.Count == 0 && _touched.Values.All(graph => graph.IsByRow) && ChangedRows <= _store.Options.LoggedRows;

    private long NextCommit => _committed.Manifest.CommitNumber + 1;

    private long ChangedRows => _touched.Values.Sum(graph => graph.Added + graph.Removed);

    /// <summary>Applies the staged graphs with their rows.</summary>
    internal void Seal(IEnumerable<StagedGraph> stages, StagedRows stagedRows, CancellationToken cancellation)
    {
        stagedRows.BeginSort();
        if (_needsManifest || _terms.UnwrittenBytes > MostLoggedTermBytes)
            _terms.Flush();
        else
            _terms.Stage();

        using var before = Open(State);
        using var sealer = new GraphSealer(before, _work, _store.Options, NextCommit, cancellation);
        using var rows = stagedRows.ReadSorted();
        var graphs = State.Manifest.Graphs.ToBuilder();
        var overlay = State.Overlay.ToBuilder();
        foreach (var staged in stages.OrderBy(staged => staged.Graph))
        {
            var place = rows.Place;
            if (place is not null && TryChangeRows(staged, rows.Of(staged.Graph.Value), before, graphs, overlay, cancellation))
                continue;
            rows.ReturnTo(place);
            sealer.Seal(staged, rows);
            Touch(staged.Graph);
        }

        var written = sealer.Finish();
        foreach (var changed in sealer.Changed)
            Apply(changed, graphs, overlay);
        Advance(State.Manifest with { Graphs = graphs.ToImmutable() }, overlay.Build(), written);
    }

    /// <summary>Removes a graph.</summary>
    internal void Drop(GraphEntry entry)
    {
        var overlay = State.Overlay.ToBuilder();
        var graphs = State.Manifest.Graphs.Remove(entry.Id);
        var rows = State.RowsOf(entry);
        if (rows <= Budget)
        {
            using var before = Open(State);
            var changes = RowChanges.RemoveAll(before, entry.Id);
            Touch(entry.Id).Take(changes);
            Apply(changes, entry.Id.Value, overlay);
        }
        else
        {
            _needsManifest = true;
            Touch(entry.Id).Take(0, rows);
            overlay.Forget(entry.Id.Value);
        }

        Advance(State.Manifest with { Graphs = graphs }, overlay.Build(), []);
    }

    /// <summary>Gives the state other keys and values.</summary>
    internal void SetValues(ImmutableSortedDictionary<string, ImmutableArray<byte>> values) =>
        Advance(State.Manifest with { Values = values }, State.Overlay, []);

    /// <summary>What is different from the committed state, all rounds together. Graphs that turn out to be the same are put back as they were.</summary>
    internal List<GraphChange> Changes()
    {
        var changes = new List<GraphChange>();
        foreach (var (graph, touched) in _touched.OrderBy(entry => entry.Key))
        {
            _committed.Manifest.Graphs.TryGetValue(graph, out var old);
            State.Manifest.Graphs.TryGetValue(graph, out var now);
            var (added, removed) = touched.MayCancelOut ? NetChange(graph) : (touched.Added, touched.Removed);
            if (added != 0 || removed != 0 || (old?.Class, old?.Access) != (now?.Class, now?.Access))
                changes.Add(new GraphChange(graph, added, removed, now is null ? 0 : State.RowsOf(now)));
            else if (old is not null && !ReferenceEquals(old, now))
                Restore(old);
        }

        return changes;
    }

    /// <summary>What the commit does to its graphs, row by row; only if <see cref="IsLoggable"/>.</summary>
    internal ImmutableArray<GraphDelta> Deltas(IEnumerable<GraphChange> changes) => [.. changes.Select(change =>
    {
        var before = _committed.Manifest.Graphs.GetValueOrDefault(change.Graph);
        return new GraphDelta(
            change.Graph,
            before,
            State.Manifest.Graphs.GetValueOrDefault(change.Graph),
            before is null ? 0 : _committed.RowsOf(before),
            _touched[change.Graph].AddedRows(change.Graph.Value),
            _touched[change.Graph].RemovedRows(change.Graph.Value));
    })];

    /// <summary>Writes the history of a commit that is not logged.</summary>
    internal void RecordHistory(IReadOnlyList<GraphChange> changes, in CommitStamp commit, CancellationToken cancellation)
    {
        foreach (var info in HistoryRecorder.Record(_committed, State, changes, commit, _work, cancellation))
            _recorded.Add(new HeldFile<HistoryFile>(HistoryFile.Open(_work.Files, info), StoreFileNames.History(info.File)));
        Advance(State.Manifest with { CommittedAt = commit.Time }, State.Overlay, []);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _segments)
            _store.GiveBack(file);
        foreach (var file in _recorded)
            _store.GiveBack(file);
        if (!ReferenceEquals(State, _committed))
            State.Release();
    }

    internal static Snapshot Open(StoreState state) => new(state.Lease(), ReaderScope.Internal, state.View(ReaderScope.Internal));

    /// <summary>How many more rows may change one by one.</summary>
    private long Budget => _needsManifest || _terms.Written.Count > 0 ? 0 : Math.Max(0, _store.Options.LoggedRows - ChangedRows);

    private bool TryChangeRows(
        StagedGraph staged, IEnumerable<QuadKey> rows, Snapshot before, ImmutableSortedDictionary<TermId, GraphEntry>.Builder graphs, OverlayBuilder overlay, CancellationToken cancellation)
    {
        graphs.TryGetValue(staged.Graph, out var entry);
        var oldRows = entry is null ? 0 : State.RowsOf(entry);
        var most = Budget;
        if (staged.Mode == StageMode.Remove && _store.Options.LoggedRows > 0)
            most = Math.Max(most, Math.Min(MostRemovedRows, oldRows / 10));
        var layers = State.LayersOf(staged.Graph);
        if (most == 0 || staged.Rows > MostComparedRows || (staged.Mode == StageMode.Replace && oldRows > staged.Rows + most) || !CanStay(staged.Access, layers))
            return false;

        var isFirst = !_touched.ContainsKey(staged.Graph);
        var changes = RowChanges.TryRead(staged, rows, entry is null ? null : before, row => isFirst && HoldsNewTerm(row), most, cancellation);
        if (changes is null)
            return false;

        Touch(staged.Graph).Take(changes);
        Apply(changes, staged.Graph.Value, overlay);
        var left = oldRows + changes.Added.Count - changes.Removed.Count;
        if (left == 0)
            graphs.Remove(staged.Graph);
        else if (Changed(staged, entry, changes, layers) is { } changed)
            graphs[staged.Graph] = changed;
        return true;
    }

    private GraphEntry? Changed(StagedGraph staged, GraphEntry? entry, RowChanges changes, ImmutableArray<GraphLayer> layers)
    {
        if (entry is null)
            return new GraphEntry(staged.Graph, staged.Class, staged.Access, NextCommit, NextCommit, layers);
        var changesRows = changes.Added.Count + changes.Removed.Count > 0;
        if (!changesRows && (entry.Class, entry.Access) == (staged.Class, staged.Access))
            return null;
        var validFrom = changesRows && staged.Mode == StageMode.Replace ? NextCommit : entry.ValidFrom;
        return entry with { Class = staged.Class, Access = staged.Access, ValidFrom = validFrom, ChangedAt = NextCommit };
    }

    // Open and closed rows never share a file, nor does a graph have layers of both.
    private bool CanStay(AccessLevel access, ImmutableArray<GraphLayer> layers)
    {
        foreach (var layer in layers)
        {
            var segment = State.Segments.First(file => file.Segment.Info.File == layer.Segment).Segment;
            if (segment.Info.Access != access)
                return false;
        }

        return true;
    }

    private bool HoldsNewTerm(QuadKey row) => IsNew(new TermId(row.A)) || IsNew(new TermId(row.C)) || IsNew(new TermId(row.B));

    private bool IsNew(TermId id) => id.Tag switch
    {
        TermTag.DictionaryIri or TermTag.DictionaryLiteral or TermTag.TripleTerm => id.Payload >= _committed.Manifest.NextOrdinal,
        TermTag.BlankNode => id.Payload > _committed.Manifest.LastBlankNode,
        _ => false,
    };

    private static void Apply(RowChanges changes, ulong graph, OverlayBuilder overlay)
    {
        foreach (var row in changes.Removed)
            overlay.Remove(new QuadKey(row.A, row.B, row.C, graph));
        foreach (var row in changes.Added)
            overlay.Add(new QuadKey(row.A, row.B, row.C, graph));
    }

    private void Apply(SealedGraph changed, ImmutableSortedDictionary<TermId, GraphEntry>.Builder graphs, OverlayBuilder overlay)
    {
        _needsManifest = true;
        var graph = changed.Entry.Id;
        Touch(graph).Take(changed.Added, changed.Removed);
        if (changed.IsWhole)
            overlay.Forget(graph.Value);
        foreach (var row in changed.Returned)
            overlay.Add(row);
        if (changed.IsWhole && changed.Entry.Layers.IsEmpty)
            graphs.Remove(graph);
        else
            graphs[graph] = changed.Entry;
    }

    private TouchedGraph Touch(TermId graph)
    {
        if (!_touched.TryGetValue(graph, out var touched))
            _touched[graph] = touched = new TouchedGraph();
        return touched;
    }

    private void Restore(GraphEntry old)
    {
        var overlay = State.Overlay.ToBuilder();
        if (!_touched[old.Id].IsByRow)
            overlay.Restore(old.Id.Value, _committed.Overlay);
        Advance(State.Manifest with { Graphs = State.Manifest.Graphs.SetItem(old.Id, old) }, overlay.Build(), []);
    }

    // What several changes did may cancel out: only the comparison of both ends tells.
    private (long Added, long Removed) NetChange(TermId graph)
    {
        using var after = Open(State);
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

    private void Advance(Manifest manifest, Overlay overlay, IReadOnlyList<QuadSegmentInfo> written)
    {
        foreach (var info in written)
            _segments.Add(new HeldFile<QuadSegment>(QuadSegment.Open(_work.Files, info), StoreFileNames.Segment(info.File)));
        var parts = _committed.Parts with
        {
            Manifest = manifest with
            {
                CommitNumber = NextCommit,
                NextOrdinal = _terms.EndReadable,
                LastBlankNode = _terms.LastBlankNode,
                Qualifiers = _terms.Qualifiers(),
            },
            Terms = _terms.View(),
            Dictionary = [.. _committed.Dictionary, .. _terms.Written],
            Segments = [.. _committed.Segments, .. _segments],
            Overlay = overlay,
            History = _recorded.Count == 0 ? _committed.History : _committed.History.With([.. _committed.History.Files, .. _recorded]),
        };
        var next = _store.NewState(parts);
        if (!ReferenceEquals(State, _committed))
            State.Release();
        State = next;
    }
}
