using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Takes records out of an archive for good: out of the payloads, whose hashes change, and out of the story of the runs.</summary>
/// <remarks>
/// The new payload is written first, then the runs that name it, then the old one is removed: whoever is interrupted starts again and finds the rest.
/// Everything else in a payload stays as it came; a page of RDF whose records are gathered from all over it becomes N-Quads without them.
/// </remarks>
public sealed class ArchiveEraser(PayloadArchive archive, CutOptions? options = null)
{
    private readonly CutOptions _options = options ?? CutOptions.Default;

    /// <summary>The media types of payloads that were written in another syntax, by their new hashes.</summary>
    private readonly Dictionary<string, string> _retyped = new(StringComparer.Ordinal);

    /// <summary>Takes records of one source out.</summary>
    /// <param name="source">The settings by which its payloads are cut.</param>
    /// <param name="erasure">What goes.</param>
    /// <param name="runs">The runs to look at; <see langword="null"/> for all, finished or not.</param>
    /// <param name="apply">Whether to do it; else only to say what would go.</param>
    /// <param name="cancellation">Stops between two payloads.</param>
    public ErasureReport Erase(HarvestSource source, IErasure erasure, IReadOnlyList<string>? runs, bool apply, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(erasure);
        var folders = (runs ?? [.. archive.RunIds(source.Id)]).Select(run => archive.RunFolder(source.Id, run)).Where(Directory.Exists).ToList();
        var records = new List<ErasedRecord>();
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var payloads = folders.SelectMany(PayloadsOf).DistinctBy(payload => payload.Hash, StringComparer.Ordinal).Where(payload => archive.Contains(payload.Hash)).ToList();
        foreach (var payload in payloads)
        {
            cancellation.ThrowIfCancellationRequested();
            var eraser = new PayloadEraser(archive, payload, source, _options, erasure);
            if (!eraser.Find(cancellation))
                continue;
            records.AddRange(eraser.Records);
            foreach (var companion in eraser.Companions)
                renamed[companion.Hash] = apply ? "" : companion.Hash;
            var hash = apply ? eraser.Rewrite()?.Hash ?? "" : payload.Hash;
            renamed[payload.Hash] = hash;
            if (hash.Length > 0 && hash != payload.Hash && eraser.MediaType is { } type)
                _retyped[hash] = type;
        }

        var remarks = folders.Sum(folder => RewriteRun(folder, renamed, erasure, apply));
        if (apply)
            RemoveOld(source, renamed);
        return new ErasureReport(records, renamed, remarks);
    }

    private static IEnumerable<ArchivedPayload> PayloadsOf(string folder)
    {
        var run = Path.Combine(folder, "run.json");
        if (File.Exists(run) && JsonSerializer.Deserialize(File.ReadAllBytes(run), HarvestJson.Default.HarvestRun) is { } finished)
        {
            foreach (var payload in finished.Payloads)
                yield return payload;
        }

        foreach (var entry in JournalOf(folder))
        {
            if (entry.Payload is { } payload)
                yield return payload;
        }
    }

    private static IEnumerable<JournalEntry> JournalOf(string folder)
    {
        var journal = Path.Combine(folder, "journal.jsonl");
        return File.Exists(journal) ? File.ReadLines(journal).Select(RunJournal.ParseLine).OfType<JournalEntry>() : [];
    }

    // A hash that is replaced in one source's run may be known to runs of another source: the same page of the same server.
    private int RewriteRun(string folder, Dictionary<string, string> renamed, IErasure erasure, bool apply)
    {
        var remarks = 0;
        var file = Path.Combine(folder, "run.json");
        if (File.Exists(file) && JsonSerializer.Deserialize(File.ReadAllBytes(file), HarvestJson.Default.HarvestRun) is { } run)
        {
            var changed = run with
            {
                Payloads = [.. run.Payloads.Select(p => Renamed(p, renamed)).OfType<ArchivedPayload>()],
                Notices = [.. run.Notices.Where(n => !IsAbout(n, erasure))],
                Reasons = [.. run.Reasons.Select(r => IsAbout(r, erasure) ? r with { Message = "This reason named erased data.", Identifier = null } : r)],
                NextCursor = run.NextCursor is { } cursor ? Renamed(cursor, renamed) : null,
            };
            remarks += run.Notices.Count - changed.Notices.Count + run.Reasons.Count(r => IsAbout(r, erasure));
            if (apply)
                DurableFiles.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(changed, HarvestJson.Default.HarvestRun));
        }

        var journal = Path.Combine(folder, "journal.jsonl");
        if (!File.Exists(journal))
            return remarks;
        var lines = new StringBuilder();
        foreach (var entry in JournalOf(folder))
        {
            if (entry.Notice is { } notice && IsAbout(notice, erasure))
            {
                remarks++;
                continue;
            }

            var payload = entry.Payload is { } named ? Renamed(named, renamed) : null;
            // A page stays in the journal without its payload: going on needs its place in the list.
            if (entry.Payload is null || payload is not null || entry.Page is not null)
                lines.Append(JsonSerializer.Serialize(entry with { Payload = payload }, HarvestJson.Default.JournalEntry)).Append('\n');
        }

        if (apply)
            DurableFiles.WriteAllBytes(journal, Encoding.UTF8.GetBytes(lines.ToString()));
        return remarks;
    }

    private void RemoveOld(HarvestSource source, Dictionary<string, string> renamed)
    {
        foreach (var (old, present) in renamed.Where(pair => pair.Key != pair.Value))
        {
            foreach (var folder in archive.AllRunFolders().Where(folder => Path.GetFileName(Path.GetDirectoryName(folder)) != source.Id))
                RewriteRun(folder, new(StringComparer.Ordinal) { [old] = present }, NoErasure.Instance, apply: PayloadsOf(folder).Any(p => p.Hash == old));
            archive.Remove(old);
        }
    }

    private ArchivedPayload? Renamed(ArchivedPayload payload, Dictionary<string, string> renamed)
    {
        if (payload.Companions.Any(companion => renamed.ContainsKey(companion.Hash)))
            payload = payload with { Companions = [.. payload.Companions.Select(companion => Renamed(companion, renamed)).OfType<ArchivedPayload>()] };
        if (!renamed.TryGetValue(payload.Hash, out var hash))
            return payload;
        return hash.Length == 0 ? null : payload with { Hash = hash, MediaType = _retyped.GetValueOrDefault(hash, payload.MediaType!) };
    }

    private static HarvestCursor Renamed(HarvestCursor cursor, Dictionary<string, string> renamed) => cursor with
    {
        Files = cursor.Files.ToDictionary(file => file.Key, file => renamed.TryGetValue(file.Value.Hash, out var hash) ? file.Value with { Hash = hash } : file.Value, StringComparer.Ordinal),
    };

    private static bool IsAbout(HarvestNotice notice, IErasure erasure) =>
        erasure.Mentions(notice.Message) || (notice.Identifier is { } identifier && erasure.Mentions(identifier)) || (notice.Origin is { } origin && erasure.Mentions(origin));

    /// <summary>Erases nothing: for runs in which only hashes are renamed.</summary>
    private sealed class NoErasure : IErasure
    {
        public static NoErasure Instance { get; } = new();

        public bool Covers(HarvestedRecord record) => false;

        public byte[]? Without(HarvestedDocument document) => null;

        public bool Mentions(string text) => false;
    }
}
