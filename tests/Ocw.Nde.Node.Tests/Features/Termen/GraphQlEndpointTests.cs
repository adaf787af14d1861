using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Ocw.Nde.Node.Tests.Features.Termen;

/// <summary><c>/termen/graphql</c> over HTTP.</summary>
public sealed class GraphQlEndpointTests(SampleNode node) : IClassFixture<SampleNode>
{
    private const string Source = "voorbeeldthesaurus";

    [Fact]
    public async Task A_question_comes_by_post_or_by_get()
    {
        using var post = await PostAsync("""{"query": "query ($s: [ID]!) {terms(sources: $s, query: \"schilderij\") {source {id} total result {... on Terms {terms {prefLabel}}}}}", "variables": {"s": ["voorbeeldthesaurus"]}}""");
        using var get = await node.GetAsync("/termen/graphql?query=" + Uri.EscapeDataString("{sources {id mode termCount}}"), "application/json");

        var answer = await JsonAsync(post);
        Assert.Equal(HttpStatusCode.OK, post.StatusCode);
        Assert.Equal("application/json; charset=utf-8", post.Content.Headers.ContentType!.ToString());
        Assert.Equal(Source, answer.GetProperty("data").GetProperty("terms")[0].GetProperty("source").GetProperty("id").GetString());
        Assert.True(answer.GetProperty("data").GetProperty("terms")[0].GetProperty("result").GetProperty("terms").GetArrayLength() > 0);
        Assert.True((await JsonAsync(get)).GetProperty("data").GetProperty("sources")[0].GetProperty("termCount").GetInt32() > 0);
        Assert.Equal("*", Assert.Single(get.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK, "application/json")]
    [InlineData("application/graphql-response+json", HttpStatusCode.BadRequest, "application/graphql-response+json")]
    [InlineData("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", HttpStatusCode.BadRequest, "application/graphql-response+json")]
    [InlineData("*/*", HttpStatusCode.OK, "application/json")]
    public async Task A_wrong_question_has_the_status_of_its_media_type(string accept, HttpStatusCode status, string type)
    {
        using var response = await PostAsync("""{"query": "{nothing}"}""", accept);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Cannot query field", (await JsonAsync(response)).GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"query\": \"{sources {id}}\"}]", "application/json", HttpStatusCode.BadRequest, "Batches")]
    [InlineData("{\"query\": \"{sources", "application/json", HttpStatusCode.BadRequest, "not valid JSON")]
    [InlineData("{\"q\": 1}", "application/json", HttpStatusCode.BadRequest, "key query")]
    [InlineData("{\"query\": \"{x}\", \"variables\": []}", "application/json", HttpStatusCode.BadRequest, "key variables")]
    [InlineData("{\"query\": \"{x}\", \"operationName\": 1}", "application/json", HttpStatusCode.BadRequest, "operationName")]
    [InlineData("{\"query\": \"\\ud800\"}", "application/json", HttpStatusCode.BadRequest, "surrogate")]
    [InlineData("query={x}", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "application/json")]
    public async Task What_is_no_request_is_refused_with_a_reason(string body, string type, HttpStatusCode status, string expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await node.Client.PostAsync("/termen/graphql", content);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(expected, (await JsonAsync(response)).GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_refused()
    {
        using var response = await PostAsync("{\"query\": \"{x}\", \"pad\": \"" + new string('x', 1 << 20) + "\"}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task One_source_that_does_not_exist_leaves_the_others_their_answers()
    {
        using var response = await PostAsync("""{"query": "{terms(sources: [\"urn:nothing\", \"voorbeeldthesaurus\"], query: \"schilderij\") {source {id}}}"}""");
        var answer = await JsonAsync(response);

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("terms")[0].ValueKind);
        Assert.Equal(Source, answer.GetProperty("data").GetProperty("terms")[1].GetProperty("source").GetProperty("id").GetString());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("Source with URI \"urn:nothing\" not found", error.GetProperty("message").GetString());
        Assert.Equal("[\"terms\",0]", error.GetProperty("path").GetRawText());
    }

    [Theory]
    [InlineData("limit: 0", "\"limit\" must be 1 or more, and is 0")]
    [InlineData("limit: -1", "\"limit\" must be 1 or more")]
    [InlineData("timeoutMs: 0", "\"timeoutMs\" must be 1 or more")]
    [InlineData("offset: -1", "\"offset\" must be 0")]
    public async Task A_number_out_of_bounds_is_told(string argument, string expected)
    {
        using var response = await PostAsync("""{"query": "{terms(sources: [\"voorbeeldthesaurus\"], query: \"schilderij\", ARGUMENT) {total}}"}""".Replace("ARGUMENT", argument, StringComparison.Ordinal));

        Assert.Contains(expected, (await JsonAsync(response)).GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_most_terms_is_the_most()
    {
        using var response = await PostAsync("""{"query": "{terms(sources: [\"voorbeeldthesaurus\"], query: \"schilderij\", limit: 2000000000) {total}}"}""");

        Assert.False((await JsonAsync(response)).TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task One_list_over_all_sources_says_why_and_how_old()
    {
        using var response = await PostAsync("""{"query": "{search(query: \"schilderij\", limit: 2) {total hits {uri label score reason term {prefLabel} translatedTerm {prefLabel {language value}}} sources {source {id} origin copyFrom}} suggest(query: \"schil\") {hits {label}}}"}""");
        var data = (await JsonAsync(response)).GetProperty("data");

        Assert.True(data.GetProperty("search").GetProperty("hits").GetArrayLength() > 0);
        Assert.Contains(data.GetProperty("search").GetProperty("sources").EnumerateArray(), s => s.GetProperty("source").GetProperty("id").GetString() == Source && s.GetProperty("copyFrom").ValueKind == JsonValueKind.String);
        Assert.True(data.GetProperty("suggest").GetProperty("hits").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Kinds_and_types_are_counted_and_filter()
    {
        using var response = await PostAsync("""{"query": "{search(query: \"k*\", limit: 1) {total kinds {kind count} types {uri count}} none: search(query: \"k*\", types: [\"urn:geen\"]) {total types {uri}}}"}""");
        var data = (await JsonAsync(response)).GetProperty("data");
        var type = data.GetProperty("search").GetProperty("types")[0];
        Assert.Equal((0, 0), (data.GetProperty("none").GetProperty("total").GetInt32(), data.GetProperty("none").GetProperty("types").GetArrayLength()));

        using var again = await PostAsync("{\"query\": \"{search(query: \\\"k*\\\", types: [\\\"TYPE\\\"]) {total}}\"}".Replace("TYPE", type.GetProperty("uri").GetString(), StringComparison.Ordinal));
        Assert.Equal(type.GetProperty("count").GetInt32(), (await JsonAsync(again)).GetProperty("data").GetProperty("search").GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("multipart/mixed;deferSpec=20220824, application/json", "multipart/mixed", "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"data\":{\"terms\":[]},\"pending\":[{\"id\":\"0\",\"path\":[\"terms\"]}],\"hasNext\":true}", "\r\n-----\r\n")]
    [InlineData("text/event-stream", "text/event-stream", "event: next\ndata: {\"data\":{\"terms\":[]},\"pending\":", "event: complete\ndata:\n\n")]
    public async Task Sources_can_be_streamed_as_they_answer(string accept, string type, string beginning, string end)
    {
        using var response = await PostAsync("""{"query": "{terms(sources: [\"voorbeeldthesaurus\"], query: \"schilderij\") @stream {source {id}}}"}""", accept);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(beginning, body, StringComparison.Ordinal);
        Assert.Contains("""{"incremental":[{"id":"0","items":[{"source":{"id":"voorbeeldthesaurus"}}]}],"hasNext":true}""", body, StringComparison.Ordinal);
        Assert.Contains("""{"completed":[{"id":"0"}],"hasNext":false}""", body, StringComparison.Ordinal);
        Assert.EndsWith(end, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_answered_to_who_reads_none_of_our_forms()
    {
        using var response = await PostAsync("""{"query": "{sources {id}}"}""", "image/png");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Theory]
    [InlineData("nl", "Voorbeelden")]
    [InlineData("en", "Examples")]
    public async Task People_get_a_page_to_try_it(string language, string expected)
    {
        using var empty = await node.GetAsync("/termen/graphql", "text/html", language);
        using var asked = await node.GetAsync("/termen/graphql?query=" + Uri.EscapeDataString("{sources {id}}"), "text/html", language);
        var page = new HtmlParser().ParseDocument(await empty.Content.ReadAsStringAsync());

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(page.QuerySelectorAll("h2"), h => h.TextContent == expected);
        Assert.All(page.QuerySelectorAll("textarea"), t => Assert.NotNull(page.QuerySelector($"label[for={t.Id}]")));
        Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json'])"));
        Assert.Contains("\"id\": \"voorbeeldthesaurus\"", new HtmlParser().ParseDocument(await asked.Content.ReadAsStringAsync()).QuerySelector("pre code")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/termen/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await node.Client.SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }
}
