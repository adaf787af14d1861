using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Harvests of a thesaurus that is RDF already, with blank nodes: what is a version, and what the list of versions says.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private string _title = "Stenen";
    private string _license = "https://creativecommons.org/publicdomain/zero/1.0/";

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_same_document_with_other_labels_makes_no_version_and_a_change_makes_one_that_is_listed()
    {
        await HarvestAsync(Thesaurus("n1", "n2", "Een steen."));
        Assert.Equal(RunOutcome.Complete, LastRun.Outcome);
        await HarvestAsync(Thesaurus("zeven", "acht", "Een steen."));
        Assert.Equal(RunOutcome.Unchanged, LastRun.Outcome);
        await HarvestAsync(Thesaurus("x", "y", "Een grote steen."));
        Assert.Equal((RunOutcome.Complete, 1L, 1L), (LastRun.Outcome, LastRun.Added, LastRun.Removed));

        var query =
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX prov: <http://www.w3.org/ns/prov#>
            PREFIX ocw: <https://w3id.org/ocw-nde/model#>
            SELECT ?added ?removed ?triples (COUNT(?older) AS ?before) (STRLEN(STR(?hash)) AS ?hashed) WHERE {
              GRAPH ?list {
                ?content dcat:hasVersion ?version .
                ?version ocw:triplesAdded ?added ; ocw:triplesRemoved ?removed ; <http://rdfs.org/ns/void#triples> ?triples ;
                  dcat:isVersionOf <http://127.0.0.1:5080/id/dataset/stenen> ; prov:generatedAtTime ?time ;
                  <http://spdx.org/rdf/terms#checksum>/<http://spdx.org/rdf/terms#checksumValue> ?hash .
                OPTIONAL { ?version prov:wasRevisionOf ?older ; dcat:previousVersion ?older }
              }
            } GROUP BY ?version ?added ?removed ?triples ?hash ORDER BY ?before
            """;
        Assert.True(await _terminal.RunAsync("query", "--data", _folder["data"], "--format", "csv", query) == ExitCode.Ok, _terminal.Error);
        Assert.Equal("added,removed,triples,before,hashed\r\n10,0,10,0,64\r\n1,1,10,1,64\r\n", _terminal.Out);
    }

    [Fact]
    public async Task Another_title_or_licence_changes_the_description_at_once_and_is_no_version()
    {
        await HarvestAsync(Thesaurus("a", "b", "Een steen."));
        _title = "Stenen en keien";
        _license = "https://creativecommons.org/licenses/by/4.0/";
        await HarvestAsync(Thesaurus("a", "b", "Een steen."));
        Assert.Equal((RunOutcome.Unchanged, 0L), (LastRun.Outcome, LastRun.Commit));

        var query =
            """
            PREFIX schema: <https://schema.org/>
            SELECT ?name ?license WHERE { <http://127.0.0.1:5080/id/dataset/stenen> a schema:Dataset ; schema:name ?name ; schema:license ?license FILTER(LANG(?name) = "nl") }
            """;
        Assert.True(await _terminal.RunAsync("query", "--data", _folder["data"], "--format", "csv", query) == ExitCode.Ok, _terminal.Error);
        Assert.Equal("name,license\r\nStenen en keien,https://creativecommons.org/licenses/by/4.0/\r\n", _terminal.Out);

        var before = Commits();
        await HarvestAsync(Thesaurus("a", "b", "Een steen."));
        Assert.Equal((RunOutcome.Unchanged, before), (LastRun.Outcome, Commits()));
    }

    [Fact]
    public async Task The_setting_history_decides_which_versions_stay()
    {
        var settings = _folder.Write("node.yaml", "baseIri: http://127.0.0.1:5080/\nhistory: last 2\n");
        for (var number = 0; number < 5; number++)
            await HarvestAsync(Thesaurus("a", "b", $"Steen nummer {number}."), "--settings", settings);
        Assert.True(await _terminal.RunAsync("compact", "--settings", settings) == ExitCode.Ok, _terminal.Error);

        using var store = Store.QuadStore.Open(new DataFolders(_folder["data"]).Store);
        using var snapshot = store.OpenSnapshot(Store.ReaderScope.Public);
        var graph = Store.Sources.TermDictionaryExtensions.Find(snapshot.Terms, new Rdf.Terms.Iri("http://127.0.0.1:5080/graph/stenen/stenen"));
        Assert.Equal(2, store.VersionsOf(graph).Count);
    }

    private long Commits()
    {
        using var store = Store.QuadStore.Open(new DataFolders(_folder["data"]).Store);
        using var snapshot = store.OpenSnapshot(Store.ReaderScope.Public);
        return snapshot.CommitNumber;
    }

    private RunRecord LastRun => new RunLog(_folder["data"]).Read()[^1];

    private static string Thesaurus(string first, string second, string note) =>
        $"""
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        <http://example.org/schema> a skos:ConceptScheme .
        <http://example.org/1> a skos:Concept ; skos:inScheme <http://example.org/schema> ; skos:prefLabel "steen"@nl ; skos:note _:{first} .
        _:{first} rdf:value "{note}"@nl .
        <http://example.org/2> a skos:Concept ; skos:inScheme <http://example.org/schema> ; skos:prefLabel "kei"@nl ; skos:note _:{second} .
        """;

    private async Task HarvestAsync(string turtle, params string[] options)
    {
        _folder.Write("stenen.ttl", turtle);
        var code = await _terminal.RunAsync([.. options.Length > 0 ? options : ["--data", _folder["data"]], "harvest", _folder.Write("bron.yaml",
            $$"""
            id: stenen
            kind: terms
            title: {{_title}}
            license: {{_license}}
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ stenen.ttl ] }
            """)]);
        Assert.True(code == ExitCode.Ok, _terminal.Error);
    }
}
