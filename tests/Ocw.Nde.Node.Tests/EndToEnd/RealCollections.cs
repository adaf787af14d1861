using System.Text.Json;
using Ocw.Nde.Node.Commands.Demo;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>«Suriname en het koloniale verleden, over instellingen heen», and the other real collections, harvested once for all tests.</summary>
public sealed class RealCollections : IAsyncLifetime, IDisposable
{
    private static readonly string[] Sources =
    [
        "nmvw", "cht", "koloniaalverleden", "suriname-gazetteer", "rkd", "iconclass",
        "rijksmuseum-suriname", "rce-rijkscollectie", "rce-sporen-edm", "kb-centsprenten",
        "adlib-amsterdam-museum", "adlib-axiell-demo", "adlib-centraal-museum-utrecht", "adlib-groninger-museum",
        "collectie-nederland-mauritshuis", "collectie-nederland-moderne-kunst-museum-deventer", "collectie-nederland-stedelijk-museum-schiedam",
        "tate",
    ];

    private readonly TestFolder _folder = new();
    private SampleServer? _server;

    /// <summary>The data directory.</summary>
    public string Data => _folder["data"];

    internal IReadOnlyDictionary<string, RunRecord> First { get; private set; } = new Dictionary<string, RunRecord>(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, RunRecord> Second { get; private set; } = new Dictionary<string, RunRecord>(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        if (!Directory.Exists(SharedData.Root))
            return;
        _server = await SampleServer.StartAsync(_folder.Root, new Dictionary<string, SampleOaiRepository>(StringComparer.Ordinal) { ["/oai"] = SharedSources.Slavernij() }, CancellationToken.None);
        First = await HarvestAsync();
        Second = await HarvestAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Dispose();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Asks the store and gives the first cell of the answer as a number.</summary>
    public async Task<long> CountAsync(string query)
    {
        using var terminal = new TestTerminal();
        Assert.True(await terminal.RunAsync("query", "--data", Data, "--format", "csv", query) == 0, terminal.Error);
        return long.Parse(terminal.Out.Split("\r\n")[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<IReadOnlyDictionary<string, RunRecord>> HarvestAsync()
    {
        using var terminal = new TestTerminal();
        terminal.Environment["OCWNDE_SHARED"] = SharedData.Root;
        terminal.Environment["RCE_OAI"] = _server!.Address.AbsoluteUri + "oai";
        await terminal.RunAsync(["harvest", "--json", "--data", Data, .. Sources.Select(s => Path.Combine(SharedSources.Folder, s + ".yaml"))]);
        return JsonSerializer.Deserialize(terminal.Out, RunJson.Default.IReadOnlyListRunRecord)!.ToDictionary(r => r.Source, StringComparer.Ordinal);
    }
}
