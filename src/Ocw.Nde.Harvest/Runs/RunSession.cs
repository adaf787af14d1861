using System.Globalization;

namespace Ocw.Nde.Harvest;

/// <summary>One run while it goes on: its journal, what it fetched, and what was noticed. A killed or broken-off run is gone on with.</summary>
internal sealed class RunSession : IDisposable
{
    private readonly PayloadArchive _archive;
    private readonly HarvestSource _source;
    private readonly TimeProvider _time;
    private readonly RunJournal _journal;
    private readonly List<ArchivedPayload> _payloads = [];
    private readonly List<HarvestNotice> _notices = [];
    private readonly List<HarvestNotice> _reasons = [];

    private RunSession(PayloadArchive archive, HarvestSource source, TimeProvider time, RunJournal journal, JournalEntry start)
    {
        _archive = archive;
        _source = source;
        _time = time;
        _journal = journal;
        Start = start;
        IsResumed = journal.Entries.Count > 0;
        foreach (var entry in journal.Entries)
            Remember(entry);
    }

    /// <summary>What the run asks.</summary>
    public JournalEntry Start { get; }

    /// <summary>The name of the run.</summary>
    public string RunId => _journal.RunId;

    /// <summary>Whether an earlier call started it.</summary>
    public bool IsResumed { get; }

    /// <summary>What earlier calls fetched.</summary>
    public IReadOnlyList<JournalEntry> EarlierEntries => _journal.Entries;

    /// <summary>Everything that was fetched until now.</summary>
    public IReadOnlyList<ArchivedPayload> Payloads => _payloads;

    /// <summary>What was noticed until now, by earlier calls too.</summary>
    public IReadOnlyList<HarvestNotice> Notices => _notices;

    /// <summary>Why the run cannot be complete, until now.</summary>
    public IReadOnlyList<HarvestNotice> Reasons => _reasons;

    /// <summary>What it took until now.</summary>
    public HarvestCounters Counters { get; set; } = new();

    /// <summary>Goes on with the half run of the source, or starts a new one.</summary>
    public static RunSession Open(PayloadArchive archive, HarvestSource source, DateTimeOffset? since, HarvestOptions options, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (archive.RunIds(source.Id).FirstOrDefault() is { } last && IsHalf(archive, source.Id, last) && RunJournal.OpenHalf(archive, source.Id, last) is { } half)
        {
            if (half.Entries.Count > 0 && half.Entries[0] is var start && start.Fingerprint == source.Fingerprint && start.Since == since && now - start.StartedAt <= options.ResumeWithin)
                return new RunSession(archive, source, time, half, start);
            half.Dispose();
        }

        var runId = NewRunId(archive, source.Id, now);
        var created = RunJournal.Create(archive, source.Id, runId);
        var first = new JournalEntry { Fingerprint = source.Fingerprint, StartedAt = now, Since = since };
        created.Append(first);
        return new RunSession(archive, source, time, created, first);
    }

    /// <summary>Keeps a payload in the run, durably.</summary>
    public void Add(ArchivedPayload payload, JournalPage? page = null)
    {
        var entry = new JournalEntry { Payload = payload, Page = page };
        _journal.Append(entry);
        Remember(entry);
    }

    /// <summary>Keeps what the repository says about itself.</summary>
    public void Know(OaiRepository repository) => _journal.Append(new JournalEntry { Repository = repository });

    /// <summary>Says something about the run; said again when the run is gone on with.</summary>
    public void Notice(string code, string message, string? origin = null, string? identifier = null)
    {
        var entry = new JournalEntry { Notice = new HarvestNotice(code, message, origin, identifier) };
        _journal.Append(entry);
        Remember(entry);
    }

    /// <summary>Says why the run cannot be complete.</summary>
    public void CannotBeComplete(HarvestNotice reason) => _reasons.Add(reason);

    /// <summary>Ends the run and keeps its story.</summary>
    public HarvestRun Finish(HarvestOutcome outcome, HarvestScope scope, HarvestCursor? nextCursor, bool isResumable, OaiRepository? repository = null, IReadOnlyList<ArchivedPayload>? payloads = null)
    {
        return _archive.WriteRun(new HarvestRun
        {
            RunId = RunId,
            SourceId = _source.Id,
            StartedAt = Start.StartedAt!.Value,
            FinishedAt = _time.GetUtcNow(),
            Outcome = outcome,
            Scope = scope,
            Reasons = [.. _reasons],
            Notices = [.. _notices],
            Payloads = [.. payloads ?? _payloads],
            NextCursor = nextCursor,
            Counters = Counters,
            IsResumable = isResumable,
            Repository = repository,
        });
    }

    public void Dispose() => _journal.Dispose();

    private void Remember(JournalEntry entry)
    {
        if (entry.Payload is { } payload)
            _payloads.Add(payload);
        if (entry.Notice is { } notice)
            _notices.Add(notice);
    }

    private static bool IsHalf(PayloadArchive archive, string sourceId, string runId) =>
        !File.Exists(Path.Combine(archive.RunFolder(sourceId, runId), "run.json")) || archive.OpenRun(sourceId, runId).IsResumable;

    private static string NewRunId(PayloadArchive archive, string sourceId, DateTimeOffset now)
    {
        var stem = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture);
        var runId = stem;
        for (var number = 2; Directory.Exists(archive.RunFolder(sourceId, runId)); number++)
            runId = $"{stem}-{number:D4}";
        return runId;
    }
}
