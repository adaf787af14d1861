using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests a repository by OAI-PMH 2.0 into the archive.</summary>
/// <remarks>
/// 1. Identify: the granularity decides how moments are written. A run that was killed or broken off goes on behind its last page instead.
/// 2. Each set is a list of its own: pages are asked for one after another, the next one while the present one is written to the disk.
/// 3. A page is in the archive and in the journal before the page after the next is asked for.
/// 4. A list ends where the repository says so, or where it goes in a circle; a lost token starts it again from the last good datestamp.
/// 5. The run is complete when every list ended by itself with as many records as were announced. The next run starts from the responseDate of this one.
/// </remarks>
internal sealed class OaiHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, OaiPmhSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    private readonly OaiRequest requests = new(source);
    private readonly OaiClient client = new(web, source, options);
    private readonly IReadOnlyList<string?> sets = source.Sets.Count == 0 ? [null] : [.. source.Sets];
    private RunSession session = null!;
    private OaiRepository? repository;
    private OaiList list = null!;
    private DateTimeOffset? firstResponse;
    private bool isDayGranularity;
    private int pages;
    private int restarts;
    private bool isBrokenOff;
    private bool hasOutsiders;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        var since = options.Full ? null : cursor?.Since;
        using var opened = RunSession.Open(archive, source, since, options, time);
        session = opened;
        var from = Later(since - source.Overlap, source.From);
        list = new OaiList(0, 0, from, options);
        if (session.IsResumed)
            TakeUp(from);
        try
        {
            if (repository is null)
                await IdentifyAsync(cancellation);
            await ListAllAsync(from, cancellation);
        }
        catch (WebRequestException failed)
        {
            isBrokenOff = true;
            session.CannotBeComplete(new HarvestNotice(pages == 0 ? "not-reachable" : "broken-off", $"{failed.Message}{(pages > 0 ? " The next run goes on from here." : "")}", failed.Address.ToString()));
        }
        catch (InvalidDataException refused)
        {
            session.CannotBeComplete(new HarvestNotice("page-refused", $"A page of {source.BaseUrl} cannot be used: {refused.Message}.", source.BaseUrl.ToString()));
        }

        return Finish(cursor, since);
    }

    private HarvestRun Finish(HarvestCursor? cursor, DateTimeOffset? since)
    {
        var counters = session.Counters;
        session.Counters = counters with { Requests = client.Requests, Payloads = session.Payloads.Count };
        var scope = since is null ? HarvestScope.Full : HarvestScope.Increment;
        if (scope == HarvestScope.Increment && repository?.DeletedRecord is "no" or "transient")
            session.Notice("oai-deletes", $"The repository does not keep deleted records for good (deletedRecord is {repository!.DeletedRecord}): an increment does not show what is gone. Harvest it in full now and then.", source.BaseUrl.ToString());
        var outcome = session.Reasons.Count > 0
            ? (pages > 0 ? HarvestOutcome.Incomplete : HarvestOutcome.Failed)
            : (scope == HarvestScope.Increment && counters.RecordsSeen == 0 ? HarvestOutcome.Unchanged : HarvestOutcome.Complete);
        var isDone = outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = session.RunId, Since = NextSince() } : cursor;
        return session.Finish(outcome, scope, next, isResumable: isBrokenOff && pages > 0, repository);
    }

    // The clock of the repository, as it was before anything was listed: what changes meanwhile comes with the next run. Never a datestamp of a record.
    private DateTimeOffset NextSince()
    {
        var started = session.Start.StartedAt!.Value;
        if (firstResponse is { } response && response <= started + TimeSpan.FromDays(1))
            return response;
        session.Notice("oai-response-date", $"The responseDate of the repository ({(firstResponse is null ? "none" : $"{firstResponse:O}")}) is not usable; the next run starts from our own clock.", source.BaseUrl.ToString());
        return started;
    }

    private void TakeUp(DateTimeOffset? from)
    {
        progress?.Report(new HarvestProgress(0, null, 0, null, 0, "resume"));
        foreach (var entry in session.EarlierEntries)
        {
            if (entry.Repository is { } known)
                (repository, isDayGranularity) = (known, known.HasDayGranularity);
            if (entry.Page is not { } page)
                continue;
            if (page.List != list.Number)
                list = new OaiList(page.List, page.Set, page.From ?? from, options);
            Count(page, entry.Payload!.Length);
        }
    }

    private async Task IdentifyAsync(CancellationToken cancellation)
    {
        progress?.Report(new HarvestProgress(0, null, 0, null, 0, "identify"));
        try
        {
            using var answer = await client.AskAsync(requests.Identify(), set: null, cancellation);
            var envelope = answer.Scan.Envelope;

            // Days are always allowed (§3.3.1), so they are used when the granularity is not clear.
            var hasSeconds = envelope.Granularity?.Contains("ss", StringComparison.OrdinalIgnoreCase) == true;
            repository = new OaiRepository(envelope.RepositoryName, !hasSeconds, envelope.DeletedRecord, envelope.EarliestDatestamp);
            Keep(answer, PayloadKind.Evidence, null);
            if (envelope.Errors.Count > 0)
                session.Notice("oai-identify", $"Identify was answered with {string.Join("; ", envelope.Errors)}. Moments are written as days.", answer.Address.ToString());
        }
        catch (WebRequestException refused) when (refused.Failure == WebFailure.HttpStatus && !refused.IsTransient)
        {
            repository = new OaiRepository(null, HasDayGranularity: true, null, null);
            session.Notice("oai-identify", $"Identify is not answered ({refused.Problem}). Moments are written as days.", refused.Address.ToString());
        }

        isDayGranularity = repository.HasDayGranularity;
        session.Know(repository);
    }

    private async Task ListAllAsync(DateTimeOffset? from, CancellationToken cancellation)
    {
        while (true)
        {
            if (list.Pages == 0 || list.NextToken is not null)
                await ListAsync(cancellation);
            if (list.NextToken is not null)
                return;
            CheckEnd();
            if (list.SetIndex + 1 >= sets.Count)
                return;
            list = new OaiList(list.Number + 1, list.SetIndex + 1, from, options);
        }
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pending = AskNext(ending.Token);
        try
        {
            while (pending is not null)
            {
                using var answer = await pending;
                pending = null;
                if (answer.Scan.Envelope.Errors.Count > 0)
                {
                    pending = HandleErrors(answer) ? AskNext(ending.Token) : null;
                    continue;
                }

                var page = Describe(answer);
                Count(page, answer.Page.Bytes.Length);
                if (list.NextToken is not null && pages < options.MaxPages && answer.Scan.IsWhole)
                    pending = AskNext(ending.Token);
                Keep(answer, PayloadKind.OaiPage, page);
                Judge(answer, pending is not null);
                NoticeOutsiders(answer);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await Settle(pending);
        }
    }

    private Task<OaiAnswer> AskNext(CancellationToken cancellation)
    {
        progress?.Report(new HarvestProgress(session.Counters.RecordsSeen, sets.Count == 1 ? list.Size : null, session.Counters.Bytes, null, pages, "list"));
        var address = list.NextToken is { } token ? requests.NextPage(token) : requests.FirstPage(sets[list.SetIndex], list.From, isDayGranularity);
        return client.AskAsync(address, sets[list.SetIndex], cancellation);
    }

    private JournalPage Describe(OaiAnswer answer)
    {
        var scan = answer.Scan;
        return new JournalPage(list.Number, list.SetIndex, list.From, scan.Envelope.ResumptionToken, scan.Signature, scan.Records, scan.Deleted, scan.Envelope.ResponseDate, scan.Oldest, scan.Newest, scan.Envelope.CompleteListSize);
    }

    private void Count(JournalPage page, long bytes)
    {
        pages++;
        firstResponse ??= page.ResponseDate;
        list.Add(page);
        var counters = session.Counters;
        session.Counters = counters with { Bytes = counters.Bytes + bytes, RecordsSeen = counters.RecordsSeen + page.Records, RecordsDeleted = counters.RecordsDeleted + page.Deleted };
    }

    private void Keep(OaiAnswer answer, PayloadKind kind, JournalPage? page)
    {
        var stored = archive.Write(answer.Page.Bytes.Span);
        var counters = session.Counters;
        session.Counters = counters with { KnownPayloads = counters.KnownPayloads + (stored.WasKnown ? 1 : 0) };
        session.Add(
            new ArchivedPayload(stored.Hash, kind, answer.Address.AbsoluteUri, stored.Length, time.GetUtcNow())
            {
                MediaType = answer.Response.MediaType,
                Charset = answer.Response.Charset,
                Status = (int)answer.Response.Status,
            },
            page);
    }

    private void Judge(OaiAnswer answer, bool goesOn)
    {
        if (!answer.Scan.IsWhole)
        {
            session.CannotBeComplete(new HarvestNotice("cut-off", $"Page {pages} ends before its last tag, also when it is asked again; its whole records are kept, what follows is missing.", answer.Address.ToString()));
        }
        else if (list.NextToken is not null && !goesOn)
        {
            session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} pages. Raise the ceiling of this source if it has more.", answer.Address.ToString()));
        }
        else if (list.Circle is { } circle && (list.Size is null || list.Records < list.Size))
        {
            session.CannotBeComplete(new HarvestNotice("token-circle", $"The list was ended because {circle}. Tell the administrator of the repository.", answer.Address.ToString()));
        }
        else if (list.Circle is { } whole)
        {
            session.Notice("token-circle", $"The list was ended because {whole}; it has all {list.Size:N0} records that were announced.", answer.Address.ToString());
        }
    }

    // Some repositories forget the set with the second page, and then give everything they have.
    private void NoticeOutsiders(OaiAnswer answer)
    {
        if (answer.Scan.OutsideSet == 0 || hasOutsiders)
            return;
        hasOutsiders = true;
        session.Notice("outside-set", $"{answer.Scan.OutsideSet:N0} of the {answer.Scan.Records:N0} records of this page are not in the set '{sets[list.SetIndex]}' that was asked for. Tell the administrator of the repository, or harvest without sets.", answer.Address.ToString());
    }

    // Whether there is something more to ask.
    private bool HandleErrors(OaiAnswer answer)
    {
        var errors = answer.Scan.Envelope.Errors;
        var all = string.Join("; ", errors);
        var isFirst = list.NextToken is null;
        Keep(answer, PayloadKind.Evidence, null);
        firstResponse ??= answer.Scan.Envelope.ResponseDate;
        if (isFirst && errors.All(error => error.Is("noRecordsMatch")))
        {
            // An empty list is an answer like another (§3.6): nothing changed, or the set is empty.
            list.End();
            return false;
        }

        if (isFirst && !isDayGranularity && (list.From is not null || source.Until is not null) && errors.Any(error => error.Is("badArgument")))
        {
            isDayGranularity = true;
            session.Notice("oai-granularity", $"The repository refuses moments to the second ({all}); days are used.", answer.Address.ToString());
            return true;
        }

        if (!isFirst && errors.Any(error => error.Is("badResumptionToken")))
            return Restart(all, answer);
        if (!isFirst && errors.All(error => error.Is("noRecordsMatch")))
        {
            EndByError(all, answer);
            return false;
        }

        list.End();
        session.CannotBeComplete(new HarvestNotice("oai-error", $"The repository answered {all}.{Advice(errors)}", answer.Address.ToString()));
        return false;
    }

    private bool Restart(string all, OaiAnswer answer)
    {
        var restartFrom = list.RestartFrom;
        var makesProgress = restartFrom is not null && restartFrom != list.From;
        if (!makesProgress && restarts++ >= options.MaxRestarts)
        {
            list.End();
            session.CannotBeComplete(new HarvestNotice("token-lost", $"The repository forgot its own token ({all}), also after starting the list again; what came before is kept.", answer.Address.ToString()));
            return false;
        }

        session.Notice("token-lost", $"The repository forgot its own token ({all}); the list was started again {(makesProgress ? $"from {restartFrom:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "from its beginning")}.", answer.Address.ToString());
        list = new OaiList(list.Number + 1, list.SetIndex, restartFrom, options);
        return true;
    }

    private void EndByError(string all, OaiAnswer answer)
    {
        var isWhole = list.Size is { } size && list.Records >= size;
        list.End();
        if (isWhole)
            session.Notice("oai-error", $"The repository ended the list with {all} in place of an empty token; it has all records that were announced.", answer.Address.ToString());
        else
            session.CannotBeComplete(new HarvestNotice("oai-error", $"The repository answered a token with {all}; what came before is kept.", answer.Address.ToString()));
    }

    private void CheckEnd()
    {
        if (list.Size is not { } size || size == list.Records || list.Circle is not null || session.Reasons.Count > 0)
            return;
        var message = $"The repository announced {size:N0} records{(sets[list.SetIndex] is { } set ? $" in set '{set}'" : "")} and gave {list.Records:N0}.";
        if (list.Records < size && !source.ListSizeIsEstimate)
            session.CannotBeComplete(new HarvestNotice("list-size", $"{message} Set listSizeIsEstimate if its announcements are not exact.", source.BaseUrl.ToString()));
        else
            session.Notice("list-size", message, source.BaseUrl.ToString());
    }

    private string Advice(IReadOnlyList<OaiError> errors) =>
        errors.Any(error => error.Is("cannotDisseminateFormat")) ? $" Ask the institution which metadata formats it offers; '{source.MetadataPrefix}' is not one of them."
        : errors.Any(error => error.Is("noSetHierarchy")) ? " The repository has no sets; take the sets out of the settings of the source."
        : errors.Any(error => error.Is("badVerb")) ? " Check the base URL in the settings of the source."
        : " Tell the administrator of the repository.";

    private static async Task Settle(Task<OaiAnswer>? pending)
    {
        if (pending is null)
            return;
        try
        {
            (await pending).Dispose();
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebRequestException or InvalidDataException)
        {
            // It was asked in advance; why it is not needed any more is on its way up already.
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one > other ? one : other;
}
