using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Sites, Adlib, SPARQL endpoints and SRU from the command line to what is served: first everything, then what changed, then what is gone.</summary>
public sealed class WalksTests : IAsyncLifetime, IDisposable
{
    private const string Base = "http://127.0.0.1:5080/";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private readonly SortedDictionary<int, string> _titles = new() { [1] = "Gezicht op Delft", [2] = "Stilleven met kan", [3] = "Portret van een koopman" };
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
    public async Task A_site_is_harvested_by_its_sitemap_and_a_page_that_leaves_it_is_not_found()
    {
        Site();
        await WalkAsync("protocol: sitemap, address: \"{base}sitemap.xml\"", "profile: schema", Site);
    }

    [Fact]
    public async Task A_catalogue_is_harvested_by_SRU_in_pages()
    {
        _server.Answer = request => request.Path == "/sru" ? Sru(request.Query) : null;
        await WalkAsync("protocol: sru, baseUrl: \"{base}sru\", query: kunst, recordSchema: dc, pageSize: 2", "profile: dc", () => { });
    }

    [Fact]
    public async Task A_collection_is_harvested_by_the_WebAPI_of_Adlib_in_pages()
    {
        _server.Answer = request => request.Path == "/wwwopac.ashx" ? Adlib(request.Query) : null;
        await WalkAsync("protocol: adlib, address: \"{base}wwwopac.ashx\", database: collect, pageSize: 2, increments: false", "profile: adlib, key: object_number", () => { });
    }

    [Fact]
    public async Task Records_are_harvested_from_the_SPARQL_endpoint_of_another_node()
    {
        void Put() => _folder.Write("elders.csv", "nr,titel\n" + string.Concat(_titles.Select(title => $"{title.Key},{title.Value}\n")));
        const string Source = "protocol: files, locations: [ elders.csv ], key: nr";
        const string Rules = "key: nr, rules: [ { to: name, from: titel } ]";
        Put();
        await HarvestAsync("elders", Source, Rules, "notFound: { days: 0 }");
        var other = await OpenAsync("elders");
        var endpoint = other.Application.Urls.First();
        await WalkAsync($"protocol: sparql, endpoint: \"{endpoint}/sparql\", classes: [ \"schema:CreativeWork\" ]", "profile: schema", () =>
        {
            other.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Put();
            HarvestAsync("elders", Source, Rules, "notFound: { days: 0 }").GetAwaiter().GetResult();
            other = OpenAsync("elders", new Uri(endpoint).Port).GetAwaiter().GetResult();
        });
        await other.DisposeAsync();
    }

