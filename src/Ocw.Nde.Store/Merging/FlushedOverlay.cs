using System.Collections.Immutable;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.Merging;

/// <summary>The files that hold what a state has in memory only, not published yet.</summary>
internal sealed class FlushedOverlay(QuadStore store, StoreParts before) : IDisposable
{
    /// <summary>The dictionary segments of the terms that were in memory.</summary>
    internal List<HeldFile<DictionarySegment>> Terms { get; } = [];

    /// <summary>The segments of the rows.</summary>
    internal List<HeldFile<QuadSegment>> Segments { get; } = [];

    /// <summary>The history of the logged commits.</summary>
    internal List<HeldFile<HistoryFile>> History { get; } = [];

    /// <summary>The files of the rows that stay removed.</summary>
    internal List<HeldFile<QuadSegment>> Removed { get; } = [];

    /// <summary>The graphs whose rows are all in a new layer, with that layer.</summary>
    internal Dictionary<TermId, GraphLayer> Rewritten { get; } = [];

    /// <summary>The graphs whose added rows are in a new layer, with that layer.</summary>
    internal Dictionary<TermId, GraphLayer> Extended { get; } = [];

    /// <summary>The rows that stay removed.</summary>
    internal Overlay Kept { get; set; } = Overlay.Empty;

    /// <summary>The state that was flushed, with nothing in memory but the rows that stay removed.</summary>
    internal StoreParts Parts()
    {
        var stored = Stored(entry => entry.Layers, before);
        return before with
        {
            Manifest = stored,
            Stored = stored,
            Terms = View(before, tails: []),
            Dictionary = Dictionary(before),
            Segments = Served(before, stored),
            Removed = [.. Removed],
            History = HistoryOf(before),
            Overlay = Kept,
            LastLogged = null,
        };
    }

    /// <summary>The present state, with what was flushed on disk and only what was logged since in memory.</summary>
    /// <returns><see langword="null"/> if the present state does not go on from the one that was flushed.</returns>
    internal StoreParts? PartsOver(StoreParts now)
    {
        if (now.Stored.CommitNumber != before.Stored.CommitNumber || now.Log.Name != before.Log.Name)
            return null;

        // Merging may have moved layers meanwhile.
        var stored = Stored(entry => entry.Layers.IsEmpty ? [] : now.Stored.Graphs[entry.Id].Layers, now);
        var graphs = ImmutableSortedDictionary.CreateBuilder<TermId, GraphEntry>();
        foreach (var entry in now.Manifest.Graphs.Values)
        {
            var layers = stored.Graphs.TryGetValue(entry.Id, out var flushed) ? flushed.Layers : [];
            if (!layers.IsEmpty && flushed!.Access != entry.Access)
                return null;
            graphs[entry.Id] = entry with { Layers = layers };
        }

        var (overlay, logged) = Since(now.LastLogged);
        return now with
        {
            Manifest = now.Manifest with
            {
                Graphs = graphs.ToImmutable(),
                Dictionary = stored.Dictionary,
                Segments = stored.Segments,
                Removed = stored.Removed,
                History = stored.History,
                Log = stored.Log,
            },
            Stored = stored,
            Terms = View(now, TailsOf(now)),
            Dictionary = Dictionary(now),
            Segments = Served(now, stored),
            Removed = [.. Removed],
            History = HistoryOf(now),
            Overlay = overlay,
            LastLogged = logged,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Terms)
            store.GiveBack(file);
        foreach (var file in Segments)
            store.GiveBack(file);
        foreach (var file in Removed)
            store.GiveBack(file);
        foreach (var file in History)
            store.GiveBack(file);
    }

    private HistoryView HistoryOf(StoreParts now) => now.History.Flushed(History, before.LastLogged?.CommitNumber ?? 0);

    private Manifest Stored(Func<GraphEntry, ImmutableArray<GraphLayer>> layersOf, StoreParts now)
    {
        var graphs = ImmutableSortedDictionary.CreateBuilder<TermId, GraphEntry>();
        foreach (var entry in before.Manifest.Graphs.Values)
        {
            var layers = Rewritten.TryGetValue(entry.Id, out var whole) ? [whole] : layersOf(entry);
            graphs[entry.Id] = entry with { Layers = Extended.TryGetValue(entry.Id, out var added) ? layers.Add(added) : layers };
        }

        var stored = before.Manifest with { Graphs = graphs.ToImmutable() };
        return stored with
        {
            Dictionary = [.. Dictionary(now).Select(file => file.Segment.Info)],
            Segments = [.. Served(now, stored).Select(file => file.Segment.Info)],
            Removed = [.. Removed.Select(file => file.Segment.Info)],
            History = [.. HistoryOf(now).Files.Select(file => file.Segment.Info)],
            Log = now.Stored.Log with { Start = before.LogEnd },
        };
    }

    private ImmutableArray<HeldFile<DictionarySegment>> Dictionary(StoreParts now) =>
        [.. now.Dictionary.Concat(Terms).OrderBy(file => file.Segment.FirstOrdinal)];

    private ImmutableArray<HeldFile<QuadSegment>> Served(StoreParts now, Manifest stored)
    {
        var served = stored.Graphs.Values.SelectMany(graph => graph.Layers).Select(layer => layer.Segment).ToHashSet();
        return [.. now.Segments.Concat(Segments).Where(file => served.Contains(file.Segment.Info.File))];
    }

    private TermView View(StoreParts now, ImmutableArray<TermTail> tails) => new(
        now.Terms.Codec, now.Terms.Seed, now.Terms.Qualifiers, [.. Dictionary(now).Select(file => file.Segment)], tails, now.Terms.LastBlankNode);

    private ImmutableArray<TermTail> TailsOf(StoreParts now)
    {
        if (now.Manifest.NextOrdinal == before.Manifest.NextOrdinal)
            return [];
        var terms = new DeltaTerms(before.Manifest.NextOrdinal);
        foreach (var tail in now.Terms.Tails)
            terms.AppendFrom(tail.Terms, tail.EndOrdinal);
        return [new TermTail(terms, terms.EndOrdinal)];
    }

    private (Overlay Overlay, LoggedCommit? Last) Since(LoggedCommit? last)
    {
        var commits = new Stack<LoggedCommit>();
        for (; last is not null && last.CommitNumber > before.Manifest.CommitNumber; last = last.Previous)
            commits.Push(last);

        var overlay = Kept.ToBuilder();
        LoggedCommit? logged = null;
        foreach (var commit in commits)
        {
            foreach (var graph in commit.Graphs)
            {
                foreach (var row in graph.Removed)
                    overlay.Remove(row);
                foreach (var row in graph.Added)
                    overlay.Add(row);
            }

            logged = new LoggedCommit(commit.CommitNumber, commit.CommittedAt, commit.Graphs, logged);
        }

        return (overlay.Build(), logged);
    }
}
