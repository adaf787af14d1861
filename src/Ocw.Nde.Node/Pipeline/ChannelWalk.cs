using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline.Gone;
using Ocw.Nde.Node.Pipeline.Quality;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store;
using Ocw.Nde.Store.History.BlankNodes;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Steps 2 to 8 of one channel, from the archive to the store, in one transaction: all of it becomes visible at once, or nothing does.</summary>
internal sealed partial class ChannelWalk(NodeHost host, TimeProvider time, ChannelPlan plan, RunOptions options) : IDisposable
{
    private readonly SourceSettings _source = plan.Source;
    private readonly RunCounts _counts = new();
    private readonly RunFindings _findings = new(plan.Source.Mapping?.Media.Check?.Sample ?? 0);
    private ChannelAlignment? _alignment;
    private IReadOnlyList<HarvestNotice> _incomplete = plan.Reasons;
    private string? _format;
    private ValidationFigures? _figures;
    private RecordCache? _cache;
    private RecordCacheFacts? _facts;
    private DeletedRecords _deleted = new(null);
    private GoneCount _gone;
    private ChannelState? _restated;

    private NodeIris Iris => host.Iris;

    private string DatasetIri => Iris.Dataset(_source.Dataset);

    private bool IsComplete => _incomplete.Count == 0;

    private string? Reason => ChannelPlan.TextOf(_incomplete);

    private GraphClass ContentClass => _source.Kind == SourceKind.Terms ? GraphClass.Terms : GraphClass.Content;

    /// <summary>Walks, and gives the record with what was done.</summary>
    public async Task<RunRecord> RunAsync(RunRecord record, CancellationToken cancellation)
    {
        record = await WalkAsync(record, cancellation);
        if (_restated is not null)
            record = await RestateAsync(record, _restated, cancellation);
        if (_findings.IsEmpty)
            return record;

        // What was stored is served by now: nobody waits for the images.
        var media = _source.Mapping?.Media.Check is { } check && record.Commit > 0 ? await host.CheckMediaAsync(_source, check, _findings.MediaSample, cancellation) : null;
        new RunReports(host.Folders.RunReports).Put(_findings.Report(record.Id, _source.Id, time.GetUtcNow()) with { Media = media, Validation = _figures });
        return record with { Media = media is null ? null : media with { Troubles = [] } };
    }

    /// <inheritdoc/>
    public void Dispose() => _alignment?.Dispose();

    private async Task<RunRecord> WalkAsync(RunRecord record, CancellationToken cancellation)
    {
        using var quarantine = new Quarantine(host.Folders.Quarantine, _source.Dataset, _source.Channel);
        using var transaction = host.Store.BeginWrite(cancellation);

        // 2, 3, 6. Lifted, mapped, admitted: into the staged graphs of the channel. What did not change is not mapped again.
        var profile = host.ProfileOf(_source);
        using var cache = profile is null ? null : host.RecordsOf(_source);
        _cache = cache;
        using var known = cache?.OpenReader();
        _deleted = new DeletedRecords(known);
        var state = host.StateOf(_source);
        _delta = StageDelta(transaction, state, profile, quarantine, known, cancellation);
        if (_isSame)
        {
            cache!.MoveCursor(plan.Cursor);
            return record with { Outcome = RunOutcome.Unchanged, Objects = state!.Objects, Triples = state.Triples };
        }

        if (_delta is null)
            await StageContentAsync(transaction, profile, quarantine, new HashSet<Iri>(), cancellation);
        if (!IsComplete && state is { IsComplete: true } && !_source.AcceptIncomplete && !options.Consented)
            return KeepComplete(record, state, quarantine);
        using var content = Staged(transaction, cancellation);

        // 5. Validated: the channel alone, open and closed together.
        var validation = _source.Kind == SourceKind.Collection ? Validate(content, profile, Known(content, known), cancellation) : null;
        if (validation is not null)
        {
            WriteReport(validation);
            _figures = ValidationFigures.Of(validation.Report);
        }

        if (validation is { Count.Violations: > 0 } && _source.OnInvalid == InvalidRecords.Halt)
            throw new HaltedException(HaltedText(validation.Count));
        if (validation is { Violating.Count: > 0 } && _source.OnInvalid == InvalidRecords.Skip)
            await RestageAsync(transaction, profile, quarantine, validation.Violating, cancellation);

        // A version that would take away too much waits for a person.
        if (state is not null && StageGone(transaction, state, validation?.Violating, cancellation) is { } removals)
            return Hold(record, state, removals, quarantine);

        // 4. Aligned: on the staged values, each once.
        if (_source.Align.Count > 0)
            Align(transaction, cancellation);
        if (validation is not null)
            StageReport(transaction, validation, cancellation);
        using var staged = Staged(transaction, cancellation);

        // 7. Stored: only when something differs from what is served.
        record = Summarize(record, staged, validation?.Count);
        if (state is not null && state.IsComplete == IsComplete && !state.HasNewerLinks && !HasChanges(transaction, staged, cancellation))
        {
            quarantine.Keep();
            KeepRecords(state.Version);
            _restated = state.Fingerprint == plan.Fingerprint ? null : state with { Fingerprint = plan.Fingerprint, ContentFingerprint = host.ContentFingerprintOf(_source) };
            return record with { Outcome = IsComplete ? RunOutcome.Unchanged : RunOutcome.Incomplete, Reason = Reason, Reasons = _incomplete };
        }

        return await PublishAsync(record, state, transaction, staged, quarantine, cancellation);
    }

