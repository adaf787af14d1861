using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>One node keeps a thesaurus; another takes its copy from there: while the first answers, while it does not, and when it has a newer copy.</summary>
public sealed class MirrorTests : IDisposable
{
    private const string Terms = "https://voorbeeld.example/t/";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("protocol: dataset, address: \"{a}id/dataset/thesaurus\"")]
    [InlineData("protocol: files, locations: [ \"{a}dumps/thesaurus/thesaurus.nq.gz\" ], format: rdf")]
    public async Task A_mirror_serves_the_copy_of_another_node_without_it_and_follows_it_to_newer_ones(string harvest)
    {
        var port = FreePort();
        var a = $"http://127.0.0.1:{port}/";
        await KeepAsync(a, "molen", "kist");
        await using (await ServeAsync("a", port))
            Assert.True(await MirrorAsync(harvest.Replace("{a}", a, StringComparison.Ordinal), a) == ExitCode.Ok, _terminal.Out + _terminal.Error);

        // The first node is down: the copy stays, and says how old it is and whose it is.
        await using (var served = await ServeAsync("b", 0))
        {
            Assert.Equal(["molen"], await FoundAsync(served, "molen"));
            var source = await SourceAsync(served);
            Assert.Equal((a, "kept", 2), (source.GetProperty("mirrorOf").GetString(), source.GetProperty("mode").GetString(), source.GetProperty("terms").GetInt32()));
            Assert.True(source.TryGetProperty("copyFrom", out _));
        }

        Assert.NotEqual(ExitCode.Ok, await MirrorAsync(harvest.Replace("{a}", a, StringComparison.Ordinal), a));
        await using (var served = await ServeAsync("b", 0))
            Assert.Equal(["molen"], await FoundAsync(served, "molen"));

        // The first node is back with a newer copy.
        await KeepAsync(a, "molen", "koffer");
        await using (await ServeAsync("a", port))
            Assert.True(await MirrorAsync(harvest.Replace("{a}", a, StringComparison.Ordinal), a) == ExitCode.Ok, _terminal.Out + _terminal.Error);
        await using (var served = await ServeAsync("b", 0))
        {
            Assert.Equal(["koffer"], await FoundAsync(served, "koffer"));
            Assert.Empty(await FoundAsync(served, "kist"));
        }
    }

    private async Task KeepAsync(string baseIri, params string[] labels)
    {
        _folder.Write("a/node.yaml", $"baseIri: {baseIri}\ndata: data\n");
        _folder.Write("a/sources/termen.ttl", string.Concat(labels.Select(label => $"<{Terms}{label}> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#prefLabel> \"{label}\"@nl .\n")));
        var source = _folder.Write("a/sources/thesaurus.yaml", """
            id: thesaurus
            kind: terms
            title: Thesaurus
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            holdRemovals: never
            harvest: { protocol: files, locations: [ termen.ttl ], format: rdf }
            """);
        Assert.True(await _terminal.RunAsync("harvest", "--settings", _folder["a/node.yaml"], source) == ExitCode.Ok, _terminal.Out + _terminal.Error);
    }

    private async Task<int> MirrorAsync(string harvest, string mirrorOf)
    {
        _folder.Write("b/node.yaml", "baseIri: http://b.example/\ndata: data\n");
        var source = _folder.Write("b/sources/kopie.yaml", $$"""
            id: kopie
            kind: terms
            title: Thesaurus
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            allowPrivateAddress: true
            holdRemovals: never
            terms: { mirrorOf: "{{mirrorOf}}" }
            harvest: { {{harvest}} }
            """);
        return await _terminal.RunAsync("harvest", "--settings", _folder["b/node.yaml"], source);
    }

    private async Task<Served> ServeAsync(string node, int port)
    {
        var settings = NodeConfiguration.Read(_folder[node + "/node.yaml"], null);
        var host = NodeHost.Open(settings, NodeConfiguration.ReadSources(NodeConfiguration.SourceFiles(settings), _ => null), TimeProvider.System);
        var application = NodeServer.Build(host, port);
        await application.StartAsync();
        return new Served(host, application);
    }

    private static async Task<List<string>> FoundAsync(Served node, string text)
    {
        using var client = new HttpClient { BaseAddress = new Uri(node.Application.Urls.First()) };
        using var answer = JsonDocument.Parse(await client.GetStringAsync("/termen/search?q=" + text));
        return [.. answer.RootElement.GetProperty("hits").EnumerateArray().Where(hit => hit.GetProperty("label").GetString() == text).Select(hit => hit.GetProperty("uri").GetString()![Terms.Length..])];
    }

    private static async Task<JsonElement> SourceAsync(Served node)
    {
        using var client = new HttpClient { BaseAddress = new Uri(node.Application.Urls.First()) };
        using var answer = JsonDocument.Parse(await client.GetStringAsync("/termen/sources"));
        return Assert.Single(answer.RootElement.GetProperty("sources").EnumerateArray()).Clone();
    }

    private static int FreePort()
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private sealed record Served(NodeHost Host, WebApplication Application) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Application.DisposeAsync();
            Host.Dispose();
        }
    }
}
