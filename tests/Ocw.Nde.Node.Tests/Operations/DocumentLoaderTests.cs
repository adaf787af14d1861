using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ocw.Nde.Node.Operations.Federation;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Tests.Operations;

/// <summary>LOAD over HTTP: from listed hosts only, as RDF of any format, and with an error that says what is wrong.</summary>
public sealed class DocumentLoaderTests : IAsyncLifetime
{
    private WebApplication server = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/good", () => Results.Text("<#s> <#p> 1 .", "text/turtle"));
        server.MapGet("/good.nt", () => Results.Text("<http://e/s> <http://e/p> \"1\" .", "application/octet-stream"));
        server.MapGet("/packed.nt.gz", () => Results.Bytes(Gzip("<http://e/s> <http://e/p> \"1\" .\n"), "application/gzip"));
        server.MapGet("/cut.nt.gz", () => Results.Bytes(Gzip("<http://e/s> <http://e/p> \"1\" .\n")[..^4], "application/gzip"));
        server.MapGet("/bad", () => Results.Text("<#s> <#p>", "text/turtle"));
        server.MapGet("/page", () => Results.Text("<html></html>", "text/html"));
        await server.StartAsync();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("good")]
    [InlineData("good.nt")]
    [InlineData("packed.nt.gz")]
    public void A_document_of_a_listed_host_is_read(string path) => Assert.Single(Load(path));

    [Fact]
    public void Relative_IRIs_are_resolved_against_the_document_s_address() =>
        Assert.EndsWith("/good#s", ((Iri)Load("good").First().Subject).Value, StringComparison.Ordinal);

    [Theory]
    [InlineData("bad", "not RDF")]
    [InlineData("page", "text/html")]
    [InlineData("nowhere", "404")]
    [InlineData("cut.nt.gz", "cut off")]
    public void What_is_wrong_is_told(string path, string told)
    {
        var failed = Assert.Throws<DocumentLoadException>(() => Load(path));

        Assert.False(failed.IsRefused);
        Assert.Contains(told, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_host_is_refused_and_a_private_one_unless_it_is_allowed()
    {
        Assert.True(Assert.Throws<DocumentLoadException>(() => Load("good", ["data.museum.example"])).IsRefused);
        Assert.True(Assert.Throws<DocumentLoadException>(() => Load("good", isPrivateAllowed: false)).IsRefused);
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private List<Triple> Load(string path, string[]? hosts = null, bool isPrivateAllowed = true)
    {
        using var web = new GuardedHttpClient(new WebClientOptions { Egress = new EgressPolicy { AllowedHosts = isPrivateAllowed ? ["127.0.0.1"] : [] } });
        var graph = new RdfGraph();
        new DocumentLoader(hosts ?? ["127.0.0.1"], web, Rdf.Formats.JsonLd.JsonLdOptions.Default).Load(new Iri($"{server.Urls.First()}/{path}"), new RdfGraphSink(graph), CancellationToken.None);
        return [.. graph];
    }
}
