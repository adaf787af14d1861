using Microsoft.AspNetCore.Http;
using Ocw.Nde.Node.Operations.Federation;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Tests.Operations;

/// <summary>SERVICE over HTTP, with stand-ins on loopback: what is sent, what is allowed, and what each failure says.</summary>
public sealed class ServiceClientTests
{
    private const string Json = "application/sparql-results+json";
    private const string OneLabel = """{"head":{"vars":["l"]},"results":{"bindings":[{"l":{"type":"literal","value":"Delft","xml:lang":"nl"}}]}}""";

    [Theory]
    [InlineData(Json, OneLabel)]
    [InlineData("application/sparql-results+xml", "<?xml version='1.0'?><sparql xmlns='http://www.w3.org/2005/sparql-results#'><head><variable name='l'/></head><results><result><binding name='l'><literal xml:lang='nl'>Delft</literal></binding></result></results></sparql>")]
    [InlineData("text/tab-separated-values", "?l\n\"Delft\"@nl\n")]
    public async Task Answers_are_read_in_the_format_that_comes(string mediaType, string document)
    {
        await using var endpoint = await StandInEndpoint.StartAsync(mediaType, document);

        Assert.Equal(["Delft"], Ask(endpoint, For(endpoint)));
        Assert.Contains("beheer@voorbeeld.example", Assert.Single(endpoint.Requests).Agent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_rows_go_along()
    {
        await using var endpoint = await StandInEndpoint.StartAsync(Json, """{"head":{"vars":["m","l"]},"results":{"bindings":[{"m":{"type":"uri","value":"http://e/m1"},"l":{"type":"literal","value":"één"}}]}}""");

        var labels = Ask(endpoint, For(endpoint), "SELECT ?l WHERE { VALUES ?m { <http://e/m1> <http://e/m2> } SERVICE <ENDPOINT> { ?m <http://e/label> ?l } }");

        Assert.Equal(["één"], labels);
        Assert.Contains("VALUES (?m) { (<http://e/m1> ) (<http://e/m2> ) }", Assert.Single(endpoint.Requests).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_hosts_no_query_leaves_the_node()
    {
        await using var endpoint = await StandInEndpoint.StartAsync(Json, OneLabel);

        var failed = Assert.Throws<ServiceException>(() => Ask(endpoint, ServiceSettings.Off));

        Assert.Contains($"<{endpoint.Address}>", failed.Message, StringComparison.Ordinal);
        Assert.Contains("node.yaml", failed.Message, StringComparison.Ordinal);
        Assert.Empty(endpoint.Requests);
    }

    [Theory]
    [InlineData("vocab.getty.edu", true)]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("127.0.0.1", false)]
    public async Task Only_listed_hosts_are_asked_and_private_ones_must_be_allowed_too(string host, bool isPrivateAllowed)
    {
        await using var endpoint = await StandInEndpoint.StartAsync(Json, OneLabel);

        var failed = Assert.Throws<ServiceException>(() => Ask(endpoint, new ServiceSettings { Hosts = [host] }, isPrivateAllowed: isPrivateAllowed));

        Assert.Contains($"<{endpoint.Address}>", failed.Message, StringComparison.Ordinal);
        Assert.Empty(endpoint.Requests);
    }

    [Theory]
    [InlineData(400, "text/plain", "Parse error: encountered «SERVISE» at line 3.", "400: Parse error: encountered «SERVISE» at line 3.")]
    [InlineData(500, "text/plain", "out of memory", "500")]
    [InlineData(200, "text/html", "<html><body>Please log in</body></html>", "text/html")]
    [InlineData(200, Json, """{"head":{"vars":["l"]},"results":{"bindings":[{"l":""", "cannot be read")]
    [InlineData(200, Json, """{"head":{},"boolean":true}""", "true or false")]
    public async Task What_an_endpoint_says_wrong_is_told(int status, string mediaType, string document, string told)
    {
        await using var endpoint = await StandInEndpoint.StartAsync(mediaType, document, status);

        var failed = Assert.Throws<ServiceException>(() => Ask(endpoint, For(endpoint)));

        Assert.Contains(told, failed.Message, StringComparison.Ordinal);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task SILENT_lets_a_failure_pass()
    {
        await using var endpoint = await StandInEndpoint.StartAsync("text/plain", "no", 500);

        Assert.Equal(["-"], Ask(endpoint, For(endpoint), "SELECT ?l WHERE { SERVICE SILENT <ENDPOINT> { ?s ?p ?l } }"));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_left_after_its_time()
    {
        await using var endpoint = await StandInEndpoint.StartAsync(async (_, context) => await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

        var failed = Assert.Throws<ServiceException>(() => Ask(endpoint, For(endpoint) with { Time = TimeSpan.FromMilliseconds(100) }));

        Assert.Contains("services.seconds", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_end_is_left_at_the_ceiling()
    {
        await using var endpoint = await StandInEndpoint.StartAsync(async (_, context) =>
        {
            context.Response.ContentType = Json;
            await context.Response.WriteAsync("""{"head":{"vars":["l"]},"results":{"bindings":[""");
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.WriteAsync("""{"l":{"type":"literal","value":"and so on"}},""", context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var rows = Assert.Throws<ServiceException>(() => Ask(endpoint, For(endpoint) with { Rows = 1000 }));
        var bytes = Assert.Throws<ServiceException>(() => Ask(endpoint, For(endpoint) with { Bytes = 100_000 }));

        Assert.Contains("services.rows", rows.Message, StringComparison.Ordinal);
        Assert.Contains("services.mebibytes", bytes.Message, StringComparison.Ordinal);
    }

    private static ServiceSettings For(StandInEndpoint endpoint) => new() { Hosts = [endpoint.Address.Authority] };

    private static List<string> Ask(
        StandInEndpoint endpoint, ServiceSettings settings, string query = "SELECT ?l WHERE { SERVICE <ENDPOINT> { ?s ?p ?l } }", bool isPrivateAllowed = true)
    {
        using var web = new GuardedHttpClient(new WebClientOptions { Contact = "mailto:beheer@voorbeeld.example", Egress = new EgressPolicy { AllowedHosts = isPrivateAllowed ? ["127.0.0.1"] : [] } });
        var options = new EvaluationOptions { Environment = new QueryEnvironment { Services = new ServiceClient(settings, web) } };
        using var answer = (SolutionSequence)QueryEvaluator.Evaluate(
            SparqlParser.Parse(query.Replace("ENDPOINT", endpoint.Address.AbsoluteUri, StringComparison.Ordinal)), new MemoryQuadSourceBuilder().Build(), options);
        var labels = new List<string>();
        while (answer.MoveNext())
            labels.Add((answer[0] as Literal)?.LexicalForm ?? "-");
        return labels;
    }
}
