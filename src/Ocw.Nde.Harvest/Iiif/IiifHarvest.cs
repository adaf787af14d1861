using System.Text.Json;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Harvests the manifests of a IIIF collection, or those that a list of changes names, into the archive.</summary>
/// <remarks>
/// 1. The address is asked for; what it is decides the way.
/// 2. A collection: nested collections and pages are walked, each once; every manifest is asked for with the ETag that is held. What is no longer listed is gone.
/// 3. A list of changes (Change Discovery §4): pages are walked backwards from the last one; the newest activity of each object counts; before a
///    <c>Refresh</c> only deletions do; the walk stops at what the run before had seen. Level 0 has no moments: it is a list, harvested whole each time.
///    From time to time it goes to the beginning: what is held and not named there is asked for, and gone if it does not exist; what is named with another moment is fetched.
/// 4. Each manifest is in the archive and the journal before the one after the next is asked for; a killed run goes on with those that lack.
/// </remarks>
internal sealed class IiifHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, IiifSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    private const string Accept = "application/ld+json, application/json;q=0.9, */*;q=0.1";
    private const int Ahead = 2;
    private const int MaxFailures = 5;

    private readonly PageClient _client = new(web, options, source.Headers, source.Delay);
    private readonly Dictionary<string, ArchivedPayload> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArchivedPayload> _done = new(StringComparer.Ordinal);
    private readonly List<ArchivedPayload> _taken = [];
    private RunSession _session = null!;
    private DateTimeOffset? _newest;
    private readonly List<string> _missing = [];
    private readonly Dictionary<string, DateTimeOffset?> _goneBefore = new(StringComparer.Ordinal);
    private DateTimeOffset? _comparedAt;
    private bool _compares;
    private bool _isIncrement;
    private bool _isBrokenOff;
    private int _changed;
    private int _failures;
    private int _gone;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        var history = RunHistory.Of(archive, source.Id, options.Full ? null : cursor);
        foreach (var payload in history.Payloads.Where(payload => archive.Contains(payload.Hash)))
            _known[payload.Origin] = payload;
        foreach (var list in history.Payloads.Where(payload => payload.Kind == PayloadKind.Deletions && archive.Contains(payload.Hash)))
        {
            foreach (var name in Identifiers(list))
                _goneBefore[name] = list.FetchedAt;
        }

        using var opened = RunSession.Open(archive, source, history.Since, options, time);
        _session = opened;
        foreach (var payload in _session.Payloads)
            _done[payload.Origin] = payload;
        _newest = history.Since is null ? null : cursor?.Since;
        _comparedAt = history.Since is null ? _session.Start.StartedAt : cursor?.FullAt;
        _compares = _newest is not null && source.FullEvery > TimeSpan.Zero && !(cursor?.FullAt + source.FullEvery > time.GetUtcNow());
        try
        {
            var root = await FetchAsync(source.Address.AbsoluteUri, cancellation);
            switch (KindOf(root))
            {
                case IiifKind.Changes or IiifKind.ChangesPage:
                    await ChangesAsync(root, cancellation);
                    break;
                case IiifKind.Collection:
                    await ManifestsAsync(await CollectAsync(root, cancellation), cancellation);
                    break;
                default:
                    // A manifest, or what should be one: cutting says what is wrong with it.
                    await ManifestsAsync([(source.Address.AbsoluteUri, null)], cancellation);
                    break;
            }
        }
        catch (WebRequestException failed)
        {
            Broken(failed);
        }

        return Finish(history, cursor);
    }

    private IEnumerable<string> Identifiers(ArchivedPayload payload) =>
        new PayloadCutter(archive, payload, source, CutOptions.Default, CutDepth.Keys).Cut().OfType<CutItem.Record>().Select(item => item.Value.Identifier);

    private HarvestRun Finish(RunHistory history, HarvestCursor? cursor)
    {
        if (_missing.Count > 0 && _session.Reasons.Count == 0)
        {
            var gone = GoneList.Keep(archive, _missing, source.Address.AbsoluteUri, time.GetUtcNow());
            _session.Add(gone);
            _taken.Add(gone);
            _changed++;
            _session.Counters = _session.Counters with { RecordsDeleted = _missing.Count };
        }

        if (_compares && _session.Reasons.Count == 0)
            _comparedAt = _session.Start.StartedAt;
        _session.Counters = _session.Counters with { Requests = _client.Requests, Payloads = _taken.Count };
        if (_gone > 0)
            _session.Notice("iiif-manifest-gone", $"{_gone:N0} manifests that are listed do not exist (404 or 410). Tell the administrator; they are left out.", source.Address.ToString());
        if (_taken.Count == 0 && _session.Reasons.Count == 0 && !_isIncrement)
            _session.CannotBeComplete(new HarvestNotice("iiif-not-recognised", $"{source.Address} leads to no manifest. Give the address of a IIIF collection, of a list of changes (Change Discovery) or of a manifest.", source.Address.ToString()));
        var isSame = history.Since is not null && _changed == 0 && (_isIncrement || _taken.Count == history.Payloads.Where(p => p.Kind == PayloadKind.IiifManifest).DistinctBy(p => p.Origin, StringComparer.Ordinal).Count());
        var outcome = _session.Reasons.Count > 0 ? (_taken.Count > 0 ? HarvestOutcome.Incomplete : HarvestOutcome.Failed) : isSame ? HarvestOutcome.Unchanged : HarvestOutcome.Complete;
        var isDone = outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged;
        var next = isDone ? new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Since = _newest, FullAt = _comparedAt } : cursor;
        return _session.Finish(outcome, _isIncrement ? HarvestScope.Increment : HarvestScope.Full, next, isResumable: _isBrokenOff && _taken.Count > 0, payloads: _taken);
    }

    private static IiifKind KindOf(PageAnswer answer)
    {
        try
        {
            using var document = IiifDocument.Parse(answer.Bytes);
            return IiifDocument.KindOf(document.RootElement);
        }
        catch (JsonException)
        {
            return IiifKind.Unknown;
        }
    }

    private async Task<List<(string Address, DateTimeOffset? Changed)>> CollectAsync(PageAnswer root, CancellationToken cancellation)
    {
        var found = new List<string>();
        var met = new HashSet<string>(StringComparer.Ordinal) { source.Address.AbsoluteUri };
        var waiting = new Queue<string>();
        for (var answer = root; ;)
        {
            var collections = new List<string>();
            try
            {
                using var document = IiifDocument.Parse(answer.Bytes);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                    IiifDocument.Collect(document.RootElement, collections, found);
            }
            catch (JsonException broken)
            {
                _session.CannotBeComplete(new HarvestNotice("iiif-not-recognised", $"The collection {answer.Asked} is not JSON: {broken.Message} Tell the administrator.", answer.Asked.ToString()));
            }

            foreach (var collection in collections.Where(IsWeb).Where(met.Add))
                waiting.Enqueue(collection);
            if (!waiting.TryDequeue(out var next))
                break;
            if (met.Count > options.MaxPages)
            {
                _session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} collections. Raise the ceiling of this source if it has more.", next));
                break;
            }

            answer = await FetchAsync(next, cancellation);
        }

        return [.. found.Where(IsWeb).Distinct(StringComparer.Ordinal).Select(address => (address, (DateTimeOffset?)null))];
    }

    private async Task ChangesAsync(PageAnswer root, CancellationToken cancellation)
    {
        var since = _newest;
        var walk = new IiifChangeWalk(_compares ? null : since);
        _isIncrement = since is not null;
        var answer = KindOf(root) == IiifKind.ChangesPage ? root : null;
        var pages = 0;
        for (var next = answer is null ? await LastPageAsync(root, cancellation) : null; answer is not null || next is not null;)
        {
            answer ??= await FetchAsync(next!, cancellation);
            var goesOn = Take(answer, walk, out next);
            answer = null;
            if (!goesOn || next is null || ++pages >= options.MaxPages)
                break;
        }

        _isIncrement = since is not null && walk.HasMoments;
        if (walk.Newest > _newest || _newest is null)
            _newest = walk.Newest ?? _newest;
        if (walk.Collections > 0)
            _session.Notice("iiif-collection-skipped", $"{walk.Collections:N0} changes are about collections, which are no records; they are left out.", source.Address.ToString());
        await ManifestsAsync(_isIncrement && _compares ? Compared(walk) : walk.Present(), cancellation);
    }

    // What is named with another moment than it is held with, and what is held and no longer named.
    private List<(string Address, DateTimeOffset? Changed)> Compared(IiifChangeWalk walk)
    {
        var present = walk.Present();
        var named = present.Select(manifest => manifest.Address).ToHashSet(StringComparer.Ordinal);
        var other = present.Where(manifest => manifest.Changed is null || _known.GetValueOrDefault(manifest.Address)?.Changed != manifest.Changed).ToList();
        return [.. other, .. _known.Values.Where(held => held.Kind == PayloadKind.IiifManifest && !named.Contains(held.Origin) && !walk.Gone.Contains(held.Origin)).Select(held => (held.Origin, held.Changed))];
    }

    // Whether the page before this one is to be looked at.
    private bool Take(PageAnswer answer, IiifChangeWalk walk, out string? previous)
    {
        previous = null;
        try
        {
            using var document = IiifDocument.Parse(answer.Bytes);
            previous = IiifDocument.Link(document.RootElement, "prev");
            var goesOn = walk.Take(IiifChange.Of(document.RootElement).ToList(), out var takesAway);
            if (takesAway)
                Keep(answer, PayloadKind.IiifChanges, null);
            return goesOn;
        }
        catch (JsonException broken)
        {
            _session.CannotBeComplete(new HarvestNotice("iiif-not-recognised", $"The page of changes {answer.Asked} is not JSON: {broken.Message} Tell the administrator.", answer.Asked.ToString()));
            return false;
        }
    }

    private async Task<string?> LastPageAsync(PageAnswer root, CancellationToken cancellation)
    {
        using var document = IiifDocument.Parse(root.Bytes);
        if (IiifDocument.Link(document.RootElement, "last") is { } last)
            return last;

        // §3.1: last is required; without it the list is walked forward to its end first.
        var page = IiifDocument.Link(document.RootElement, "first");
        for (var number = 0; page is not null && number < options.MaxPages; number++)
        {
            var answer = await FetchAsync(page, cancellation);
            using var next = IiifDocument.Parse(answer.Bytes);
            if (IiifDocument.Link(next.RootElement, "next") is not { } following)
                break;
            page = following;
        }

        return page;
    }

    private async Task<PageAnswer> FetchAsync(string address, CancellationToken cancellation)
    {
        progress?.Report(new HarvestProgress(_session.Counters.RecordsSeen, null, _session.Counters.Bytes, null, _taken.Count, "list"));
        return await _client.GetAsync(new Uri(address), Accept, null, NotJson, cancellation);
    }

    private static string? NotJson(PageAnswer answer) =>
        answer.Bytes.Span.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..] ? $"the answer is not JSON ({answer.MediaType ?? "no media type"}); it begins with «{RdfPages.Beginning(answer.Bytes.Span)}»" : null;

    private async Task ManifestsAsync(IReadOnlyList<(string Address, DateTimeOffset? Changed)> manifests, CancellationToken cancellation)
    {
        if (manifests.Count > options.MaxPages)
        {
            _session.CannotBeComplete(new HarvestNotice("too-many-pages", $"The run was stopped after {options.MaxPages:N0} of {manifests.Count:N0} manifests. Raise the ceiling of this source if that is right.", source.Address.ToString()));
            manifests = [.. manifests.Take(options.MaxPages)];
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pending = new Queue<((string Address, DateTimeOffset? Changed) Manifest, Task<PageAnswer?> Answer)>();
        var asked = 0;
        try
        {
            while (_failures < MaxFailures)
            {
                while (pending.Count < Ahead && asked < manifests.Count)
                    pending.Enqueue((manifests[asked], AskAsync(manifests[asked++].Address, ending.Token)));
                if (!pending.TryDequeue(out var next))
                    return;
                progress?.Report(new HarvestProgress(_taken.Count, manifests.Count, _session.Counters.Bytes, null, _taken.Count, "fetch"));
                await TakeAsync(next.Manifest.Address, next.Manifest.Changed, next.Answer);
            }
        }
        finally
        {
            await ending.CancelAsync();
            while (pending.TryDequeue(out var left))
                await left.Answer.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    // Nothing is asked for what an earlier call of this run fetched.
    private async Task<PageAnswer?> AskAsync(string address, CancellationToken cancellation)
    {
        if (_done.ContainsKey(address))
            return null;
        var known = _known.GetValueOrDefault(address);
        return await _client.GetAsync(new Uri(address), Accept, known is null ? null : new KnownFile(known.Hash, known.ETag, known.LastModified), null, cancellation);
    }

    private async Task TakeAsync(string address, DateTimeOffset? changed, Task<PageAnswer?> asked)
    {
        try
        {
            var answer = await asked;
            _failures = 0;
            if (answer is null)
                Count(_done[address], isChanged: true);
            else if (answer.IsNotModified)
                Count(_known[address], isChanged: false);
            else
                Keep(answer, PayloadKind.IiifManifest, changed);
        }
        catch (WebRequestException gone) when (gone.Status is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone)
        {
            _gone++;
            if (_compares && _known.TryGetValue(address, out var held))
                _missing.AddRange(Identifiers(held).Where(name => !(_goneBefore.GetValueOrDefault(name) >= held.FetchedAt)));
        }
        catch (WebRequestException failed)
        {
            _failures++;
            Broken(failed);
        }
    }

    private void Keep(PageAnswer answer, PayloadKind kind, DateTimeOffset? changed)
    {
        if (_done.TryGetValue(answer.Asked.AbsoluteUri, out var done))
        {
            Count(done, isChanged: true);
            return;
        }

        var stored = archive.Write(answer.Bytes.Span);
        var payload = answer.AsPayload(stored, kind, time.GetUtcNow()) with { Changed = changed, Records = kind == PayloadKind.IiifManifest ? 1 : null };
        if (_known.TryGetValue(payload.Origin, out var known) && known.Hash == payload.Hash)
        {
            Count(known, isChanged: false);
            return;
        }

        _session.Add(payload);
        Count(payload, isChanged: true);
    }

    private void Count(ArchivedPayload payload, bool isChanged)
    {
        if (isChanged)
            _changed++;
        if (isChanged || !_isIncrement)
            _taken.Add(payload);
        var counters = _session.Counters;
        _session.Counters = counters with { Bytes = counters.Bytes + (isChanged ? payload.Length : 0), RecordsSeen = counters.RecordsSeen + (payload.Records ?? 0), KnownPayloads = counters.KnownPayloads + (isChanged ? 0 : 1) };
    }

    private void Broken(WebRequestException failed)
    {
        _isBrokenOff |= failed.IsTransient;
        _session.CannotBeComplete(new HarvestNotice(_taken.Count == 0 ? "not-reachable" : "broken-off", $"{failed.Message}{(failed.IsTransient && _taken.Count > 0 ? " The next run goes on from here." : "")}", failed.Address.ToString()));
    }

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
