using System.Text;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the sitemaps of a site and walks them to the pages that they list.</summary>
/// <remarks>
/// An index leads to others; each sitemap is asked for once, with the ETag that is held, and not at all when the index says that it did not change.
/// Sitemaps are kept in the archive as evidence, so that the next run knows them.
/// </remarks>
internal sealed class SitemapWalk(PageClient client, SitemapSource source, HarvestOptions options, PayloadArchive archive, TimeProvider time, IReadOnlyDictionary<string, ArchivedPayload> held)
{
    private const string Accept = "application/xml, text/xml;q=0.9, application/atom+xml;q=0.9, application/rss+xml;q=0.9, text/plain;q=0.8, application/gzip;q=0.8, */*;q=0.1";

    private readonly Dictionary<string, SitemapEntry> _pages = new(StringComparer.Ordinal);
    private readonly Queue<(SitemapEntry Sitemap, int Depth)> _waiting = new();
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private readonly SiteScope _scope = new(source);

    /// <summary>The pages, each once, in the order of the sitemaps.</summary>
    public IReadOnlyCollection<SitemapEntry> Pages => _pages.Values;

    /// <summary>The sitemaps, as they lie in the archive.</summary>
    public List<ArchivedPayload> Sitemaps { get; } = [];

    /// <summary>Why the list of pages is not whole.</summary>
    public List<HarvestNotice> Problems { get; } = [];

    /// <summary>Whether a list of all pages was among the sitemaps; else they are feeds that name the newest only.</summary>
    public bool HasList { get; private set; }

    /// <summary>Pages of other sites, which were left out.</summary>
    public int Foreign { get; private set; }

    /// <summary>One of them.</summary>
    public Uri? ForeignPage { get; private set; }

    /// <summary>Pages that the patterns of the source leave out.</summary>
    public int Unwanted { get; private set; }

