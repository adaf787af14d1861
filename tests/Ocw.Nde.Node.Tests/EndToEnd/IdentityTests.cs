using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>What an object is called, in how many channels it stands, and what becomes of it when its source no longer shows it: from the command line to what is served.</summary>
public sealed class IdentityTests : IAsyncLifetime, IDisposable
{
    private const string Base = "http://127.0.0.1:5080/";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private OaiStandIn _repository = null!;
    private WebStandIn _web = null!;

    public async Task InitializeAsync() => (_repository, _web) = (await OaiStandIn.StartAsync(), await WebStandIn.StartAsync());

    public async Task DisposeAsync()
    {
        await _repository.DisposeAsync();
        await _web.DisposeAsync();
    }

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_object_from_two_channels_has_one_address_two_graphs_and_a_merged_view()
    {
        _folder.Write("museum.csv", "nr,titel,materiaal\nA 12,Gezicht op Delft,doek\n");
        _folder.Write("beeldbank.csv", "nr,titel,materiaal\nA 12,Delft gezien vanuit het zuiden,olieverf\n");
        await HarvestFileAsync("museum", order: 1);
        await HarvestFileAsync("beeldbank", order: 2);

        Assert.Equal(2, (await DumpAsync()).Split('\n').Count(line => line.StartsWith($"<{Base}id/museum/A_12> <https://schema.org/name>", StringComparison.Ordinal)));
        await using var node = await OpenAsync(["museum.yaml", "beeldbank.yaml"]);
        var page = await node.TextAsync("/page/id/museum/A_12?lang=nl");
        Assert.Contains("Gezicht op Delft", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Delft gezien vanuit het zuiden</dd>", page, StringComparison.Ordinal);
        using var merged = JsonDocument.Parse(await node.TextAsync("/data/id/museum/A_12.json"));
        var names = merged.RootElement.GetProperty("properties").GetProperty("https://schema.org/name").EnumerateArray().ToList();
        Assert.Equal(["collectie/museum"], names[0].GetProperty("sources").EnumerateArray().Select(s => s.GetString()));
        Assert.True(names.Single(n => n.GetProperty("value").GetString() == "Delft gezien vanuit het zuiden").GetProperty("outvoted").GetBoolean());
        Assert.Equal(2, merged.RootElement.GetProperty("properties").GetProperty("https://schema.org/material").GetArrayLength());
        Assert.Equal([Base + "graph/collectie/museum", Base + "graph/collectie/beeldbank"], merged.RootElement.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("graph").GetString()));
    }

