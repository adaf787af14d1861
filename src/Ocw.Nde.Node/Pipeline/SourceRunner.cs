using System.Globalization;
using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Purging;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// Walks one source through the house: 1 harvested, 2 lifted, 3 mapped, 4 aligned, 5 validated, 6 admitted, 7 stored, 8 described and registered;
/// 9, served, is the features' part. Decides whether there is anything to do, and what an incomplete run may replace.
/// </summary>
internal sealed class SourceRunner(NodeHost host, TimeProvider time)
{
    /// <summary>Runs a source; what goes wrong is in the record that comes back, and nothing that was there is lost.</summary>
    public async Task<RunRecord> RunAsync(SourceSettings source, RunOptions options, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var clock = time.GetTimestamp();
        var record = new RunRecord
        {
            Id = NewRunId(started),
            Source = source.Id,
            Dataset = source.Dataset,
            Channel = source.Channel,
            Protocol = source.Harvest.Protocol,
            Outcome = RunOutcome.Failed,
            Started = started,
            MissingTermSources = AlignmentRun.MissingSources(host, source),
        };
        try
        {
            FreeSpace.Require(host.Settings.DataDirectory, host.StateOf(source)?.DumpBytes ?? 0);
            record = await WalkAsync(source, record, options, cancellation);
        }
        catch (UserException e)
        {
            record = record with { Reason = e.Text.En };
        }
        catch (HaltedException e)
        {
            record = record with { Reason = e.Text.En };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or SettingsException or TermIndexException)
        {
            // Disk full, a damaged payload, wrong settings: the version before stays, and the reason is in the list of runs.
            record = record with { Reason = e.Message };
        }

        // What cannot be published now is not tried again and again: a person looks at the reason first.
        if (record.Outcome == RunOutcome.Failed && options.Approved is { } approved)
            host.Waiting.Put(approved with { Approved = null });
        record = record with { Seconds = Math.Round(time.GetElapsedTime(clock).TotalSeconds, 3) };
        host.Runs.Append(record);
        return record;
    }

    private async Task<RunRecord> WalkAsync(SourceSettings source, RunRecord record, RunOptions options, CancellationToken cancellation)
    {
        var state = host.StateOf(source);
        var fingerprint = host.FingerprintOf(source);
        if (options.Approved is { } waiting && waiting.Replaces != state?.Version)
            throw new UserException(new(
                $"De versie waar ronde {waiting.Run} op wachtte is intussen een andere; oogst {source.Id} opnieuw.",
                $"The version that run {waiting.Run} waited for is another one by now; harvest {source.Id} again."));

        // 1. Harvested: into the archive, whatever it is.
        var harvest = options.FromArchive || options.Approved is not null ? null : WithoutBlocked(source, await HarvestAsync(source, state, options, cancellation), cancellation);
        if (harvest is not null)
        {
            var reasons = ReasonsOf(harvest).ToList();
            record = record with
            {
                HarvestRun = harvest.RunId,
                Requests = harvest.Counters.Requests,
                Bytes = harvest.Counters.Bytes,
                Reason = ChannelPlan.TextOf(reasons),
                Reasons = reasons,
            };
            switch (harvest.Outcome)
            {
                case HarvestOutcome.Failed:
                    return record;
                case HarvestOutcome.Unchanged or HarvestOutcome.Complete when state is not null && state.Fingerprint == fingerprint && HasNothingNew(source, state, harvest, cancellation):
                    return Noticed(record, harvest) with { Outcome = RunOutcome.Unchanged, Objects = state.Objects, Triples = state.Triples };
                case HarvestOutcome.Incomplete when state is { IsComplete: true } && !source.AcceptIncomplete && !options.Consented:
                    return KeepComplete(source, Noticed(record, harvest), state, harvest);
            }
        }

        var runs = RunsOf(source, state, harvest, options);
        if (runs.Count == 0)
            return record with { Reason = record.Reason ?? "The archive holds no run of this source: harvest it first." };

        // 2 to 8: from the archive to the store, in one transaction.
        var incomplete = runs.Where(r => r.Outcome == HarvestOutcome.Incomplete).SelectMany(ReasonsOf).ToList();
        var isPart = harvest is { Outcome: HarvestOutcome.Complete } && incomplete.Count == 0 && state is { IsComplete: true } && state.Fingerprint == fingerprint;
        var plan = new ChannelPlan(source, record.Id, fingerprint, runs, isPart ? harvest : null, harvest?.NextCursor?.ToJson() ?? options.Approved?.Cursor ?? state?.Cursor, incomplete);
        using var walk = new ChannelWalk(host, time, plan, options);
        record = await walk.RunAsync(record, cancellation);
        if (record.Outcome is RunOutcome.Complete or RunOutcome.Unchanged || options.Consented)
            host.Waiting.Remove(source.Dataset, source.Channel);
        return harvest is null ? record : Noticed(record, harvest);
    }

