using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>
/// Removes subjects from everything that the node keeps, for good, and keeps them out. 1 found in the store and in the archive; 2 blocked, so that no
/// harvest brings them back; 3 out of the archive; 4 out of the store, with new dumps and descriptions; 5 out of feeds and text files; 6 indexes built anew;
/// 7 searched for what is left; 8 a line in the audit log. Whoever is interrupted starts again: each step finds what is still there.
/// </summary>
internal sealed class Purge(NodeHost host, IReadOnlyList<string> subjects, TimeProvider time)
{
    private readonly PurgedNames _names = new(subjects);
    private readonly Dictionary<SourceSettings, ErasureReport> _archive = [];
    private int _lines;
    private int _decisions;

    /// <summary>What goes, or went.</summary>
    public PurgeReport Report { get; private set; } = new(0, new Dictionary<string, int>(StringComparer.Ordinal), 0, 0, 0, 0, 0, []);

    /// <summary>Says what would go; nothing is changed.</summary>
    public PurgeReport Preview(CancellationToken cancellation)
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        var found = StorePurge.Find(snapshot, _names, host.Iris.Base);
        EraseArchive(apply: false, cancellation);
        CleanTextFiles(apply: false);
        return Report = Summarize(found, snapshot.CommitNumber, []);
    }

    /// <summary>Does it.</summary>
    public async Task<PurgeReport> RunAsync(CancellationToken cancellation)
    {
        // 1. Found, before anything goes: the texts of the store are what is looked for elsewhere.
        StorePurge found;
        using (var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal))
            found = StorePurge.Find(snapshot, _names, host.Iris.Base);
        EraseArchive(apply: false, cancellation);

        // 2. Blocked.
        host.Blocked.Add(_names);

        // 3. Out of the archive. 4. Out of the store.
        EraseArchive(apply: true, cancellation);
        EraseFromStore(cancellation);

        // Older versions and the files themselves: also of nodes that only older versions had. What is still in the log is looked for in files too.
        host.Store.Flush(cancellation);
        var commit = host.Store.Erase([.. found.Iris.Concat(host.Store.FindIris(_names.Covers, cancellation)).Concat(subjects).Distinct(StringComparer.Ordinal)], cancellation).CommitNumber;

        // 5. Out of feeds and text files.
        EraseFromFeeds();
        CleanTextFiles(apply: true);
        if (Directory.Exists(host.Folders.Temporary))
            Directory.Delete(host.Folders.Temporary, recursive: true);

        // What mapping made of records is derived, and is made again where it is needed.
        RecordCache.DeleteAll(host.Folders.Records);
        new RunReports(host.Folders.RunReports).DeleteAll();

        // 6. Indexes built anew, on the public state that is left.
        await RebuildIndexesAsync(cancellation);

        // 7. Searched. 8. Told.
        var left = new LeftoverSearch(_names).Files(host.Folders.Root, cancellation)
            .Concat(host.Store.FindIris(_names.Covers, cancellation).Select(iri => $"{host.Folders.Store} <{iri}>")).ToList();
        Report = Summarize(found, commit, left);
        new AuditLog(host.Folders.Audit).Append(new AuditLine(
            time.GetUtcNow(), "purge", Environment.UserName, subjects.Count, Report.Quads, Report.Records, Report.Payloads, Report.Lines + Report.Decisions, commit));
        return Report;
    }

    private void EraseArchive(bool apply, CancellationToken cancellation)
    {
        var eraser = new ArchiveEraser(host.Archive, host.CutOptions);
        Directory.CreateDirectory(host.Folders.Temporary);
        foreach (var source in host.Sources)
        {
            var erasure = new RecordErasure(_names, source.Id, host.ProfileOf(source), host.JsonLd) { Found = identifier => _names.AddRecord(source.Id, identifier) };
            var report = eraser.Erase(source.Harvest, erasure, null, apply, cancellation);
            foreach (var record in report.Records)
                _names.AddRecord(source.Id, record.Identifier);
            if (!report.IsEmpty)
                _archive[source] = report;
        }
    }

    // All channels at once: no state between has half of it.
    private void EraseFromStore(CancellationToken cancellation)
    {
        using var transaction = host.Store.BeginWrite(cancellation);
        using (var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal))
            StorePurge.Find(snapshot, _names, host.Iris.Base).Stage(transaction);
        var dumps = new List<PreparedDump>();
        foreach (var source in host.Sources)
        {
            if (host.StateOf(source) is { } state)
                dumps.Add(RenewChannel(transaction, source, state, cancellation));
        }

        transaction.Commit(cancellation);
        foreach (var dump in dumps)
            dump.Publish();
        RemoveOtherDumps(dumps);
    }

    private PreparedDump RenewChannel(WriteTransaction transaction, SourceSettings source, ChannelState state, CancellationToken cancellation)
    {
        using var staged = transaction.OpenStaged(withCommitted: true, cancellation);
        var version = state.Version.Split('.')[0] + "." + Fingerprint.Short(time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        var graph = host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Content);
        var dump = host.Dumps.Prepare(staged, DumpService.GraphsOf(host.Iris, source.Dataset, source.Channel), source.Dataset, source.Channel, version, before: null, cancellation);
        var renewed = state with
        {
            Version = version,
            Cursor = RenamedCursor(source, state.Cursor),
            Objects = ObjectCount.Of(staged, graph, host.Iris.Dataset(source.Dataset), source.Kind),
            Triples = DumpService.GraphsOf(host.Iris, source.Dataset, source.Channel).Sum(g => staged.Terms.FindIri(g) is { IsBound: true } id && staged.TryGetGraph(id, out var info) ? info.QuadCount : 0),
            DumpBytes = dump.Length,
            DumpSha256 = dump.Sha256,
        };
        transaction.Put(ChannelState.KeyOf(source.Dataset, source.Channel), renewed.ToBytes());
        host.Descriptions.Stage(transaction, source, renewed, cancellation);
        return dump;
    }

    // The cursor knows files by the hash of their payload, and some payloads have another one now.
    private string? RenamedCursor(SourceSettings source, string? cursor)
    {
        foreach (var (old, present) in _archive.TryGetValue(source, out var report) ? report.Payloads : new Dictionary<string, string>(StringComparer.Ordinal))
            cursor = present.Length == 0 ? cursor : cursor?.Replace(old, present, StringComparison.Ordinal);
        return cursor;
    }

    // Dumps of channels without a source any more can be made again from the store, if they are asked for.
    private void RemoveOtherDumps(List<PreparedDump> kept)
    {
        if (!Directory.Exists(host.Folders.Dumps))
            return;
        var files = kept.SelectMany(d => new[] { d.File, DumpPieces.FileOf(d.File) }).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(host.Folders.Dumps).Where(f => !files.Contains(f)))
            File.Delete(file);
    }

    private void CleanTextFiles(bool apply)
    {
        var files = new TextFilePurge(_names);
        var apart = host.Folders.Archive + Path.DirectorySeparatorChar;
        _lines = host.Folders.Kept()
            .Where(file => !file.StartsWith(apart, StringComparison.Ordinal) && file != host.Folders.Audit && file != host.Folders.BlockList && file != host.Folders.Decisions)
            .Sum(file => files.Clean(file, apply));

        // A decision goes whole: without the words that it is about it decides nothing, and what was offered with it may tell them.
        _decisions = File.Exists(host.Folders.Decisions) ? files.DropLines(host.Folders.Decisions, apply) : 0;
    }

    // An event goes whole: it may tell what older versions said of a subject, which is looked for nowhere else.
    private void EraseFromFeeds()
    {
        host.Alignments.Log.Erase(_names.Mentions);
        foreach (var source in host.Sources.Where(source => source.Kind == SourceKind.Terms))
            host.TermChanges.Of(source.Id).Erase(_names.Mentions);
    }

    private async Task RebuildIndexesAsync(CancellationToken cancellation)
    {
        host.DropIndexes();
        foreach (var source in host.Sources)
        {
            if (host.StateOf(source) is { } state)
                await host.IndexAsync(source, state, cancellation);
        }
    }

    private PurgeReport Summarize(StorePurge found, long commit, IReadOnlyList<string> left) => new(
        found.RowsByGraph.Values.Sum(rows => (long)rows),
        found.RowsByGraph,
        _archive.Values.Sum(r => r.Records.Count),
        _archive.Values.Sum(r => r.Payloads.Count),
        _lines,
        _decisions,
        commit,
        left);
}

/// <summary>What a purge takes away.</summary>
/// <param name="Quads">Quads of the store.</param>
/// <param name="Graphs">The same, by graph.</param>
/// <param name="Records">Records in archived payloads.</param>
/// <param name="Payloads">Payloads that are written anew.</param>
/// <param name="Lines">Lines and values in text files.</param>
/// <param name="Decisions">What people decided about words that only the purged subjects have.</param>
/// <param name="Commit">The commit of the store.</param>
/// <param name="LeftIn">Files in which something is still found.</param>
internal sealed record PurgeReport(long Quads, IReadOnlyDictionary<string, int> Graphs, int Records, int Payloads, int Lines, int Decisions, long Commit, IReadOnlyList<string> LeftIn)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => Quads == 0 && Records == 0 && Payloads == 0 && Lines == 0 && Decisions == 0;
}