    private async Task StageContentAsync(WriteTransaction transaction, MappingProfile? profile, Quarantine quarantine, IReadOnlySet<Iri> leftOut, CancellationToken cancellation)
    {
        var open = transaction.Stage(new Iri(GraphOf(GraphKind.Content)), ContentClass, AccessLevel.Open, StageMode.Replace);
        var closed = transaction.Stage(new Iri(GraphOf(GraphKind.Closed)), ContentClass, AccessLevel.Closed, StageMode.Replace);
        var phase = new LocalizedText($"{_source.Id}: omzetten", $"{_source.Id}: mapping");
        var reader = new ChannelRecords(new RecordPlaces(host.Archive, host.Folders.Temporary, host.JsonLd), _source, plan.Runs, fault => SetAside(fault, quarantine), _counts.AddDuplicate, _counts.AddNotice);
        if (profile is null)
        {
            // A thesaurus that is SKOS already goes in as it is.
            var whole = _source.Access.Level == AccessDecision.Openbaar ? open : closed;
            await Task.Run(() => reader.CopyDocuments(whole, n => options.Progress(phase, n, null), cancellation), cancellation);
            KeepBlankNodes(transaction, cancellation);
        }
        else
        {
            _cache?.Begin();
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            var admission = new Admission(_source.Access, today);
            var content = new ContentStage(profile, admission, open, closed, quarantine, _counts) { Kind = _source.Kind, LeftOut = leftOut, Blocked = host.Blocked, Cache = _cache, Findings = _findings, Source = StageSource(transaction, GraphKind.Source, AccessLevel.Open), ClosedSource = StageSource(transaction, GraphKind.ClosedSource, AccessLevel.Closed) };
            await content.RunAsync(reader.Read(profile, Delete, cancellation), n => options.Progress(phase, n, null), cancellation);
            _facts = new RecordCacheFacts { Version = plan.Version, Cursor = plan.Cursor, Admitted = today, NextOpening = admission.NextOpening, Faults = reader.Faults, Split = reader.Split, Documents = reader.Documents };
        }

        _format = reader.Format;
        _incomplete = [.. plan.Reasons, .. reader.IncompleteReasons];
    }

    // Staged in any case: what a setting kept before goes when it does not any more.
    private TripleSpans StageSource(WriteTransaction transaction, GraphKind kind, AccessLevel access) => new(transaction.Stage(new Iri(GraphOf(kind)), GraphClass.Provenance, access, StageMode.Replace));

    // Settings that leave the records as they are may change what is said of the dataset: its title, licence or publisher. That is no version.
    private async Task<RunRecord> RestateAsync(RunRecord record, ChannelState state, CancellationToken cancellation)
    {
        using (var transaction = host.Store.BeginWrite(cancellation))
        {
            transaction.Put(ChannelState.KeyOf(_source.Dataset, _source.Channel), state.ToBytes());
            host.Descriptions.Stage(transaction, _source, state, cancellation);
            transaction.Commit(cancellation);
        }

        return await host.AfterCommitAsync(_source, state, record, delta: null, questions: null, cancellation);
    }

