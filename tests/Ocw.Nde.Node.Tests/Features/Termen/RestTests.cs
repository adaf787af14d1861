using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Ocw.Nde.Node.Features.Termen.Rest;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Tests.Features.Termen;

/// <summary>The REST interface of the termennetwerk.</summary>
public sealed class RestTests(SampleNode node) : IClassFixture<SampleNode>
{
    private const string Painting = "https://termen.voorbeeld.example/101";

    [Fact]
    public async Task A_search_gives_one_list_with_reasons_and_the_state_of_each_source()
    {
        using var response = await node.GetAsync("/termen/search?q=schilderij&limit=5");
        var answer = await JsonAsync(response);

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var hit = answer.GetProperty("hits")[0];
        Assert.Equal(Painting, hit.GetProperty("uri").GetString());
        Assert.Equal("label-equal", hit.GetProperty("reason").GetString());
        Assert.Equal("voorbeeldthesaurus", hit.GetProperty("source").GetString());
        var source = Assert.Single(answer.GetProperty("sources").EnumerateArray());
        Assert.Equal("kept", source.GetProperty("origin").GetString());
        Assert.True(source.TryGetProperty("copyFrom", out _));
    }

    [Fact]
    public async Task What_was_found_is_counted_by_kind_and_type_and_each_count_is_what_the_filter_finds()
    {
        using var response = await node.GetAsync("/termen/search?q=k*&limit=1&facets=true");
        var answer = await JsonAsync(response);
        var kinds = answer.GetProperty("facets").GetProperty("kind").EnumerateArray().ToList();
        var types = answer.GetProperty("facets").GetProperty("type").EnumerateArray().ToList();
        Assert.NotEmpty(types);
        Assert.Contains(types, type => type.GetProperty("value").GetString() == "http://www.w3.org/2004/02/skos/core#Concept" && type.GetProperty("count").GetInt32() == answer.GetProperty("total").GetInt32());
        foreach (var (name, counts) in new[] { ("kind", kinds), ("type", types) })
        {
            foreach (var count in counts)
            {
                using var filtered = await node.GetAsync($"/termen/search?q=k*&limit=1&{name}={Uri.EscapeDataString(count.GetProperty("value").GetString()!)}");
                Assert.Equal(count.GetProperty("count").GetInt32(), (await JsonAsync(filtered)).GetProperty("total").GetInt32());
            }
        }

        using var plain = await node.GetAsync("/termen/search?q=k*&limit=1");
        Assert.False((await JsonAsync(plain)).TryGetProperty("facets", out _));
        using var none = await node.GetAsync("/termen/search?q=k*&type=urn:geen");
        Assert.Equal(0, (await JsonAsync(none)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Crawlers_are_kept_from_questions_and_not_from_pages_of_terms()
    {
        using var response = await node.GetAsync("/robots.txt");
        var rules = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("Disallow: ", StringComparison.Ordinal)).Select(line => line["Disallow: ".Length..]).ToList();

        bool IsClosed(string path) => rules.Exists(rule => path.StartsWith(rule, StringComparison.Ordinal));
        Assert.All((string[])["/termen?q=molen", "/termen/search?q=x", "/termen/suggest?q=x", "/termen/lookup?uri=x", "/termen/graphql", "/termen/sparql", "/termen/reconcile/aat", "/termen/beoordelen"], path => Assert.True(IsClosed(path), path));
        Assert.All((string[])["/termen", "/termen/bronnen", "/termen/term?uri=x", "/termen/sources", "/termen/feeds/x", "/termen/openapi.json", "/"], path => Assert.False(IsClosed(path), path));
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_last()
    {
        var seen = new List<string>();
        string? next = "/termen/search?q=k*&limit=2";
        while (next is not null)
        {
            using var response = await node.GetAsync(next);
            var answer = await JsonAsync(response);
            seen.AddRange(answer.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("uri").GetString()!));
            next = answer.TryGetProperty("next", out var href) ? href.GetString() : null;
        }

        Assert.True(seen.Count > 2);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_same_answer_is_linked_data()
    {
        using var response = await node.GetAsync("/termen/lookup?uri=" + Painting, "application/ld+json");
        var body = await response.Content.ReadAsByteArrayAsync();
        var triples = RdfFormats.ParseDataset(body, RdfFormats.JsonLd).DefaultGraph;

        Assert.Equal("application/ld+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(triples, t => t.Subject.Equals(new Iri(Painting)) && t.Predicate.Equals(new Iri("http://www.w3.org/2004/02/skos/core#prefLabel")) && t.Object.Equals(new Literal("painting", "en")));
    }

    [Fact]
    public async Task A_search_is_linked_data_too()
    {
        using var response = await node.GetAsync("/termen/search?q=schilderij&format=jsonld");
        var triples = RdfFormats.ParseDataset(await response.Content.ReadAsByteArrayAsync(), RdfFormats.JsonLd).DefaultGraph;

        Assert.Contains(triples, t => t.Subject.Equals(new Iri(Painting)) && t.Object.Equals(new Literal("schilderij", "nl")));
    }

    [Fact]
    public async Task What_the_client_has_already_is_not_sent_again()
    {
        using var first = await node.GetAsync("/termen/search?q=kaart");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/termen/search?q=kaart");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await node.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(60, first.Headers.CacheControl!.MaxAge!.Value.TotalSeconds);
        Assert.Equal("*", Assert.Single(first.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("application/x-ndjson", "{\"source\":{\"id\":\"voorbeeldthesaurus\"", "\n")]
    [InlineData("text/event-stream", "event: source\ndata: {\"source\":{\"id\":\"voorbeeldthesaurus\"", "event: end\ndata: {}\n\n")]
    public async Task Sources_can_be_streamed_as_they_answer(string accept, string beginning, string end)
    {
        using var response = await node.GetAsync("/termen/search?q=schilderij", accept);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(accept, response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(beginning, body, StringComparison.Ordinal);
        Assert.EndsWith(end, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nl", "q ontbreekt; kind: «mens» kan niet; wel person")]
    [InlineData("en", "q is missing; kind: «mens» is not possible; known are person")]
    public async Task All_that_is_wrong_with_the_parameters_is_told_at_once(string language, string expected)
    {
        using var response = await node.GetAsync("/termen/search?limit=0&deprecated=ja&kind=mens", null, language);
        var problem = await JsonAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(expected, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(["q", "kind", "limit", "deprecated"], problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("parameter").GetString()));
    }

    [Fact]
    public async Task An_unknown_source_is_named_and_the_others_answer()
    {
        using var response = await node.GetAsync("/termen/search?q=schilderij&source=niets,voorbeeldthesaurus");
        var answer = await JsonAsync(response);

        Assert.True(answer.GetProperty("hits").GetArrayLength() > 0);
        Assert.Contains(answer.GetProperty("sources").EnumerateArray(), s => s.TryGetProperty("asked", out var asked) && asked.GetString() == "niets" && s.GetProperty("fault").GetProperty("code").GetString() == "unknown-source");
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Many_terms_are_looked_up_by_post_and_one_fault_touches_no_other()
    {
        using var content = new StringContent($$"""{"uris": ["{{Painting}}", "https://nergens.example/1", "geen iri"]}""", Encoding.UTF8, "application/json");
        using var response = await node.Client.PostAsync("/termen/lookup?lang=en", content);
        var results = (await JsonAsync(response)).GetProperty("results");

        Assert.Equal([true, false, false], results.EnumerateArray().Select(r => r.GetProperty("found").GetBoolean()));
        Assert.Equal("schilderstuk", results[0].GetProperty("term").GetProperty("altLabel").GetProperty("nl")[0].GetString());
        Assert.True(results[1].TryGetProperty("fault", out _));
    }

    [Fact]
    public async Task Suggestions_complete_what_is_typed()
    {
        using var response = await node.GetAsync("/termen/suggest?q=schild");
        var answer = await JsonAsync(response);

        Assert.Contains(answer.GetProperty("suggestions").EnumerateArray(), s => s.GetProperty("uri").GetString() == Painting);
    }

    [Fact]
    public async Task The_sources_say_how_they_are_asked_and_what_is_allowed()
    {
        using var response = await node.GetAsync("/termen/sources", null, "nl");
        var source = (await JsonAsync(response)).GetProperty("sources")[0];

        Assert.Equal("voorbeeldthesaurus", source.GetProperty("id").GetString());
        Assert.Equal("https://creativecommons.org/publicdomain/zero/1.0/", source.GetProperty("licence").GetString());
        Assert.True(source.GetProperty("mayBeKept").GetBoolean());
        Assert.True(source.GetProperty("terms").GetInt32() > 10);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_exactly_the_addresses_and_parameters_that_are_served()
    {
        using var response = await node.GetAsync("/termen/openapi.json");
        var document = await JsonAsync(response);
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}")).Order();
        var served = node.Endpoints.OfType<RouteEndpoint>()
            .Where(e => RestOperation.All.Any(o => o.Path == e.RoutePattern.RawText))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Where(m => m != "HEAD").Select(m => $"{m} {e.RoutePattern.RawText}")).Order();

        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        Assert.Equal(served, described);
        foreach (var operation in RestOperation.All)
        {
            var parameters = document.GetProperty("paths").GetProperty(operation.Path).GetProperty("get").GetProperty("parameters");
            Assert.Equal(operation.Parameters.Select(p => p.Name), parameters.EnumerateArray().Select(p => p.GetProperty("name").GetString()));
            Assert.True(document.GetProperty("components").GetProperty("schemas").TryGetProperty(operation.Answer, out _));
        }
    }

    [Fact]
    public async Task Every_reference_of_the_OpenAPI_document_leads_somewhere()
    {
        using var response = await node.GetAsync("/termen/openapi.json");
        var text = await response.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text);
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");

        foreach (var part in text.Split("#/components/schemas/").Skip(1))
            Assert.True(schemas.TryGetProperty(part[..part.IndexOf('"', StringComparison.Ordinal)], out _), part[..20]);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }
}
