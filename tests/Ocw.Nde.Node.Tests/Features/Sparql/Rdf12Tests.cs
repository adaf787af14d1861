using System.Net;
using System.Text;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>RDF 1.2 over HTTP and in the commands, on and off.</summary>
public sealed class Rdf12Tests
{
    private const string Document = "<http://a/s> <http://a/p> \"x\"@ar--rtl {| <http://a/by> <http://a/me> |} .";
    private const string Query = "SELECT ?w ?d { <http://a/s> <http://a/p> ?o {| <http://a/by> ?w |} BIND(LANGDIR(?o) AS ?d) }";

    [Fact]
    public async Task Where_it_is_on_documents_come_in_and_queries_and_updates_ask_for_them()
    {
        using var node = BareNode.Start(settings => settings with { AllowAnonymousUpdates = true, RdfVersion = RdfVersion.Rdf12 });

        using var put = await PutAsync(node, "text/turtle; version=1.2");
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        using var answer = await node.Client.GetAsync("/sparql?format=csv&query=" + Uri.EscapeDataString(Query));
        Assert.Equal("w,d\r\nhttp://a/me,rtl\r\n", await answer.Content.ReadAsStringAsync());
        using var update = await node.Client.PostAsync("/sparql", new StringContent("DELETE WHERE { GRAPH ?g { <http://a/s> <http://a/p> ?o ~ ?r . } }", Encoding.UTF8, "application/sparql-update"));
        Assert.Equal(HttpStatusCode.NoContent, update.StatusCode);
        using var xml = await node.Client.GetAsync("/sparql?format=rdf&query=" + Uri.EscapeDataString("CONSTRUCT { <http://a/s> <http://a/p> <<( <http://a/s> <http://a/p> ?o )>> } { ?s <http://a/by> ?o }"));
        Assert.Contains("rdf:parseType=\"Triple\"", await xml.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_off_documents_and_queries_are_refused_with_the_switch()
    {
        using var node = BareNode.Start();

        using var announced = await PutAsync(node, "text/turtle; version=1.2");
        using var unannounced = await PutAsync(node, "text/turtle");
        using var answer = await node.Client.GetAsync("/sparql?format=csv&query=" + Uri.EscapeDataString(Query));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, announced.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unannounced.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        foreach (var refused in (HttpResponseMessage[])[announced, unannounced, answer])
            Assert.Contains("rdfVersion", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_announces_1_1_is_read_as_such_where_1_2_is_on()
    {
        using var node = BareNode.Start(settings => settings with { AllowAnonymousUpdates = true, RdfVersion = RdfVersion.Rdf12 });

        using var put = await PutAsync(node, "text/turtle;version=1.1");

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
    }

    [Fact]
    public async Task The_commands_read_it_with_the_option_and_name_the_option_without()
    {
        using var folder = new TestFolder();
        using var terminal = new TestTerminal();
        var file = folder.Write("a.ttl", Document);

        Assert.NotEqual(ExitCode.Ok, await terminal.RunAsync("load", "--data", folder["data"], file));
        Assert.Contains("--rdf-version 1.2", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await terminal.RunAsync("load", "--data", folder["data"], "--rdf-version", "1.2", file));
        Assert.Equal(ExitCode.Ok, await terminal.RunAsync("query", "--data", folder["data"], "--rdf-version", "1.2", Query));
        Assert.Contains("<http://a/me>\t\"rtl\"", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await terminal.RunAsync("convert", "--rdf-version", "1.2", file, folder["a.rdf"]));
        Assert.Contains("its:dir=\"rtl\"", await File.ReadAllTextAsync(folder["a.rdf"]), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PutAsync(BareNode node, string mediaType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Document));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return node.Client.PutAsync("/graph/a", content);
    }
}
