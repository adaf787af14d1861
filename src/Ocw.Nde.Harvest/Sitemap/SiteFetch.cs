using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Fetches the data of one page: by the way that the site was found to have, else by trying all of them.</summary>
/// <remarks>
/// 1. What the page was known to give is asked for again where it came from, with the ETag that is held.
/// 2. Where the data's address follows from the page's, it is asked for at once.
/// 3. Else the page is asked for, data preferred. Is it a web page, then its links to data are followed; does none lead to a record, what stands in the page itself counts.
/// </remarks>
internal sealed class SiteFetch(PageClient client, SitemapSource source, JsonLdOptions jsonLd)
{
    private const int MaxLinks = 3;

    /// <summary>The way that the site was found to have.</summary>
    public SiteWay? Way { get; set; }

    /// <summary>Fetches.</summary>
    /// <param name="page">The page.</param>
    /// <param name="known">What is held of it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WebRequestException">The page does not come.</exception>
    public async Task<SiteAnswer> GetAsync(Uri page, ArchivedPayload? known, CancellationToken cancellation)
    {
        if (known?.Page is not null && await TryAsync(new Uri(known.Origin), page, known, cancellation) is { } again)
            return again;
        if (known is null && Way?.DataOf(page) is { } data && await TryAsync(data, page, null, cancellation) is { } direct)
            return direct;
        var held = known is null || known.Page is not null ? null : new KnownFile(known.Hash, known.ETag, known.LastModified);
        var answer = await client.GetAsync(page, SitePage.Accept, held, null, cancellation);
        if (answer.IsNotModified)
            return new SiteAnswer(answer, 0);
        return await ReadAsync(answer, page, cancellation);
    }

    private async Task<SiteAnswer> ReadAsync(PageAnswer answer, Uri page, CancellationToken cancellation)
    {
        var read = SitePage.Read(answer.Bytes, answer.MediaType, answer.Charset, answer.Address.AbsoluteUri, jsonLd, answer.Extra.GetValueOrDefault("Link"));
        var records = Records(read, answer, page);
        var mayFollow = read.IsHtml && read.Links.Count > 0 && !(Way?.Kind == SiteWayKind.Page && records > 0);
        if (mayFollow)
        {
            foreach (var link in Candidates(read, page))
            {
                if (await TryAsync(link, page, null, cancellation) is not { Records: > 0 } linked)
                    continue;
                Way ??= SiteWay.OfLink(page, link);

                // Two requests a page are too many where the page says it itself.
                if (Way.Kind == SiteWayKind.Links && records > 0)
                {
                    Way = new SiteWay(SiteWayKind.Page);
                    break;
                }

                return linked;
            }
        }

        if (records > 0)
            Way ??= new SiteWay(SiteWayKind.Page);
        return new SiteAnswer(answer, records);
    }

    private static IEnumerable<Uri> Candidates(SitePage read, Uri page) =>
        read.Links.OrderByDescending(link => link.MediaType is not null).Select(link => link.Target).Distinct(StringComparer.Ordinal)
            .Select(target => new Uri(target)).Where(target => target.Scheme is "http" or "https" && target.GetLeftPart(UriPartial.Query) != page.AbsoluteUri).Take(MaxLinks);

    // Data at an address of its own; null when there is none.
    private async Task<SiteAnswer?> TryAsync(Uri data, Uri page, ArchivedPayload? known, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.GetAsync(data, RdfPages.Accept, known is null ? null : new KnownFile(known.Hash, known.ETag, known.LastModified), null, cancellation);
            if (answer.IsNotModified)
                return new SiteAnswer(answer, 0);
            var read = SitePage.Read(answer.Bytes, answer.MediaType, answer.Charset, answer.Address.AbsoluteUri, jsonLd);
            return !read.IsHtml && Records(read, answer, page) is > 0 and var records ? new SiteAnswer(answer, records) : null;
        }
        catch (WebRequestException missing) when (!missing.IsTransient)
        {
            return null;
        }
    }

    private int Records(SitePage read, PageAnswer answer, Uri page)
    {
        SiteRecords.Of(read.Graph, [SiteRecords.Plain(page.AbsoluteUri), SiteRecords.Plain(answer.Asked.AbsoluteUri), SiteRecords.Plain(answer.Address.AbsoluteUri)], source.Classes, read.IsHtml, out var found);
        return found.Count;
    }
}

/// <summary>What came for a page, and how many records are in it.</summary>
internal sealed record SiteAnswer(PageAnswer Answer, int Records);