    /// <summary>Walks.</summary>
    /// <exception cref="WebRequestException">The site does not answer.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (source.Address.AbsolutePath == "/" || !await TryAsync(new SitemapEntry(source.Address, null), 0, isGiven: true, cancellation))
            await DiscoverAsync(cancellation);
        while (_waiting.TryDequeue(out var next))
        {
            if (_met.Count >= source.MaxSitemaps)
            {
                Problems.Add(new HarvestNotice("too-many-files", $"The site has more than {source.MaxSitemaps:N0} sitemaps; the rest is not read. Raise the ceiling of this source if that is right.", next.Sitemap.Address.ToString()));
                return;
            }

            await TakeAsync(next.Sitemap, next.Depth, cancellation);
        }
    }

    // robots.txt names sitemaps, of whatever host; without them it is the usual place.
    private async Task DiscoverAsync(CancellationToken cancellation)
    {
        var found = await RobotsAsync(cancellation);
        if (found.Count > 0)
        {
            found.ForEach(sitemap => _waiting.Enqueue((new SitemapEntry(sitemap, null), 0)));
            return;
        }

        var usual = new[] { "/sitemap.xml", "/sitemap_index.xml", "/sitemap.xml.gz", "/sitemap.txt" };
        foreach (var path in usual)
        {
            if (await TryAsync(new SitemapEntry(new Uri(source.Address, path), null), 0, isGiven: false, cancellation))
                return;
        }

        Problems.Add(new HarvestNotice("sitemap-not-found", $"{source.Address} is no sitemap, robots.txt of the site names none, and there is none at {string.Join(", ", usual)}. Give the address of the sitemap in the settings of the source; ask the institution for it.", source.Address.ToString()));
    }

    private async Task<List<Uri>> RobotsAsync(CancellationToken cancellation)
    {
        var found = new List<Uri>();
        try
        {
            var answer = await client.GetAsync(new Uri(source.Address, "/robots.txt"), "text/plain, */*;q=0.1", null, null, cancellation);
            foreach (var line in Encoding.UTF8.GetString(answer.Bytes.Span).EnumerateLines())
            {
                var colon = line.IndexOf(':');
                if (colon > 0 && line[..colon].Trim().Equals("sitemap", StringComparison.OrdinalIgnoreCase)
                    && Uri.TryCreate(source.Address, line[(colon + 1)..].Trim().ToString(), out var sitemap) && sitemap.Scheme is "http" or "https")
                    found.Add(sitemap);
            }
        }
        catch (WebRequestException missing) when (missing.Failure == WebFailure.HttpStatus && !missing.IsTransient)
        {
            // No robots.txt: the usual places are left.
            return found;
        }

        return found;
    }

    // Whether it was a sitemap; a refusal of what was only guessed is no trouble.
    private async Task<bool> TryAsync(SitemapEntry sitemap, int depth, bool isGiven, CancellationToken cancellation)
    {
        try
        {
            return Take(await AskAsync(sitemap, cancellation), sitemap, depth, isGuess: true);
        }
        catch (WebRequestException missing) when (!isGiven && missing.Failure is WebFailure.HttpStatus or WebFailure.RobotsDisallowed && !missing.IsTransient)
        {
            return false;
        }
    }

    private async Task TakeAsync(SitemapEntry sitemap, int depth, CancellationToken cancellation)
    {
        if (!_met.Add(sitemap.Address.AbsoluteUri))
            return;
        try
        {
            Take(await AskAsync(sitemap, cancellation), sitemap, depth, isGuess: false);
        }
        catch (WebRequestException failed)
        {
            Problems.Add(new HarvestNotice("not-fetched", failed.Message, sitemap.Address.ToString()));
        }
    }

    private async Task<PageAnswer> AskAsync(SitemapEntry sitemap, CancellationToken cancellation)
    {
        var known = held.GetValueOrDefault(sitemap.Address.AbsoluteUri);
        if (known is not null && SiteMoment.IsSame(sitemap.Changed, known))
            return Held(known, sitemap);
        var answer = await client.GetAsync(sitemap.Address, Accept, known is null ? null : new KnownFile(known.Hash, known.ETag, known.LastModified), null, cancellation);
        return answer.IsNotModified ? Held(known!, sitemap) : answer;
    }

    private PageAnswer Held(ArchivedPayload known, SitemapEntry sitemap)
    {
        using var stream = archive.OpenUnchecked(known.Hash);
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new PageAnswer(sitemap.Address, new Uri(known.Base), 304, bytes.GetBuffer().AsMemory(0, (int)bytes.Length)) { ETag = known.ETag, LastModified = known.LastModified, MediaType = known.MediaType };
    }

    private bool Take(PageAnswer answer, SitemapEntry sitemap, int depth, bool isGuess)
    {
        SitemapDocument document;
        try
        {
            document = SitemapDocument.Read(answer.Bytes, answer.Address, options.MaxPageBytes);
        }
        catch (InvalidDataException damaged)
        {
            Problems.Add(new HarvestNotice("sitemap-not-readable", $"The sitemap {sitemap.Address} cannot be unpacked: {damaged.Message}. Tell the administrator of the site.", sitemap.Address.ToString()));
            return true;
        }

        if (document.Kind == SitemapKind.None)
        {
            if (!isGuess)
                Problems.Add(new HarvestNotice("sitemap-not-readable", $"{sitemap.Address} is no sitemap; it begins with «{RdfPages.Beginning(answer.Bytes.Span)}». Tell the administrator of the site.", sitemap.Address.ToString()));
            return false;
        }

        _met.Add(sitemap.Address.AbsoluteUri);
        var stored = archive.Write(answer.Bytes.Span);
        Sitemaps.Add(answer.AsPayload(stored, PayloadKind.Evidence, time.GetUtcNow()) with { Changed = sitemap.Changed });
        if (!document.IsWhole)
            Problems.Add(new HarvestNotice("cut-off", $"The sitemap {sitemap.Address} ends before its last tag: it is cut off, and pages may lack. Tell the administrator of the site.", sitemap.Address.ToString()));
        HasList |= document.Kind == SitemapKind.Pages || document.IsComplete;
        foreach (var entry in document.Entries)
            Add(document.Kind, entry, sitemap, depth);
        foreach (var further in document.More.Where(further => !_met.Contains(further.Address.AbsoluteUri)))
            _waiting.Enqueue((further, depth));
        return true;
    }

    private void Add(SitemapKind kind, SitemapEntry entry, SitemapEntry sitemap, int depth)
    {
        if (kind == SitemapKind.Index)
        {
            if (depth < source.MaxDepth)
                _waiting.Enqueue((entry, depth + 1));
            else
                Problems.Add(new HarvestNotice("sitemap-depth", $"Sitemaps stand in one another more than {source.MaxDepth} deep; {entry.Address} is not read.", sitemap.Address.ToString()));
        }
        else if (!_scope.IsOfSite(entry.Address, sitemap.Address))
        {
            Foreign++;
            ForeignPage ??= entry.Address;
        }
        else if (!_scope.IsWanted(entry.Address))
        {
            Unwanted++;
        }
        else
        {
            var key = entry.Address.AbsoluteUri;
            if (!_pages.TryGetValue(key, out var before) || entry.Changed > before.Changed || before.Changed is null)
                _pages[key] = entry;
        }
    }
}

/// <summary>Compares what a sitemap says of a change with what was fetched.</summary>
internal static class SiteMoment
{
    /// <summary>Whether a page cannot have changed since it was fetched, by its <c>lastmod</c>: the same as then, and over by then when it is only a day.</summary>
    public static bool IsSame(DateTimeOffset? changed, ArchivedPayload held)
    {
        if (changed is not { } moment || held.Changed != changed)
            return false;
        var end = moment.TimeOfDay == TimeSpan.Zero ? moment.AddDays(1) : moment;
        return end <= held.FetchedAt;
    }
}
