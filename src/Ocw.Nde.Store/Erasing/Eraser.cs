using System.Collections.Immutable;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Merging;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Erasing;

/// <summary>Writes every file anew that holds something of what is to be erased, and switches to the new ones at once.</summary>
/// <remarks>
/// The caller has the writer's turn, lets nothing be merged, and has moved all that was in memory and in the log into segments. Until the switch the store is as it was; what an interrupted erasure has written is removed
/// when the store is opened again.
/// </remarks>
internal sealed class Eraser(QuadStore store, StoreFolder folder, StoreState state, CancellationToken cancellation) : IDisposable
{
    private readonly WorkFiles _work = new(folder);
    private readonly List<HeldFile<QuadSegment>> _segments = [];
    private readonly List<HeldFile<HistoryFile>> _history = [];
    private readonly List<HeldFile<DictionarySegment>> _dictionary = [];
    private readonly CommitStamp _commit = new(state.Manifest.CommitNumber + 1, store.TimeOfCommit(state.Manifest));
    private long _blanked;

    internal ErasureReport Run(IReadOnlyCollection<string> iris)
    {
        var asked = ErasedIris.Find(state.Terms, iris);
        var scan = new ErasureScan(state, cancellation);
        var targets = ErasureTargets.Find(scan, asked.Where(iri => iri.Id.IsBound).Select(iri => iri.Id));
        var triples = state.Terms.TripleTerms(cancellation);
        ErasureTargets.AddTripleTerms(targets, triples);
        var lost = LostRows.Find(scan, targets);
        var erased = new ErasedHistory(targets);
        foreach (var graph in lost.Graphs)
            erased.Add(graph, lost.PresentOf(graph), state.History.Of(graph));

        var rows = WithoutRows(targets, lost, erased);
        var used = new UsedTerms(state.Manifest.NextOrdinal);
        var uses = Mark(rows, asked, used);
        used.AddPartsOf(triples);
        var terms = WithoutTerms(rows, used);
        var changed = _segments.Count + _history.Count + _dictionary.Count > 0 || lost.Graphs.Count > 0;
        if (changed)
            store.Switch(terms, _work);

        return new ErasureReport(
            changed,
            changed ? _commit.Number : state.Manifest.CommitNumber,
            [.. lost.Graphs.Select(graph => new ErasedFromGraph(graph, ErasedIris.NameOf(state.Terms, graph), lost.PresentOf(graph).Count, lost.PastOf(graph)))],
            targets.Count(id => new TermId(id).Tag == TermTag.BlankNode),
            _blanked,
            _segments.Count + _history.Count + _dictionary.Count,
            FilesHeld: 0,
            uses,
            ErasedIris.KeysThatMention(state.Manifest.Values, iris));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _segments)
            file.Release(folder);
        foreach (var file in _history)
            file.Release(folder);
        foreach (var file in _dictionary)
            file.Release(folder);
        _work.RemoveAll();
    }

    private List<IriStillUsed> Mark(StoreParts rows, IReadOnlyList<AskedIri> asked, UsedTerms used)
    {
        var made = store.NewState(rows);
        try
        {
            return ErasedIris.Mark(made, asked, used, cancellation);
        }
        finally
        {
            made.Release();
        }
    }

    private StoreParts WithoutRows(HashSet<ulong> targets, LostRows lost, ErasedHistory erased)
    {
        var (graphs, segments) = (state.Manifest.Graphs, state.Segments);
        foreach (var old in state.Segments.Where(file => Holds(file.Segment, targets)))
        {
            var made = Rewrite(old.Segment, targets);
            segments = made is null ? segments.Remove(old) : segments.Replace(old, made);
            graphs = Relayer(graphs, old.Segment, made?.Segment);
        }

        foreach (var graph in lost.Graphs.Where(graph => lost.PresentOf(graph).Count > 0))
        {
            if (graphs.TryGetValue(graph, out var entry))
                graphs = graphs.SetItem(graph, entry with { ChangedAt = _commit.Number });
        }

        var history = state.History.With([.. RewriteHistory(lost, erased), .. RecordErasure(lost, graphs)]);
        var manifest = state.Manifest with
        {
            CommitNumber = _commit.Number,
            CommittedAt = _commit.Time,
            Graphs = graphs,
            Segments = [.. segments.Select(file => file.Segment.Info)],
            History = [.. history.Files.Select(file => file.Segment.Info)],
        };
        return state.Parts with { Manifest = manifest, Stored = manifest, Segments = segments, History = history };
    }

    private StoreParts WithoutTerms(StoreParts rows, UsedTerms used)
    {
        var dictionary = state.Dictionary;
        foreach (var old in state.Dictionary)
        {
            if (used.Rewrite(old.Segment, _work, state.Terms.Seed, cancellation, ref _blanked) is not { } info)
                continue;
            var made = new HeldFile<DictionarySegment>(DictionarySegment.Open(folder.Files, info), StoreFileNames.Dictionary(info.File));
            _dictionary.Add(made);
            dictionary = dictionary.Replace(old, made);
        }

        var terms = new TermView(
            state.Terms.Codec, state.Terms.Seed, state.Terms.Qualifiers, [.. dictionary.Select(file => file.Segment)], [], state.Terms.LastBlankNode);
        var manifest = rows.Manifest with { Dictionary = [.. dictionary.Select(file => file.Segment.Info)] };
        return rows with { Manifest = manifest, Stored = manifest, Terms = terms, Dictionary = dictionary };
    }

    // Rows that are not shown any more count too: they lie in the file.
    private static bool Holds(QuadSegment segment, HashSet<ulong> targets) => targets.Any(id =>
        SegmentRange.Find(segment, Permutation.Spog, new QuadKey(id, 0, 0, 0), 1).Count > 0
        || SegmentRange.Find(segment, Permutation.Ospg, new QuadKey(id, 0, 0, 0), 1).Count > 0);

    private HeldFile<QuadSegment>? Rewrite(QuadSegment segment, HashSet<ulong> targets)
    {
        var info = SegmentMerger.Run(state, [segment.Info.File], _work, cancellation, row => !ErasedHistory.Goes(row, targets));
        if (info.Rows == 0)
        {
            _work.Remove(StoreFileNames.Segment(info.File));
            return null;
        }

        var made = new HeldFile<QuadSegment>(QuadSegment.Open(folder.Files, info), StoreFileNames.Segment(info.File));
        _segments.Add(made);
        return made;
    }

    private static ImmutableSortedDictionary<TermId, GraphEntry> Relayer(ImmutableSortedDictionary<TermId, GraphEntry> graphs, QuadSegment old, QuadSegment? made)
    {
        foreach (var entry in graphs.Values.Where(entry => entry.Layers.Any(layer => layer.Segment == old.Info.File)))
        {
            var layers = entry.Layers
                .Select(layer => layer.Segment != old.Info.File ? layer : new GraphLayer(made?.Info.File ?? 0, made?.RowsOf(entry.Id.Value) ?? 0))
                .Where(layer => layer.Rows > 0);
            var changed = entry with { Layers = [.. layers] };
            graphs = changed.Layers.IsEmpty ? graphs.Remove(entry.Id) : graphs.SetItem(entry.Id, changed);
        }

        return graphs;
    }

    private List<HeldFile<HistoryFile>> RewriteHistory(LostRows lost, ErasedHistory erased)
    {
        var files = new List<HeldFile<HistoryFile>>();
        foreach (var old in state.History.Files)
        {
            if (!old.Segment.Entries.Any(entry => lost.Graphs.Contains(entry.Record.Graph)))
            {
                files.Add(old);
                continue;
            }

            using var writer = new HistoryFileWriter(_work.Files, _work.NewHistory(), old.Segment.Info.Access);
            foreach (var entry in old.Segment.Entries)
                writer.Append(erased.RecordOf(entry), erased.RowsOf(entry), cancellation);
            files.Add(Hold(writer.Finish()));
        }

        return files;
    }

    // The version list says that something was erased, when, and how much; nothing of what.
    private List<HeldFile<HistoryFile>> RecordErasure(LostRows lost, ImmutableSortedDictionary<TermId, GraphEntry> graphs)
    {
        using var writer = new HistoryWriter(_work);
        foreach (var graph in lost.Graphs)
        {
            var (before, last) = (GraphState.Of(state, graph), state.History.Last(graph));
            if (last is null && before?.Class.KeepsHistory() != true)
                continue;
            var now = (before ?? last!.After) with { Rows = graphs.TryGetValue(graph, out var entry) ? entry.Rows : 0 };
            writer.Append(
                new HistoryRecord(graph, _commit.Number, _commit.Time, HistoryKind.Erased, now, now, 0, lost.PresentOf(graph).Count, entry?.ChangedAt ?? 0), [], cancellation);
        }

        return [.. writer.Finish().Select(Hold)];
    }

    private HeldFile<HistoryFile> Hold(HistoryFileInfo info)
    {
        var file = new HeldFile<HistoryFile>(HistoryFile.Open(folder.Files, info), StoreFileNames.History(info.File));
        _history.Add(file);
        return file;
    }
}
