using System.Net;
using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Node.Tests.Features;

public sealed class SparqlEndpointTests(SampleNode node) : IClassFixture<SampleNode>
{
    private const string Names = "SELECT ?n WHERE { <http://127.0.0.1:5080/id/voorbeeldmuseum/VM-0006> <https://schema.org/name> ?n }";

    [Theory]
    [InlineData("application/sparql-results+json", "application/sparql-results+json")]
    [InlineData("application/sparql-results+xml", "application/sparql-results+xml")]
    [InlineData("text/csv", "text/csv")]
    [InlineData("text/tab-separated-values", "text/tab-separated-values")]
    [InlineData("*/*", "application/sparql-results+json")]
    public async Task A_query_by_GET_is_answered_in_the_format_that_is_asked(string accept, string type)
    {
        using var response = await node.GetAsync("/sparql?query=" + Uri.EscapeDataString(Names), accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Kaart van een plantage", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_query_by_POST_comes_as_a_form_or_as_itself()
    {
        using var form = await node.Client.PostAsync("/sparql", new FormUrlEncodedContent([new("query", Names)]));
        using var direct = await node.Client.PostAsync("/sparql", new StringContent(Names, Encoding.UTF8, "application/sparql-query"));

        Assert.Contains("Kaart van een plantage", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Kaart van een plantage", await direct.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONSTRUCT WHERE { <http://127.0.0.1:5080/id/voorbeeldmuseum/VM-0006> ?p ?o }", "text/turtle")]
    [InlineData("DESCRIBE <http://127.0.0.1:5080/id/voorbeeldmuseum/VM-0006>", "application/n-triples")]
    [InlineData("CONSTRUCT WHERE { <http://127.0.0.1:5080/id/voorbeeldmuseum/VM-0006> ?p ?o }", "application/ld+json")]
    public async Task Graphs_come_in_the_RDF_format_that_is_asked(string query, string type)
    {
        using var response = await node.GetAsync("/sparql?query=" + Uri.EscapeDataString(query), type);

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Kaart van een plantage", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_with_a_fault_is_a_bad_request_that_names_line_and_column()
    {
        using var response = await node.GetAsync("/sparql?query=" + Uri.EscapeDataString("SELECT * WHERE {\n ?s ?p }"), "application/sparql-results+json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2, problem.RootElement.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Two_queries_at_once_and_updates_are_refused()
    {
        using var two = await node.GetAsync($"/sparql?query={Uri.EscapeDataString(Names)}&query={Uri.EscapeDataString(Names)}");
        using var update = await node.Client.PostAsync("/sparql", new FormUrlEncodedContent([new("update", "DROP ALL")]));
        using var type = await node.Client.PostAsync("/sparql", new StringContent(Names, Encoding.UTF8, "text/plain"));

        Assert.Equal(HttpStatusCode.BadRequest, two.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, update.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, type.StatusCode);
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_stopped_before_the_first_byte()
    {
        const string Heavy = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = \"x\") }";
        using var response = await node.GetAsync("/sparql?timeout=0.2&query=" + Uri.EscapeDataString(Heavy), "application/sparql-results+json");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("query-time", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_a_form_and_a_table()
    {
        using var form = await node.GetAsync("/sparql", "text/html");
        using var table = await node.GetAsync("/sparql?query=" + Uri.EscapeDataString(Names), "text/html");

        Assert.Contains("<textarea", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Kaart van een plantage", await table.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT ?t WHERE { ?s ?p ?t FILTER(CONTAINS(STR(?t), \"herkomst wordt onderzocht\")) }")]
    [InlineData("SELECT ?t WHERE { GRAPH ?g { ?s ?p ?t FILTER(CONTAINS(STR(?t), \"herkomst wordt onderzocht\")) } }")]
    [InlineData("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?t } FILTER(CONTAINS(STR(?g), \"closed\")) }")]
    [InlineData("SELECT ?t WHERE { GRAPH <http://127.0.0.1:5080/graph/voorbeeldmuseum/voorbeeldmuseum/closed> { ?s ?p ?t } }")]
    [InlineData("SELECT ?t FROM <http://127.0.0.1:5080/graph/voorbeeldmuseum/voorbeeldmuseum/closed> WHERE { ?s ?p ?t }")]
    public async Task What_is_withheld_is_in_no_answer_to_the_public_and_in_those_with_a_key(string query)
    {
        using var closed = await node.GetAsync("/sparql?query=" + Uri.EscapeDataString(query), "text/csv");
        using var granted = await node.GetAsync("/sparql?query=" + Uri.EscapeDataString(query), "text/csv", key: SampleNode.Key);
        using var wrong = await node.GetAsync("/sparql?query=" + Uri.EscapeDataString(query), "text/csv", key: "geraden");

        Assert.Single((await closed.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.True((await granted.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length > 1);
        Assert.Contains("no-store", granted.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }
}
