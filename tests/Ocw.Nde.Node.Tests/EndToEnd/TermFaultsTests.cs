using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Features.Sparql;
using Ocw.Nde.Node.Tests.Features.Termen;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>The faults of terminology sources and of questions, over HTTP: each stays where it is, is told, and the node goes on.</summary>
public sealed class TermFaultsTests : IDisposable
{
    private const string Prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix t: <https://termen.example/id/> .\n";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sources_that_are_down_broken_lying_or_empty_are_told_one_by_one_and_the_good_one_answers()
    {
        await using var servers = await StartAsync(new Dictionary<string, (int Status, string Type, string Body)>(StringComparer.Ordinal)
        {
            ["/goed"] = (200, "application/n-triples", "<http://goed.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> \"molen\"@nl .\n"),
            ["/html"] = (200, "text/html", "<html><body>Onderhoud</body></html>"),
            ["/stuk"] = (500, "text/plain", "kapot"),
            ["/leeg"] = (200, "application/n-triples", ""),
            ["/afgebroken"] = (200, "text/turtle", "<http://afgebroken.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> \"mol"),
            ["/liegt"] = (200, "application/sparql-results+json", "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}"),
            ["/taal"] = (200, "application/n-triples", "<http://taal.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> \"molenÃ«n\"@dut .\n<http://taal.example/1> <http://www.w3.org/2004/02/skos/core#altLabel> \"molen\"@xx-verzonnen .\n"),
        });
        var origin = servers.Urls.First();
        foreach (var path in (string[])["goed", "html", "stuk", "leeg", "afgebroken", "liegt", "taal"])
            Describe(path, $"http://{path}.example/", $"{origin}/{path}");
        Describe("weg", "http://weg.example/", "http://127.0.0.1:9/sparql");
        using var node = BareNode.Start(settings => settings with { Terms = new TermNetworkSettings { Catalogs = [_folder["catalog"]], Refresh = null }, AllowedPrivateHosts = ["127.0.0.1"] });

        using var answer = await JsonAsync(node.Client, "/termen/search?q=molen&timeout=60000");
        var states = answer.RootElement.GetProperty("sources").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!, one => one.TryGetProperty("fault", out var fault) ? fault.GetProperty("code").GetString() : "", StringComparer.Ordinal);
        Assert.Equal(("", "", ""), (states["goed"], states["leeg"], states["taal"]));
        Assert.All((string[])["html", "stuk", "afgebroken", "liegt", "weg"], id => Assert.NotEqual("", states[id]));
        Assert.Equal(["http://goed.example/1", "http://taal.example/1"], answer.RootElement.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("uri").GetString()).Order(StringComparer.Ordinal));

        // NDE's API says it in its own place; the list of sources says which of them answer.
        using var content = new StringContent("{\"query\": \"{terms(sources: [\\\"goed\\\", \\\"weg\\\", \\\"html\\\"], query: \\\"molen\\\") {source {id} result {__typename ... on Error {message}}}}\"}", Encoding.UTF8, "application/json");
        using var posted = await node.Client.PostAsync("/termen/graphql", content);
        using var graph = JsonDocument.Parse(await posted.Content.ReadAsStringAsync());
        Assert.False(graph.RootElement.TryGetProperty("errors", out _));
        Assert.Equal(["Terms", "ServerError", "ServerError"], graph.RootElement.GetProperty("data").GetProperty("terms").EnumerateArray().Select(one => one.GetProperty("result").GetProperty("__typename").GetString()));
        using var sources = await JsonAsync(node.Client, "/termen/sources");
        Assert.Equal(["afgebroken", "html", "liegt", "stuk", "weg"], sources.RootElement.GetProperty("sources").EnumerateArray().Where(one => !one.GetProperty("available").GetBoolean()).Select(one => one.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Circles_of_broader_terms_end_in_every_door()
    {
        await using var node = await TermNode.StartAsync(sources: (TermNode.Source("kring", "urn:kring"), Prefixes + "t:a a skos:Concept ; skos:prefLabel \"aap\"@nl ; skos:broader t:b . t:b a skos:Concept ; skos:prefLabel \"beer\"@nl ; skos:broader t:c . t:c a skos:Concept ; skos:prefLabel \"cavia\"@nl ; skos:broader t:a, t:c ."));

        using var below = await JsonAsync(node.Client, "/termen/search?q=aap&broader=https://termen.example/id/b");
        Assert.Equal(1, below.RootElement.GetProperty("total").GetInt32());
        Assert.Contains("cavia", await node.Client.GetStringAsync("/termen/term?uri=https://termen.example/id/a&lang=nl"), StringComparison.Ordinal);
        var (response, _) = await node.PostFormAsync("/termen/reconcile/kring", "queries", new { a = new { query = "aap" } });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_term_with_more_labels_than_anyone_reads_is_one_hit_and_its_page_stays_small()
    {
        const int Labels = 100_000;
        var turtle = new StringBuilder(Prefixes).Append("t:veel a skos:Concept ; skos:prefLabel \"veelnamig\"@nl .\n");
        for (var i = 0; i < Labels; i += 1_000)
            turtle.Append("t:veel skos:altLabel ").AppendJoin(", ", Enumerable.Range(i, 1_000).Select(number => $"\"naam {number}\"@nl")).Append(" .\n");
        await using var node = await TermNode.StartAsync(sources: (TermNode.Source("veel", "urn:veel"), turtle.ToString()));

        foreach (var question in (string[])["veelnamig", "naam 17", "naam"])
        {
            using var found = await JsonAsync(node.Client, "/termen/search?q=" + Uri.EscapeDataString(question));
            Assert.Equal("https://termen.example/id/veel", Assert.Single(found.RootElement.GetProperty("hits").EnumerateArray()).GetProperty("uri").GetString());
        }

        var page = await node.Client.GetStringAsync("/termen/term?uri=https://termen.example/id/veel&lang=nl");
        Assert.Contains("veelnamig", page, StringComparison.Ordinal);
        Assert.True(page.Length < 4 << 20, $"the page has {page.Length} characters");
    }

    [Theory]
    [InlineData("https://termen.example/id/\"><script>alert(1)</script>")]
    [InlineData("https://termen.example/id/x> } ; DROP ALL #")]
    [InlineData("https://termen.example/id/x\r\nSet-Cookie: a=b")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://termen.example/id/\0")]
    [InlineData("../../etc/passwd")]
    [InlineData("https://termen.example/id/\u202Egpj.exe")]
    public async Task An_IRI_with_a_trick_in_it_is_not_found_and_nothing_of_it_comes_back_as_markup_or_header(string iri)
    {
        await using var node = await TermNode.StartAsync(sources: (TermNode.Source("goed", "urn:goed"), Prefixes + "t:a a skos:Concept ; skos:prefLabel \"aap\"@nl ."));
        var asked = Uri.EscapeDataString(iri);
        foreach (var path in (string[])[$"/termen/term?uri={asked}", $"/termen/lookup?uri={asked}&uri=https://termen.example/id/a", $"/termen/search?q={asked}", $"/termen/search?q=aap&source={asked}", $"/termen/search?q=aap&broader={asked}", $"/termen?q={asked}", $"/termen/feeds/{asked}"])
        {
            using var response = await node.Client.GetAsync(path);
            var body = await response.Content.ReadAsStringAsync();
            Assert.True((int)response.StatusCode is 200 or 400 or 404, $"{path}: {response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType == "text/html")
                Assert.DoesNotContain("<script>alert", body, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"javascript:", body, StringComparison.OrdinalIgnoreCase);
            if (body.Length > 0)
                Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }

        // The good IRI beside it is answered.
        using var lookup = await JsonAsync(node.Client, $"/termen/lookup?uri={asked}&uri=https://termen.example/id/a");
        Assert.Equal([false, true], lookup.RootElement.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("found").GetBoolean()));
    }

    [Fact]
    public async Task A_look_up_of_ten_thousand_is_refused_with_the_limit()
    {
        await using var node = await TermNode.StartAsync(sources: (TermNode.Source("goed", "urn:goed"), Prefixes + "t:a a skos:Concept ; skos:prefLabel \"aap\"@nl ."));
        var (response, json) = await node.PostJsonAsync("/termen/lookup", JsonSerializer.Serialize(new { uris = Enumerable.Range(0, 10_000).Select(number => $"https://termen.example/id/{number}") }), "en");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("500", json.GetProperty("title").GetString() + json, StringComparison.Ordinal);
    }

    private static async Task<JsonDocument> JsonAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text);
    }

    private void Describe(string id, string iri, string endpoint) => _folder.Write(
        $"catalog/datasets/{id}.jsonld",
        $$"""{"@context":"https://schema.org","@id":"{{iri}}","@type":"Dataset","name":[{"@language":"nl","@value":"{{id}}"}],"url":["{{iri}}"],"distribution":[{"@id":"{{iri}}sparql","@type":"DataDownload","contentUrl":"{{endpoint}}","encodingFormat":"application/sparql-query","potentialAction":[{"@type":"SearchAction","query":"CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"},{"@type":"FindAction","query":"CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"}]}]}""");

    private static async Task<WebApplication> StartAsync(IReadOnlyDictionary<string, (int Status, string Type, string Body)> answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.MapPost("/{**path}", (HttpRequest request) => answers[request.Path] is var (status, type, body) ? Results.Text(body, type, Encoding.UTF8, status) : Results.NotFound());
        await application.StartAsync();
        return application;
    }
}
