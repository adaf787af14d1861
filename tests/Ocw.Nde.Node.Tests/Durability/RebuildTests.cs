using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Store;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>T15 and T16 (docs/durability.md): backups made under load come back whole, and what is derived is made again, equal.</summary>
public sealed class RebuildTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_its_store_and_indexes_a_node_is_rebuilt_from_the_archive_with_the_same_hash_of_every_dataset()
    {
        var node = new AcknowledgedNode(_folder);
        node.WriteSource(3);
        Assert.True(await _terminal.RunAsync("harvest", "--settings", node.Settings) == ExitCode.Ok, _terminal.Error);
        var before = await ContentHashAsync(node);

        foreach (var derived in (string[])["store", "search", "termen", "dumps", "tmp"])
        {
            if (Directory.Exists(Path.Combine(node.Data, derived)))
                Directory.Delete(Path.Combine(node.Data, derived), recursive: true);
        }

        Assert.True(await _terminal.RunAsync("harvest", "--from-archive", "--settings", node.Settings) == ExitCode.Ok, _terminal.Error);

        Assert.Equal(before, await ContentHashAsync(node));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("check", "--settings", node.Settings));
    }

    [Fact]
    public async Task Backups_made_while_a_writer_goes_on_come_back_as_whole_versions()
    {
        var data = _folder["data"];
        using var stop = new CancellationTokenSource();
        using (var store = QuadStore.Open(Path.Combine(data, "store")))
        {
            Replace(store, 0);
            var writing = Task.Run(() =>
            {
                for (var version = 1; !stop.IsCancellationRequested; version++)
                    Replace(store, version);
            });
            for (var i = 0; i < TestScale.Of(4, 40); i++)
            {
                SpinWait.SpinUntil(() => store.CommitNumber > 2 * i || writing.IsCompleted);
                Assert.True(await _terminal.RunAsync("backup", _folder["backups"], "--data", data) == ExitCode.Ok, _terminal.Error);
            }

            await stop.CancelAsync();
            await writing;
        }

        var backups = new Store.Maintenance.BackupFolder(_folder["backups"], TimeProvider.System).List();
        var last = -1;
        foreach (var (backup, i) in backups.Select((b, i) => (b, i)))
        {
            Assert.True(await _terminal.RunAsync("restore", _folder["backups"], "--name", backup, "--data", _folder["terug" + i]) == ExitCode.Ok, _terminal.Error);
            var version = VersionOf(_folder["terug" + i]);
            output.WriteLine($"{backup}: version {version}");
            Assert.True(version >= last);
            last = version;
        }
    }

    private static void Replace(QuadStore store, int version)
    {
        using var transaction = store.BeginWrite();
        foreach (var graph in (string[])["een", "twee"])
        {
            var stage = transaction.Stage(new Rdf.Terms.Iri("https://a.example/graph/" + graph), Store.Sources.GraphClass.Content);
            for (var i = 0; i < 300; i++)
                stage.Quad(Rdf.Terms.TermSpan.Iri(System.Text.Encoding.UTF8.GetBytes($"https://a.example/{i}")), Rdf.Terms.TermSpan.Iri("https://a.example/p"u8), Rdf.Terms.TermSpan.Literal(System.Text.Encoding.UTF8.GetBytes($"versie {version}")), Rdf.Terms.TermSpan.None);
        }

        transaction.Commit();
    }

    // Both graphs, every quad: one version.
    private static int VersionOf(string data)
    {
        using var store = QuadStore.Open(Path.Combine(data, "store"));
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Assert.Equal(600, snapshot.QuadCount);
        using var output = new MemoryStream();
        var writer = Rdf.Formats.RdfFormats.CreateWriter(Rdf.Formats.RdfFormats.NQuads, output);
        foreach (var graph in snapshot.NamedGraphs)
            snapshot.Dump(graph.Id, writer);
        writer.Complete();
        var text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        return int.Parse(Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('"')[1]).Distinct(StringComparer.Ordinal))["versie ".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<string> ContentHashAsync(AcknowledgedNode node)
    {
        Assert.True(await _terminal.RunAsync("dump", "--graph", "http://127.0.0.1:5080/graph/museum/museum", "--settings", node.Settings) == ExitCode.Ok, _terminal.Error);
        var dump = _folder.Write("dump.nq", _terminal.Out);
        Assert.NotEmpty(_terminal.Out);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("canon", dump, "--hash"));
        return _terminal.Out;
    }
}
