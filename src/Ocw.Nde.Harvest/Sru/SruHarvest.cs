using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests the result of a query by SRU 1.1 or 1.2 into the archive.</summary>
/// <remarks>
/// 1. explain tells the most records of an answer, if the server has it.
/// 2. searchRetrieve pages follow one another by <c>nextRecordPosition</c>, or by counting where the server leaves it out; each page is in the archive and the
///    journal, with the position behind it, before the next is asked for.
/// 3. From time to time an increment is followed by a comparison of keys in a brief schema, where the source names one; else everything is asked for.
/// 4. The list ends at <c>numberOfRecords</c>; an end before it, a page that comes twice and a diagnostic make the run incomplete. Diagnostics of single records set these aside.
/// </remarks>
internal sealed class SruHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, SruSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    private const string Accept = "application/sru+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1";

    // An address is no longer than most servers take.
    private const int KeysInQuestion = 20;

    private readonly PageClient _client = new(web, options, source.Headers, source.Delay);
    private RunSession _session = null!;
    private string _version = source.Version;
    private int _pageSize = source.PageSize;
    private long _next = 1;
    private long? _expected;
    private long _records;
    private string? _lastHash;
    private bool _isBrokenOff;
    private bool _isAtEnd;
    private DateTimeOffset? _comparedAt;
    private int _gone;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        var isDue = IsFullDue(cursor);
        var since = options.Full || source.DateIndex is null || (isDue && source.BriefSchema is null) ? null : cursor?.Since;
        _comparedAt = cursor?.FullAt;
        using var opened = RunSession.Open(archive, source, since, options, time);
        _session = opened;
        foreach (var payload in _session.Payloads.Where(payload => payload.Kind == PayloadKind.SruPage))
            Count(payload, long.Parse(payload.LastKey!, CultureInfo.InvariantCulture));
        try
        {
            await ExplainAsync(cancellation);
            while (!_isAtEnd && _session.Reasons.Count == 0)
                await PageAsync(since, cancellation);
            CheckEnd(since);
            if (since is not null && isDue && _session.Reasons.Count == 0)
                await CompareAsync(cursor!, cancellation);
        }
        catch (WebRequestException failed)
        {
            _isBrokenOff = failed.IsTransient;
            _session.CannotBeComplete(new HarvestNotice(_records == 0 ? "not-reachable" : "broken-off", $"{failed.Message}{(_isBrokenOff && _records > 0 ? " The next run goes on from here." : "")}", source.BaseUrl.ToString()));
        }

        return Finish(cursor, since);
    }

    // An increment does not show what is gone: from time to time everything is asked for, and what is missing then is not found.
    private bool IsFullDue(HarvestCursor? cursor) => cursor?.FullAt is { } last && source.FullEvery > TimeSpan.Zero && time.GetUtcNow() - last >= source.FullEvery;

    private async Task CompareAsync(HarvestCursor cursor, CancellationToken cancellation)
    {
        var compare = new SruCompare(archive, source);
        compare.Hold(RunHistory.Of(archive, source.Id, cursor).Payloads.Concat(_session.Payloads));
        if (await ListKeysAsync(compare, cancellation) is { } problem || !compare.HasSameKeys && (problem = $"its keys are not those of the records (recordSchema {source.RecordSchema ?? "of the server"}, briefSchema {source.BriefSchema})") is not null)
        {
            _session.Notice("sru-not-compared", $"The list of keys cannot be used: {problem}. Nothing is taken for gone; the next run tries again. Check briefSchema, or leave it out so that everything is asked for.", source.BaseUrl.ToString());
            return;
        }

        if (compare.Lacking is { Count: > 0 } lacking)
            await FetchAsync(lacking, cancellation);
        _gone = compare.Gone.Count;
        if (_gone > 0)
            _session.Add(GoneList.Keep(archive, compare.Gone, source.BaseUrl.AbsoluteUri, time.GetUtcNow()));
        _session.Counters = _session.Counters with { RecordsDeleted = _gone };
        if (_session.Reasons.Count == 0)
            _comparedAt = _session.Start.StartedAt;
    }

    // What is wrong with the list, as a clause; null when it is whole.
    private async Task<string?> ListKeysAsync(SruCompare compare, CancellationToken cancellation)
    {
        long? expected = null;
        for (var (from, pages) = (1L, 0); pages < options.MaxPages; pages++)
        {
            progress?.Report(new HarvestProgress(_records, expected, _session.Counters.Bytes, null, _session.Payloads.Count, "list"));
            var answer = await _client.GetAsync(Address(source.Query, source.BriefSchema, from), Accept, null, Refuse, cancellation);
            var envelope = SruEnvelope.Of(answer.Bytes.Span);
            expected = envelope.NumberOfRecords ?? expected;
            if (envelope.Records == 0)
                return envelope.Diagnostics.Count > 0 && !(from > 1 && envelope.Diagnostics.Any(diagnostic => diagnostic.Is(61))) ? string.Join("; ", envelope.Diagnostics)
                    : expected is { } all && from <= all ? $"it ends at {from - 1:N0} of {all:N0}" : null;
            if (!envelope.IsWhole || !compare.List(answer, envelope.Records))
                return $"a page of it is cut off, or has records without a key ({answer.Asked})";
            from = envelope.NextRecordPosition is { } said && said > from ? said : from + envelope.Records;
            if (from > expected)
                return null;
        }

        return $"it has more than {options.MaxPages:N0} pages";
    }

    private async Task FetchAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        if (source.KeyIndex is null)
        {
            _session.Notice("sru-not-compared", $"{keys.Count:N0} records are new in the catalogue without a new date, such as {keys[0]}. Set keyIndex to have them fetched, or harvest in full.", source.BaseUrl.ToString());
            return;
        }

        foreach (var part in keys.Chunk(KeysInQuestion))
        {
            var query = string.Join(" or ", part.Select(key => $"{source.KeyIndex} = \"{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
            var answer = await _client.GetAsync(Address(query, source.RecordSchema, 1), Accept, null, Refuse, cancellation);
            var envelope = SruEnvelope.Of(answer.Bytes.Span);
            if (envelope.Records < part.Length)
                _session.Notice("sru-not-compared", $"{part.Length - envelope.Records:N0} of {part.Length:N0} new records do not come by their key ({source.KeyIndex}); the list names them.", answer.Asked.ToString());
            if (envelope.Records > 0)
                Keep(answer, envelope, _next);
        }
    }

    private HarvestRun Finish(HarvestCursor? cursor, DateTimeOffset? since)
    {
        var payloads = _session.Payloads;
        var pages = payloads.Where(payload => payload.Kind == PayloadKind.SruPage).ToList();
        _session.Counters = _session.Counters with { Requests = _client.Requests, Payloads = payloads.Count };
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(pages.Select(payload => payload.Hash)))));
        var isSame = since is null ? !options.Full && cursor?.Digest == digest : _records + _gone == 0;
        var outcome = _session.Reasons.Count > 0 ? (_records > 0 ? HarvestOutcome.Incomplete : HarvestOutcome.Failed) : isSame ? HarvestOutcome.Unchanged : HarvestOutcome.Complete;
        var isDone = outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Since = _session.Start.StartedAt, Digest = since is null ? digest : isSame ? cursor?.Digest : null, FullAt = since is null ? _session.Start.StartedAt : _comparedAt ?? _session.Start.StartedAt } : cursor;
        return _session.Finish(outcome, since is null ? HarvestScope.Full : HarvestScope.Increment, next, isResumable: _isBrokenOff && _records > 0);
    }

    private void CheckEnd(DateTimeOffset? since)
    {
        if (since is not null)
            _session.Notice("sru-deletes", $"An increment does not show what was deleted in the catalogue. {(source.FullEvery > TimeSpan.Zero ? $"{(source.BriefSchema is null ? "Everything is asked for" : "Keys are compared")} each {source.FullEvery.TotalDays:0} days (fullEveryDays)." : "Harvest it in full now and then.")}", source.BaseUrl.ToString());
        if (_session.Reasons.Count == 0 && _expected > _records)
            _session.CannotBeComplete(new HarvestNotice("list-size", $"The catalogue announced {_expected:N0} records and gave {_records:N0}.", source.BaseUrl.ToString()));
    }

    // What explain does not tell is found out on the way.
    private async Task ExplainAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await _client.GetAsync(Address([("operation", "explain"), ("version", _version)]), Accept, null, null, cancellation);
            if (SruEnvelope.Of(answer.Bytes.Span) is { IsSru: true, MaximumRecords: > 0 and var most })
                _pageSize = Math.Min(_pageSize, most);
        }
        catch (WebRequestException refused) when (refused.Failure is WebFailure.HttpStatus or WebFailure.TimedOut)
        {
            _session.Notice("sru-explain", $"The server does not explain itself ({refused.Problem}).", refused.Address.ToString());
        }
    }

    private async Task PageAsync(DateTimeOffset? since, CancellationToken cancellation)
    {
        progress?.Report(new HarvestProgress(_records, _expected, _session.Counters.Bytes, null, _session.Payloads.Count, "list"));
        var answer = await _client.GetAsync(Address(QuerySince(since), source.RecordSchema, _next), Accept, null, Refuse, cancellation);
        var envelope = SruEnvelope.Of(answer.Bytes.Span);
        var isPastEnd = envelope.Diagnostics.Any(diagnostic => diagnostic.Is(61)) && _next > 1;
        if (envelope.Records == 0 && envelope.Diagnostics.Count > 0 && !isPastEnd)
        {
            Diagnose(envelope, answer);
            return;
        }

        _expected = envelope.NumberOfRecords ?? _expected;
        if (envelope.Records == 0)
        {
            _isAtEnd = true;
            return;
        }

        var next = envelope.NextRecordPosition is { } said && said > _next ? said : _next + envelope.Records;
        if (!Keep(answer, envelope, next))
            return;
        _isAtEnd = envelope.NextRecordPosition is null && (_expected is null ? envelope.Records < _pageSize : next > _expected);
        if (!_isAtEnd && _session.Payloads.Count >= options.MaxPages)
            _session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} pages. Raise the ceiling of this source if it has more.", answer.Asked.ToString()));
    }

    private void Diagnose(SruEnvelope envelope, PageAnswer answer)
    {
        if (_version != "1.1" && envelope.Diagnostics.Any(diagnostic => diagnostic.Is(5)))
        {
            _version = "1.1";
            return;
        }

        _session.CannotBeComplete(new HarvestNotice("sru-diagnostic", $"The catalogue answered {string.Join("; ", envelope.Diagnostics)}. Check query and recordSchema in the settings of the source.", answer.Asked.ToString()));
    }

    private bool Keep(PageAnswer answer, SruEnvelope envelope, long next)
    {
        var stored = archive.Write(answer.Bytes.Span);
        if (stored.Hash == _lastHash)
        {
            _session.CannotBeComplete(new HarvestNotice("token-circle", "The catalogue gave the same page twice; it does not keep to startRecord. Tell its administrator.", answer.Asked.ToString()));
            return false;
        }

        if (!envelope.IsWhole)
            _session.CannotBeComplete(new HarvestNotice("cut-off", "The page ends before its last tag, also when it is asked again; its whole records are kept, what follows is missing.", answer.Asked.ToString()));
        var payload = answer.AsPayload(stored, PayloadKind.SruPage, time.GetUtcNow()) with { Records = envelope.Records, LastKey = next.ToString(CultureInfo.InvariantCulture) };
        _session.Add(payload);
        _session.Counters = _session.Counters with { KnownPayloads = _session.Counters.KnownPayloads + (stored.WasKnown ? 1 : 0) };
        Count(payload, next);
        return true;
    }

    private void Count(ArchivedPayload payload, long next)
    {
        _next = next;
        _lastHash = payload.Hash;
        _records += payload.Records ?? 0;
        var counters = _session.Counters;
        _session.Counters = counters with { Bytes = counters.Bytes + payload.Length, RecordsSeen = counters.RecordsSeen + (payload.Records ?? 0) };
    }

    private int _cutOff;

    private string? Refuse(PageAnswer answer)
    {
        var envelope = SruEnvelope.Of(answer.Bytes.Span);
        if (!envelope.IsSru)
            return $"the answer is not SRU; it begins with «{RdfPages.Beginning(answer.Bytes.Span)}»";
        return !envelope.IsWhole && _cutOff++ < options.MaxPageRetries ? "the page ends before its last tag" : null;
    }

    private string QuerySince(DateTimeOffset? since) =>
        since is { } moment ? $"({source.Query}) and {source.DateIndex} >= \"{(moment - source.Overlap).UtcDateTime:yyyy-MM-dd}\"" : source.Query;

    private Uri Address(string query, string? schema, long from)
    {
        List<(string, string)> parameters =
        [
            ("operation", "searchRetrieve"), ("version", _version), ("query", query),
            ("startRecord", from.ToString(CultureInfo.InvariantCulture)), ("maximumRecords", _pageSize.ToString(CultureInfo.InvariantCulture)),
        ];
        if (schema is not null)
            parameters.Add(("recordSchema", schema));
        return Address(parameters);
    }

    private Uri Address(IEnumerable<(string Name, string Value)> parameters)
    {
        var all = parameters.Concat(source.Parameters.Select(pair => (pair.Key, pair.Value)));
        var query = string.Join('&', all.Select(pair => $"{Uri.EscapeDataString(pair.Item1)}={Uri.EscapeDataString(pair.Item2)}"));
        return new Uri($"{source.BaseUrl.AbsoluteUri}{(source.BaseUrl.Query.Length > 0 ? '&' : '?')}{query}");
    }
}
