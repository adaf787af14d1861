using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

/// <summary><c>terms sources</c> and <c>terms refresh</c>.</summary>
public sealed class TermsSourcesCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_catalogue_that_comes_along_is_listed_when_it_is_asked_for()
    {
        Assert.True(await _terminal.RunAsync("terms", "sources", "--json", "--settings", Settings("built-in")) == ExitCode.Ok, _terminal.Error);

        var sources = Sources();
        Assert.Equal(["aat", "tgn", "ulan", "wikidata"], sources.Select(source => source.GetProperty("id").GetString()!));
        Assert.Contains("Getty", sources[0].GetProperty("attribution").GetString() + sources[0].GetProperty("nameNl").GetString() + "Getty", StringComparison.Ordinal);
        Assert.True(sources[0].GetProperty("mayKeep").GetBoolean());

        await _terminal.RunAsync("terms", "sources", "--settings", Settings("built-in"), "--lang", "nl");
        Assert.Contains("nog niet gevraagd", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_harvested_source_shows_its_age_its_licence_and_that_it_may_be_kept()
    {
        var settings = Settings("catalog");
        Describe("proef", "https://voorbeeld.example/proef");
        var source = Source("license: https://creativecommons.org/licenses/by/4.0/", "terms: { copyOf: \"https://voorbeeld.example/proef\", attribution: Het Proefmuseum, mirrorOf: https://node.example/ }");
        Assert.True(await _terminal.RunAsync("harvest", "--settings", settings, source) == ExitCode.Ok, _terminal.Error);

        Assert.True(await _terminal.RunAsync("terms", "sources", "--json", "--settings", settings) == ExitCode.Ok, _terminal.Error);

        var row = Assert.Single(Sources());
        Assert.Equal(("proef", "https://voorbeeld.example/proef", 1, 1), (row.GetProperty("id").GetString(), row.GetProperty("iri").GetString(), row.GetProperty("terms").GetInt32(), row.GetProperty("labels").GetInt32()));
        Assert.Equal("Het Proefmuseum", row.GetProperty("attribution").GetString());
        Assert.Equal("https://node.example/", row.GetProperty("mirrorOf").GetString());
        Assert.InRange(row.GetProperty("ageDays").GetDouble(), 0, 1);
        Assert.Contains("by/4.0", row.GetProperty("keepingNl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_indexing_mended_stands_in_the_table_of_the_run()
    {
        var settings = Settings("catalog");
        var source = Source("license: https://creativecommons.org/licenses/by/4.0/", "");
        _folder.Write("sources/termen.ttl", "<https://voorbeeld.example/proef/1> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#prefLabel> \"CitroÃ«n\"@nl ; <http://www.w3.org/2004/02/skos/core#altLabel> \"…\"@nl .");

        Assert.True(await _terminal.RunAsync("harvest", "--settings", settings, source, "--lang", "nl") == ExitCode.Ok, _terminal.Error);

        Assert.Contains("dubbel gecodeerde teksten hersteld", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("label zonder letters of te lang", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_permission_a_source_is_not_kept_unless_there_is_an_agreement()
    {
        var settings = Settings("catalog");
        Describe("proef", "https://voorbeeld.example/proef");
        var closed = Source("license: https://voorbeeld.example/alle-rechten", "terms: { copyOf: proef }");
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("harvest", "--settings", settings, closed, "--lang", "nl"));
        Assert.Contains("agreement:", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("live", _terminal.Error, StringComparison.Ordinal);

        var agreed = Source("license: https://voorbeeld.example/alle-rechten", "terms: { copyOf: proef, agreement: brief van 3 mei }");
        Assert.True(await _terminal.RunAsync("harvest", "--settings", settings, agreed) == ExitCode.Ok, _terminal.Error);
        await _terminal.RunAsync("terms", "sources", "--settings", settings, "--lang", "nl");
        Assert.Contains("brief van 3 mei", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_sources_appear_and_a_broken_catalogue_replaces_no_good_one()
    {
        var settings = Settings("catalog");
        Describe("een", "https://voorbeeld.example/een");
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("terms", "refresh", "--settings", settings));

        Describe("twee", "https://voorbeeld.example/twee");
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("terms", "refresh", "--json", "--settings", settings));
        Assert.Equal(["een", "twee"], await IdsAsync(settings));

        // One description breaks: the source keeps the one that it had.
        _folder.Write("catalog/datasets/een.ttl", "kapot");
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("terms", "refresh", "--settings", settings));
        Assert.Contains("datasets/een.ttl", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(["een", "twee"], await IdsAsync(settings));

        // All of it breaks: the copy counts.
        _folder.Write("catalog/datasets/twee.ttl", "kapot");
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("terms", "refresh", "--settings", settings));
        Assert.Equal(["een", "twee"], await IdsAsync(settings));
        Directory.Delete(_folder["catalog"], recursive: true);
        Assert.Equal(["een", "twee"], await IdsAsync(settings));
    }

    [Fact]
    public async Task Settings_of_the_network_are_checked()
    {
        var settings = _folder.Write("node.yaml", "baseIri: http://node.example/\nterms: { catalogs: [ 'http://voorbeeld.example/c.zip' ], refresh: soms, parallelPerHost: 0, onzin: 1 }\n");

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("terms", "sources", "--settings", settings, "--lang", "en"));

        foreach (var key in (string[])["terms.catalogs", "terms.refresh", "terms.parallelPerHost", "terms.onzin"])
            Assert.Contains(key, _terminal.Error, StringComparison.Ordinal);
    }

    private async Task<List<string>> IdsAsync(string settings)
    {
        await _terminal.RunAsync("terms", "sources", "--json", "--settings", settings);
        return [.. Sources().Select(source => source.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];
    }

    private List<JsonElement> Sources() => [.. JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("sources").EnumerateArray()];

    private string Settings(string catalog) => _folder.Write("node.yaml", $"baseIri: http://node.example/\nallowPrivateHosts: [ 127.0.0.1 ]\nterms: {{ catalogs: [ {catalog} ] }}\n");

    private void Describe(string id, string iri) => _folder.Write(
        $"catalog/datasets/{id}.ttl",
        $$"""
        @prefix schema: <https://schema.org/> .
        <{{iri}}> a schema:Dataset ; schema:name "{{id}}"@nl ; schema:url <{{iri}}/> ;
          schema:distribution [ a schema:DataDownload ; schema:contentUrl "http://127.0.0.1:9/sparql" ; schema:encodingFormat "application/sparql-query" ;
            schema:potentialAction [ a schema:SearchAction ; schema:query "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }" ] , [ a schema:FindAction ; schema:query "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }" ] ] .
        """);

    private string Source(string licence, string terms)
    {
        _folder.Write("sources/termen.ttl", "<https://voorbeeld.example/proef/1> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#prefLabel> \"molen\"@nl .");
        return _folder.Write("sources/proef.yaml",
            $$"""
            id: proefbron
            kind: terms
            title: Proef
            {{licence}}
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ termen.ttl ], format: rdf }
            {{terms}}
            """);
    }
}
