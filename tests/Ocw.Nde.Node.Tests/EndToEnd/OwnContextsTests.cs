using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>JSON-LD that names a context which only the operator keeps, through every door of harvesting.</summary>
public sealed class OwnContextsTests : IAsyncLifetime, IDisposable
{
    private const string Context = "https://data.museum.example/context.jsonld";

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

    [Theory]
    [InlineData("protocol: ldes, address: \"{base}stroom\"", "profile: schema")]
    [InlineData("protocol: sitemap, address: \"{base}sitemap-data.xml\"", "profile: schema")]
    [InlineData("protocol: sitemap, address: \"{base}sitemap-pagina.xml\"", "profile: schema")]
    [InlineData("protocol: dataset, address: \"{base}beschrijving\"", "profile: schema")]
    [InlineData("protocol: files, locations: [ \"{base}dump.jsonld\" ], format: rdf", "profile: schema")]
    [InlineData("protocol: sparql, endpoint: \"{base}sparql\", classes: [ \"schema:VisualArtwork\" ]", "profile: schema")]
    [InlineData("protocol: iiif, address: \"{base}manifest\"", "key: id, rules: [ { to: name, from: label } ]")]
    public async Task The_context_that_the_operator_keeps_is_used(string harvest, string mapping)
    {
        await KeepContextAsync();
        Pages();

        Assert.True(await HarvestAsync(harvest, mapping) == ExitCode.Ok, _terminal.Out + _terminal.Error);

        Assert.True((LastRun.Outcome, LastRun.Objects) == (RunOutcome.Complete, 1L), $"{LastRun.Outcome} {LastRun.Objects} {LastRun.Reason}");
        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        Assert.Contains("Gezicht op Hoorn", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_reads_with_the_kept_context_as_well()
    {
        await KeepContextAsync();
        Pages();

        Assert.True(await HarvestAsync("protocol: ldes, address: \"{base}stroom\"", "profile: schema", "--dry-run") == ExitCode.Ok, _terminal.Error);

        Assert.DoesNotContain(Context, _terminal.Out + _terminal.Error, StringComparison.Ordinal);
        Assert.Empty(new RunLog(_folder["data"]).Read());
    }

    [Fact]
    public async Task Without_it_the_run_names_the_context_and_what_to_do_and_reads_all_once_it_is_there()
    {
        Pages();
        await HarvestAsync("protocol: ldes, address: \"{base}stroom\"", "profile: schema");
        Assert.NotEqual(RunOutcome.Complete, LastRun.Outcome);
        Assert.Contains($"./ocwnde contexts fetch {Context}", LastRun.Reason, StringComparison.Ordinal);

        await KeepContextAsync();
        await HarvestAsync("protocol: ldes, address: \"{base}stroom\"", "profile: schema");

        Assert.True((LastRun.Outcome, LastRun.Objects) == (RunOutcome.Complete, 1L), $"{LastRun.Outcome} {LastRun.Objects} {LastRun.Reason}");
    }

    private async Task KeepContextAsync()
    {
        var file = _folder.Write("context.jsonld", """{"@context":{"Werk":"https://schema.org/VisualArtwork","titel":{"@id":"https://schema.org/name","@language":"nl"},"lid":{"@id":"https://w3id.org/tree#member","@type":"@id"},"Stroom":"https://w3id.org/ldes#EventStream","Verzameling":"https://schema.org/Dataset","levering":"https://schema.org/distribution","adres":"https://schema.org/contentUrl","soort":"https://schema.org/encodingFormat","is":{"@id":"urn:ocwnde:harvest:record","@type":"@id"}}}""");
        Assert.True(await _terminal.RunAsync("contexts", "fetch", Context, "--file", file, "--data", _folder["data"]) == ExitCode.Ok, _terminal.Error);
    }

    private void Pages()
    {
        const string Work = "{\"@context\":\"" + Context + "\",\"@id\":\"{base}o1\",\"@type\":\"Werk\",\"titel\":\"Gezicht op Hoorn\"}";
        _server.Pages["/stroom"] = ("{\"@context\":\"" + Context + "\",\"@id\":\"{base}stroom\",\"@type\":\"Stroom\",\"lid\":{\"@id\":\"{base}o1\",\"@type\":\"Werk\",\"titel\":\"Gezicht op Hoorn\"}}", "application/ld+json");
        _server.Pages["/o1"] = (Work, "application/ld+json");
        _server.Pages["/pagina"] = ($"<html><head><script type=\"application/ld+json\">{Work}</script></head><body></body></html>", "text/html");
        _server.Pages["/dump.jsonld"] = (Work, "application/ld+json");
        _server.Pages["/beschrijving"] = ("{\"@context\":\"" + Context + "\",\"@id\":\"{base}beschrijving\",\"@type\":\"Verzameling\",\"titel\":\"Gezichten\",\"levering\":{\"adres\":{\"@id\":\"{base}dump.jsonld\"},\"soort\":\"application/ld+json\"}}", "application/ld+json");
        _server.Pages["/manifest"] = ("{\"@context\":[\"" + Context + "\",\"http://iiif.io/api/presentation/3/context.json\"],\"id\":\"{base}manifest\",\"type\":\"Manifest\",\"label\":{\"nl\":[\"Gezicht op Hoorn\"]},\"items\":[{\"id\":\"{base}c1\",\"type\":\"Canvas\",\"height\":10,\"width\":10}]}", "application/json");
        _server.Pages["/sitemap-data.xml"] = Sitemap("o1");
        _server.Pages["/sitemap-pagina.xml"] = Sitemap("pagina");
        _server.Answer = request => request.Path != "/sparql" ? null
            : request.Query["query"].ToString() is var query && query.Contains("CONSTRUCT", StringComparison.Ordinal)
                ? ("{\"@context\":\"" + Context + $"\",\"@id\":\"{_server.Address}o1\",\"is\":\"{_server.Address}o1\",\"@type\":\"Werk\",\"titel\":\"Gezicht op Hoorn\"}}", "application/ld+json")
            : query.Contains("COUNT", StringComparison.OrdinalIgnoreCase)
                ? ("""{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"1"}}]}}""", "application/sparql-results+json")
            : ("""{"head":{"vars":["s"]},"results":{"bindings":[""" + (query.Contains(_server.Address + "o1", StringComparison.Ordinal) ? "" : $"{{\"s\":{{\"type\":\"uri\",\"value\":\"{_server.Address}o1\"}}}}") + "]}}", "application/sparql-results+json");
    }

    private static (string, string) Sitemap(string page) =>
        ($"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>{{base}}{page}</loc></url></urlset>", "application/xml");

    private async Task<int> HarvestAsync(string harvest, string mapping, params string[] options) => await _terminal.RunAsync(["harvest", "--data", _folder["data"], .. options, _folder.Write("bron.yaml", $$"""
        id: proef
        title: Proef
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution: { id: museum, name: Museum }
        allowPrivateAddress: true
        harvest: { {{harvest.Replace("{base}", _server.Address.AbsoluteUri, StringComparison.Ordinal)}} }
        mapping: { {{mapping}} }
        """)]);
}
