using System.IO.Compression;
using System.Net;
using System.Text;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>The graph store beyond W3C's suite: conditions, atomicity, PATCH, and what it refuses.</summary>
public sealed class GraphStoreTests : IDisposable
{
    private const string Path = "/graph?graph=http://e/g";

    private readonly BareNode _node = BareNode.Start();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task A_change_goes_through_only_if_nobody_else_changed_the_graph()
    {
        await PutAsync("<http://e/s> <http://e/p> 1 .");
        using var read = await _node.SendAsync(HttpMethod.Get, Path, "text/turtle");
        var tag = read.Headers.ETag!.ToString();
        using var mine = await PutAsync("<http://e/s> <http://e/p> 2 .", ("If-Match", tag));
        using var theirs = await PutAsync("<http://e/s> <http://e/p> 3 .", ("If-Match", tag));
        using var anew = await PutAsync("<http://e/s> <http://e/p> 4 .", ("If-None-Match", "*"));
        using var drop = await _node.SendAsync(HttpMethod.Delete, Path, headers: ("If-Match", tag));

        Assert.Equal(
            [HttpStatusCode.NoContent, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed],
            [mine.StatusCode, theirs.StatusCode, anew.StatusCode, drop.StatusCode]);
        Assert.Equal(["2"], await _node.RowsAsync("SELECT ?o { ?s ?p ?o }"));
    }

    [Fact]
    public async Task What_the_reader_has_is_not_sent_again()
    {
        await PutAsync("<http://e/s> <http://e/p> 1 .");
        using var read = await _node.SendAsync(HttpMethod.Get, Path, "text/turtle");
        using var again = await _node.SendAsync(HttpMethod.Get, Path, "text/turtle", headers: ("If-None-Match", read.Headers.ETag!.ToString()));
        using var other = await _node.SendAsync(HttpMethod.Get, Path, "application/n-triples", headers: ("If-None-Match", read.Headers.ETag!.ToString()));

        Assert.Equal([HttpStatusCode.NotModified, HttpStatusCode.OK], [again.StatusCode, other.StatusCode]);
    }

