using System.Collections.Immutable;
using System.Globalization;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Log;
using Ocw.Nde.Store.Overlays;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store;

/// <summary>Opens the files of a manifest and recovers the commits that are in the log.</summary>
internal static class StoreOpening
{
    /// <exception cref="StoreDamagedException">A file is not what it was.</exception>
    internal static StoreState Open(StoreFolder folder, Superblock superblock, Manifest manifest, StoreOptions options)
    {
        var dictionary = new List<HeldFile<DictionarySegment>>();
        var segments = new List<HeldFile<QuadSegment>>();
        var removed = new List<HeldFile<QuadSegment>>();
        var history = new List<HeldFile<HistoryFile>>();
        HeldFile<StoreLog>? log = null;
        try
        {
            foreach (var info in manifest.Dictionary)
                dictionary.Add(new(DictionarySegment.Open(folder.Files, info), StoreFileNames.Dictionary(info.File)));
            foreach (var info in manifest.Segments)
                segments.Add(new(QuadSegment.Open(folder.Files, info), StoreFileNames.Segment(info.File)));
            foreach (var info in manifest.Removed)
                removed.Add(RemovedFile.Open(folder.Files, info));
            foreach (var info in manifest.History)
                history.Add(new(HistoryFile.Open(folder.Files, info), StoreFileNames.History(info.File)));
            foreach (var (graph, layer) in manifest.Graphs.Values.SelectMany(graph => graph.Layers.Select(layer => (graph, layer))))
                segments.First(file => file.Segment.Info.File == layer.Segment).Segment.RequireRows(graph.Id.Value, layer.Rows);

            QuadSegment[] removedRows = [.. removed.Select(file => file.Segment)];
            var recovery = LogRecovery.Read(folder.Files, manifest, superblock.HashSeed, removedRows);
            log = new(new StoreLog(folder.Files, manifest.Log.File, recovery.End, options.LogStepBytes), StoreFileNames.Log(manifest.Log.File));
            CutTail(folder, recovery, log);
            ImmutableArray<TermTail> tails = recovery.Terms.EndOrdinal > manifest.NextOrdinal ? [new TermTail(recovery.Terms, recovery.Terms.EndOrdinal)] : [];
            return new StoreState(
                new StoreParts
                {
                    Manifest = recovery.Manifest,
                    Stored = manifest,
                    Terms = new TermView(
                        superblock.Codec,
                        superblock.HashSeed,
                        new TermQualifiers(recovery.Manifest.Qualifiers),
                        [.. dictionary.Select(file => file.Segment)],
                        tails,
                        recovery.Manifest.LastBlankNode),
                    Dictionary = [.. dictionary],
                    Segments = [.. segments],
                    Removed = [.. removed],
                    History = recovery.Logged().Aggregate(HistoryView.Create(history), (view, commit) => view.Record(commit)),
                    Overlay = recovery.Overlay(removedRows),
                    LastLogged = recovery.LastLogged,
                    Log = log,
                    LogEnd = recovery.End,
                },
                folder);
        }
        finally
        {
            foreach (var file in dictionary)
                file.Release(folder);
            foreach (var file in segments)
                file.Release(folder);
            foreach (var file in removed)
                file.Release(folder);
            foreach (var file in history)
                file.Release(folder);
            log?.Release(folder);
        }
    }

    private static void CutTail(StoreFolder folder, LogRecovery recovery, HeldFile<StoreLog> log)
    {
        if (recovery.TornEnd <= recovery.End)
            return;
        log.Segment.CutTail(recovery.TornEnd);
        folder.Warn(string.Create(
            CultureInfo.InvariantCulture,
            $"'{folder.Files.PathOf(log.Name)}' ended with an interrupted commit, which was never acknowledged: {recovery.TornEnd - recovery.End} bytes from byte {recovery.End} on were cleared."));
    }
}