    [Fact]
    public async Task The_same_object_number_of_two_institutions_is_two_objects()
    {
        _folder.Write("museum.csv", "nr,titel,materiaal\n1,Van het museum,doek\n");
        _folder.Write("archief.csv", "nr,titel,materiaal\n1,Van het archief,papier\n");
        await HarvestFileAsync("museum");
        await HarvestFileAsync("archief", institution: "archief");

        var dump = await DumpAsync();
        Assert.Contains($"<{Base}id/museum/1> <https://schema.org/name> \"Van het museum\"", dump, StringComparison.Ordinal);
        Assert.Contains($"<{Base}id/archief/1> <https://schema.org/name> \"Van het archief\"", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_are_the_same_after_another_harvest_and_in_another_installation()
    {
        _folder.Write("museum.csv", "nr,titel,materiaal\nA 12,Gezicht op Delft,doek\nB/7,Kan,tin\n");
        await HarvestFileAsync("museum");
        var first = await DumpAsync("data");
        _folder.Write("museum.csv", "materiaal,nr,titel\ntin,B/7,Kan\ndoek,A 12,Gezicht op Delft\n");
        await HarvestFileAsync("museum");
        await HarvestFileAsync("museum", data: "elders");

        Assert.Equal(Content(first), Content(await DumpAsync("data")));
        Assert.Equal(Content(first), Content(await DumpAsync("elders")));
    }

    [Fact]
    public async Task Addresses_that_the_institution_publishes_are_kept_and_are_gone_at_their_own_page()
    {
        const string Object = "https://hdl.handle.net/21.12345/abc";
        void Stream(string members) => _web.Pages["/stream"] = ("@prefix tree: <https://w3id.org/tree#> . @prefix ldes: <https://w3id.org/ldes#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> . @prefix as: <https://www.w3.org/ns/activitystreams#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n<{base}stream> a ldes:EventStream ; ldes:timestampPath dct:modified ; ldes:versionOfPath dct:isVersionOf ; tree:view <{base}stream> .\n" + members, "text/turtle");
        const string First = $$"""<{base}stream> tree:member <{base}a/1> . <{base}a/1> a schema:VisualArtwork ; dct:isVersionOf <{{Object}}> ; dct:modified "2026-01-01T00:00:00Z"^^xsd:dateTime ; schema:name "Vaas"@nl .""";
        Stream(First);
        var source = Source("stroom", $"protocol: ldes, address: \"{_web.Address.AbsoluteUri}stream\"", "{ profile: schema, subject: source }", "holdRemovals: never\nallowPrivateAddress: true");
        await HarvestAsync(source);
        Assert.Contains($"<{Object}> <https://schema.org/name> \"Vaas\"@nl", await DumpAsync(), StringComparison.Ordinal);

        Stream(First + $$"""<{base}stream> tree:member <{base}a/2> . <{base}a/2> a as:Delete ; dct:isVersionOf <{{Object}}> ; dct:modified "2026-02-01T00:00:00Z"^^xsd:dateTime .""");
        await HarvestAsync(source);

        await using var node = await OpenAsync(["stroom.yaml"]);
        Assert.Equal(HttpStatusCode.Gone, (await node.GetAsync("/term?iri=" + Uri.EscapeDataString(Object))).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await node.GetAsync("/data/term.ttl?iri=" + Uri.EscapeDataString(Object))).StatusCode);
    }

    [Fact]
    public async Task What_disappears_is_first_served_as_not_found_and_then_a_tombstone_until_it_comes_back()
    {
        const string Setting = "holdRemovals: never\nnotFound: { runs: 3 }";
        const string Both = "nr,titel,materiaal\n1,Blijft,doek\n2,Verdwijnt,tin\n";
        const string One = "nr,titel,materiaal\n1,Blijft,doek\n";
        _folder.Write("museum.csv", Both);
        await HarvestFileAsync("museum", setting: Setting);

        _folder.Write("museum.csv", One);
        await HarvestFileAsync("museum", setting: Setting);
        Assert.Equal((RunOutcome.Complete, 1L, 1L, 0L), (LastRun.Outcome, LastRun.Objects, LastRun.NotFound, LastRun.Tombstones));
        await using (var node = await OpenAsync(["museum.yaml"]))
        {
            var page = await node.TextAsync("/page/id/museum/2?lang=nl");
            Assert.Contains("Verdwijnt", page, StringComparison.Ordinal);
            Assert.Contains("Niet meer gevonden in de bron (collectie/museum) sinds", page, StringComparison.Ordinal);
            Assert.Contains("No longer found in the source", await node.TextAsync("/page/id/museum/2?lang=en"), StringComparison.Ordinal);
            Assert.DoesNotContain("Niet meer gevonden", await node.TextAsync("/page/id/museum/1?lang=nl"), StringComparison.Ordinal);
            Assert.Contains("notFoundSince", await node.TextAsync("/data/id/museum/2.nt"), StringComparison.Ordinal);
            Assert.Contains("/id/museum/2", await node.TextAsync("/search?q=Verdwijnt"), StringComparison.Ordinal);
        }

        await HarvestFileAsync("museum", setting: Setting);
        Assert.Equal(RunOutcome.Unchanged, LastRun.Outcome);
        await HarvestFileAsync("museum", setting: Setting);
        Assert.Equal((RunOutcome.Complete, 0L, 1L), (LastRun.Outcome, LastRun.NotFound, LastRun.Tombstones));
        Assert.DoesNotContain("Verdwijnt", await DumpAsync(), StringComparison.Ordinal);
        await using (var node = await OpenAsync(["museum.yaml"]))
        {
            using var page = await node.GetAsync("/id/museum/2?lang=nl", "text/html");
            Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
            var text = await page.Content.ReadAsStringAsync();
            Assert.Contains("Dit object staat niet meer in de bron; het is sinds", text, StringComparison.Ordinal);
            Assert.Contains("<h1>Verdwijnt</h1>", text, StringComparison.Ordinal);
            Assert.Contains("tin", text, StringComparison.Ordinal);
            using var english = await node.GetAsync("/page/id/museum/2?lang=en");
            Assert.Equal(HttpStatusCode.Gone, english.StatusCode);
            Assert.Contains("This object is no longer in the source", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var data = await node.GetAsync("/id/museum/2", "application/n-triples");
            Assert.Equal((HttpStatusCode.Gone, "application/n-triples"), (data.StatusCode, data.Content.Headers.ContentType!.MediaType));
            var triples = await data.Content.ReadAsStringAsync();
            Assert.Contains($"<{Base}id/museum/2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/ns/activitystreams#Tombstone>", triples, StringComparison.Ordinal);
            Assert.Contains("activitystreams#deleted", triples, StringComparison.Ordinal);
            Assert.Contains("model#goneBecause> <https://w3id.org/ocw-nde/model#NotFoundAtSource>", triples, StringComparison.Ordinal);
            Assert.Contains("\"Verdwijnt\"", triples, StringComparison.Ordinal);
            Assert.DoesNotContain("/id/museum/2\"", await node.TextAsync("/search?q=Verdwijnt"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await node.GetAsync("/id/museum/3")).StatusCode);
        }

        _folder.Write("museum.csv", Both);
        await HarvestFileAsync("museum", setting: Setting);
        Assert.Equal((RunOutcome.Complete, 2L, 1L), (LastRun.Outcome, LastRun.Objects, LastRun.Returned));
        await using (var node = await OpenAsync(["museum.yaml"]))
        {
            Assert.Equal(HttpStatusCode.OK, (await node.GetAsync("/page/id/museum/2")).StatusCode);
            Assert.DoesNotContain("Tombstone", await DumpAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_not_found_once_and_then_is_there_again_loses_its_mark()
    {
        _folder.Write("museum.csv", "nr,titel,materiaal\n1,Een,doek\n2,Twee,doek\n");
        await HarvestFileAsync("museum", setting: "holdRemovals: never");
        var first = Content(await DumpAsync());
        _folder.Write("museum.csv", "nr,titel,materiaal\n1,Een,doek\n");
        await HarvestFileAsync("museum", setting: "holdRemovals: never");
        Assert.Contains("/missing>", await DumpAsync(), StringComparison.Ordinal);
        _folder.Write("museum.csv", "nr,titel,materiaal\n1,Een,doek\n2,Twee,doek\n");
        await HarvestFileAsync("museum", setting: "holdRemovals: never");

        Assert.Equal((2L, 0L, 1L), (LastRun.Objects, LastRun.NotFound, LastRun.Returned));
        Assert.Equal(first, Content(await DumpAsync()));
    }

    [Fact]
    public async Task A_deleted_record_of_OAI_PMH_is_a_tombstone_at_once_and_lives_again_when_it_is_given_again()
    {
        _repository.Fill(5, number => $"oai:x:{number}");
        var source = Source("oai", $"protocol: oai-pmh, baseUrl: \"{_repository.Address}\", metadataPrefix: oai_dc", "{ rules: [ { to: name, from: title } ] }", "holdRemovals: never\nallowPrivateAddress: true");
        await HarvestAsync(source);
        var name = (await DumpAsync()).Split('\n').Single(line => line.Contains("Titel 4.", StringComparison.Ordinal)).Split('>')[0][(1 + Base.Length)..];
        _repository.Now = _repository.Now.AddDays(3);
        _repository.Records["oai:x:4"] = (_repository.Now.AddHours(-1), null);
        await HarvestAsync(source);

        Assert.Equal((4L, 0L, 1L), (LastRun.Objects, LastRun.NotFound, LastRun.Tombstones));
        await using (var node = await OpenAsync(["oai.yaml"]))
        {
            using var page = await node.GetAsync("/page/" + name + "?lang=nl");
            Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
            Assert.Contains("De instelling heeft dit object uit haar collectiegegevens verwijderd", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        _repository.Now = _repository.Now.AddDays(3);
        _repository.Records["oai:x:4"] = (_repository.Now.AddHours(-1), OaiStandIn.Titled("Terug."));
        await HarvestAsync(source);
        Assert.Equal((5L, 1L), (LastRun.Objects, LastRun.Returned));
        await using (var node = await OpenAsync(["oai.yaml"]))
            Assert.Equal(HttpStatusCode.OK, (await node.GetAsync("/page/" + name)).StatusCode);
    }

    [Fact]
    public async Task What_was_not_public_leaves_no_tombstone()
    {
        const string Setting = "holdRemovals: never\nnotFound: { days: 0 }\naccess: { records: [ { level: gesloten, field: materiaal, values: [ geheim ], reason: AVG } ] }";
        _folder.Write("museum.csv", "nr,titel,materiaal\n1,Open,doek\n2,Dicht,geheim\n3,Ook open,tin\n");
        await HarvestFileAsync("museum", setting: Setting);
        _folder.Write("museum.csv", "nr,titel,materiaal\n1,Open,doek\n");
        await HarvestFileAsync("museum", setting: Setting);

        await using var node = await OpenAsync(["museum.yaml"]);
        Assert.Equal(HttpStatusCode.NotFound, (await node.GetAsync("/id/museum/2")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await node.GetAsync("/id/museum/3")).StatusCode);
    }

    private RunRecord LastRun => new RunLog(_folder["data"]).Read()[^1];

    private static List<string> Content(string dump) => [.. dump.Split('\n').Where(line => line.EndsWith($"<{Base}graph/collectie/museum> .", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<string> DumpAsync(string data = "data")
    {
        await _terminal.RunAsync("dump", "--data", _folder[data]);
        return _terminal.Out;
    }

    private string Source(string id, string harvest, string mapping, string setting, string institution = "museum", int order = 100) => _folder.Write(id + ".yaml", $$"""
        id: {{id}}
        dataset: collectie
        channel: {{id}}
        order: {{order}}
        title: Collectie
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution: { id: {{institution}}, name: Instelling }
        harvest: { {{harvest}} }
        mapping: {{mapping}}
        {{setting}}
        """.Replace("\n        ", "\n", StringComparison.Ordinal));

    private Task HarvestFileAsync(string id, string institution = "museum", int order = 100, string setting = "", string data = "data") =>
        HarvestAsync(Source(id, $"protocol: files, locations: [ {id}.csv ], key: nr", "{ key: nr, language: nl, rules: [ { to: name, from: titel }, { to: material, from: materiaal } ] }", setting, institution, order), data);

    private async Task HarvestAsync(string source, string data = "data") =>
        Assert.True(await _terminal.RunAsync("harvest", "--data", _folder[data], source) == ExitCode.Ok, _terminal.Out + _terminal.Error);

    private async Task<OpenNode> OpenAsync(IEnumerable<string> sources)
    {
        var settings = new NodeSettings { BaseIri = Base, DataDirectory = _folder["data"], SourcesDirectory = _folder["sources"] };
        var host = NodeHost.Open(settings, NodeConfiguration.ReadSources([.. sources.Select(file => _folder[file])], _ => null), TimeProvider.System);
        var application = NodeServer.Build(host, port: 0);
        await application.StartAsync();
        return new OpenNode(host, application, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(application.Urls.First()) });
    }

    private sealed record OpenNode(NodeHost Host, WebApplication Application, HttpClient Client) : IAsyncDisposable
    {
        public async Task<string> TextAsync(string path) => WebUtility.HtmlDecode(await Client.GetStringAsync(path));

        public async Task<HttpResponseMessage> GetAsync(string path, string accept = "*/*")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            return await Client.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Application.DisposeAsync();
            Host.Dispose();
        }
    }
}
