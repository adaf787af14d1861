using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Pipeline.Increments;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Shacl.Increments;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Pipeline;

/// <content>Staging only what changed, where that is sure to give what staging everything gives.</content>
internal sealed partial class ChannelWalk
{
    private ChannelDelta? _delta;
    private bool _isSame;

    // What a step reads that looks at the whole channel: of a difference, what is committed shows through.
    private Snapshot Staged(WriteTransaction transaction, CancellationToken cancellation) => transaction.OpenStaged(withCommitted: _delta is not null, cancellation);

    private ChannelDelta? StageDelta(WriteTransaction transaction, ChannelState? state, MappingProfile? profile, Quarantine quarantine, RecordCacheReader? known, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (plan.Newest is not { } newest || state is null || profile is null || _cache is null || known is null || !MayStagePart(_source, state, newest, _cache, known, today) || HasEarlierFaults(newest) || ReplacesGroups(profile, newest))
            return null;
        options.Progress(new LocalizedText($"{_source.Id}: vergelijken", $"{_source.Id}: comparing"), 0, null);
        var isIncrement = newest.Scope == HarvestScope.Increment;
        _cache.Begin(part: true, keepDeleted: isIncrement);

        // Copies of records are rare, and looking for them costs reading all identifiers: only when one is met everything is compared again with the rules for copies.
        var reader = NewestRecords(newest, quarantine, isDistinct: true);
        var records = Compare(known, reader, newest, cancellation);
        if (records is { HasCopies: true })
        {
            _counts.Reset();
            quarantine.Reset();
            reader = NewestRecords(newest, quarantine, isDistinct: false);
            records = Compare(known, reader, newest, cancellation);
        }

        // What is served already, all of it: nothing need be looked at.
        if (records is { IsEmpty: true } && reader.Faults == _cache.Faults && !state.HasDue(_source, host.Runs, time.GetUtcNow()))
        {
            _isSame = true;
            return null;
        }

        // One record at least is mapped in any case: the profile learns from it how the source writes the paths of its fields.
        if (records is { Changed.Count: 0, Sample: { } sample })
            profile.CreateMapper().Map(sample);
        ChannelDelta? delta = null;
        var admission = new Admission(_source.Access, today);
        if (records?.Sample is not null)
        {
            using var before = host.Store.OpenSnapshot(ReaderScope.Internal);
            delta = new DeltaStage(Iris, _source, profile, admission, _cache, known, host.Blocked).Run(records, before, transaction, _counts, cancellation);
        }

        if (records is null || delta is null)
        {
            _counts.Reset();
            quarantine.Reset();
            return null;
        }

        Note(records, quarantine);
        _facts = new RecordCacheFacts { Version = plan.Version, Cursor = plan.Cursor, Admitted = today, NextOpening = Earliest(_cache.NextOpening, admission.NextOpening), Faults = reader.Faults };
        _format = reader.Format;
        _incomplete = [.. plan.Reasons, .. reader.IncompleteReasons];
        return delta;
    }

    private ChannelRecords NewestRecords(HarvestRun newest, Quarantine quarantine, bool isDistinct) =>
        new(new RecordPlaces(host.Archive, host.Folders.Temporary, host.JsonLd), _source, [newest], fault => SetAside(fault, quarantine), _counts.AddDuplicate, _counts.AddNotice) { IsDistinct = isDistinct };

    private RecordDelta? Compare(RecordCacheReader known, ChannelRecords records, HarvestRun newest, CancellationToken cancellation) =>
        RecordDelta.Of(known, records.Cut(cancellation), newest.Scope, _source.Harvest.Winner == DuplicateRule.Newest, records.IsDistinct, cancellation);

    // What was found of the version before, and the nodes of which something else is said now.
    private ValidationStage.Known? Known(Snapshot content, RecordCacheReader? known)
    {
        if (_delta is null || known?.Validation() is not { } bytes || ValidationMemory.Read(bytes) is not { } memory)
            return null;
        var changed = new HashSet<TermId>();
        foreach (var subject in _delta.AllSubjects)
        {
            if (content.Terms.FindIri(subject) is not { IsBound: true } id)
                return null;
            changed.Add(id);
        }

        return new ValidationStage.Known(memory, changed);
    }

    /// <summary>Whether the difference may be staged alone: the cache has the records of what is served, each with its note, and what the harvest leaves out stays as it was.</summary>
    /// <param name="source">The source.</param>
    /// <param name="state">What is served.</param>
    /// <param name="newest">What was harvested.</param>
    /// <param name="cache">The records of what is served.</param>
    /// <param name="known">The same, to be read.</param>
    /// <param name="today">The day for which it is decided what is public.</param>
    public static bool MayStagePart(SourceSettings source, ChannelState state, HarvestRun newest, RecordCache cache, RecordCacheReader known, DateOnly today) =>
        source is { Kind: SourceKind.Collection, OnInvalid: InvalidRecords.Store, Mapping: { Rml: null, KeepSource: false, Media.Check: null } }
        && state.IsComplete && cache.Version == state.Version && cache.Split == 0 && !(cache.NextOpening <= today) && known.IsNoted()
        && (newest.Scope == HarvestScope.Full || (cache.Faults == 0 && source.Harvest.Winner != DuplicateRule.First));

    private static DateOnly? Earliest(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;

    // What an earlier run of the chain could not get hold of is told again only where everything is read.
    private bool HasEarlierFaults(HarvestRun newest) => newest.Scope == HarvestScope.Increment && plan.Runs.Any(run => run.RunId != newest.RunId && run.Notices.Any(ChannelRecords.IsSetAside));

    // A newer copy of a finding aid, or the news that it is deleted, takes along components that the increment does not name.
    private bool ReplacesGroups(MappingProfile profile, HarvestRun newest) =>
        newest.Scope == HarvestScope.Increment && profile.Name == "ead" && _source.Harvest is OaiPmhSource { FindingAids: FindingAidCut.Components };

    // Counts the channel as a whole from the notes of its records.
    private void Note(RecordDelta records, Quarantine quarantine)
    {
        foreach (var (key, _) in records.Gone)
            _cache!.Remove(key);
        foreach (var changed in records.Changed)
            _cache!.Remove(changed.Hash.Key, withDeletion: true);
        foreach (var deleted in records.Deleted)
        {
            _deleted.Add(deleted);
            _cache!.PutDeleted(deleted.Identifier, deleted.Datestamp?.UtcTicks ?? 0);
        }

        var noted = 0L;
        foreach (var note in _cache!.Notes())
        {
            noted++;
            _counts.Add(note);
            _findings.Add(note, null);
            if (note.Fault is { } fault)
                quarantine.Add(fault);
        }

        _counts.AddReused(noted - records.Changed.Count);
        _counts.AddDeleted(_cache.CountDeleted());
    }
}
