using System.Net;
using System.Text.Json;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Features.Termen;

/// <summary>The reconciliation services over HTTP; what they answer is judged by the schemas of the specifications.</summary>
public sealed class ReconciliationTests : IAsyncLifetime
{
    private const string Shared = "harvest/reconciliation";
    private const string Things = "https://data.example/dingen";

    private TermNode _node = null!;

    public async Task InitializeAsync() => _node = await TermNode.StartAsync(sources: (TermNode.Source("dingen", Things), Turtle));

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [SharedFact(Shared)]
    public async Task The_manifests_are_valid_in_each_version_and_name_the_public_address()
    {
        foreach (var path in (string[])["/termen/reconcile", "/termen/reconcile/dingen", "/termen/reconcile/" + Things, "/reconcile/" + Things, "/termen/reconcile/" + Uri.EscapeDataString(Things)])
        {
            var (response, manifest) = await _node.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Valid("0.1", "manifest.json", manifest);
            Valid("0.2", "manifest.json", manifest);
            Assert.StartsWith(TermNode.Base + "termen/reconcile", manifest.GetProperty("preview").GetProperty("url").GetString(), StringComparison.Ordinal);
            Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        }

        foreach (var path in (string[])["/termen/reconcile/dingen/1.0", "/termen/reconcile/dingen?version=1.0-draft", "/termen/reconcile/1.0"])
            Valid("1.0-draft", "manifest.json", (await _node.GetAsync(path)).Json);
    }

    [Fact]
    public async Task A_manifest_speaks_the_language_of_the_client_and_names_its_limits()
    {
        var (dutch, nl) = await _node.GetAsync("/termen/reconcile/dingen", "nl");
        var (_, en) = await _node.GetAsync("/termen/reconcile/dingen", "en-GB, nl;q=0.5");

        Assert.Equal("dingen (nl)", nl.GetProperty("name").GetString());
        Assert.Equal("dingen (en)", en.GetProperty("name").GetString());
        Assert.Equal("nl", dutch.Content.Headers.ContentLanguage.Single());
        Assert.Equal(Things, nl.GetProperty("identifierSpace").GetString());
        Assert.True(nl.GetProperty("batchSize").GetInt32() >= 50);
    }

    [SharedFact(Shared)]
    public async Task A_batch_is_answered_in_the_form_in_which_it_was_asked()
    {
        const string queries = """{"q0":{"query":"vaas","type":["http://www.w3.org/2004/02/skos/core#Concept"],"type_strict":"should","limit":3},"q1":{"query":"vaas","type":"https://schema.org/Person"},"q2":{"query":"kom","properties":[{"pid":"broader","v":"keramiek"}]}}""";
        var (_, form) = await _node.PostFormAsync("/termen/reconcile/dingen", "queries", queries);
        var (_, get) = await _node.GetAsync("/termen/reconcile/dingen?queries=" + Uri.EscapeDataString(queries));
        var (_, json) = await _node.PostJsonAsync("/termen/reconcile/dingen", queries);
        var (_, ten) = await _node.PostJsonAsync("/termen/reconcile/dingen/match", """{"queries":[{"type":"http://www.w3.org/2004/02/skos/core#Concept","conditions":[{"matchType":"name","propertyValue":"vaas"}]},{"conditions":[{"matchType":"id","propertyValue":"https://data.example/dingen/1"}]}]}""");

        Valid("0.2", "reconciliation-result-batch.json", form);
        Valid("0.1", "reconciliation-result-batch.json", form);
        Valid("1.0-draft", "reconciliation-result-batch.json", ten);
        Assert.True(JsonElement.DeepEquals(form, get) && JsonElement.DeepEquals(form, json));
        var first = form.GetProperty("q0").GetProperty("result")[0];
        Assert.Equal((Things + "/1", true), (first.GetProperty("id").GetString(), first.GetProperty("match").GetBoolean()));
        Assert.Equal(Things + "/2", form.GetProperty("q2").GetProperty("result")[0].GetProperty("id").GetString());
        Assert.All(ten.GetProperty("results").EnumerateArray(), result => Assert.True(result.GetProperty("candidates")[0].GetProperty("match").GetBoolean()));
    }