    // Whether what is served would come out the same: the source says so, or each record is as it was; and no embargo ended meanwhile.
    private bool HasNothingNew(SourceSettings source, ChannelState state, HarvestRun harvest, CancellationToken cancellation)
    {
        if (source.Mapping is null)
            return harvest.Outcome == HarvestOutcome.Unchanged;
        if (state.HasDue(source, host.Runs, time.GetUtcNow()))
            return false;
        using var cache = host.RecordsOf(source);
        var isOfVersion = cache.Version == state.Version;
        if (OpensByItself(source, cache, isOfVersion))
            return false;
        if (harvest.Outcome == HarvestOutcome.Complete && WalkCompares(source, state, harvest, cache, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)))
            return false;
        if (harvest.Outcome == HarvestOutcome.Complete && (!state.IsComplete || !isOfVersion || !SameRecords.Are(cache, Cut(source, harvest, cancellation), harvest.Scope, cancellation)))
            return false;
        if (isOfVersion)
            cache.MoveCursor(harvest.NextCursor?.ToJson());
        return true;
    }

    /// <summary>Whether something that a source holds may have become public by the day alone since its version was made.</summary>
    public bool OpensByItself(SourceSettings source)
    {
        if (source.Mapping is null || host.StateOf(source) is not { } state)
            return false;
        using var cache = host.RecordsOf(source);
        return OpensByItself(source, cache, cache.Version == state.Version);
    }

    // What is not known of the version that is served is found out once a day.
    private bool OpensByItself(SourceSettings source, RecordCache cache, bool isOfVersion) => isOfVersion
        ? cache.NextOpening <= DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)
        : source.Access.DependsOnDay || host.ProfileOf(source)?.TellsPersons == true;

    // Then the records are compared there, once.
    private static bool WalkCompares(SourceSettings source, ChannelState state, HarvestRun harvest, RecordCache cache, DateOnly today)
    {
        using var known = cache.OpenReader();
        return ChannelWalk.MayStagePart(source, state, harvest, cache, known, today);
    }

    private IEnumerable<CutItem> Cut(SourceSettings source, HarvestRun harvest, CancellationToken cancellation) =>
        new RecordCutter(host.Archive, source.Harvest, host.CutOptions).Cut(harvest, null, cancellation);

    // The cursor of the version, or that of a later run that found nothing new.
    private string? CursorOf(SourceSettings source, ChannelState? state)
    {
        if (state is null || source.Mapping is null)
            return state?.Cursor;
        using var cache = host.RecordsOf(source);
        return cache.Version == state.Version && cache.Cursor is { } later ? later : state.Cursor;
    }

    // What was fetched stays in the archive, so that a person can still have it published without asking the source again.
    private RunRecord KeepComplete(SourceSettings source, RunRecord record, ChannelState state, HarvestRun harvest)
    {
        host.Waiting.Put(new WaitingRun
        {
            Source = source.Id,
            Dataset = source.Dataset,
            Channel = source.Channel,
            Run = record.Id,
            Outcome = RunOutcome.Incomplete,
            Reason = record.Reason,
            Since = time.GetUtcNow(),
            HarvestRuns = [.. RunsOf(source, state, harvest, new RunOptions()).Select(r => r.RunId)],
            Replaces = state.Version,
        });
        return record with { Outcome = RunOutcome.Incomplete, Objects = state.Objects, Triples = state.Triples };
    }

    private static RunRecord Noticed(RunRecord record, HarvestRun harvest)
    {
        var counts = new RunCounts();
        foreach (var notice in harvest.Notices.Where(n => !ChannelRecords.IsSetAside(n)))
            counts.AddNotice(notice);
        return record with { Notices = [.. counts.Notices, .. record.Notices] };
    }

    private async Task<HarvestRun> HarvestAsync(SourceSettings source, ChannelState? state, RunOptions options, CancellationToken cancellation)
    {
        var phase = new LocalizedText($"{source.Id}: oogsten", $"{source.Id}: harvesting");
        var progress = new SynchronousProgress<HarvestProgress>(p => options.Progress(phase, p.Records > 0 ? p.Records : p.Bytes, p.Records > 0 ? p.ExpectedRecords : p.ExpectedBytes));
        var cursor = CursorOf(source, state) is { } json && !options.Full ? HarvestCursor.Parse(json) : null;
        return await host.HarvesterFor(source).FetchAsync(source.Harvest, cursor, new HarvestOptions { Full = options.Full, JsonLd = host.JsonLd }, progress, cancellation);
    }

    // What was purged is taken out of the archive before anything is made of it.
    private HarvestRun WithoutBlocked(SourceSettings source, HarvestRun harvest, CancellationToken cancellation)
    {
        if (host.Blocked.IsEmpty)
            return harvest;
        Directory.CreateDirectory(host.Folders.Temporary);
        var eraser = new ArchiveEraser(host.Archive, host.CutOptions);
        var report = eraser.Erase(source.Harvest, new RecordErasure(host.Blocked, source.Id, host.ProfileOf(source), host.JsonLd), [harvest.RunId], apply: true, cancellation);
        return report.IsEmpty ? harvest : host.Archive.OpenRun(source.Harvest.Id, harvest.RunId);
    }

    /// <summary>The runs that make up the new state, oldest first.</summary>
    private List<HarvestRun> RunsOf(SourceSettings source, ChannelState? state, HarvestRun? harvest, RunOptions options)
    {
        if (harvest is { Outcome: HarvestOutcome.Complete or HarvestOutcome.Incomplete, Scope: HarvestScope.Full })
            return [harvest];
        var known = options.Approved?.HarvestRuns ?? state?.HarvestRuns;
        var runs = known is null ? [.. host.Archive.RunsToReplay(source.Harvest.Id, includeIncomplete: true)] : known.Select(id => host.Archive.OpenRun(source.Harvest.Id, id)).ToList();
        if (harvest is { Outcome: HarvestOutcome.Complete or HarvestOutcome.Incomplete } && runs.TrueForAll(r => r.RunId != harvest.RunId))
            runs.Add(harvest);
        return runs;
    }

    private static IEnumerable<HarvestNotice> ReasonsOf(HarvestRun harvest) =>
        harvest.Reasons.Count == 0 && harvest.Outcome == HarvestOutcome.Incomplete
            ? [new HarvestNotice("cut-off", "Not everything was seen.")]
            : harvest.Reasons;

    /// <summary>A name for a run: its start in UTC, sortable, and unique in the node.</summary>
    public static string NewRunId(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N")[..6];
}

/// <summary>A run was stopped on purpose; the version before it stays.</summary>
internal sealed class HaltedException(LocalizedText text) : Exception(text.En)
{
    /// <summary>Why.</summary>
    public LocalizedText Text { get; } = text;
}

/// <summary>Reports on the thread that does the work, so that no report comes after its end.</summary>
internal sealed class SynchronousProgress<T>(Action<T> report) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => report(value);
}
