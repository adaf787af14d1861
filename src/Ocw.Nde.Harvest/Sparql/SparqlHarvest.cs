using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests the records of a SPARQL endpoint into the archive.</summary>
/// <remarks>
/// 1. The records are counted, if the endpoint can.
/// 2. Their names are listed by key, page by page, until a page is empty: an endpoint that gives fewer rows than it was asked for is noticed, and loses nothing.
/// 3. The names are described in batches; each answer is in the archive and the journal, with the last name that it covers, before the next is asked for.
/// 4. What takes too long, or looks cut short, is asked for again in halves; an endpoint that gives no CONSTRUCT is asked by SELECT.
/// 5. From time to time an increment lists all names with their dates of change, and describes those that are not held or have another date; what is no longer listed is gone.
/// 6. The run is complete when the list ended by itself with as many names as were counted. A source that names a property with the date of change is
///    asked for what is new since the run before.
/// </remarks>
internal sealed class SparqlHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, SparqlSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    // Where endpoints end an answer without a word: Virtuoso's defaults, and round numbers.
    private static readonly HashSet<int> CapsOfServers = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000, 1 << 20];

    private readonly SparqlEndpoint _endpoint = new(new PageClient(web, options, source.Headers, source.Delay), source);
    private readonly SparqlBatches _pages = new(source.PageSize);
    private readonly SparqlBatches _batches = new(source.BatchSize);
    private SparqlQuestions _questions = null!;
    private RunSession _session = null!;
    private string? _last;
    private long? _expected;
    private long _names;
    private int? _rowCap;
    private bool _byText;
    private bool _withDates = true;
    private DateTimeOffset? _comparedAt;
    private bool _bySelect;
    private bool _isBrokenOff;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        var since = options.Full || source.DateProperty is null ? null : cursor?.Since;
        _comparedAt = cursor?.FullAt;
        using var opened = RunSession.Open(archive, source, since, options, time);
        _session = opened;
        _questions = new SparqlQuestions(source, since - source.Overlap);
        foreach (var payload in _session.Payloads)
            TakeUp(payload);
        try
        {
            _expected = await CountAsync(_questions, cancellation);
            while (_session.Reasons.Count == 0 && await ListAsync(_questions.Names, _last, cancellation) is { Count: > 0 } rows)
                await DescribeAllAsync([.. rows.Select(row => row.Name)], cancellation);
            CheckEnd(since);
            if (since is not null && _session.Reasons.Count == 0 && IsCompareDue(cursor))
                await CompareAsync(cursor!, cancellation);
        }
        catch (WebRequestException failed)
        {
            _isBrokenOff = failed.IsTransient;
            var code = failed.IsTransient ? _session.Payloads.Count == 0 ? "not-reachable" : "broken-off" : "sparql-refused";
            _session.CannotBeComplete(new HarvestNotice(code, $"{failed.Message}{(_isBrokenOff && _session.Payloads.Count > 0 ? " The next run goes on from here." : "")}", source.Endpoint.ToString()));
        }

        return Finish(cursor, since);
    }

    private void TakeUp(ArchivedPayload payload)
    {
        _last = payload.LastKey;
        var counters = _session.Counters;
        _names += payload.Records ?? 0;
        _session.Counters = counters with { Bytes = counters.Bytes + payload.Length, RecordsSeen = counters.RecordsSeen + (payload.Records ?? 0) };
    }

    // An increment does not show what is gone: from time to time names are compared, and what is missing then is not found.
    private bool IsCompareDue(HarvestCursor? cursor) => cursor?.FullAt is { } last && source.FullEvery > TimeSpan.Zero && time.GetUtcNow() - last >= source.FullEvery;

    private async Task CompareAsync(HarvestCursor cursor, CancellationToken cancellation)
    {
        var compare = new SparqlCompare(archive, source, options);
        compare.Hold(RunHistory.Of(archive, source.Id, cursor).Payloads.Concat(_session.Payloads));
        var all = new SparqlQuestions(source, null);
        var expected = await CountAsync(all, cancellation);
        var (after, listed) = ((string?)null, 0L);
        while (_session.Reasons.Count == 0 && await ListAsync((last, limit, byText) => all.Listing(last, limit, byText, _withDates), after, cancellation) is { Count: > 0 } rows)
        {
            after = rows[^1].Name;
            listed += rows.Count;
            await DescribeAllAsync([.. rows.Where(row => compare.IsOther(row.Name, row.Changed, _withDates)).Select(row => row.Name)], cancellation);
        }

        if (_session.Reasons.Count > 0)
            return;
        if (expected > listed || listed == 0)
        {
            _session.Notice("sparql-not-compared", $"The endpoint counts {expected?.ToString("N0", CultureInfo.InvariantCulture) ?? "no"} records and listed {listed:N0}, so nothing is taken for gone; the next run tries again.", source.Endpoint.ToString());
            return;
        }

        var gone = compare.Gone();
        if (gone.Count > 0)
        {
            _session.Add(GoneList.Keep(archive, gone, source.Endpoint.AbsoluteUri, time.GetUtcNow()) with { LastKey = _last });
            _session.Counters = _session.Counters with { RecordsDeleted = gone.Count };
        }

        _comparedAt = _session.Start.StartedAt;
    }

    private HarvestRun Finish(HarvestCursor? cursor, DateTimeOffset? since)
    {
        var payloads = _session.Payloads;
        _session.Counters = _session.Counters with { Requests = _endpoint.Requests, Payloads = payloads.Count };
        if (_pages.Halved + _batches.Halved > 0)
            _session.Notice("sparql-smaller-batches", $"The endpoint could not manage as much as was asked at once; at the end it was asked for {_batches.Size:N0} records at a time. Set batchSize to that to spare it.", source.Endpoint.ToString());
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(payloads.Select(payload => payload.Hash)))));
        var isSame = since is null ? !options.Full && cursor?.Digest == digest : payloads.Count == 0;
        var outcome = _session.Reasons.Count > 0 ? (payloads.Count > 0 ? HarvestOutcome.Incomplete : HarvestOutcome.Failed) : isSame ? HarvestOutcome.Unchanged : HarvestOutcome.Complete;
        var isDone = outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Since = _session.Start.StartedAt, Digest = since is null ? digest : isSame ? cursor?.Digest : null, FullAt = since is null ? _session.Start.StartedAt : _comparedAt ?? _session.Start.StartedAt } : cursor;
        return _session.Finish(outcome, since is null ? HarvestScope.Full : HarvestScope.Increment, next, isResumable: _isBrokenOff && payloads.Count > 0);
    }

    private void CheckEnd(DateTimeOffset? since)
    {
        if (since is not null)
            _session.Notice("sparql-deletes", $"An increment does not show what was deleted at the endpoint. {(source.FullEvery > TimeSpan.Zero ? $"Names are compared each {source.FullEvery.TotalDays:0} days (fullEveryDays)." : "Harvest it in full now and then.")}", source.Endpoint.ToString());
        else if (_names == 0)
            _session.CannotBeComplete(new HarvestNotice("sparql-no-records", $"The endpoint has no records of the kind that is asked for ({(source.Where ?? string.Join(", ", source.Classes))}). Check classes, where and graphs in the settings of the source.", source.Endpoint.ToString()));
        if (_session.Reasons.Count == 0 && _expected > _names)
            _session.CannotBeComplete(new HarvestNotice("list-size", $"The endpoint counts {_expected:N0} records and named {_names:N0}.", source.Endpoint.ToString()));
    }

    private async Task<long?> CountAsync(SparqlQuestions questions, CancellationToken cancellation)
    {
        try
        {
            var answer = await _endpoint.RowsAsync(questions.Count(), mayRetry: false, cancellation);
            if (SparqlEndpoint.Rows(answer.Bytes, answer.MediaType).Rows is [[Literal count]] && long.TryParse(count.LexicalForm, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
        }
        catch (WebRequestException failed) when (failed.Failure is not (WebFailure.Refused or WebFailure.NameNotResolved or WebFailure.ConnectFailed or WebFailure.TlsFailed))
        {
            // Counting is the heaviest question of all; without it the end of the list says that it is whole.
            return null;
        }

        return null;
    }

    private async Task<IReadOnlyList<(string Name, string? Changed)>> ListAsync(Func<string?, int, bool, string> question, string? after, CancellationToken cancellation)
    {
        Report("list");
        while (true)
        {
            var limit = _pages.Size;
            var answer = await AskAsync(_pages, mayRetry => _endpoint.RowsAsync(question(after, limit, _byText), mayRetry, cancellation));
            if (answer is null)
                continue;
            NoteCap(answer);
            var names = SparqlEndpoint.Rows(answer.Bytes, answer.MediaType).Rows.Where(row => row is [Iri, ..]).Select(row => (((Iri)row[0]!).Value, row is [_, Literal date, ..] ? date.LexicalForm : null)).ToList();
            if (!IsInOrder(names, after))
            {
                if (_byText)
                {
                    _session.CannotBeComplete(new HarvestNotice("sparql-order", "The endpoint sorts names unlike it compares them, so a list by key could miss records. Ask the administrator, or harvest a dump.", source.Endpoint.ToString()));
                    return [];
                }

                _byText = true;
                continue;
            }

            NoticeCap(names.Count, limit);
            return names;
        }
    }

    // Each name must be greater than the one before, as the endpoint compares: by code points.
    private static bool IsInOrder(List<(string Name, string? Changed)> names, string? before)
    {
        foreach (var (name, _) in names)
        {
            if (before is not null && string.CompareOrdinal(name, before) <= 0)
                return false;
            before = name;
        }

        return true;
    }

    private void NoteCap(PageAnswer answer)
    {
        if (answer.Extra.TryGetValue("X-SPARQL-MaxRows", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
            _rowCap = rows;
    }

    private void NoticeCap(int came, int asked)
    {
        if (came >= asked || came == 0 || _names + came >= _expected || (_expected is null && !CapsOfServers.Contains(came) && came != _rowCap))
            return;
        _pages.Cap(came);
        if (_rowCap == came)
            return;
        _rowCap = came;
        _session.Notice("sparql-capped", $"The endpoint gives {came:N0} rows at most, without saying so. That is taken into account; nothing is lost by it.", source.Endpoint.ToString());
    }

    private async Task DescribeAllAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        for (var done = 0; done < names.Count;)
        {
            Report("fetch");
            if (_session.Payloads.Count >= options.MaxPages)
            {
                _session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} answers. Raise the ceiling of this source if it has more.", source.Endpoint.ToString()));
                return;
            }

            var batch = names.Skip(done).Take(_batches.Size).ToList();
            var askable = batch.Where(SparqlQuestions.CanBeAsked).ToList();
            if (askable.Count < batch.Count)
                _session.Notice("sparql-not-described", $"{batch.Count - askable.Count:N0} records have names that cannot stand in a question, such as {batch.First(name => !SparqlQuestions.CanBeAsked(name))}; they are left out. Correct them at the source.", source.Endpoint.ToString());
            if (askable.Count == 0 || await DescribeAsync(askable, batch[^1], cancellation))
            {
                done += batch.Count;
                _names += batch.Count;
                _last = batch[^1];
            }
        }
    }

    // Whether the batch is in the archive; if not, a smaller one is to be asked for.
    private async Task<bool> DescribeAsync(List<string> names, string last, CancellationToken cancellation)
    {
        var answer = await AskAsync(_batches, mayRetry => _bySelect ? _endpoint.RowsAsync(_questions.Describe(names, asTriples: false), mayRetry, cancellation) : _endpoint.TriplesAsync(_questions.Describe(names, asTriples: true), mayRetry, cancellation));
        if (answer is null)
            return false;
        NoteCap(answer);
        var graph = new PageGraph();
        if (SparqlPageCutter.Read(answer.Bytes, answer.MediaType, source.Endpoint.AbsoluteUri, graph, options.JsonLd) is { } problem)
        {
            if (_batches.Halve())
                return false;
            throw new WebRequestException(source.Endpoint, WebFailure.HttpStatus, problem, "Tell the administrator of the endpoint.");
        }

        var found = SparqlPageCutter.RecordsOf(graph).Select(graph.Name).ToHashSet(StringComparer.Ordinal);
        var lacking = names.Where(name => !found.Contains(name)).ToList();
        if ((lacking.Count > 0 || IsCapped(graph.Count, found.Count)) && _batches.Halve())
            return false;
        foreach (var name in lacking)
            _session.Notice("sparql-not-described", $"The endpoint names {name} but says nothing of it.", source.Endpoint.ToString());
        _batches.Good();
        Keep(answer, last, found.Count);
        return true;
    }

    // CONSTRUCT gives the marks beside the triples, so the rows of the pattern are those without.
    private bool IsCapped(int triples, int marks) =>
        triples == _rowCap || triples - marks == _rowCap || CapsOfServers.Contains(triples) || CapsOfServers.Contains(triples - marks);

    private async Task<PageAnswer?> AskAsync(SparqlBatches size, Func<bool, Task<PageAnswer>> ask)
    {
        try
        {
            return await ask(size.Size == 1);
        }
        catch (WebRequestException refused) when (size == _batches && !_bySelect && CannotConstruct(refused))
        {
            _bySelect = true;
            _session.Notice("sparql-select", $"The endpoint does not answer CONSTRUCT ({refused.Problem}); SELECT is used.", source.Endpoint.ToString());
            return null;
        }
        catch (WebRequestException refused) when (size == _pages && _withDates && _comparedAt is not null && !refused.IsTransient && refused.Failure is WebFailure.HttpStatus)
        {
            // Grouping is refused: names alone show what is new and what is gone.
            _withDates = false;
            return null;
        }
        catch (WebRequestException failed) when (failed.Status is System.Net.HttpStatusCode.TooManyRequests or System.Net.HttpStatusCode.ServiceUnavailable && failed.RetryAfter is not null)
        {
            // It says when to come back: that is waited for, and the question stays as it is.
            return await ask(true);
        }
        catch (WebRequestException failed) when (IsTooMuch(failed) && size.Halve())
        {
            return null;
        }
        catch (WebRequestException failed) when (failed.IsTransient)
        {
            return await ask(true);
        }
    }

    private static bool CannotConstruct(WebRequestException refused) =>
        refused.Failure == WebFailure.UnexpectedContent || refused.Status is System.Net.HttpStatusCode.NotAcceptable or System.Net.HttpStatusCode.NotImplemented
        || (refused.Status is System.Net.HttpStatusCode.BadRequest && refused.Problem.Contains("CONSTRUCT", StringComparison.OrdinalIgnoreCase));

    // A question that is too heavy shows as a time-out, as an error of the server, or as a refusal of the sort or of the length.
    private static bool IsTooMuch(WebRequestException failed) =>
        failed.Failure is WebFailure.TimedOut or WebFailure.TooLarge or WebFailure.Damaged
        || failed.Status is System.Net.HttpStatusCode.RequestTimeout or System.Net.HttpStatusCode.RequestEntityTooLarge or System.Net.HttpStatusCode.RequestUriTooLong or >= System.Net.HttpStatusCode.InternalServerError
        || (failed.Status is System.Net.HttpStatusCode.BadRequest && (failed.Problem.Contains("SR353", StringComparison.Ordinal) || failed.Problem.Contains("timeout", StringComparison.OrdinalIgnoreCase) || failed.Problem.Contains("too ", StringComparison.OrdinalIgnoreCase)));

    private void Keep(PageAnswer answer, string last, int records)
    {
        var stored = archive.Write(answer.Bytes.Span);
        var payload = answer.AsPayload(stored, PayloadKind.SparqlPage, time.GetUtcNow()) with { Origin = source.Endpoint.AbsoluteUri, AnsweredBy = null, LastKey = last, Records = records };
        _session.Add(payload);
        var counters = _session.Counters;
        _session.Counters = counters with { Bytes = counters.Bytes + stored.Length, KnownPayloads = counters.KnownPayloads + (stored.WasKnown ? 1 : 0), RecordsSeen = counters.RecordsSeen + records };
    }

    private void Report(string activity) =>
        progress?.Report(new HarvestProgress(_session.Counters.RecordsSeen, _expected, _session.Counters.Bytes, null, _session.Payloads.Count, activity));
}