    [Fact]
    public async Task A_document_with_a_fault_changes_nothing()
    {
        await PutAsync("<http://e/s> <http://e/p> 1 .");
        using var response = await PutAsync(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<http://e/{i}> <http://e/p> {i} .\n")) + "<http://e/s> <http://e/p> oeps .");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"line\":20001", text, StringComparison.Ordinal);
        Assert.Equal(["1"], await _node.RowsAsync("SELECT ?o { ?s ?p ?o }"));
    }

    [Fact]
    public async Task A_large_document_comes_in_whole_packed_or_not()
    {
        var document = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"<http://e/{i}> <http://e/p> \"waarde {i}\" .\n")));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(document);
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/n-triples");
        content.Headers.ContentEncoding.Add("gzip");
        using var plain = await _node.SendAsync(HttpMethod.Put, Path, content: new ByteArrayContent(document) { Headers = { ContentType = new("application/n-triples") } });
        using var gzipped = await _node.SendAsync(HttpMethod.Put, "/graph?graph=http://e/h", content: content);

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], [plain.StatusCode, gzipped.StatusCode]);
        Assert.Equal(["60000", "60000"], await _node.RowsAsync("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"));
        Assert.Equal(document.Length, (await _node.Client.GetByteArrayAsync("/graph?graph=http://e/h&format=nt")).Length);
    }

    [Fact]
    public async Task An_archive_is_a_graph_of_all_its_members_and_XML_is_read_in_the_charset_of_its_media_type()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("a.ttl", "_:b <http://e/p> 1 ."), ("map/b.nt", "_:b <http://e/p> <http://e/o> .") })
            {
                await using var member = await zip.CreateEntry(name).OpenAsync();
                await member.WriteAsync(Encoding.UTF8.GetBytes(text));
            }
        }

        var xml = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:p=\"http://e/\"><rdf:Description rdf:about=\"http://e/s\"><p:p>é</p:p></rdf:Description></rdf:RDF>";
        using var archive = await _node.SendAsync(HttpMethod.Put, Path, content: new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new("application/zip") } });
        using var latin = await _node.SendAsync(HttpMethod.Put, "/graph?graph=http://e/l", content: new ByteArrayContent(Encoding.Latin1.GetBytes(xml)) { Headers = { ContentType = new("application/rdf+xml") { CharSet = "iso-8859-1" } } });

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], [archive.StatusCode, latin.StatusCode]);
        Assert.Equal(["2"], await _node.RowsAsync("SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <http://e/g> { ?s ?p ?o } }"));
        Assert.Equal(["é"], await _node.RowsAsync("SELECT ?o { GRAPH <http://e/l> { ?s ?p ?o } }"));
    }

    [Fact]
    public async Task A_packed_document_that_was_cut_off_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<http://e/{i}> <http://e/p> {i} .\n"))));
        using var content = new ByteArrayContent(packed.ToArray()[..^20]);
        content.Headers.ContentType = new("text/turtle");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await _node.SendAsync(HttpMethod.Put, Path, content: content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(await _node.RowsAsync("SELECT * { ?s ?p ?o }"));
    }

    [Fact]
    public async Task A_patch_changes_the_graph_of_the_request()
    {
        await PutAsync("<http://e/s> <http://e/p> 1 .");
        using var response = await PatchAsync("DELETE { ?s ?p ?o } INSERT { ?s ?p 2 } WHERE { ?s ?p ?o } ; INSERT DATA { <http://e/t> <http://e/p> 3 }");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["http://e/g,2", "http://e/g,3"], await _node.RowsAsync("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o"));
    }

    [Theory]
    [InlineData("INSERT DATA { GRAPH <http://e/other> { <http://e/s> <http://e/p> 1 } }")]
    [InlineData("DROP ALL")]
    [InlineData("COPY <http://e/g> TO <http://e/other>")]
    [InlineData("WITH <http://e/other> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }")]
    public async Task A_patch_changes_no_other_graph(string update)
    {
        await PutAsync("<http://e/s> <http://e/p> 1 .");
        using var response = await PatchAsync(update);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(["http://e/g"], await _node.RowsAsync("SELECT ?g { GRAPH ?g { ?s ?p ?o } }"));
    }

    [Theory]
    [InlineData("/graph", "PUT", HttpStatusCode.BadRequest)]
    [InlineData("/graph?graph=http://e/g&default", "GET", HttpStatusCode.BadRequest)]
    [InlineData("/graph?graph=geen-iri", "GET", HttpStatusCode.BadRequest)]
    [InlineData("/graph?graph=http://e/none", "GET", HttpStatusCode.NotFound)]
    [InlineData("/graph?graph=http://e/none", "DELETE", HttpStatusCode.NotFound)]
    public async Task What_names_no_graph_is_told_so(string path, string method, HttpStatusCode status)
    {
        using var response = await _node.SendAsync(new HttpMethod(method), path, content: method == "PUT" ? new StringContent("", Encoding.UTF8, "text/turtle") : null);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("text/plain-of-sorts")]
    public async Task A_document_that_is_no_graph_is_not_taken(string type)
    {
        using var response = await _node.SendAsync(HttpMethod.Put, Path, content: new StringContent("", Encoding.UTF8, type));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("application/ld+json", """{"@id": "http://e/s", "http://e/p": "een"}""")]
    [InlineData("application/n-quads", "<http://e/s> <http://e/p> \"een\" .")]
    [InlineData("application/trig", "<http://e/s> <http://e/p> \"een\" .")]
    public async Task A_syntax_that_can_name_graphs_is_taken_if_the_document_names_none(string type, string document)
    {
        using var response = await _node.SendAsync(HttpMethod.Put, Path, content: new StringContent(document, Encoding.UTF8, type));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Single(await _node.RowsAsync("SELECT * { <http://e/s> <http://e/p> \"een\" BIND(1 AS ?found) }"));
    }

    [Theory]
    [InlineData("application/ld+json", """{"@id": "http://e/g", "@graph": [{"@id": "http://e/s", "http://e/p": "een"}]}""")]
    [InlineData("application/n-quads", "<http://e/s> <http://e/p> \"een\" <http://e/g> .")]
    public async Task A_document_that_names_graphs_is_refused_and_changes_nothing(string type, string document)
    {
        using var response = await _node.SendAsync(HttpMethod.Put, Path, content: new StringContent(document, Encoding.UTF8, type));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("http://e/g", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await _node.RowsAsync("SELECT * { <http://e/s> ?p ?o }"));
    }

    private Task<HttpResponseMessage> PutAsync(string turtle, params (string Name, string Value)[] headers) =>
        _node.SendAsync(HttpMethod.Put, Path, content: new StringContent(turtle, Encoding.UTF8, "text/turtle"), headers: headers);

    private Task<HttpResponseMessage> PatchAsync(string update) =>
        _node.SendAsync(HttpMethod.Patch, Path, content: new StringContent(update, Encoding.UTF8, "application/sparql-update"));
}
