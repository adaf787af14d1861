using System.Net;
using System.Text;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>Who may change what.</summary>
public sealed class UpdateAccessTests
{
    private const string Insert = "INSERT DATA { <http://e/s> <http://e/p> 1 }";

    [Theory]
    [InlineData(null, "/sparql", HttpStatusCode.Forbidden)]
    [InlineData(null, "/sparql/update", HttpStatusCode.Unauthorized)]
    [InlineData("geraden", "/sparql", HttpStatusCode.Unauthorized)]
    [InlineData(BareNode.ReadKey, "/sparql", HttpStatusCode.Forbidden)]
    [InlineData(BareNode.ReadKey, "/sparql/update", HttpStatusCode.Forbidden)]
    [InlineData(BareNode.UpdateKey, "/sparql", HttpStatusCode.NoContent)]
    [InlineData(BareNode.UpdateKey, "/sparql/update", HttpStatusCode.NoContent)]
    public async Task Without_the_flag_only_a_key_that_may_update_changes_anything(string? key, string path, HttpStatusCode status)
    {
        using var node = BareNode.Start(settings => settings);
        using var response = await node.UpdateAsync(Insert, key, path);
        using var form = await node.SendAsync(HttpMethod.Post, path, content: new FormUrlEncodedContent([new("update", Insert)]), key: key);

        Assert.Equal([status, status], [response.StatusCode, form.StatusCode]);
        Assert.Equal(status == HttpStatusCode.NoContent ? 1 : 0, (await node.RowsAsync("SELECT * { ?s ?p ?o }")).Length);
        Assert.Equal(status == HttpStatusCode.Unauthorized, response.Headers.WwwAuthenticate.Count > 0);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(BareNode.ReadKey, HttpStatusCode.Forbidden)]
    [InlineData(BareNode.UpdateKey, HttpStatusCode.Created)]
    public async Task The_graph_store_asks_for_the_same_key(string? key, HttpStatusCode status)
    {
        using var node = BareNode.Start(settings => settings);
        using var response = await node.SendAsync(HttpMethod.Put, "/graph?graph=http://e/g", content: new StringContent("<http://e/s> <http://e/p> 1 .", Encoding.UTF8, "text/turtle"), key: key);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://kwaad.example")]
    [InlineData("Host", "kwaad.example")]
    public async Task A_page_of_another_site_cannot_use_the_flag(string header, string value)
    {
        using var node = BareNode.Start();
        using var response = await node.SendAsync(HttpMethod.Post, "/sparql", content: new FormUrlEncodedContent([new("update", Insert)]), headers: (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task An_update_answers_with_the_commit_that_it_made()
    {
        using var node = BareNode.Start();
        using var response = await node.UpdateAsync(Insert);

        Assert.Equal("1", response.Headers.GetValues("Ocwnde-Commit").Single());
    }

    [Theory]
    [InlineData("COPY <http://e/closed> TO <http://e/open>")]
    [InlineData("ADD <http://e/closed> TO <http://e/open>")]
    [InlineData("MOVE <http://e/system> TO <http://e/open>")]
    [InlineData("DROP GRAPH <http://e/closed>")]
    [InlineData("INSERT DATA { GRAPH <http://e/closed> { <http://e/s> <http://e/p> 2 } }")]
    [InlineData("INSERT DATA { GRAPH <http://e/system> { <http://e/s> <http://e/p> 2 } }")]
    [InlineData("LOAD <http://127.0.0.1:9/x.ttl>")]
    [InlineData("DROP ALL ; CREATE GRAPH <http://e/closed>")]
    public async Task What_is_closed_or_the_nodes_own_cannot_be_changed_or_copied_with_any_key(string update)
    {
        using var node = BareNode.Start(settings => settings);
        node.Load("http://e/closed", "<http://e/s> <http://e/p> \"geheim\" .", AccessLevel.Closed);
        node.Load("http://e/system", "<http://e/s> <http://e/p> \"eigen\" .", graphClass: GraphClass.System);
        using var response = await node.UpdateAsync(update, BareNode.UpdateKey);

        Assert.True(response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, response.StatusCode.ToString());
        Assert.Equal(["geheim", "eigen"], await node.RowsAsync("SELECT ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g", key: BareNode.ReadKey));
    }

    [Fact]
    public async Task An_update_reads_nothing_that_is_closed()
    {
        using var node = BareNode.Start(settings => settings);
        node.Load("http://e/closed", "<http://e/s> <http://e/p> \"geheim\" .", AccessLevel.Closed);
        using var response = await node.UpdateAsync("INSERT { ?s <http://e/q> ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", BareNode.UpdateKey);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await node.RowsAsync("SELECT * { ?s ?p ?o }"));
    }

    [Fact]
    public async Task The_flag_is_refused_on_an_address_that_others_reach()
    {
        using var folder = new TestFolder();
        var settings = folder.Write("node.yaml", "baseIri: https://data.voorbeeld.example/\nlisten: 0.0.0.0\n");
        using var terminal = new TestTerminal();

        Assert.Equal(2, await terminal.RunAsync("serve", "--settings", settings, "--data", folder["data"], "--port", "0", "--allow-anonymous-updates"));
        Assert.Contains("loopback", terminal.Error, StringComparison.Ordinal);
    }
}