    // A report that says the same at another time is no change: its one statement about its time is all that differs then.
    private bool HasChanges(WriteTransaction transaction, Snapshot staged, CancellationToken cancellation)
    {
        var report = staged.Terms.FindIri(GraphOf(GraphKind.Report));
        return transaction.Changes(cancellation).Any(change => change.Graph != report || change.Added > 1 || change.Removed > 1);
    }

    // Only for a version that saw everything: what is kept is compared with the next harvest.
    private void KeepRecords(string version)
    {
        if (IsComplete && _facts is not null)
            _cache?.Commit(_facts with { Version = version });
    }

    // What the node maps names its nodes itself; in a foreign document their labels mean nothing, and may be others each time.
    private void KeepBlankNodes(WriteTransaction transaction, CancellationToken cancellation)
    {
        transaction.KeepBlankNodes(host.Store, new Iri(GraphOf(GraphKind.Content)), cancellation);
        transaction.KeepBlankNodes(host.Store, new Iri(GraphOf(GraphKind.Closed)), cancellation);
    }

    private void Delete(HarvestedRecord record)
    {
        _counts.AddDeleted();
        _deleted.Add(record);
        _cache?.PutDeleted(record.Identifier, record.Datestamp?.UtcTicks ?? 0);
    }

    private void SetAside(HarvestFault fault, Quarantine quarantine)
    {
        _counts.AddSetAside();
        quarantine.Add(new(fault.Identifier, fault.Origin, fault.Code, fault.Reason));
    }

    private ValidationStage.Outcome Validate(IQuadSource staged, MappingProfile? profile, ValidationStage.Known? known, CancellationToken cancellation)
    {
        var phase = new LocalizedText($"{_source.Id}: valideren", $"{_source.Id}: validating");
        var graphs = GraphSelector.MergeOf([.. new[] { GraphKind.Content, GraphKind.Closed }.Select(k => staged.Terms.FindIri(GraphOf(k))).Where(id => id.IsBound)]);
        var outcome = new ValidationStage(StandardShapes.RecordProfile).Validate(
            staged, graphs, new Iri(DatasetIri),
            profile is null ? static _ => [] : profile.SourceFieldsFor,
            collectRecords: _source.OnInvalid == InvalidRecords.Skip,
            known,
            time.GetUtcNow(),
            new SynchronousProgress<long>(n => options.Progress(phase, n, null)),
            cancellation);
        _facts = _facts is null ? null : _facts with { Validation = outcome.Memory?.ToBytes() };
        return outcome;
    }

    private async Task RestageAsync(WriteTransaction transaction, MappingProfile? profile, Quarantine quarantine, IReadOnlySet<Iri> violating, CancellationToken cancellation)
    {
        _counts.Reset();
        _findings.Reset();
        _deleted.Reset();
        quarantine.Reset();
        await StageContentAsync(transaction, profile, quarantine, violating, cancellation);
    }

