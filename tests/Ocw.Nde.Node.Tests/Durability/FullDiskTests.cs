using System.Net;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;
using Xunit.Abstractions;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>
/// T6 (docs/durability.md): the disk is full. Where no small file system can be mounted the same is shown by the fault layer
/// (<c>FaultTests.A_full_disk_is_named_and_leaves_the_store_usable</c> in the store's tests).
/// </summary>
public sealed class FullDiskTests(ITestOutputHelper output) : IDisposable
{
    private readonly SmallDisk? _disk = SmallDisk.TryMount(24);
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
        _disk?.Dispose();
    }

    [Fact]
    public async Task While_the_disk_is_full_reads_are_right_and_writes_are_refused_and_go_on_when_there_is_room()
    {
        if (_disk is null)
        {
            output.WriteLine("no file system can be mounted here");
            return;
        }

        var data = Path.Combine(_disk.Path, "data");
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("load", "--data", data, "--graph", "https://a.example/g", File("klein.nt", 2_000)));
        var before = await DumpAsync(data);
        using (var store = Store.QuadStore.Open(Path.Combine(data, "store"), new Store.StoreOptions { MergeInBackground = false }))
        {
            var filler = _disk.FillUp(leave: 100 << 10);
            for (var attempt = 0; attempt < 3; attempt++)
                Assert.ThrowsAny<IOException>(() => Write(store, 20_000));
            AssertReads(store);

            System.IO.File.Delete(filler);
            Write(store, 5_000);
        }

        var after = await DumpAsync(data);
        Assert.Equal(before.Count + 5_000, after.Count);
        Assert.True(before.IsSubsetOf(after));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--data", data));
    }

    [Fact]
    public async Task A_client_is_told_by_507_that_the_store_is_full_while_queries_are_answered()
    {
        if (_disk is null)
        {
            output.WriteLine("no file system can be mounted here");
            return;
        }

        var settings = new Node.Settings.NodeSettings { BaseIri = Node.Settings.NodeConfiguration.DefaultBaseIri, DataDirectory = Path.Combine(_disk.Path, "data"), SourcesDirectory = _folder["sources"], AllowAnonymousUpdates = true };
        using var host = Node.Operations.NodeHost.Open(settings, [], TimeProvider.System);
        await using var application = Node.Operations.NodeServer.Build(host, port: 0);
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.First()) };
        Assert.True((await UpdateAsync(client, 10)).IsSuccessStatusCode);
        var filler = _disk.FillUp(leave: 64 << 10);

        var refused = await UpdateAsync(client, 20_000);
        var answer = await client.GetStringAsync("sparql?format=csv&query=" + Uri.EscapeDataString("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"));

        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
        Assert.Contains("application/problem+json", refused.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.Equal("n\r\n10\r\n", answer);
        System.IO.File.Delete(filler);
        Assert.True((await UpdateAsync(client, 2_000)).IsSuccessStatusCode);
    }

    private static async Task<HttpResponseMessage> UpdateAsync(HttpClient client, int quads)
    {
        var lines = string.Concat(Enumerable.Range(0, quads).Select(i => $"<https://a.example/{i}> <https://a.example/p> \"een tekst die ruimte neemt op de schijf, regel {i}\" .\n"));
        using var content = new StringContent($"INSERT DATA {{ GRAPH <https://a.example/g> {{ {lines} }} }}", System.Text.Encoding.UTF8, "application/sparql-update");
        return await client.PostAsync("sparql", content);
    }

    [Fact]
    public async Task Work_that_would_fill_the_disk_is_refused_before_it_begins()
    {
        if (_disk is null)
        {
            output.WriteLine("no file system can be mounted here");
            return;
        }

        var data = Path.Combine(_disk.Path, "data");
        _disk.FillUp(leave: 4 << 20);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("load", "--data", data, File("groot.nt", 100_000)));

        Assert.Contains("Nothing was begun", _terminal.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    private static void Write(Store.QuadStore store, int quads)
    {
        using var transaction = store.BeginWrite();
        var stage = transaction.Stage(new Rdf.Terms.Iri("https://a.example/h"), Store.Sources.GraphClass.Content, mode: Store.Transactions.StageMode.Add);
        for (var i = 0; i < quads; i++)
            stage.Quad(Rdf.Terms.TermSpan.Iri(Bytes($"https://a.example/h/{i}")), Rdf.Terms.TermSpan.Iri("https://a.example/p"u8), Rdf.Terms.TermSpan.Literal(Bytes($"een tekst die ruimte neemt, regel {i} van {quads}")), Rdf.Terms.TermSpan.None);
        transaction.Commit();
    }

    private static void AssertReads(Store.QuadStore store)
    {
        using var snapshot = store.OpenSnapshot(Store.ReaderScope.Internal);
        Assert.Equal(2_000, snapshot.QuadCount);
        Assert.True(store.Check().IsSound);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private async Task<HashSet<string>> DumpAsync(string data)
    {
        Assert.True(await _terminal.RunAsync("dump", "--data", data) == ExitCode.Ok, _terminal.Error);
        return [.. _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private string File(string name, int lines) =>
        _folder.Write(name, string.Concat(Enumerable.Range(0, lines).Select(i => $"<https://a.example/{i}> <https://a.example/p> \"een waarde die er toe doet, regel {i}, met genoeg tekst om iets te wegen\" .\n")));
}
