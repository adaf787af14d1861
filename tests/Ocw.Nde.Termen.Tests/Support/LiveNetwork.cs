using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Web;

namespace Ocw.Nde.Termen.Tests.Support;

/// <summary>A network of live sources on loopback, with an index and a memory of its own.</summary>
internal sealed class LiveNetwork : IDisposable
{
    private readonly GuardedHttpClient _web;
    private readonly TemporaryFolder _remembered = new();
    private readonly TestIndex? _ownIndex;

    internal LiveNetwork(IEnumerable<CatalogEntry> entries, TestIndex? index = null, LiveOptions? options = null, IReadOnlyList<KeptDescription>? kept = null, Func<string, DateTimeOffset?>? copyFrom = null, TimeProvider? time = null, Func<string, string?>? environment = null)
    {
        _ownIndex = index is null ? new TestIndex() : null;
        Index = index ?? _ownIndex!;
        _web = new GuardedHttpClient(new WebClientOptions { Egress = new EgressPolicy { AllowedHosts = ["127.0.0.1"] }, MaxConcurrencyPerHost = 4 });
        Live = new LiveSources(_web, options, new RememberedAnswers(_remembered.Path, options, time), environment ?? (_ => null), time);
        Network = new TermNetwork(new TermCatalog(entries), () => Index.Index, kept, copyFrom, Live, time: time);
    }

    internal TestIndex Index { get; }

    internal LiveSources Live { get; }

    internal TermNetwork Network { get; }

    internal async Task<List<SourceAnswer>> SearchAsync(NetworkQuery query)
    {
        var all = new List<SourceAnswer>();
        await foreach (var answer in Network.SearchAsync(query, default))
            all.Add(answer);
        return all;
    }

    internal async Task<SourceAnswer> SearchOneAsync(string text, TimeSpan? timeout = null) =>
        Assert.Single(await SearchAsync(new NetworkQuery { Text = text, Timeout = timeout ?? TimeSpan.FromSeconds(30), Languages = ["nl"] }));

    internal async Task<LookupAnswer> LookupOneAsync(string iri) => Assert.Single(await LookupAsync(iri));

    internal Task<IReadOnlyList<LookupAnswer>> LookupAsync(params string[] iris) => Network.LookupAsync(iris, new LookupOptions { Languages = ["nl"], Timeout = TimeSpan.FromSeconds(30) }, default);

    public void Dispose()
    {
        _web.Dispose();
        _remembered.Dispose();
        _ownIndex?.Dispose();
    }
}
