using System.Net;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests the pages of a web site that its sitemaps list into the archive.</summary>
/// <remarks>
/// 1. The sitemaps are found and walked to the list of pages.
/// 2. A page whose <c>lastmod</c> did not move since it was fetched is not asked for; others are, with the ETag that is held.
/// 3. Each page is in the archive and the journal before the one after the next is asked for; a killed run goes on with those that lack.
/// 4. The run stands for the whole site: pages that are no longer listed, or that are gone (404, 410), are no longer in it.
/// 5. Where all sitemaps are feeds, which name the newest pages only, a page that they no longer name stays; from time to time it is asked for as well.
/// </remarks>
internal sealed class SiteHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, SitemapSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    private const int Ahead = 2;
    private const int MaxFailures = 5;

    private readonly PageClient _client = new(web, options, source.Headers, source.Delay) { ObeysRobots = source.ObeyRobots };
    private readonly Dictionary<string, ArchivedPayload> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArchivedPayload> _done = new(StringComparer.Ordinal);
    private readonly List<ArchivedPayload> _taken = [];
    private readonly HashSet<string> _unnamed = new(StringComparer.Ordinal);
    private RunSession _session = null!;
    private SiteFetch _fetch = null!;
    private bool _asksAll;
    private bool _isBrokenOff;
    private int _changed;
    private int _failures;
    private int _gone;
    private int _forbidden;
    private string? _example;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        var history = RunHistory.Of(archive, source.Id, options.Full ? null : cursor);
        foreach (var payload in history.Payloads.Where(payload => archive.Contains(payload.Hash)))
            _known[KeyOf(payload)] = payload;
        using var opened = RunSession.Open(archive, source, history.Since, options, time);
        _session = opened;
        foreach (var payload in _session.Payloads)
            _done[KeyOf(payload)] = payload;
        _asksAll = options.Full || source.FullEvery > TimeSpan.Zero && !(cursor?.FullAt + source.FullEvery > time.GetUtcNow());
        _fetch = new SiteFetch(_client, source, options.JsonLd) { Way = SiteWay.Parse(cursor?.Way) };
        var sitemaps = new SitemapWalk(_client, source, options, archive, time, _known);
        try
        {
            await sitemaps.RunAsync(cancellation);
            sitemaps.Problems.ForEach(_session.CannotBeComplete);
            await PagesAsync([.. sitemaps.Pages, .. sitemaps.HasList ? [] : Unnamed(cursor, sitemaps)], cancellation);
        }
        catch (WebRequestException failed)
        {
            Broken(failed);
        }

        return Finish(history, cursor, sitemaps);
    }

    // What an earlier run has of pages that a feed no longer names, also when everything is asked for.
    private List<SitemapEntry> Unnamed(HarvestCursor? cursor, SitemapWalk sitemaps)
    {
        var named = sitemaps.Pages.Select(page => page.Address.AbsoluteUri).ToHashSet(StringComparer.Ordinal);
        var earlier = new Dictionary<string, ArchivedPayload>(StringComparer.Ordinal);
        foreach (var payload in RunHistory.Of(archive, source.Id, cursor).Payloads.Where(payload => payload.Kind == PayloadKind.SitePage && archive.Contains(payload.Hash)))
            earlier[KeyOf(payload)] = payload;
        foreach (var (key, payload) in earlier.Where(page => !named.Contains(page.Key)))
        {
            _unnamed.Add(key);
            _known.TryAdd(key, payload);
        }

        return [.. _unnamed.Order(StringComparer.Ordinal).Select(key => new SitemapEntry(new Uri(key), _known[key].Changed))];
    }

    private static string KeyOf(ArchivedPayload payload) => payload.Page ?? payload.Origin;

    private HarvestRun Finish(RunHistory history, HarvestCursor? cursor, SitemapWalk sitemaps)
    {
        _session.Counters = _session.Counters with { Requests = _client.Requests, Payloads = _taken.Count };
        Tell(sitemaps);
        if (_taken.Count == 0 && _session.Reasons.Count == 0)
            _session.CannotBeComplete(new HarvestNotice("sitemap-not-found", $"The sitemaps of {source.Address} list no page that is to be harvested{(sitemaps.Unwanted > 0 ? $"; include and exclude leave {sitemaps.Unwanted:N0} pages out" : "")}. Check the settings of the source.", source.Address.ToString()));
        var before = history.Payloads.Where(payload => payload.Kind == PayloadKind.SitePage).Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var isSame = history.Since is not null && _changed == 0 && before.SetEquals(_taken.Select(KeyOf));
        var outcome = _session.Reasons.Count > 0 ? (_taken.Count > 0 ? HarvestOutcome.Incomplete : HarvestOutcome.Failed) : isSame ? HarvestOutcome.Unchanged : HarvestOutcome.Complete;
        var isDone = outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone
            ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Since = _session.Start.StartedAt, FullAt = _asksAll || history.Since is null ? _session.Start.StartedAt : cursor?.FullAt, Way = _fetch.Way?.ToString() }
            : cursor;
        return _session.Finish(outcome, HarvestScope.Full, next, isResumable: _isBrokenOff && _taken.Count > 0, payloads: [.. _taken, .. sitemaps.Sitemaps]);
    }

    private void Tell(SitemapWalk sitemaps)
    {
        var origin = source.Address.ToString();
        if (sitemaps.Foreign > 0)
            _session.Notice("sitemap-other-host", $"{sitemaps.Foreign:N0} pages that the sitemaps list are of another site, such as {sitemaps.ForeignPage}; they are left out. Name them in include, with their host, if they belong to the source.", origin);
        if (_unnamed.Count > 0)
            _session.Notice("sitemap-feed", $"The sitemap is a feed (RSS or Atom), which names the newest pages only. {_unnamed.Count:N0} pages that it named before and no longer does are kept{(source.FullEvery > TimeSpan.Zero ? $", and asked for each {source.FullEvery.TotalDays:0} days (fullEveryDays), which shows what is gone" : "; with fullEveryDays they are asked for now and then, which shows what is gone")}. Ask the institution for a sitemap of all pages.", origin);
        if (_gone > 0)
            _session.Notice("site-page-gone", $"{_gone:N0} pages that are listed do not exist (404 or 410), such as {_example}; they count as deleted. Tell the administrator of the site.", origin);
        if (_forbidden > 0)
            _session.Notice("robots", $"robots.txt of the site does not allow {_forbidden:N0} pages that its sitemaps list; they are left out. Ask the institution to allow the node.", origin);
        if (_fetch.Way is { } way && _changed > 0)
            _session.Notice("sitemap-way", way.Kind switch
            {
                SiteWayKind.Page => "The pages give their data at their own address.",
                SiteWayKind.Template => $"The data of pages is fetched at {way.Template}, where their links lead.",
                _ => "The data of pages is fetched where their links lead: two requests for each page.",
            }, origin);
    }

    private async Task PagesAsync(List<SitemapEntry> pages, CancellationToken cancellation)
    {
        if (pages.Count > options.MaxPages)
        {
            _session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} of {pages.Count:N0} pages. Raise the ceiling of this source if that is right.", source.Address.ToString()));
            pages = pages[..options.MaxPages];
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pending = new Queue<(SitemapEntry Page, Task<SiteAnswer?> Answer)>();
        var asked = 0;
        try
        {
            while (_failures < MaxFailures)
            {
                // The first page that has data shows the way for the others.
                while (pending.Count < (_fetch.Way is null ? 1 : Ahead) && asked < pages.Count)
                    pending.Enqueue((pages[asked], AskAsync(pages[asked++], ending.Token)));
                if (!pending.TryDequeue(out var next))
                    return;
                progress?.Report(new HarvestProgress(_session.Counters.RecordsSeen, pages.Count, _session.Counters.Bytes, null, _taken.Count, "fetch"));
                await TakeAsync(next.Page, next.Answer);
            }
        }
        finally
        {
            await ending.CancelAsync();
            while (pending.TryDequeue(out var left))
                await left.Answer.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    // Nothing is asked for what an earlier call of this run fetched, nor for what cannot have changed.
    private async Task<SiteAnswer?> AskAsync(SitemapEntry page, CancellationToken cancellation)
    {
        var key = page.Address.AbsoluteUri;
        var known = _known.GetValueOrDefault(key);
        return _done.ContainsKey(key) || (known is not null && !_asksAll && (_unnamed.Contains(key) || SiteMoment.IsSame(page.Changed, known))) ? null : await _fetch.GetAsync(page.Address, known, cancellation);
    }

    private async Task TakeAsync(SitemapEntry page, Task<SiteAnswer?> asked)
    {
        var key = page.Address.AbsoluteUri;
        try
        {
            var answer = await asked;
            _failures = 0;
            if (answer is not null)
                Keep(page, answer, _known.GetValueOrDefault(key));
            else if (_done.TryGetValue(key, out var done))
                Count(done, isChanged: done.Hash != _known.GetValueOrDefault(key)?.Hash);
            else
                Count(_known[key], isChanged: false);
        }
        catch (WebRequestException gone) when (gone.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            _failures = 0;
            _gone++;
            _example ??= key;
        }
        catch (WebRequestException forbidden) when (forbidden.Failure == WebFailure.RobotsDisallowed)
        {
            _forbidden++;
        }
        catch (WebRequestException failed)
        {
            _failures++;
            Broken(failed);
        }
    }

    private void Keep(SitemapEntry page, SiteAnswer fetched, ArchivedPayload? known)
    {
        var (answer, now) = (fetched.Answer, time.GetUtcNow());
        ArchivedPayload payload;
        if (answer.IsNotModified)
        {
            payload = known! with { FetchedAt = now, Changed = page.Changed, ETag = answer.ETag ?? known.ETag, LastModified = answer.LastModified ?? known.LastModified };
        }
        else
        {
            var stored = archive.Write(answer.Bytes.Span);
            var own = page.Address.AbsoluteUri == answer.Asked.AbsoluteUri ? null : page.Address.AbsoluteUri;
            payload = answer.AsPayload(stored, PayloadKind.SitePage, now) with { Changed = page.Changed, Records = fetched.Records, Page = own };
        }

        _session.Add(payload);
        Count(payload, isChanged: payload.Hash != known?.Hash);
    }

    private void Count(ArchivedPayload payload, bool isChanged)
    {
        _taken.Add(payload);
        _changed += isChanged ? 1 : 0;
        var counters = _session.Counters;
        _session.Counters = counters with { Bytes = counters.Bytes + (isChanged ? payload.Length : 0), RecordsSeen = counters.RecordsSeen + (payload.Records ?? 0), KnownPayloads = counters.KnownPayloads + (isChanged ? 0 : 1) };
    }

    private void Broken(WebRequestException failed)
    {
        _isBrokenOff |= failed.IsTransient;
        _session.CannotBeComplete(new HarvestNotice(_taken.Count == 0 ? "not-reachable" : "broken-off", $"{failed.Message}{(failed.IsTransient && _taken.Count > 0 ? " The next run goes on from here." : "")}", failed.Address.ToString()));
    }
}
