using System.Net;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Features.Sparql;
using Ocw.Nde.Node.Tests.Operations.Contexts;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

/// <summary>The verb, and the ways by which a document comes in: all of them use the same contexts.</summary>
public sealed class ContextsCommandTests : IDisposable
{
    private const string Triple = "<http://e/s> <https://schema.org/name> \"Molen\" .\n";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private readonly ContextServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Convert_load_validate_and_canon_use_the_contexts_of_a_listed_host()
    {
        var settings = Settings("[ 127.0.0.1 ]");
        var document = Document();

        Assert.True(await _terminal.RunAsync("convert", document, "-", "--to", "nt", "--settings", settings) == ExitCode.Ok, _terminal.Error);
        Assert.Equal(Triple, _terminal.Out);
        Assert.True(await _terminal.RunAsync("canon", document, "--settings", settings) == ExitCode.Ok, _terminal.Error);
        Assert.Equal(Triple, _terminal.Out);
        Assert.True(await _terminal.RunAsync("validate", document, "--settings", settings) == ExitCode.Ok, _terminal.Error);
        Assert.True(await _terminal.RunAsync("load", document, "--settings", settings) == ExitCode.Ok, _terminal.Error);
        await _terminal.RunAsync("dump", "--settings", settings);
        Assert.Equal(Triple, _terminal.Out);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task Harvest_uses_them_for_records_and_for_dumps()
    {
        var settings = Settings("[ 127.0.0.1 ]");
        Document();
        var source = _folder.Write("bron.yaml",
            """
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            kind: terms
            harvest: { protocol: files, locations: [ doc.jsonld ], format: rdf }
            """);

        Assert.True(await _terminal.RunAsync("harvest", "--settings", settings, source) == ExitCode.Ok, _terminal.Error);
        await _terminal.RunAsync("dump", "--settings", settings);

        Assert.Contains("<http://e/s> <https://schema.org/name> \"Molen\"", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_graph_store_uses_them_and_says_what_to_do_where_it_may_not()
    {
        using var node = BareNode.Start(s => s with { AllowAnonymousUpdates = true, AllowedPrivateHosts = ["127.0.0.1"], Contexts = new ContextSettings { Hosts = ["127.0.0.1"] } });
        using var closed = BareNode.Start();

        using var good = await node.SendAsync(HttpMethod.Put, "/graph?graph=http://e/g", content: Body());
        using var refused = await closed.SendAsync(HttpMethod.Put, "/graph?graph=http://e/g", content: Body());

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest], [good.StatusCode, refused.StatusCode]);
        Assert.Contains("contexts: hosts", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_document_its_line_the_context_and_what_to_do()
    {
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("convert", Document(), "-", "--to", "nt", "--settings", Settings("[]"), "--lang", "nl"));

        Assert.Contains("doc.jsonld:1: De JSON-LD-context <" + _server.Address + "c>", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("./ocwnde contexts fetch", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);
    }

    [Fact]
    public async Task An_operator_brings_a_context_in_from_a_file()
    {
        var settings = Settings("[]");
        var copy = _folder.Write("copy.jsonld", ContextServer.Context);

        Assert.True(await _terminal.RunAsync("contexts", "fetch", _server.Address + "c", "--file", copy, "--settings", settings) == ExitCode.Ok, _terminal.Error);
        Assert.True(await _terminal.RunAsync("convert", Document(), "-", "--to", "nt", "--settings", settings) == ExitCode.Ok, _terminal.Error);

        Assert.Equal(Triple, _terminal.Out);
        Assert.Equal(0, _server.Requests);
    }

    [Fact]
    public async Task A_context_with_another_hash_than_the_operator_gave_is_refused()
    {
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("contexts", "fetch", _server.Address + "c", "--sha256", new string('0', 64), "--settings", Settings("[]")));

        Assert.Contains(new string('0', 64), _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_looked_for_accepted_and_forgotten()
    {
        var settings = Settings("[]");
        var address = _server.Address + "c";
        await _terminal.RunAsync("contexts", "fetch", address, "--settings", settings);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("contexts", "check", "--settings", settings));
        _server.Current = """{"@context":{"name":"http://e/other"}}""";

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("contexts", "check", "--settings", settings));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("contexts", "accept", address, "--settings", settings));
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("contexts", "accept", address, "--settings", settings));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("contexts", "list", "--json", "--settings", settings));
        using var list = JsonDocument.Parse(_terminal.Out);
        Assert.Equal(address, list.RootElement[0].GetProperty("iri").GetString());
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("contexts", "remove", address, "--settings", settings));
        await _terminal.RunAsync("contexts", "list", "--json", "--settings", settings);
        Assert.Equal("[]", _terminal.Out.Trim());
        Assert.Empty(Directory.EnumerateFiles(_folder["data/contexts"]));
    }

    private string Settings(string hosts) => _folder.Write("node.yaml", $"baseIri: http://node.example/\nallowPrivateHosts: [ 127.0.0.1 ]\ncontexts: {{ hosts: {hosts} }}\n");

    private string Text => $$"""{"@context":"{{_server.Address}}c","@id":"http://e/s","name":"Molen"}""";

    private string Document() => _folder.Write("doc.jsonld", Text);

    private ByteArrayContent Body() => new(Encoding.UTF8.GetBytes(Text)) { Headers = { ContentType = new("application/ld+json") } };
}
