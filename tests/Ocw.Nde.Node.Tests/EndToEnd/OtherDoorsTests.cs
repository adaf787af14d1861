using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Event streams, datasets by description, IIIF, SRU and spreadsheets from the command line to what is served.</summary>
public sealed class OtherDoorsTests : IAsyncLifetime, IDisposable
{
    private const string Prefixes = "@prefix tree: <https://w3id.org/tree#> . @prefix ldes: <https://w3id.org/ldes#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> . @prefix as: <https://www.w3.org/ns/activitystreams#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private WebStandIn _server = null!;

    private RunRecord LastRun => new RunLog(_folder["data"]).Read()[^1];

    public async Task InitializeAsync() => _server = await WebStandIn.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_event_stream_serves_the_newest_version_of_each_object_and_takes_away_what_is_deleted()
    {
        Stream(Member("a", 1, "2026-01-01", "Oude titel") + Member("b", 1, "2026-01-01", "Blijft"));
        Assert.Equal(ExitCode.Ok, await HarvestAsync("protocol: ldes, address: \"{base}stream\"", "profile: schema"));
        Assert.Equal((RunOutcome.Complete, 2L), (LastRun.Outcome, LastRun.Objects));

        Assert.Equal(ExitCode.Ok, await HarvestAsync("protocol: ldes, address: \"{base}stream\"", "profile: schema"));
        Assert.Equal(RunOutcome.Unchanged, LastRun.Outcome);

        Stream(Member("a", 1, "2026-01-01", "Oude titel") + Member("b", 1, "2026-01-01", "Blijft") + Member("a", 2, "2026-02-01", "Nieuwe titel")
            + """<{base}stream> tree:member <{base}b/2> . <{base}b/2> a as:Delete ; dct:isVersionOf <{base}b> ; dct:modified "2026-02-01T00:00:00Z"^^xsd:dateTime .""");
        await HarvestAsync("protocol: ldes, address: \"{base}stream\"", "profile: schema", "holdRemovals: never");

        Assert.Equal((RunOutcome.Complete, 1L), (LastRun.Outcome, LastRun.Objects));
        var dump = await DumpAsync();
        Assert.Contains("Nieuwe titel", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("Oude titel", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("Blijft", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_dataset_is_enough_and_the_run_says_what_was_chosen()
    {
        _server.Pages["/dataset"] = ("""{"@context":"https://schema.org/","@id":"{base}dataset","@type":"Dataset","name":"Schilderijen","distribution":[{"@type":"DataDownload","contentUrl":"{base}weg.nt","encodingFormat":"application/n-triples"},{"@type":"DataDownload","contentUrl":"{base}a.ttl","encodingFormat":"text/turtle"}]}""", "application/ld+json");
        _server.Pages["/a.ttl"] = (Prefixes + """<{base}o1> a schema:VisualArtwork ; schema:name "Gezicht op Delft"@nl .""", "text/turtle");
        Assert.Equal(ExitCode.Ok, await HarvestAsync("protocol: dataset, address: \"{base}dataset\"", "profile: schema"));

        Assert.Equal((RunOutcome.Complete, 1L, "dataset"), (LastRun.Outcome, LastRun.Objects, LastRun.Protocol));
        Assert.Contains(LastRun.Notices, notice => notice.Code == "dataset-choice");
        Assert.Contains(LastRun.Notices, notice => notice.Code == "dataset-distribution-failed");
        Assert.Contains("Gezicht op Delft", await DumpAsync(), StringComparison.Ordinal);

        await HarvestAsync("protocol: dataset, address: \"{base}dataset\"", "profile: schema");
        Assert.Equal(RunOutcome.Unchanged, LastRun.Outcome);
    }

    [Fact]
    public async Task Manifests_of_a_IIIF_collection_are_mapped_by_rules()
    {
        _server.Pages["/top"] = ("""{"@context":"http://iiif.io/api/presentation/3/context.json","id":"{base}top","type":"Collection","items":[{"id":"{base}m1","type":"Manifest"}]}""", "application/json");
        _server.Pages["/m1"] = ("""{"@context":"http://iiif.io/api/presentation/3/context.json","id":"{base}m1","type":"Manifest","label":{"nl":["Kaart van Gouda"]},"items":[{"id":"{base}c1","type":"Canvas","height":10,"width":10}]}""", "application/json");
        Assert.Equal(ExitCode.Ok, await HarvestAsync("protocol: iiif, address: \"{base}top\"", "key: id, rules: [ { to: name, from: label } ]"));

        Assert.Equal((RunOutcome.Complete, 1L), (LastRun.Outcome, LastRun.Objects));
        Assert.Contains("Kaart van Gouda", await DumpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_door_that_stays_shut_keeps_what_is_served_and_says_why()
    {
        Stream(Member("a", 1, "2026-01-01", "Blijft"));
        await HarvestAsync("protocol: ldes, address: \"{base}stream\"", "profile: schema");
        _server.Pages["/stream"] = ("<html><body>Onderhoud</body></html>", "text/html");
        Assert.NotEqual(ExitCode.Ok, await HarvestAsync("protocol: ldes, address: \"{base}stream\"", "profile: schema"));

        Assert.Equal(RunOutcome.Failed, LastRun.Outcome);
        Assert.Contains("is not RDF (text/html); it begins with «<html>", LastRun.Reason, StringComparison.Ordinal);
        Assert.Contains("Blijft", await DumpAsync(), StringComparison.Ordinal);
    }

    private static string Member(string name, int version, string day, string title) =>
        $$"""<{base}stream> tree:member <{base}{{name}}/{{version}}> . <{base}{{name}}/{{version}}> a schema:VisualArtwork ; dct:isVersionOf <{base}{{name}}> ; dct:modified "{{day}}T00:00:00Z"^^xsd:dateTime ; schema:name "{{title}}"@nl .""" + "\n";

    private void Stream(string members) =>
        _server.Pages["/stream"] = (Prefixes + "<{base}stream> a ldes:EventStream ; ldes:timestampPath dct:modified ; ldes:versionOfPath dct:isVersionOf ; tree:view <{base}stream> .\n" + members, "text/turtle");

    private async Task<string> DumpAsync()
    {
        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        return _terminal.Out;
    }

    private async Task<int> HarvestAsync(string harvest, string mapping, string setting = "") => await _terminal.RunAsync("harvest", "--data", _folder["data"], _folder.Write("bron.yaml", $$"""
        id: proef
        title: Proef
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution: { id: museum, name: Museum }
        allowPrivateAddress: true
        harvest: { {{harvest.Replace("{base}", _server.Address.AbsoluteUri, StringComparison.Ordinal)}} }
        mapping: { {{mapping}} }
        {{setting}}
        """));
}
