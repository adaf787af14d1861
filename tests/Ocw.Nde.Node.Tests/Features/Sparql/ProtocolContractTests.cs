using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>What clients of the heritage network rely on, beyond W3C's suites: each test is a line of the contract.</summary>
public sealed class ProtocolContractTests : IDisposable
{
    private const string Names = "SELECT ?s ?n WHERE { ?s <http://e/name> ?n } ORDER BY ?s";

    private readonly BareNode _node = BareNode.Start();

    public ProtocolContractTests() => _node.Load("http://e/g", "<http://e/1> <http://e/name> \"één\"@nl ; <http://e/year> 1642 . <http://e/2> <http://e/name> \"two\" .");

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Parameters_that_nobody_knows_are_passed_over()
    {
        using var response = await _node.AskAsync(Names, "text/csv", "&ac=1&sd=2&default=");

        Assert.Equal("s,n\r\nhttp://e/1,één\r\nhttp://e/2,two\r\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_query_in_a_JSON_body_gets_flat_rows()
    {
        using var response = await _node.SendAsync(HttpMethod.Post, "/sparql", "application/json", new StringContent(JsonSerializer.Serialize(new { query = "SELECT ?s ?n ?y { ?s <http://e/name> ?n OPTIONAL { ?s <http://e/year> ?y } } ORDER BY ?s" }), Encoding.UTF8, "application/json"));

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""[{"s":"http://e/1","n":"één","y":"1642"},{"s":"http://e/2","n":"two"}]""", JsonSerializer.Serialize(JsonDocument.Parse(await response.Content.ReadAsStringAsync()), Relaxed));
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Application_json_in_Accept_alone_still_means_SPARQL_results()
    {
        using var response = await _node.AskAsync(Names, "application/json");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(2, json.RootElement.GetProperty("results").GetProperty("bindings").GetArrayLength());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"query\": 1}")]
    [InlineData("{\"query\"")]
    public async Task A_JSON_body_without_a_query_is_a_bad_request(string body)
    {
        using var response = await _node.SendAsync(HttpMethod.Post, "/sparql", content: new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("json", "application/sparql-results+json")]
    [InlineData("xml", "application/sparql-results+xml")]
    [InlineData("csv", "text/csv")]
    [InlineData("tsv", "text/tab-separated-values")]
    public async Task Solutions_come_in_every_format_by_its_short_name(string format, string type)
    {
        using var response = await _node.AskAsync(Names, "text/html", "&format=" + format);

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("één", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ttl", "text/turtle")]
    [InlineData("jsonld", "application/ld+json")]
    [InlineData("xml", "application/rdf+xml")]
    [InlineData("rdf", "application/rdf+xml")]
    [InlineData("nt", "application/n-triples")]
    [InlineData("nq", "application/n-quads")]
    [InlineData("trig", "application/trig")]
    public async Task Graphs_come_in_every_format_by_its_short_name(string format, string type)
    {
        using var response = await _node.AskAsync("CONSTRUCT WHERE { ?s ?p ?o }", "text/html", "&format=" + format);

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("één", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_does_not_fit_the_answer_is_not_acceptable()
    {
        using var graph = await _node.AskAsync(Names, more: "&format=ttl");
        using var accept = await _node.AskAsync(Names, "image/png");

        Assert.Equal(HttpStatusCode.NotAcceptable, graph.StatusCode);
        Assert.Equal(HttpStatusCode.NotAcceptable, accept.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_are_compressed_for_who_asks(string encoding)
    {
        using var response = await _node.AskAsync("SELECT * { VALUES ?x { " + string.Join(' ', Enumerable.Range(0, 60)) + " } VALUES ?y { " + string.Join(' ', Enumerable.Range(0, 50)) + " } }", "text/csv", headers: ("Accept-Encoding", encoding));
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream unpacked = encoding == "gzip" ? new GZipStream(body, CompressionMode.Decompress) : new BrotliStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);

        Assert.Equal(encoding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal(3001, (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Pages_of_other_sites_may_ask_and_read_the_headers()
    {
        using var preflight = await _node.SendAsync(HttpMethod.Options, "/sparql", headers: [("Origin", "https://verhaal.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type")]);
        using var answer = await _node.AskAsync(Names, headers: ("Origin", "https://verhaal.example"));

        Assert.True(preflight.IsSuccessStatusCode);
        Assert.Equal("*", preflight.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("POST", preflight.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Contains("Content-Type", preflight.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Ocwnde-Versions", answer.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_names_line_column_and_token()
    {
        using var response = await _node.AskAsync("SELECT ?s\nWHERE { ?s ?p }", "application/json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((2, 15, "}"), (problem.RootElement.GetProperty("line").GetInt32(), problem.RootElement.GetProperty("column").GetInt32(), problem.RootElement.GetProperty("token").GetString()));
    }

    [Theory]
    [InlineData("SELECT ?s ?n (SAMPLE(?y) AS ?year) WHERE { ?s <http://e/name> ?n OPTIONAL { ?s <http://e/year> ?y } } LIMIT 5", "GROUP BY ?s ?n")]
    [InlineData("SELECT ?s ?n (COUNT(*) AS ?c) WHERE { ?s <http://e/name> ?n } GROUP BY ?s ORDER BY ?s", "?n")]
    [InlineData("SELECT ?x { { SELECT (STR(?s) AS ?x) (COUNT(*) AS ?c) { ?s ?p ?o } } }", "GROUP BY ?s")]
    public async Task A_forgotten_GROUP_BY_is_offered_in_a_query_that_works(string query, string added)
    {
        using var response = await _node.AskAsync(query, "application/json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var suggestion = problem.RootElement.GetProperty("suggestion").GetString()!;

        Assert.Contains("GROUP BY", problem.RootElement.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains(added, suggestion, StringComparison.Ordinal);
        Assert.NotEmpty(await _node.RowsAsync(suggestion));
    }

    [Fact]
    public async Task The_page_offers_the_query_that_works_too()
    {
        using var response = await _node.AskAsync("SELECT ?s (COUNT(*) AS ?c) WHERE { ?s ?p ?o }", "text/html");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("GROUP BY ?s", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("Voer dit uit", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_answer_is_not_sent_again_until_the_data_changes()
    {
        using var first = await _node.AskAsync(Names, "text/csv");
        var tag = first.Headers.ETag!.ToString();
        using var again = await _node.AskAsync(Names, "text/csv", headers: ("If-None-Match", tag));
        using var other = await _node.AskAsync(Names, "application/json", headers: ("If-None-Match", tag));
        _node.Load("http://e/g2", "<http://e/3> <http://e/name> \"drie\" .");
        using var changed = await _node.AskAsync(Names, "text/csv", headers: ("If-None-Match", tag));

        Assert.Equal([HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.OK], [again.StatusCode, other.StatusCode, changed.StatusCode]);
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task The_head_of_an_answer_is_the_answer_without_its_body()
    {
        using var head = await _node.SendAsync(HttpMethod.Head, "/sparql?query=" + Uri.EscapeDataString(Names), "text/csv");

        Assert.Equal("text/csv", head.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("DROP ALL", HttpStatusCode.BadRequest)]
    [InlineData("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", HttpStatusCode.Forbidden)]
    [InlineData("ASK { FILTER EXISTS { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } } }", HttpStatusCode.Forbidden)]
    public async Task What_may_not_be_asked_is_refused_before_it_runs(string query, HttpStatusCode status)
    {
        using var response = await _node.AskAsync(query);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_a_bad_request()
    {
        using var content = new ByteArrayContent([.. "ASK { ?s ?p \""u8, 0xC3, 0x28, .. "\" }"u8]);
        content.Headers.ContentType = new("application/sparql-query");
        using var response = await _node.SendAsync(HttpMethod.Post, "/sparql", content: content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_query_that_is_too_long_is_refused_by_its_size()
    {
        var query = "ASK { } #" + new string('x', 300_000);
        using var direct = await _node.SendAsync(HttpMethod.Post, "/sparql", content: new StringContent(query, Encoding.UTF8, "application/sparql-query"));
        using var form = await _node.SendAsync(HttpMethod.Post, "/sparql", content: new FormUrlEncodedContent([new("query", query)]));


        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [direct.StatusCode, form.StatusCode]);
        Assert.Contains("262144", await direct.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
