using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>What the source says, kept in a graph of its own when a setting asks for it.</summary>
public sealed class KeptSourceTests : IDisposable
{
    private const string Graph = "http://127.0.0.1:5080/graph/proef/proef/source";
    private const string Texts = "SELECT ?text WHERE { GRAPH ?g { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> ?text } } ORDER BY ?text";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_words_of_open_records_are_queried_by_the_name_of_the_graph_and_internal_fields_are_not_there()
    {
        await HarvestAsync("keepSource: true");

        var kept = await QueryAsync($"SELECT ?object ?text WHERE {{ GRAPH <{Graph}> {{ ?object <https://w3id.org/ocw-nde/model#sourceRecord> ?r . ?r <urn:ocwnde:element:bijzonderheden> ?e . ?e <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> ?text }} }}");
        Assert.Equal("object,text\r\nhttp://127.0.0.1:5080/id/museum/1,Met vlek\r\n", kept);
        var all = await QueryAsync(Texts);
        Assert.Contains("Haven", all, StringComparison.Ordinal);
        Assert.DoesNotContain("X-INTERNAL", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", all, StringComparison.Ordinal);
        await _terminal.RunAsync("dump", "--data", _folder["data"], "--include-closed");
        Assert.Contains("Geheim", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("X-INTERNAL", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_not_in_the_default_dataset_and_go_with_the_setting()
    {
        await HarvestAsync("keepSource: true");
        Assert.Equal("n\r\n0\r\n", await QueryAsync("SELECT (COUNT(*) AS ?n) WHERE { ?s <https://w3id.org/ocw-nde/model#sourceRecord> ?o }"));

        await HarvestAsync("keepSource: false");
        Assert.Equal("text\r\n", await QueryAsync(Texts));
    }

    [Fact]
    public async Task A_record_that_goes_or_changes_takes_its_words_along()
    {
        await HarvestAsync("keepSource: true");
        await HarvestAsync("keepSource: true", "<record><id>3</id><titel>Sluis</titel></record>");

        var all = await QueryAsync(Texts);
        Assert.Contains("Sluis", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Haven", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "Met vlek", "Geheim", "/source")]
    [InlineData("2", "Geheim", "Met vlek", "/closed-source")]
    public async Task A_purge_takes_the_words_of_its_record_along_and_a_preview_names_their_graph(string number, string gone, string stays, string graph)
    {
        await HarvestAsync("keepSource: true");
        var subject = $"http://127.0.0.1:5080/id/museum/{number}";
        Assert.True(await PurgeAsync(subject) == ExitCode.Ok, _terminal.Error);
        Assert.Contains(graph + ">\t", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains(gone, await DumpAsync(), StringComparison.Ordinal);

        Assert.True(await PurgeAsync(subject, "--yes") == ExitCode.Ok, _terminal.Out + _terminal.Error);

        var dump = await DumpAsync();
        Assert.DoesNotContain(gone, dump, StringComparison.Ordinal);
        Assert.DoesNotContain(subject, dump, StringComparison.Ordinal);
        Assert.Contains(stays, dump, StringComparison.Ordinal);

        // The source still has it, and is read again.
        Assert.True(await _terminal.RunAsync("harvest", "--from-archive", "--data", _folder["data"], _folder["bron.yaml"]) == ExitCode.Ok, _terminal.Error);
        Assert.DoesNotContain(gone, await DumpAsync(), StringComparison.Ordinal);
        Assert.Equal(dump.Contains("Haven", StringComparison.Ordinal), (await DumpAsync()).Contains("Haven", StringComparison.Ordinal));
    }

    private Task<int> PurgeAsync(params string[] arguments)
    {
        _folder.Write("node.yaml", "baseIri: http://127.0.0.1:5080/\nsources: sources\n");
        _folder.Write("sources/bron.yaml", File.ReadAllText(_folder["bron.yaml"]).Replace("records.xml", "../records.xml", StringComparison.Ordinal));
        return _terminal.RunAsync(["purge", .. arguments, "--data", _folder["data"], "--settings", _folder["node.yaml"]]);
    }

    private async Task<string> DumpAsync()
    {
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("dump", "--data", _folder["data"], "--include-closed"));
        return _terminal.Out;
    }

    private async Task<string> QueryAsync(string query)
    {
        Assert.True(await _terminal.RunAsync("query", "--data", _folder["data"], "--format", "csv", query) == ExitCode.Ok, _terminal.Error);
        return _terminal.Out;
    }

    private async Task HarvestAsync(string setting, string records = "<record><id>1</id><titel>Haven</titel><bijzonderheden>Met vlek</bijzonderheden><standplaats>X-INTERNAL</standplaats></record><record><id>2</id><titel>Geheim</titel><status>gesloten</status></record>")
    {
        _folder.Write("records.xml", $"<records>{records}</records>");
        var code = await _terminal.RunAsync("harvest", "--data", _folder["data"], _folder.Write("bron.yaml", $$"""
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            holdRemovals: never
            harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
            access: { records: [ { level: gesloten, field: status, values: [ gesloten ] } ] }
            mapping:
              key: id
              {{setting}}
              rules:
                - { to: name, from: titel }
            """));
        Assert.True(code == ExitCode.Ok, _terminal.Out + _terminal.Error);
        Assert.Equal(RunOutcome.Complete, new RunLog(_folder["data"]).Read()[^1].Outcome);
    }
}
