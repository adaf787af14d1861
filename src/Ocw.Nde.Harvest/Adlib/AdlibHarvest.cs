using System.Globalization;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests a database of Axiell Collections (Adlib) by its WebAPI into the archive.</summary>
/// <remarks>
/// 1. The list is asked for page by page (<c>startfrom</c>, <c>limit</c>); each page is in the archive and the journal, with the place behind it, before the next is asked for.
/// 2. A page that the service cannot deliver is asked for in halves; the record that spoils it is set aside, the others are kept.
/// 3. The list ends at <c>hits</c>, whatever the size of pages. Hits that change on the way are told; fewer records than hits make the run incomplete.
/// 4. An increment asks for what was modified since the day before the run before. Now and then it compares the record numbers: what is no longer there was
///    deleted, what is there and not held (a bulk load with old dates) is fetched.
/// </remarks>
internal sealed class AdlibHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, AdlibSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    // An address is no longer than most servers take.
    private const int NumbersInQuestion = 50;

    private readonly AdlibClient _client = new(web, source, options);
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private RunSession _session = null!;
    private long _next = 1;
    private long? _hits;
    private long? _firstHits;
    private long _records;
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private int _unnumbered;
    private int _deleted;
    private bool _isIncrement;
    private bool _isBrokenOff;
    private bool _isAtEnd;
    private DateTimeOffset? _comparedAt;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        var since = options.Full || !source.HasIncrements ? null : cursor?.Since;
        using var opened = RunSession.Open(archive, source, since, options, time);
        _session = opened;
        _comparedAt = cursor?.FullAt;
        _isIncrement = since is not null;
        foreach (var payload in _session.Payloads.Where(payload => payload.Kind == PayloadKind.AdlibPage))
            Count(payload, long.Parse(payload.LastKey!, CultureInfo.InvariantCulture), null);
        _lost.UnionWith(_session.Notices.Where(notice => notice.Code == "record-not-delivered").Select(notice => notice.Origin!));
        try
        {
            var search = SearchSince(since);
            while (!_isAtEnd && _session.Reasons.Count == 0)
                await PageAsync(search, cancellation);
            CheckEnd(since);
            if (since is not null && _session.Reasons.Count == 0 && IsCompareDue(cursor!))
                await CompareAsync(cursor!, cancellation);
        }
        catch (WebRequestException failed)
        {
            _isBrokenOff = failed.IsTransient;
            _session.CannotBeComplete(new HarvestNotice(_records == 0 ? "not-reachable" : "broken-off", $"{failed.Message}{(_isBrokenOff && _records > 0 ? " The next run goes on from here." : "")}", source.Address.ToString()));
        }

        return Finish(cursor, since);
    }

    // A search for moments is for days: the day of the overlap is asked for as a whole.
    private string SearchSince(DateTimeOffset? since)
    {
        if (since is not { } moment)
            return source.Search;
        var after = (moment - source.Overlap).UtcDateTime.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var isAll = string.Equals(source.Search, "all", StringComparison.OrdinalIgnoreCase);
        return isAll ? $"modification > '{after}'" : $"({source.Search}) and modification > '{after}'";
    }

    private bool IsCompareDue(HarvestCursor cursor) =>
        source.CompareEvery > TimeSpan.Zero && !(cursor.FullAt + source.CompareEvery > time.GetUtcNow());

    private HarvestRun Finish(HarvestCursor? cursor, DateTimeOffset? since)
    {
        _session.Counters = _session.Counters with { Requests = _client.Requests, Payloads = _session.Payloads.Count };
        var isEmpty = _records + _deleted == 0;
        var outcome = _session.Reasons.Count > 0 ? (isEmpty ? HarvestOutcome.Failed : HarvestOutcome.Incomplete)
            : since is not null && isEmpty ? HarvestOutcome.Unchanged
            : HarvestOutcome.Complete;
        var isDone = outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone
            ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Since = _session.Start.StartedAt, FullAt = since is null ? _session.Start.StartedAt : _comparedAt }
            : cursor;
        return _session.Finish(outcome, since is null ? HarvestScope.Full : HarvestScope.Increment, next, isResumable: _isBrokenOff && _session.Payloads.Count > 0);
    }

    private void CheckEnd(DateTimeOffset? since)
    {
        if (_session.Reasons.Count > 0)
            return;
        var came = _numbers.Count + _unnumbered + _lost.Count;
        if (since is null && _hits is 0 or null && _records == 0)
            _session.CannotBeComplete(new HarvestNotice("adlib-no-records", $"The database {source.Database} has no records for the search «{source.Search}». Check database and search in the settings of the source.", source.Address.ToString()));
        else if (_hits > came)
            _session.CannotBeComplete(new HarvestNotice("list-size", $"The database announced {_hits:N0} records and gave {came:N0} different ones. If records were entered or deleted during the harvest, the next run puts it right; else tell its administrator.", source.Address.ToString()));
        else if (_firstHits != _hits)
            _session.Notice("list-changed", $"The number of records went from {_firstHits:N0} to {_hits:N0} during the harvest: records were entered or deleted on the way.", source.Address.ToString());
    }

    private async Task PageAsync(string search, CancellationToken cancellation)
    {
        Report();
        try
        {
            Take(await _client.AskAsync(search, source.Fields, _next, source.PageSize, cancellation), source.PageSize);
        }
        catch (WebRequestException failed) when (AdlibClient.IsThePart(failed) && source.PageSize > 1)
        {
            await HalvesAsync(search, failed, cancellation);
        }

        Report();
        if (!_isAtEnd && _session.Payloads.Count >= options.MaxPages)
            _session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} pages. Raise the ceiling of this source if it has more.", source.Address.ToString()));
    }

    private void Report() => progress?.Report(new HarvestProgress(_records, _hits, _session.Counters.Bytes, null, _session.Payloads.Count, "list"));

    private async Task HalvesAsync(string search, WebRequestException failed, CancellationToken cancellation)
    {
        var from = _next;
        var limit = _hits is { } hits ? (int)Math.Clamp(hits - from + 1, 1, source.PageSize) : source.PageSize;
        var before = _lost.Count;
        await _client.HalvesAsync(search, from, limit, answer => Take(answer, 0), Lost, cancellation);
        _session.Notice("page-not-delivered", $"The records {from:N0} to {from + limit - 1:N0} did not come in one answer ({failed.Problem}); they were asked for in smaller parts, and {_lost.Count - before:N0} of them did not come.", failed.Address.ToString());
        _isAtEnd = _isAtEnd || _next > _hits;
    }

    private void Lost(long place, Uri address, string problem)
    {
        _next = place + 1;
        if (_lost.Add(address.ToString()))
            _session.Notice("record-not-delivered", $"Record {place:N0} of the list does not come, in a page nor by itself ({problem}). It is set aside; tell the administrator of the service.", address.ToString());
    }

    // A part of which the size is not given does not tell where the list ends.
    private void Take(AdlibAnswer answer, int asked)
    {
        var envelope = answer.Envelope;
        if (envelope is { Error: { } error, Records: 0 })
        {
            _session.CannotBeComplete(new HarvestNotice("adlib-error", $"The service answered: {error}. Check database, search and fields in the settings of the source{(_isIncrement ? ", or set increments: false if the database cannot be searched by modification" : "")}.", answer.Page.Asked.ToString()));
            return;
        }

        _hits = envelope.Hits ?? _hits;
        _firstHits ??= _hits;
        if (envelope.Records == 0)
        {
            _isAtEnd = true;
            return;
        }

        var isNew = envelope.Numbers.Count < envelope.Records || envelope.Numbers.Any(number => !_numbers.Contains(number));
        if (!isNew && _records > 0)
        {
            _session.CannotBeComplete(new HarvestNotice("token-circle", "The service gave the same records again; it does not keep to startfrom. Tell its administrator.", answer.Page.Asked.ToString()));
            return;
        }

        Keep(answer, answer.From + envelope.Records);
        _isAtEnd = _hits is { } hits ? _next > hits : asked > envelope.Records;
    }

    private void Keep(AdlibAnswer answer, long next)
    {
        var envelope = answer.Envelope;
        var stored = archive.Write(answer.Page.Bytes.Span);
        var payload = answer.Page.AsPayload(stored, PayloadKind.AdlibPage, time.GetUtcNow()) with { Records = envelope.Records, LastKey = next.ToString(CultureInfo.InvariantCulture) };
        _session.Add(payload);
        _session.Counters = _session.Counters with { KnownPayloads = _session.Counters.KnownPayloads + (stored.WasKnown ? 1 : 0) };
        Count(payload, next, envelope.Numbers);
    }

    private void Count(ArchivedPayload payload, long next, IReadOnlyList<string>? numbers)
    {
        _next = next;
        _records += payload.Records ?? 0;
        numbers ??= NumbersOf(payload);
        _numbers.UnionWith(numbers);
        _unnumbered += Math.Max(0, (payload.Records ?? 0) - numbers.Count);
        var counters = _session.Counters;
        _session.Counters = counters with { Bytes = counters.Bytes + payload.Length, RecordsSeen = counters.RecordsSeen + (payload.Records ?? 0) };
    }

    private IReadOnlyList<string> NumbersOf(ArchivedPayload payload)
    {
        using var stream = archive.OpenUnchecked(payload.Hash);
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return AdlibEnvelope.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).Numbers;
    }

    private async Task CompareAsync(HarvestCursor cursor, CancellationToken cancellation)
    {
        progress?.Report(new HarvestProgress(_records, null, _session.Counters.Bytes, null, _session.Payloads.Count, "list"));
        var compare = new AdlibCompare(_client, source, archive, options);
        if (await compare.ListedAsync(cancellation) is not { } listed)
        {
            _session.Notice("adlib-not-compared", "The list of record numbers is not whole, so nothing is taken for deleted; the next run tries again.", source.Address.ToString());
            return;
        }

        var held = compare.Held(RunHistory.Of(archive, source.Id, cursor).Payloads.Concat(_session.Payloads));
        await FetchAsync([.. listed.Except(held, StringComparer.Ordinal).Where(number => number.All(char.IsAsciiLetterOrDigit)).Order(StringComparer.Ordinal)], cancellation);
        held.ExceptWith(listed);
        _deleted = held.Count;
        if (_deleted > 0)
        {
            _session.Add(GoneList.Keep(archive, held, $"{source.Address}?database={source.Database}", time.GetUtcNow()));
            _session.Counters = _session.Counters with { RecordsDeleted = _deleted };
        }

        if (_session.Reasons.Count == 0)
            _comparedAt = _session.Start.StartedAt;
    }

    private async Task FetchAsync(IReadOnlyList<string> numbers, CancellationToken cancellation)
    {
        foreach (var part in numbers.Chunk(NumbersInQuestion))
        {
            var search = string.Join(" or ", part.Select(number => $"priref={number}"));
            await FetchAsync(search, part.Length, cancellation);
        }
    }

    private async Task FetchAsync(string search, int count, CancellationToken cancellation)
    {
        var place = _next;
        try
        {
            Add(await _client.AskAsync(search, source.Fields, 1, count, cancellation));
        }
        catch (WebRequestException failed) when (AdlibClient.IsThePart(failed))
        {
            await _client.HalvesAsync(search, 1, count, Add, Lost, cancellation);
            _next = place;
        }

        void Add(AdlibAnswer answer)
        {
            if (answer.Envelope.Records > 0)
                Keep(answer, place);
        }
    }
}