    [Fact]
    public async Task One_query_of_0_1_is_answered_by_itself()
    {
        var (_, text) = await _node.GetAsync("/termen/reconcile/dingen?query=vaas");
        var (_, json) = await _node.GetAsync("/termen/reconcile/dingen?query=" + Uri.EscapeDataString("""{"query":"vaas"}"""));

        Assert.Equal(Things + "/1", text.GetProperty("result")[0].GetProperty("id").GetString());
        Assert.True(JsonElement.DeepEquals(text, json));
    }

    [Fact]
    public async Task A_malformed_query_is_told_in_its_place()
    {
        var (response, json) = await _node.PostFormAsync("/termen/reconcile/dingen", "queries", """{"a":{"query":"vaas","limit":"veel"},"b":{"query":"vaas"}}""");
        var (alone, _) = await _node.PostFormAsync("/termen/reconcile/dingen", "queries", """{"a":{"query":"vaas","limit":"veel"}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("limit", json.GetProperty("a").GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, json.GetProperty("b").GetProperty("result")[0].GetProperty("name").GetString()!.Count(c => c == 'v'));
        Assert.Equal(HttpStatusCode.BadRequest, alone.StatusCode);
    }

    [Fact]
    public async Task A_batch_of_ten_thousand_is_refused_with_the_limit()
    {
        var queries = Enumerable.Range(0, 10_000).ToDictionary(i => "q" + i, i => new { query = "vaas " + i });
        var (response, json) = await _node.PostFormAsync("/termen/reconcile/dingen", "queries", queries);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(500, json.GetProperty("batchSize").GetInt32());
        Assert.Contains("500", json.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"queries\":")]
    [InlineData("[1]")]
    [InlineData("\"vaas\"")]
    public async Task What_is_no_batch_is_a_bad_request(string body)
    {
        var (response, json) = await _node.PostJsonAsync("/termen/reconcile/dingen", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty(json.GetProperty("title").GetString()!);
    }

    [Theory]
    [InlineData("/termen/reconcile/bestaat-niet")]
    [InlineData("/reconcile/http://nope.com")]
    public async Task A_source_that_is_not_there_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await _node.GetAsync(path)).Response.StatusCode);

    [Fact]
    public async Task A_callback_wraps_the_answer_and_must_be_a_plain_name()
    {
        var text = await _node.Client.GetStringAsync("/termen/reconcile/dingen?callback=jQuery123_4");
        var (response, _) = await _node.GetAsync("/termen/reconcile/dingen?callback=alert(1)//");

        Assert.StartsWith("/**/jQuery123_4({", text, StringComparison.Ordinal);
        Assert.EndsWith(");", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [SharedFact(Shared)]
    public async Task Suggestions_complete_terms_properties_and_types()
    {
        var (_, terms) = await _node.GetAsync("/termen/reconcile/dingen/suggest/entity?prefix=va");
        var (_, properties) = await _node.GetAsync("/termen/reconcile/dingen/suggest/property?prefix=geb");
        var (_, types) = await _node.GetAsync("/termen/reconcile/dingen/suggest/type?prefix=pers");

        foreach (var version in (string[])["0.1", "0.2", "1.0-draft"])
        {
            Valid(version, "suggest-entities-response.json", terms);
            Valid(version, "suggest-properties-response.json", properties);
            Valid(version, "suggest-types-response.json", types);
        }

        Assert.Equal(Things + "/1", terms.GetProperty("result")[0].GetProperty("id").GetString());
        Assert.Equal("birth", properties.GetProperty("result")[0].GetProperty("id").GetString());
        Assert.Equal("persoon", types.GetProperty("result")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("entity?id=https://data.example/dingen/1", "Voorwerp")]
    [InlineData("property?id=birth", "geboorte")]
    [InlineData("type?id=http://www.w3.org/2004/02/skos/core%23Concept", "Concept")]
    public async Task A_flyout_tells_more(string what, string text) =>
        Assert.Contains(text, (await _node.GetAsync("/termen/reconcile/dingen/flyout/" + what)).Json.GetProperty("html").GetString(), StringComparison.Ordinal);

    [SharedFact(Shared)]
    public async Task Data_are_extended_in_both_versions()
    {
        const string query = """{"ids":["https://data.example/dingen/1","https://data.example/dingen/9"],"properties":[{"id":"prefLabels"},{"id":"altLabels","settings":{"limit":"1"}},{"id":"broader"},{"id":"coordinates"},{"id":"latitude"},{"id":"birth"},{"id":"exactMatch"},{"id":"kleur"}]}""";
        var (_, old) = await _node.PostFormAsync("/termen/reconcile/dingen", "extend", query, "en");
        var (_, ten) = await _node.PostJsonAsync("/termen/reconcile/dingen/extend", query, "en");
        var (_, proposal) = await _node.GetAsync("/termen/reconcile/dingen/extend/propose?type=x&limit=3");

        Valid("0.1", "data-extension-response.json", old);
        Valid("0.2", "data-extension-response.json", old);
        Valid("1.0-draft", "data-extension-response.json", ten);
        Valid("0.2", "data-extension-property-proposal.json", proposal);
        Valid("1.0-draft", "data-extension-property-proposal.json", proposal);
        var row = old.GetProperty("rows").GetProperty(Things + "/1");
        Assert.Equal("vase", row.GetProperty("prefLabels")[0].GetProperty("str").GetString());
        Assert.Equal(1, row.GetProperty("altLabels").GetArrayLength());
        Assert.Equal((Things + "/3", "ceramics"), (row.GetProperty("broader")[0].GetProperty("id").GetString(), row.GetProperty("broader")[0].GetProperty("name").GetString()));
        Assert.Equal(52.01, row.GetProperty("latitude")[0].GetProperty("float").GetDouble());
        Assert.Equal("http://elders.example/vaas", row.GetProperty("exactMatch")[0].GetProperty("str").GetString());
        Assert.Equal(0, old.GetProperty("rows").GetProperty(Things + "/9").GetProperty("prefLabels").GetArrayLength());
        Assert.Equal(3, proposal.GetProperty("properties").GetArrayLength());
        Assert.Equal(7, old.GetProperty("meta").GetArrayLength());
    }

    [Fact]
    public async Task A_preview_may_be_framed_and_says_who_the_term_is()
    {
        foreach (var path in (string[])["/termen/reconcile/dingen/preview?id=" + Things + "/1", "/preview/" + Things + "/1", "/termen/preview/" + Uri.EscapeDataString(Things + "/1")])
        {
            using var response = await _node.Client.GetAsync(path);
            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("<h1>vaas</h1>", text, StringComparison.Ordinal);
            Assert.Contains("Voorwerp om bloemen in te zetten", text, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors *", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        var (missing, _) = await _node.GetAsync("/termen/reconcile/dingen/preview?id=urn:nee");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Names_of_terms_cannot_bring_markup_into_a_preview()
    {
        await _node.AddAsync(TermNode.Source("kwaad", "https://data.example/kwaad"), "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <https://data.example/kwaad/1> skos:prefLabel \"<script>alert(1)</script>\"@nl ; skos:scopeNote \"<b>x</b>\"@nl .");
        var text = await _node.Client.GetStringAsync("/termen/reconcile/kwaad/preview?id=https://data.example/kwaad/1");
        var (_, flyout) = await _node.GetAsync("/termen/reconcile/kwaad/flyout/entity?id=https://data.example/kwaad/1");

        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", flyout.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_features_explains_them()
    {
        Assert.Contains("id=\"label-equal\"", await _node.Client.GetStringAsync("/termen/reconcile-features"), StringComparison.Ordinal);
    }

    private static void Valid(string version, string schema, JsonElement value)
    {
        var faults = new JsonSchema(SharedData.PathOf($"{Shared}/{version}/schemas")).Faults(schema, value);
        Assert.True(faults.Count == 0, $"{version} {schema}: {string.Join("; ", faults)}");
    }

    private const string Turtle =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
        @prefix d: <https://data.example/dingen/> .
        d:1 a skos:Concept ; skos:prefLabel "vaas"@nl, "vase"@en ; skos:altLabel "bloemenvaas"@nl, "flower vase"@en, "jar"@en ; skos:scopeNote "Voorwerp om bloemen in te zetten"@nl ;
            skos:broader d:3 ; skos:exactMatch <http://elders.example/vaas> ; geo:lat "52.01" ; geo:long "4.71" .
        d:2 a skos:Concept ; skos:prefLabel "kom"@nl, "bowl"@en ; skos:broader d:3 .
        d:3 a skos:Concept ; skos:prefLabel "keramiek"@nl, "ceramics"@en .
        d:4 a skos:Concept ; skos:prefLabel "kom"@nl ; skos:broader d:5 .
        d:5 a skos:Concept ; skos:prefLabel "havens"@nl .
        """;
}