    private void Align(WriteTransaction transaction, CancellationToken cancellation)
    {
        using var staged = Staged(transaction, cancellation);
        var phase = new LocalizedText($"{_source.Id}: termen koppelen", $"{_source.Id}: aligning terms");
        _alignment = new ChannelAlignment(host, _source);
        _alignment.Stage(transaction, staged, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), done => options.Progress(phase, done, null), cancellation);
    }

    private void StageReport(WriteTransaction transaction, ValidationStage.Outcome validation, CancellationToken cancellation)
    {
        // Closed whatever the records are: a report names values, and so does its public summary elsewhere not.
        var report = new TripleSpans(transaction.Stage(new Iri(GraphOf(GraphKind.Report)), GraphClass.Reports, AccessLevel.Closed, StageMode.Replace));
        report.Write(validation.Report.ToTriples(new Iri(GraphOf(GraphKind.Report))));
        transaction.KeepBlankNodes(host.Store, new Iri(GraphOf(GraphKind.Report)), cancellation);
    }

    // What was seen of it is told; the complete version before it stays what is served.
    private RunRecord KeepComplete(RunRecord record, ChannelState state, Quarantine quarantine)
    {
        quarantine.Keep();
        host.Waiting.Put(Waiting(state, RunOutcome.Incomplete, Reason, null));
        return Counted(record) with { Outcome = RunOutcome.Incomplete, Reason = Reason, Reasons = _incomplete, Objects = state.Objects, Triples = state.Triples, SetAsideReasons = quarantine.Reasons };
    }

    // What disappears is held, or else becomes «not found» or a tombstone.
    private RemovalCount? StageGone(WriteTransaction transaction, ChannelState state, IReadOnlySet<Iri>? violating, CancellationToken cancellation)
    {
        using var after = Staged(transaction, cancellation);
        using var before = host.Store.OpenSnapshot(ReaderScope.Internal);
        string[] graphs = [GraphOf(GraphKind.Content), GraphOf(GraphKind.Closed)];
        var gone = GoneObjects.Between(new ObjectWalk(before, DatasetIri, _source.Kind).Of(graphs), new ObjectWalk(after, DatasetIri, _source.Kind).Of(graphs));
        if (!options.Consented && RemovalGuard.Check(gone, before, _source.Removals) is { } removals)
            return removals;
        if (_source.Kind == SourceKind.Terms)
            return null;
        _gone = new GoneStage(Iris, _source, host.Blocked, transaction).Run(before, after, gone, new GoneFacts
        {
            Now = time.GetUtcNow(),
            IsComplete = IsComplete,
            IsDeleted = subject => _deleted.Names(subject, plan.Runs[^1].Scope),
            IsWithdrawal = IsComplete && (options.Approved is not null || plan.Runs.Select(run => run.RunId).SequenceEqual(state.HarvestRuns, StringComparer.Ordinal)),
            SetAside = _source.OnInvalid == InvalidRecords.Skip && violating is not null ? violating : new HashSet<Iri>(),
            RunsSince = since => host.Runs.SawEverything(_source.Dataset, _source.Channel, since) + 2,
        });
        return null;
    }

    private RunRecord Hold(RunRecord record, ChannelState state, RemovalCount removals, Quarantine quarantine)
    {
        quarantine.Keep();
        var reason = new HarvestNotice(
            "removals-held",
            $"{removals.Gone} of the {removals.Before} objects would disappear, for example {string.Join(", ", removals.Examples.Take(3))}; the source allows {_source.Removals.Percent} % and {_source.Removals.Records} without consent. What is served stays. Look at the source, then: ocwnde runs approve {_source.Id}, or ocwnde runs reject {_source.Id}.");
        IReadOnlyList<HarvestNotice> reasons = [reason, .. _incomplete];
        host.Waiting.Put(Waiting(state, RunOutcome.Held, reason.Message, removals));
        return Counted(record) with
        {
            Outcome = RunOutcome.Held,
            Reason = ChannelPlan.TextOf(reasons),
            Reasons = reasons,
            Held = removals,
            Objects = state.Objects,
            Triples = state.Triples,
            SetAsideReasons = quarantine.Reasons,
        };
    }

    private WaitingRun Waiting(ChannelState state, RunOutcome outcome, string? reason, RemovalCount? removals) => new()
    {
        Source = _source.Id,
        Dataset = _source.Dataset,
        Channel = _source.Channel,
        Run = plan.Version,
        Outcome = outcome,
        Reason = reason,
        Since = time.GetUtcNow(),
        HarvestRuns = [.. plan.Runs.Select(r => r.RunId)],
        Replaces = state.Version,
        Cursor = plan.Cursor,
        Held = removals,
    };

    private RunRecord Counted(RunRecord record) => record with
    {
        Seen = _counts.Seen,
        Kept = _counts.Kept,
        Stubs = _counts.Stubs,
        Withheld = _counts.Withheld,
        SetAside = _counts.SetAside,
        Deleted = _counts.Deleted,
        Duplicates = _counts.Duplicates,
        Reused = _counts.Reused,
        OnlyChanges = _delta is not null,
        UnusedFields = _counts.Unused,
        DeniedFields = _counts.Denied,
        Fields = _findings.IsEmpty ? null : _findings.FieldCount,
        Quality = _findings.Quality?.Count(),
        Notices = _counts.Notices,
        Format = _format,
    };

    private RunRecord Summarize(RunRecord record, Snapshot staged, ValidationCount? validation)
    {
        var objects = ObjectCount.Of(staged, GraphOf(GraphKind.Content), DatasetIri, _source.Kind);
        if (_source.Mapping is null)
            _counts.AddCopied(objects);
        return Counted(record) with
        {
            Alignment = _alignment?.Counts ?? record.Alignment,
            Validation = validation ?? record.Validation,
            Triples = CountOf(staged, GraphKind.Content),
            ClosedTriples = CountOf(staged, GraphKind.Closed),
            Objects = objects,
            NotFound = _gone.Missing,
            Tombstones = _gone.Tombstones,
            Returned = _gone.Returned,
        };
    }

    private long CountOf(Snapshot staged, GraphKind kind)
    {
        var id = staged.Terms.FindIri(GraphOf(kind));
        return id.IsBound && staged.TryGetGraph(id, out var graph) ? graph.QuadCount : 0;
    }

    private async Task<RunRecord> PublishAsync(RunRecord record, ChannelState? before, WriteTransaction transaction, Snapshot staged, Quarantine quarantine, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        record = record with { Outcome = IsComplete ? RunOutcome.Complete : RunOutcome.Incomplete, Reason = Reason, Reasons = _incomplete, SetAsideReasons = quarantine.Reasons };

        // 8. Described, and committed with the graphs.
        var state = new ChannelState
        {
            Source = _source.Id,
            Version = plan.Version,
            PublishedAt = now,
            FirstPublishedAt = before?.FirstPublishedAt ?? now,
            HarvestRuns = [.. plan.Runs.Select(r => r.RunId)],
            IsComplete = IsComplete,
            Reason = Reason,
            Fingerprint = plan.Fingerprint,
            ContentFingerprint = host.ContentFingerprintOf(_source),
            // What could not be read is asked for again: only a version that saw everything moves on.
            Cursor = IsComplete ? plan.Cursor : before?.Cursor,
            Objects = record.Objects,
            Triples = record.Triples + CountOf(staged, GraphKind.Missing) + CountOf(staged, GraphKind.Links),
            MissingSince = _gone.MissingSince,
        };
        var run = new Iri(Iris.Run(_source.Dataset, _source.Channel, plan.Version));
        var provenance = ProvenanceTriples.OfRun(run, new Iri(GraphOf(GraphKind.Content)), record, plan.Runs.SelectMany(r => r.Payloads).Select(p => p.Hash).Distinct(StringComparer.Ordinal), now);
        var contentGraph = staged.Terms.FindIri(GraphOf(GraphKind.Content));
        (state, var result) = new ChannelPublication(host, _source).Publish(transaction, staged, new PublishedVersion(state, provenance, StageMode.Replace, IsPart: _delta is not null), cancellation);
        var change = result.Graphs.FirstOrDefault(g => g.Graph == contentGraph && contentGraph.IsBound);
        record = record with { Commit = result.CommitNumber, Added = change.Added, Removed = change.Removed };
        KeepRecords(plan.Version);
        quarantine.Keep();
        return await host.AfterCommitAsync(_source, state, record, _delta is null || before is null ? null : new IndexDelta(before.Version, _delta.Subjects), _alignment?.Questions, cancellation);
    }

    private string GraphOf(GraphKind kind) => Iris.Graph(_source.Dataset, _source.Channel, kind);

    // For the institution, in its language: files that only the operator reads.
    private void WriteReport(ValidationStage.Outcome validation)
    {
        Directory.CreateDirectory(host.Folders.Reports);
        var quality = _findings.Quality;
        foreach (var language in (ReadOnlySpan<Language>)[Language.Dutch, Language.English])
            File.WriteAllText(ReportFile(language.Tag()), validation.Report.ToText(language.Tag()) + (quality is null ? "" : QualityText.Of(quality, language)));
    }

    private string ReportFile(string language) => Path.Combine(host.Folders.Reports, $"{_source.Dataset}.{_source.Channel}.{language}.txt");

    private LocalizedText HaltedText(ValidationCount count) => new(
        $"{count.Violations} overtredingen van het profiel en de bron zegt onInvalid: halt; de vorige versie blijft. {ReportFile("nl")} zegt wat er mis is.",
        $"{count.Violations} violations of the profile and the source says onInvalid: halt; the previous version stays. {ReportFile("en")} says what is wrong.");
}