    [Fact]
    public async Task The_thesaurus_and_the_people_of_Adlib_are_term_sources_and_links_of_objects_lead_to_their_terms()
    {
        _server.Answer = request => request.Path == "/wwwopac.ashx" ? Adlib(request.Query) : null;
        string Terms(string id, string database, string field) => _folder.Write(id + ".yaml", Source(id, $"protocol: adlib, address: \"{_server.Address}wwwopac.ashx\", database: {database}, xmltype: unstructured", $"profile: columns, type: \"skos:Concept\", language: nl, key: \"@priref\", rules: [ {{ to: prefLabel, from: {field} }} ]", "kind: terms"));
        string Link(string group, string field, string to, string source) => $"{{ to: {to}, each: {group}, from: {field}, with: [ {{ to: sameAs, template: \"{Base}id/{source}/term/{{{field}.lref}}\" }} ] }}";
        var objects = _folder.Write("objecten.yaml", Source("objecten", $"protocol: adlib, address: \"{_server.Address}wwwopac.ashx\", database: collect, xmltype: grouped", $"profile: columns, language: nl, key: object_number, rules: [ {{ to: name, from: Title.title }}, {Link("Material", "material", "material", "thesaurus")}, {Link("Production", "creator", "creator", "personen")} ]", ""));
        foreach (var source in (string[])[Terms("thesaurus", "thesaurus", "term"), Terms("personen", "people", "name"), objects])
            Assert.True(await _terminal.RunAsync("harvest", "--data", _folder["data"], source) == ExitCode.Ok, _terminal.Out + _terminal.Error);

        await _terminal.RunAsync("query", "--data", _folder["data"], "SELECT ?label WHERE { ?object <https://schema.org/material>|<https://schema.org/creator> ?value . ?value <https://schema.org/sameAs> ?term . ?term <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }");
        Assert.Contains("olieverf uit de thesaurus", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Vermeer, Johannes", _terminal.Out, StringComparison.Ordinal);
    }

    // Everything; the same again; one title changed, one object gone; and back again.
    private async Task WalkAsync(string harvest, string mapping, Action changed)
    {
        await HarvestAsync("data", harvest, mapping);
        Assert.True((LastRun.Outcome, LastRun.Objects) == (RunOutcome.Complete, 3L), $"{LastRun.Outcome} {LastRun.Objects} {LastRun.Reason}");
        foreach (var title in _titles.Values)
            Assert.Contains($"\"{title}\"", await DumpAsync(), StringComparison.Ordinal);

        await HarvestAsync("data", harvest, mapping);
        Assert.Equal(RunOutcome.Unchanged, LastRun.Outcome);

        _titles[2] = "Stilleven met schotel";
        _titles.Remove(3);
        changed();
        await HarvestAsync("data", harvest, mapping);
        Assert.True((LastRun.Outcome, LastRun.Objects, LastRun.NotFound) == (RunOutcome.Complete, 2L, 1L), $"{LastRun.Outcome} {LastRun.Objects} {LastRun.NotFound} {LastRun.Reason}");
        var dump = await DumpAsync();
        Assert.Contains("\"Stilleven met schotel\"", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Stilleven met kan\"", dump, StringComparison.Ordinal);
        Assert.All(dump.Split('\n').Where(line => line.Contains("\"Portret van een koopman\"", StringComparison.Ordinal)), line => Assert.Contains("/graph/data/data/missing>", line, StringComparison.Ordinal));

        _titles[3] = "Portret van een koopman";
        changed();
        await HarvestAsync("data", harvest, mapping);
        Assert.Equal((RunOutcome.Complete, 3L, 0L, 1L), (LastRun.Outcome, LastRun.Objects, LastRun.NotFound, LastRun.Returned));
    }

    private void Site()
    {
        _server.Pages.Clear();
        foreach (var (number, title) in _titles)
            _server.Pages[$"/o/{number}"] = ($$"""<html><head><title>x</title><script type="application/ld+json">{"@context":"https://schema.org/","@type":"VisualArtwork","@id":"{base}o/{{number}}","name":"{{title}}"}</script></head><body></body></html>""", "text/html");
        _server.Pages["/sitemap.xml"] = ("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" + string.Concat(_titles.Select(title => $"<url><loc>{{base}}o/{title.Key}</loc><lastmod>2026-01-{title.Value.Length:00}</lastmod></url>")) + "</urlset>", "application/xml");
    }

    private (string, string) Sru(IQueryCollection query)
    {
        const string Srw = "http://www.loc.gov/zing/srw/";
        if (query["operation"] == "explain")
            return ($"<explainResponse xmlns=\"{Srw}\"><version>1.2</version></explainResponse>", "text/xml");
        var first = int.Parse(query["startRecord"]!, CultureInfo.InvariantCulture);
        var page = _titles.Skip(first - 1).Take(int.Parse(query["maximumRecords"]!, CultureInfo.InvariantCulture)).ToList();
        var next = first + page.Count <= _titles.Count ? $"<nextRecordPosition>{first + page.Count}</nextRecordPosition>" : "";
        return ($"<searchRetrieveResponse xmlns=\"{Srw}\"><version>1.2</version><numberOfRecords>{_titles.Count}</numberOfRecords><records>"
            + string.Concat(page.Select(title => $"<record><recordSchema>dc</recordSchema><recordPacking>xml</recordPacking><recordData><dc:dc xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title.Value}</dc:title><dc:identifier>id{title.Key}</dc:identifier></dc:dc></recordData></record>"))
            + $"</records>{next}</searchRetrieveResponse>", "text/xml");
    }

    private (string, string) Adlib(IQueryCollection query)
    {
        var records = query["database"] == "thesaurus" ? ["<record priref=\"7\"><term>olieverf uit de thesaurus</term></record>", "<record priref=\"8\"><term>doek</term></record>"]
            : query["database"] == "people" ? ["<record priref=\"21\"><name>Vermeer, Johannes</name></record>"]
            : _titles.Select(title => $"<record priref=\"{title.Key}\"><object_number>A{title.Key}</object_number><Title><title>{title.Value}</title></Title><Material><material>olieverf</material><material.lref>7</material.lref></Material><Production><creator>J. Vermeer</creator><creator.lref>21</creator.lref></Production></record>").ToList();
        var first = int.Parse(query["startfrom"]!, CultureInfo.InvariantCulture);
        var page = records.Skip(first - 1).Take(int.Parse(query["limit"]!, CultureInfo.InvariantCulture)).ToList();
        return ($"<adlibXML><recordList>{string.Concat(page)}</recordList><diagnostic><hits>{records.Count}</hits><xmltype>Grouped</xmltype><first_item>{first}</first_item><limit>{query["limit"]}</limit><hits_on_display>{page.Count}</hits_on_display></diagnostic></adlibXML>", "text/xml");
    }

    private async Task<string> DumpAsync()
    {
        await _terminal.RunAsync("dump", "--data", _folder["data"]);
        return _terminal.Out;
    }

    private async Task HarvestAsync(string id, string harvest, string mapping, string setting = "")
    {
        var source = _folder.Write(id + ".yaml", Source(id, harvest.Replace("{base}", _server.Address.AbsoluteUri, StringComparison.Ordinal), mapping, setting));
        Assert.True(await _terminal.RunAsync("harvest", "--data", _folder[id], source) == ExitCode.Ok, _terminal.Out + _terminal.Error);
    }

    private static string Source(string id, string harvest, string mapping, string setting) => $$"""
        id: {{id}}
        title: Proef
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution: { id: museum, name: Museum }
        allowPrivateAddress: true
        holdRemovals: never
        harvest: { {{harvest}}, delayMilliseconds: 0 }
        mapping: { {{mapping}} }
        {{setting}}
        """.Replace(harvest.Contains("protocol: files", StringComparison.Ordinal) ? ", delayMilliseconds: 0" : "\0", "", StringComparison.Ordinal);

    private async Task<OpenNode> OpenAsync(string data, int port = 0)
    {
        var settings = new NodeSettings { BaseIri = Base, DataDirectory = _folder[data], SourcesDirectory = _folder["sources"] };
        var host = NodeHost.Open(settings, [], TimeProvider.System);
        var application = NodeServer.Build(host, port);
        await application.StartAsync();
        return new OpenNode(host, application);
    }

    private sealed record OpenNode(NodeHost Host, WebApplication Application) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Application.DisposeAsync();
            Host.Dispose();
        }
    }
}
