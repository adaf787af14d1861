using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Fetches descriptions that a page leaves out, one by one and each once in a run.</summary>
internal sealed class LdesCompanions(PageClient client, PayloadArchive archive, TimeProvider time, RunSession session, LdesState state, int most)
{
    private readonly Dictionary<string, ArchivedPayload?> _fetched = new(StringComparer.Ordinal);
    private bool _isFull;

    /// <summary>What completes the members of a page.</summary>
    public async Task<IReadOnlyList<ArchivedPayload>> CompleteAsync(LdesPageView page, LdesShape? shape, CancellationToken cancellation)
    {
        var found = new List<ArchivedPayload>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in page.Members)
        {
            foreach (var node in LdesShape.Missing(page, shape, LdesMember.Of(page, member)))
            {
                var address = LdesPageView.WithoutFragment(page.Graph.Name(node));
                if (met.Add(address) && await FetchAsync(address, cancellation) is { } companion)
                    found.Add(companion);
            }
        }

        return found;
    }

    private async Task<ArchivedPayload?> FetchAsync(string address, CancellationToken cancellation)
    {
        if (_fetched.TryGetValue(address, out var done))
            return done;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return null;
        if (_fetched.Count >= most)
        {
            if (!_isFull)
                session.Notice("ldes-linked-documents", $"More than {most:N0} descriptions would have to be fetched one by one, because the pages name nodes without describing them; the rest is not fetched. Ask for pages that hold whole members, or raise the ceiling of this source.", address);
            _isFull = true;
            return null;
        }

        return _fetched[address] = await AskAsync(uri, cancellation);
    }

    private async Task<ArchivedPayload?> AskAsync(Uri address, CancellationToken cancellation)
    {
        var known = state.Companions.GetValueOrDefault(address.AbsoluteUri) is { } before && archive.Contains(before.Hash) ? before : null;
        try
        {
            var answer = await client.GetAsync(address, RdfPages.Accept, known is null ? null : new KnownFile(known.Hash, known.ETag, known.LastModified), null, cancellation);
            if (answer.IsNotModified)
                return known;
            return answer.AsPayload(archive.Write(answer.Bytes.Span), PayloadKind.LdesPage, time.GetUtcNow());
        }
        catch (WebRequestException failed) when (!cancellation.IsCancellationRequested)
        {
            session.Notice("ldes-not-described", $"What a page refers to cannot be fetched: {failed.Message} The member is kept with what the page says.", address.AbsoluteUri);
            return known;
        }
    }
}
