using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests a Linked Data Event Stream or another TREE collection into the archive.</summary>
/// <remarks>
/// 1. The first page is the address of the source. Where it only names views, the first view is walked: each view holds all members (TREE §3).
/// 2. Pages are walked breadth first along their relations, each page once; the next ones are asked for while the present one is written.
/// 3. A page is in the archive and the journal, with what the next run must know of it, before the run ends; a killed run goes on with the pages that lack.
/// 4. Members, and nodes that their shape leads to, that a page names without describing them are fetched and kept beside the page.
/// 5. A member that is divided over two pages is put together (<see cref="LdesSplits"/>); pages that cannot hold members that the source asks for are not walked (<see cref="LdesCondition"/>).
/// 6. An increment asks for pages that can change only: not for immutable ones, nor for those whose time is over; with the ETag that is held.
///    An event stream then yields the pages that differ. A collection that is no event stream can lose members: its run is always all pages.
/// </remarks>
internal sealed class LdesHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, LdesSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    private const int Ahead = 2;
    private const int MaxFailures = 5;

    private readonly PageClient _client = new(web, options, source.Headers, source.Delay);
    private readonly Dictionary<string, ArchivedPayload> _earlier = new(StringComparer.Ordinal);
    private readonly List<ArchivedPayload> _unchanged = [];
    private readonly Queue<(string Page, Task<PageAnswer> Answer)> _pending = new();
    private LdesState _state = null!;
    private LdesFrontier _frontier = null!;
    private RunSession _session = null!;
    private LdesCompanions _companions = null!;
    private LdesSplits _splits = null!;
    private LdesPage _stream = new();
    private LdesShape? _shape;
    private DateTimeOffset? _newest;
    private int _failures;
    private int _changed;
    private int _unwanted;
    private bool _isBrokenOff;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        _state = LdesState.Of(archive, source.Id, options.Full ? null : cursor);
        using var opened = RunSession.Open(archive, source, _state.Since, options, time);
        _session = opened;
        foreach (var entry in _session.EarlierEntries)
        {
            if (entry.Payload is { Ldes: not null } payload)
                _earlier[payload.Origin] = payload;
        }

        _stream = _state.Stream.With(new LdesPage { TimestampPath = source.TimestampPath, VersionOfPath = source.VersionOfPath });
        if (source.TimestampPath is not null || source.VersionOfPath is not null)
            _stream = _stream with { TimestampPath = source.TimestampPath ?? _stream.TimestampPath, VersionOfPath = source.VersionOfPath ?? _stream.VersionOfPath };
        _newest = _state.Newest;
        _companions = new LdesCompanions(_client, archive, time, _session, _state, source.MaxLinkedDocuments);
        _splits = new LdesSplits(archive, time, options.JsonLd);
        _frontier = new LdesFrontier(_state, _stream.TimestampPath is null ? null : _state.Newest - source.Overlap);
        _frontier.Add(LdesPageView.WithoutFragment(source.Address.AbsoluteUri), null);
        if (_state.Stream.IsEventStream)
        {
            foreach (var (page, known) in _state.Pages)
                _frontier.Add(page, known.Ldes!.Until);
        }

        await WalkAsync(cancellation);
        return Finish(cursor);
    }

    private HarvestRun Finish(HarvestCursor? cursor)
    {
        if (_unwanted > 0)
            _session.Notice("ldes-condition", $"{_unwanted:N0} relations were not followed, since the pages behind them cannot hold members that meet the condition of the source.", source.Address.ToString());
        if (_splits.Found > 0)
            _session.Notice("ldes-split", $"{_splits.Found:N0} members are divided over two pages, such as {_splits.Example}; their parts are put together.", source.Address.ToString());
        var counters = _session.Counters;
        var payloads = _session.Payloads.Where(payload => payload.Kind == PayloadKind.LdesPage).ToList();
        var isIncrement = _state.Since is not null && _stream.IsEventStream;
        if (!isIncrement)
            payloads.AddRange(_unchanged);
        _session.Counters = counters with { Requests = _client.Requests, Payloads = payloads.Count };
        if (_state.Since is null && payloads.Count > 0 && payloads.TrueForAll(payload => payload.Ldes!.Newest is null) && counters.RecordsSeen == 0 && _session.Reasons.Count == 0)
            _session.CannotBeComplete(new HarvestNotice("ldes-no-members", $"{source.Address} and the pages that it leads to hold no members (tree:member). Check that the address is that of an event stream or of one of its views.", source.Address.ToString()));
        var outcome = _session.Reasons.Count > 0 ? (_changed > 0 || _unchanged.Count > 0 ? HarvestOutcome.Incomplete : HarvestOutcome.Failed)
            : _state.Since is not null && _changed == 0 && (isIncrement || _unchanged.Count == _state.Pages.Count) ? HarvestOutcome.Unchanged
            : HarvestOutcome.Complete;
        if (outcome == HarvestOutcome.Incomplete && _state.Since is null && counters.RecordsSeen == 0 && _changed > 0 && _session.Reasons[^1].Code == "ldes-no-members")
            outcome = HarvestOutcome.Failed;
        var isDone = outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Since = _newest } : cursor;
        return _session.Finish(outcome, isIncrement ? HarvestScope.Increment : HarvestScope.Full, next, isResumable: _isBrokenOff && _changed > 0, payloads: payloads);
    }

    // A page that only leads to a view is none of them: a run of one page shows members.
    private bool IsEnough => _changed + _unchanged.Count >= options.MaxPages && (_session.Counters.RecordsSeen > 0 || _changed > options.MaxPages);

    private async Task WalkAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            AskAhead(ending.Token);
            while (_pending.TryDequeue(out var next))
            {
                cancellation.ThrowIfCancellationRequested();
                await TakeAsync(next.Page, next.Answer, ending.Token);
                if (_failures >= MaxFailures || IsEnough)
                    break;
                AskAhead(ending.Token);
            }

            if (IsEnough && (_pending.Count > 0 || _frontier.HasNext))
                _session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} pages. Raise the ceiling of this source if it has more.", source.Address.ToString()));
        }
        finally
        {
            await ending.CancelAsync();
            await SettleAsync();
        }
    }

    // What was asked for and is no longer wanted must have ended before the client goes away.
    private async Task SettleAsync()
    {
        while (_pending.TryDequeue(out var left))
            await left.Answer.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void AskAhead(CancellationToken cancellation)
    {
        while (_pending.Count < Ahead && _frontier.TryNext(out var page))
        {
            progress?.Report(new HarvestProgress(_session.Counters.RecordsSeen, null, _session.Counters.Bytes, null, _changed, "list"));
            _pending.Enqueue((page, AskAsync(page, cancellation)));
        }
    }

    private async Task<PageAnswer> AskAsync(string page, CancellationToken cancellation)
    {
        if (_earlier.TryGetValue(page, out var done))
            return await HeldAsync(done, cancellation);
        var known = _state.Pages.GetValueOrDefault(page);
        if (known is { Ldes.IsImmutable: true })
            return await HeldAsync(known, cancellation);
        var held = known is null ? null : new KnownFile(known.Hash, known.ETag, known.LastModified);
        return await _client.GetAsync(new Uri(page), RdfPages.Accept, held, NotRdf, cancellation);
    }

    private async Task<PageAnswer> HeldAsync(ArchivedPayload payload, CancellationToken cancellation)
    {
        await using var stream = archive.OpenUnchecked(payload.Hash);
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        return new PageAnswer(new Uri(payload.Origin), new Uri(payload.Base), 0, bytes.GetBuffer().AsMemory(0, (int)bytes.Length)) { MediaType = payload.MediaType, IsImmutable = payload.Ldes!.IsImmutable };
    }

    private static string? NotRdf(PageAnswer answer) =>
        answer.IsNotModified || RdfPages.FormatOf(answer.Bytes.Span, answer.MediaType, answer.Address.AbsoluteUri) is not null ? null
            : $"the answer is not RDF ({answer.MediaType ?? "no media type"}); it begins with «{RdfPages.Beginning(answer.Bytes.Span)}»";

    private async Task TakeAsync(string page, Task<PageAnswer> asked, CancellationToken cancellation)
    {
        try
        {
            var answer = await asked;
            _failures = 0;
            await TakeAsync(page, answer, cancellation);
        }
        catch (WebRequestException gone) when (gone.Status is System.Net.HttpStatusCode.Gone && _frontier.Met > 1)
        {
            // A retention policy takes old pages away (LDES §6).
            _session.Notice("ldes-page-gone", $"The page {page} is gone (410); the stream keeps its members only for a time. What was harvested from it before stays.", page);
        }
        catch (WebRequestException failed)
        {
            _failures++;
            _isBrokenOff |= failed.IsTransient;
            _session.CannotBeComplete(new HarvestNotice(_changed == 0 ? "not-reachable" : "broken-off", $"{failed.Message}{(failed.IsTransient && _changed > 0 ? " The next run goes on from here." : "")}", failed.Address.ToString()));
        }
    }

    private async Task TakeAsync(string page, PageAnswer answer, CancellationToken cancellation)
    {
        var known = _state.Pages.GetValueOrDefault(page);
        if (answer.IsNotModified || (answer.Status == 0 && !_earlier.ContainsKey(page)))
        {
            _unchanged.Add(known!);
            _splits.Remember(known!);
            if (_state.Stream.IsEventStream)
                return;
            answer = answer.Status == 0 ? answer : await HeldAsync(known!, cancellation);
            Follow(page, Read(answer, out _));
            return;
        }

        var view = Read(answer, out var problem);
        Follow(page, view);
        AskAhead(cancellation);
        if (answer.Address != answer.Asked)
            _frontier.Meet(LdesPageView.WithoutFragment(answer.Address.AbsoluteUri));
        if (problem is not null)
            _session.CannotBeComplete(new HarvestNotice("page-damaged", $"{page}: {problem}. What stands before the fault is kept; tell the administrator of the stream.", page));
        if (_earlier.TryGetValue(page, out var done))
        {
            _splits.Remember(view, done);
            Count(view, done);
        }
        else
            await KeepAsync(page, view, answer, known, cancellation);
    }

    private LdesPageView Read(PageAnswer answer, out string? problem)
    {
        var graph = new PageGraph();
        problem = RdfPages.Read(answer.Bytes, answer.MediaType, answer.Address.AbsoluteUri, graph, options.JsonLd);
        var view = new LdesPageView(graph, answer.Address.AbsoluteUri, _stream);
        _stream = view.Stream;
        _shape ??= LdesShape.Read(graph, view.Terms, view.ShapeNode);
        return view;
    }

    private void Follow(string page, LdesPageView view)
    {
        var relations = 0;
        var own = _frontier.UntilOf(page) is { } bound && !(NewestOf(view) >= bound) ? bound : (DateTimeOffset?)null;
        foreach (var link in view.Relations())
        {
            relations++;
            if (!Uri.TryCreate(link.Target, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                continue;
            if (source.Condition?.MayHold(link.Bounds) == false)
                _unwanted++;
            else
                _frontier.Add(link.Target, link.IsWithin(_stream.TimestampPath) ? LdesPageView.Earlier(link.Until, own) : link.Until);
        }

        // A page that only describes the stream: one view holds everything, so the first is enough.
        if (relations == 0 && view.Members.Count == 0 && view.Views.Count > 0 && _changed + _unchanged.Count == 0)
            _frontier.Add(LdesPageView.WithoutFragment(view.Views[0]), null);
    }

    private async Task KeepAsync(string page, LdesPageView view, PageAnswer answer, ArchivedPayload? known, CancellationToken cancellation)
    {
        var stored = archive.Write(answer.Bytes.Span);
        var counters = _session.Counters;
        _session.Counters = counters with { KnownPayloads = counters.KnownPayloads + (stored.WasKnown ? 1 : 0) };
        var newest = NewestOf(view);

        // A bound that the page's own members pass is not to be relied on.
        var until = _frontier.UntilOf(page) is { } bound && newest < bound ? bound : (DateTimeOffset?)null;
        var facts = view.Stream with { IsImmutable = answer.IsImmutable || view.IsImmutable, Until = newest is null ? _frontier.UntilOf(page) : until, Newest = newest };
        var payload = answer.AsPayload(stored, PayloadKind.LdesPage, time.GetUtcNow()) with { Origin = page, Ldes = facts, AnsweredBy = answer.Address.AbsoluteUri == page ? null : answer.Address.AbsoluteUri };
        if (known is not null && known.Hash == stored.Hash && known.Ldes == facts)
        {
            _unchanged.Add(known);
            return;
        }

        payload = payload with { Companions = [.. _splits.Complete(view, known, _state, page), .. await _companions.CompleteAsync(view, _shape, cancellation)] };
        _session.Add(payload);
        _splits.Remember(view, payload);
        Count(view, payload);
    }

    private void Count(LdesPageView view, ArchivedPayload payload)
    {
        _changed++;
        if (payload.Ldes!.Newest > _newest || _newest is null)
            _newest = payload.Ldes.Newest ?? _newest;
        var counters = _session.Counters;
        _session.Counters = counters with { Bytes = counters.Bytes + payload.Length, RecordsSeen = counters.RecordsSeen + view.Members.Count };
    }

    private static DateTimeOffset? NewestOf(LdesPageView view)
    {
        DateTimeOffset? newest = null;
        foreach (var member in view.Members)
        {
            if (LdesMember.MomentOf(view, member) is { } moment && !(newest >= moment))
                newest = moment;
        }

        return newest;
    }
}
