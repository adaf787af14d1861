namespace Ocw.Nde.Harvest;

/// <summary>Cuts pages on other cores before their turn comes, and hands their items on in order. What waits is a few pages, whatever the number of pages.</summary>
/// <param name="payloads">All payloads of the runs, in order.</param>
/// <param name="cut">Cuts one of them.</param>
internal sealed class PagesAhead(IReadOnlyList<ArchivedPayload> payloads, Func<ArchivedPayload, PayloadCutter> cut) : IDisposable
{
    // A page is cut as a whole, so it has to be one that memory does not notice; a file is cut as it is read.
    private const long MostBytes = 8 << 20;

    private readonly Queue<(int Index, Task<CutPage> Page)> _waiting = new();
    private readonly int _ahead = Math.Max(1, Environment.ProcessorCount);
    private int _next;

    /// <summary>The page at this place, cut; <see langword="null"/> for a payload that is to be cut as it is read.</summary>
    public CutPage? Take(int index)
    {
        for (_next = Math.Max(_next, index); _next < payloads.Count && _waiting.Count < _ahead && MayGoAhead(payloads[_next]); _next++)
        {
            var payload = payloads[_next];
            _waiting.Enqueue((_next, Task.Run(() => Cut(payload))));
        }

        return _waiting.TryPeek(out var first) && first.Index == index ? _waiting.Dequeue().Page.GetAwaiter().GetResult() : null;
    }

    /// <summary>Waits for what was begun, so that nothing reads the archive afterwards.</summary>
    public void Dispose()
    {
        foreach (var (_, page) in _waiting)
            page.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
    }

    private static bool MayGoAhead(ArchivedPayload payload) => payload.Kind is PayloadKind.OaiPage or PayloadKind.LdesPage or PayloadKind.SparqlPage or PayloadKind.SruPage or PayloadKind.AdlibPage or PayloadKind.SitePage
        && payload.Length <= MostBytes;

    private CutPage Cut(ArchivedPayload payload)
    {
        var cutter = cut(payload);
        return new CutPage([.. cutter.Cut()], cutter.HighWaterMark);
    }
}

/// <summary>A page that is cut.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="HighWaterMark">The largest buffer that was held, in bytes.</param>
internal sealed record CutPage(IReadOnlyList<CutItem> Items, int HighWaterMark);
