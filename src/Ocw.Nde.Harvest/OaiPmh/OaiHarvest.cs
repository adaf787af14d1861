using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests a repository by OAI-PMH 2.0 into the archive.</summary>
/// <remarks>
/// 1. Identify: the granularity decides how moments are written. A run that was killed or broken off goes on behind its last page instead.
/// 2. Each set is a list of its own: pages are asked for one after another, the next one while the present one is written to the disk.
/// 3. A page is in the archive and in the journal before the page after the next is asked for.
/// 4. A list ends where the repository says so, or where it goes in a circle; a lost token starts it again from the last good datestamp,
///    and the records of a page that the repository cannot deliver are fetched one by one.
/// 5. The run is complete when every list ended by itself with as many records as were announced. The next run starts from the responseDate of this one.
/// </remarks>
internal sealed class OaiHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, OaiPmhSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    private readonly OaiRequest _requests = new(source);
    private readonly OaiClient _client = new(web, source, options);
    private readonly IReadOnlyList<string?> _sets = source.Sets.Count == 0 ? [null] : [.. source.Sets];
    private RunSession _session = null!;
    private OaiRepository? _repository;
    private OaiList _list = null!;
    private OaiSingles? _singles;
    private DateTimeOffset? _firstResponse;
    private bool _isDayGranularity;
    private int _pages;
    private int _restarts;
    private bool _isBrokenOff;
    private bool _hasOutsiders;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        var since = options.Full || IsFullDue(cursor) ? null : cursor?.Since;
        using var opened = RunSession.Open(archive, source, since, options, time);
        _session = opened;
        var from = Later(since - source.Overlap, source.From);
        _list = new OaiList(0, 0, from, options);
        if (_session.IsResumed)
            TakeUp(from);
        try
        {
            if (_repository is null)
            {
                await AskRobotsAsync(since, cancellation);
                await IdentifyAsync(cancellation);
            }

            await ListAllAsync(from, cancellation);
        }
        catch (WebRequestException failed)
        {
            _isBrokenOff = true;
            _session.CannotBeComplete(new HarvestNotice(_pages == 0 ? "not-reachable" : "broken-off", $"{failed.Message}{(_pages > 0 ? " The next run goes on from here." : "")}", failed.Address.ToString()));
        }
        catch (InvalidDataException refused)
        {
            _session.CannotBeComplete(new HarvestNotice("page-refused", $"A page of {source.BaseUrl} cannot be used: {refused.Message}.", source.BaseUrl.ToString()));
        }

        return Finish(cursor, since);
    }

    private HarvestRun Finish(HarvestCursor? cursor, DateTimeOffset? since)
    {
        var counters = _session.Counters;
        _session.Counters = counters with { Requests = _client.Requests, Payloads = _session.Payloads.Count };
        var scope = since is null ? HarvestScope.Full : HarvestScope.Increment;
        if (scope == HarvestScope.Increment && !ReportsDeletions)
            _session.Notice("oai-deletes", $"The repository does not keep deleted records for good (deletedRecord is {_repository?.DeletedRecord ?? "not told"}): an increment does not show what is gone. {FullWhen(cursor)}", source.BaseUrl.ToString());
        var outcome = _session.Reasons.Count > 0
            ? (_pages > 0 ? HarvestOutcome.Incomplete : HarvestOutcome.Failed)
            : (scope == HarvestScope.Increment && counters.RecordsSeen == 0 ? HarvestOutcome.Unchanged : HarvestOutcome.Complete);
        var isDone = outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Since = NextSince(), FullAt = since is null ? _session.Start.StartedAt : cursor?.FullAt, ReportsDeletions = ReportsDeletions } : cursor;
        return _session.Finish(outcome, scope, next, isResumable: _isBrokenOff && _pages > 0, _repository);
    }

    // OAI-PMH 2.0 §2.5.1: only «persistent» promises that a deleted record is told for ever.
    private bool ReportsDeletions => string.Equals(_repository?.DeletedRecord, "persistent", StringComparison.OrdinalIgnoreCase);

    private bool IsFullDue(HarvestCursor? cursor) =>
        cursor is { ReportsDeletions: false, FullAt: { } last } && source.FullEvery > TimeSpan.Zero && time.GetUtcNow() - last >= source.FullEvery;

    private string FullWhen(HarvestCursor? cursor) => cursor?.FullAt is { } last && source.FullEvery > TimeSpan.Zero
        ? $"Everything is asked for again from {last + source.FullEvery:yyyy-MM-dd} on."
        : "Harvest it in full now and then (--full).";

    // The clock of the repository, as it was before anything was listed: what changes meanwhile comes with the next run. Never a datestamp of a record.
    private DateTimeOffset NextSince()
    {
        var started = _session.Start.StartedAt!.Value;
        if (_firstResponse is { } response && response <= started + TimeSpan.FromDays(1))
            return response;
        _session.Notice("oai-response-date", $"The responseDate of the repository ({(_firstResponse is null ? "none" : $"{_firstResponse:O}")}) is not usable; the next run starts from our own clock.", source.BaseUrl.ToString());
        return started;
    }

    private void TakeUp(DateTimeOffset? from)
    {
        progress?.Report(new HarvestProgress(0, null, 0, null, 0, "resume"));
        foreach (var entry in _session.EarlierEntries)
        {
            if (entry.Repository is { } known)
                (_repository, _isDayGranularity) = (known, known.HasDayGranularity);
            if (entry.Page is not { } page)
            {
                if (entry.Payload is { Kind: PayloadKind.OaiPage } single)
                    CountSingle(single.Length, 0);
                continue;
            }

            if (page.List != _list.Number)
                _list = new OaiList(page.List, page.Set, page.From ?? from, options);
            Count(page, entry.Payload!.Length);
        }
    }

    // By agreement, but not in secret: with each full harvest.
    private async Task AskRobotsAsync(DateTimeOffset? since, CancellationToken cancellation)
    {
        if (since is null && !source.ObeyRobots && await web.AllowsRobotsAsync(source.BaseUrl, cancellation) == false)
            _session.Notice("robots", $"robots.txt of {source.BaseUrl.Host} does not allow robots at this address. It is harvested all the same, since OAI-PMH is meant for harvesters and the source is configured on purpose; obeyRobots: true turns that round.", source.BaseUrl.ToString());
    }

    private async Task IdentifyAsync(CancellationToken cancellation)
    {
        progress?.Report(new HarvestProgress(0, null, 0, null, 0, "identify"));
        try
        {
            using var answer = await _client.AskAsync(_requests.Identify(), set: null, cancellation);
            var envelope = answer.Scan.Envelope;

            // Days are always allowed (§3.3.1), so they are used when the granularity is not clear.
            var hasSeconds = envelope.Granularity?.Contains("ss", StringComparison.OrdinalIgnoreCase) == true;
            _repository = new OaiRepository(envelope.RepositoryName, !hasSeconds, envelope.DeletedRecord, envelope.EarliestDatestamp);
            Keep(answer, PayloadKind.Evidence, null);
            if (envelope.Errors.Count > 0)
                _session.Notice("oai-identify", $"Identify was answered with {string.Join("; ", envelope.Errors)}. Moments are written as days.", answer.Address.ToString());
        }
        catch (WebRequestException refused) when (refused.Failure == WebFailure.HttpStatus && !refused.IsTransient)
        {
            _repository = new OaiRepository(null, HasDayGranularity: true, null, null);
            _session.Notice("oai-identify", $"Identify is not answered ({refused.Problem}). Moments are written as days.", refused.Address.ToString());
        }

        _isDayGranularity = _repository.HasDayGranularity;
        _session.Know(_repository);
    }

    private async Task ListAllAsync(DateTimeOffset? from, CancellationToken cancellation)
    {
        while (true)
        {
            if (_list.Pages == 0 || _list.NextToken is not null)
                await ListAsync(cancellation);
            if (_list.NextToken is not null)
                return;
            CheckEnd();
            if (_list.SetIndex + 1 >= _sets.Count)
                return;
            _list = new OaiList(_list.Number + 1, _list.SetIndex + 1, from, options);
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
                using var answer = await ArrivedAsync(pending, ending.Token);
                pending = null;
                if (answer is null)
                {
                    pending = _list.Pages == 0 ? AskNext(ending.Token) : null;
                    continue;
                }

                if (answer.Scan.Envelope.Errors.Count > 0)
                {
                    pending = HandleErrors(answer) ? AskNext(ending.Token) : null;
                    continue;
                }

                var page = Describe(answer);
                Count(page, answer.Page.Bytes.Length);
                if (_list.NextToken is not null && _pages < options.MaxPages && answer.Scan.IsWhole)
                    pending = AskNext(ending.Token);
                Keep(answer, PayloadKind.OaiPage, page);
                if (!answer.Scan.IsWhole && await GoRoundAsync(null, ending.Token))
                    pending = _list.Pages == 0 ? AskNext(ending.Token) : null;
                else
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

    // The answer; null when its records were fetched another way.
    private async Task<OaiAnswer?> ArrivedAsync(Task<OaiAnswer> pending, CancellationToken cancellation)
    {
        try
        {
            return await pending;
        }
        catch (WebRequestException failed) when (OaiSingles.MayHelp(failed, hasAnswered: _pages > 0))
        {
            if (!await GoRoundAsync(failed, cancellation))
                throw;
            return null;
        }
    }

    // Round a page that cannot be had, or not whole: its records one by one, then on from the last of them.
    private async Task<bool> GoRoundAsync(WebRequestException? failed, CancellationToken cancellation)
    {
        progress?.Report(new HarvestProgress(_session.Counters.RecordsSeen, null, _session.Counters.Bytes, null, _pages, "singles"));
        _singles ??= new OaiSingles(_client, _requests, _session, archive, source, options);
        if (await _singles.FetchAsync(_list, _sets[_list.SetIndex], _isDayGranularity, KeepSingle, cancellation) is not { } result)
            return false;
        _session.Notice(
            "page-not-delivered",
            $"Page {_pages + 1} could not be had{(failed is null ? " whole" : $" ({failed.Problem})")}: {result.Fetched:N0} records were fetched one by one, {result.Undelivered:N0} could not be delivered at all. Tell the administrator of the repository.",
            (failed?.Address ?? source.BaseUrl).ToString());
        _list.AddSingles(result.Fetched + result.Undelivered);
        if (result.GoOnFrom is { } from)
            _list = new OaiList(_list.Number + 1, _list.SetIndex, from, options);
        else
            _list.End();
        return true;
    }

    private void KeepSingle(OaiAnswer answer)
    {
        Keep(answer, PayloadKind.OaiPage, null);
        CountSingle(answer.Page.Bytes.Length, answer.Scan.Deleted);
    }

    private void CountSingle(long bytes, int deleted)
    {
        var counters = _session.Counters;
        _session.Counters = counters with { Bytes = counters.Bytes + bytes, RecordsSeen = counters.RecordsSeen + 1, RecordsDeleted = counters.RecordsDeleted + deleted };
    }

    private Task<OaiAnswer> AskNext(CancellationToken cancellation)
    {
        progress?.Report(new HarvestProgress(_session.Counters.RecordsSeen, _sets.Count == 1 ? _list.Size : null, _session.Counters.Bytes, null, _pages, "list"));
        var address = _list.NextToken is { } token ? _requests.NextPage(token) : _requests.FirstPage(_sets[_list.SetIndex], _list.From, _isDayGranularity);
        return _client.AskAsync(address, _sets[_list.SetIndex], cancellation);
    }

    private JournalPage Describe(OaiAnswer answer)
    {
        var scan = answer.Scan;
        return new JournalPage(_list.Number, _list.SetIndex, _list.From, scan.Envelope.ResumptionToken, scan.Signature, scan.Records, scan.Deleted, scan.Envelope.ResponseDate, scan.Oldest, scan.Newest, scan.Envelope.CompleteListSize);
    }

    private void Count(JournalPage page, long bytes)
    {
        _pages++;
        _firstResponse ??= page.ResponseDate;
        _list.Add(page);
        progress?.Report(new HarvestProgress(_session.Counters.RecordsSeen + page.Records, _sets.Count == 1 ? _list.Size : null, _session.Counters.Bytes + bytes, null, _pages, "list"));
        var counters = _session.Counters;
        _session.Counters = counters with { Bytes = counters.Bytes + bytes, RecordsSeen = counters.RecordsSeen + page.Records, RecordsDeleted = counters.RecordsDeleted + page.Deleted };
    }

    private void Keep(OaiAnswer answer, PayloadKind kind, JournalPage? page)
    {
        var stored = archive.Write(answer.Page.Bytes.Span);
        var counters = _session.Counters;
        _session.Counters = counters with { KnownPayloads = counters.KnownPayloads + (stored.WasKnown ? 1 : 0) };
        _session.Add(
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
            _session.CannotBeComplete(new HarvestNotice("cut-off", $"Page {_pages} ends before its last tag, also when it is asked again; its whole records are kept, what follows is missing.", answer.Address.ToString()));
        }
        else if (_list.NextToken is not null && !goesOn)
        {
            _session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} pages. Raise the ceiling of this source if it has more.", answer.Address.ToString()));
        }
        else if (_list.Circle is { } circle && (_list.Size is null || _list.Records < _list.Size))
        {
            _session.CannotBeComplete(new HarvestNotice("token-circle", $"The list was ended because {circle}. Tell the administrator of the repository.", answer.Address.ToString()));
        }
        else if (_list.Circle is { } whole)
        {
            _session.Notice("token-circle", $"The list was ended because {whole}; it has all {_list.Size:N0} records that were announced.", answer.Address.ToString());
        }
    }

    // Some repositories forget the set with the second page, and then give everything they have.
    private void NoticeOutsiders(OaiAnswer answer)
    {
        if (answer.Scan.OutsideSet == 0 || _hasOutsiders)
            return;
        _hasOutsiders = true;
        _session.Notice("outside-set", $"{answer.Scan.OutsideSet:N0} of the {answer.Scan.Records:N0} records of this page are not in the set '{_sets[_list.SetIndex]}' that was asked for. Tell the administrator of the repository, or harvest without sets.", answer.Address.ToString());
    }

    // Whether there is something more to ask.
    private bool HandleErrors(OaiAnswer answer)
    {
        var errors = answer.Scan.Envelope.Errors;
        var all = string.Join("; ", errors);
        var isFirst = _list.NextToken is null;
        Keep(answer, PayloadKind.Evidence, null);
        _firstResponse ??= answer.Scan.Envelope.ResponseDate;
        if (isFirst && errors.All(error => error.Is("noRecordsMatch")))
        {
            // An empty list is an answer like another (§3.6): nothing changed, or the set is empty.
            _list.End();
            return false;
        }

        if (isFirst && !_isDayGranularity && (_list.From is not null || source.Until is not null) && errors.Any(error => error.Is("badArgument")))
        {
            _isDayGranularity = true;
            _session.Notice("oai-granularity", $"The repository refuses moments to the second ({all}); days are used.", answer.Address.ToString());
            return true;
        }

        if (!isFirst && errors.Any(error => error.Is("badResumptionToken")))
            return Restart(all, answer);
        if (!isFirst && errors.All(error => error.Is("noRecordsMatch")))
        {
            EndByError(all, answer);
            return false;
        }

        _list.End();
        _session.CannotBeComplete(new HarvestNotice("oai-error", $"The repository answered {all}.{Advice(errors)}", answer.Address.ToString()));
        return false;
    }

    private bool Restart(string all, OaiAnswer answer)
    {
        var restartFrom = _list.RestartFrom;
        var makesProgress = restartFrom is not null && restartFrom != _list.From;
        if (!makesProgress && _restarts++ >= options.MaxRestarts)
        {
            _list.End();
            _session.CannotBeComplete(new HarvestNotice("token-lost", $"The repository forgot its own token ({all}), also after starting the list again; what came before is kept.", answer.Address.ToString()));
            return false;
        }

        _session.Notice("token-lost", $"The repository forgot its own token ({all}); the list was started again {(makesProgress ? $"from {restartFrom:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "from its beginning")}.", answer.Address.ToString());
        _list = new OaiList(_list.Number + 1, _list.SetIndex, restartFrom, options);
        return true;
    }

    private void EndByError(string all, OaiAnswer answer)
    {
        var isWhole = _list.Size is { } size && _list.Records >= size;
        _list.End();
        if (isWhole)
            _session.Notice("oai-error", $"The repository ended the list with {all} in place of an empty token; it has all records that were announced.", answer.Address.ToString());
        else
            _session.CannotBeComplete(new HarvestNotice("oai-error", $"The repository answered a token with {all}; what came before is kept.", answer.Address.ToString()));
    }

    private void CheckEnd()
    {
        if (_list is { FirstSize: { } first, Size: { } last } && first != last)
            _session.Notice("list-size", $"The repository announced {first:N0} records at first and {last:N0} at the end: records came or went while it was harvested.", source.BaseUrl.ToString());
        if (_list.Size is not { } size || size == _list.Records || _list.Circle is not null || _session.Reasons.Count > 0)
            return;
        var message = $"The repository announced {size:N0} records{(_sets[_list.SetIndex] is { } set ? $" in set '{set}'" : "")} and gave {_list.Records:N0}.";
        if (_list.Records < size && _list.Singles == 0 && !source.ListSizeIsEstimate)
            _session.CannotBeComplete(new HarvestNotice("list-size", $"{message} Set listSizeIsEstimate if its announcements are not exact.", source.BaseUrl.ToString()));
        else
            _session.Notice("list-size", message, source.BaseUrl.ToString());
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
