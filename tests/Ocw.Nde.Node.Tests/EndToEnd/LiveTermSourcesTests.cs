using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Features.Sparql;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Live terminology sources over HTTP: one node asks the SPARQL endpoint of another, by the queries of NDE's own catalogue; and one that keeps everybody waiting.</summary>
public sealed partial class LiveTermSourcesTests : IDisposable
{
    private const string Skos = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ";
    private const string SearchQuery = Skos + "CONSTRUCT { ?uri a skos:Concept ; skos:prefLabel ?label } WHERE { ?uri skos:prefLabel ?label FILTER(CONTAINS(LCASE(?label), LCASE(?query))) } #LIMIT#";
    private const string LookupQuery = Skos + "CONSTRUCT { ?uri a skos:Concept ; skos:prefLabel ?label } WHERE { VALUES ?uri { ?uris } ?uri skos:prefLabel ?label }";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Which queries need the text index of one kind of server: no other endpoint can answer them.
    [GeneratedRegex("bif:|text:query|luc:|connectors|wikibase:|mwapi", RegexOptions.None, 1000)]
    private static partial Regex NeedsTextIndex { get; }

    [SharedFact("nde/network-of-terms/catalog")]
    public async Task All_queries_of_the_public_catalogue_that_are_standard_SPARQL_find_their_terms_at_a_real_endpoint()
    {
        using var source = BareNode.Start(settings => settings);
        Copy(SharedData.PathOf("nde/network-of-terms/catalog"), _folder["catalog"], source.Address + "sparql");
        using var node = Asking();
        var entries = node.Host.Network.Catalog.Entries;
        foreach (var (graph, turtle) in Thesaurus(entries))
            source.Load(graph, turtle);
        var standard = entries.Where(entry => !NeedsTextIndex.IsMatch(entry.Distributions[0].SearchQuery)).ToList();
        Assert.Equal((56, 25), (entries.Count, standard.Count));

        var answers = await TermsAsync(node, standard, "Molen");
        var silent = answers.Where(answer => answer.Value.GetProperty("terms").GetArrayLength() == 0).Select(answer => $"{answer.Key}: {answer.Value.GetProperty("warning")}").ToList();
        Assert.True(silent.Count == 0, string.Join('\n', silent));
        Assert.All(answers.Values, answer => Assert.Equal("LIVE", answer.GetProperty("origin").GetString()));

        // What only the text index of another kind of server finds is not found here, or refused, and touches no other source.
        var others = await TermsAsync(node, [.. entries.Except(standard)], "Molen");
        Assert.All(others.Values, answer => Assert.Equal(0, answer.GetProperty("terms").GetArrayLength()));
        var refused = others.Where(answer => answer.Value.GetProperty("warning").ValueKind == JsonValueKind.String).Select(answer => answer.Value.GetProperty("source").GetProperty("uri").GetString()!).ToList();
        Assert.All(refused, iri => Assert.Contains("wikidata", iri, StringComparison.Ordinal));

        // The status of a live source is how its last question went.
        var status = await GraphQlAsync(node, "{sources {uri status {isAvailable lastChecked}}}");
        var available = status.GetProperty("sources").EnumerateArray().ToDictionary(one => one.GetProperty("uri").GetString()!, one => one.GetProperty("status"), StringComparer.Ordinal);
        Assert.All(entries, entry => Assert.Equal(!refused.Contains(entry.Iri), available[entry.Iri].GetProperty("isAvailable").GetBoolean()));
    }

    [SharedFact("nde/network-of-terms/catalog")]
    public async Task Terms_are_looked_up_at_a_real_endpoint_by_the_queries_of_the_public_catalogue()
    {
        using var source = BareNode.Start(settings => settings);
        Copy(SharedData.PathOf("nde/network-of-terms/catalog"), _folder["catalog"], source.Address + "sparql");
        using var node = Asking();
        var entries = node.Host.Network.Catalog.Entries;
        foreach (var (graph, turtle) in Thesaurus(entries))
            source.Load(graph, turtle);
        var asked = entries.Where(entry => entry.TermPrefixes.Count > 0 && !NeedsTextIndex.IsMatch(entry.Distributions[0].LookupQuery)).Select(TermOf).Distinct(StringComparer.Ordinal).ToList();

        var answer = await GraphQlAsync(node, $"{{lookup(uris: {JsonSerializer.Serialize(asked)}) {{uri result {{__typename ... on Error {{message}} ... on Term {{prefLabel}}}}}}}}");

        var failed = answer.GetProperty("lookup").EnumerateArray().Where(one => one.GetProperty("result").GetProperty("__typename").GetString() != "Term").Select(one => one.ToString()).ToList();
        Assert.True(failed.Count == 0, string.Join('\n', failed));
        Assert.Equal(36, asked.Count);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("text/event-stream")]
    public async Task A_slow_source_does_not_keep_the_answers_of_the_others(string accept)
    {
        using var source = BareNode.Start(settings => settings);
        source.Load("http://t/g", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <http://snel.example/1> a skos:Concept ; skos:prefLabel \"molen\"@nl .");
        await using var slow = await SlowServer.StartAsync();
        Describe("snel", "http://snel.example/", source.Address + "sparql");
        Describe("traag", "http://traag.example/", slow.Address);
        using var node = Asking();
        using var client = new HttpClient { BaseAddress = new Uri(node.Address) };

        using (var request = new HttpRequestMessage(HttpMethod.Get, "/termen/search?q=molen&timeout=60000"))
            await OneBeforeTheOtherAsync(client, request, accept, slow);
        slow.Hold();
        if (accept == "text/event-stream")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/termen/graphql") { Content = new StringContent("{\"query\": \"{terms(sources: [\\\"snel\\\", \\\"traag\\\"], query: \\\"molen\\\", timeoutMs: 60000) @stream {source {id} total}}\"}", Encoding.UTF8, "application/json") };
            await OneBeforeTheOtherAsync(client, request, accept, slow);
        }
    }

    [Fact]
    public async Task Without_streaming_a_slow_source_costs_no_more_than_the_time_of_the_question_and_is_named()
    {
        using var source = BareNode.Start(settings => settings);
        source.Load("http://t/g", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <http://snel.example/1> a skos:Concept ; skos:prefLabel \"molen\"@nl .");
        await using var slow = await SlowServer.StartAsync();
        Describe("snel", "http://snel.example/", source.Address + "sparql");
        Describe("traag", "http://traag.example/", slow.Address);
        using var node = Asking();
        using var client = new HttpClient { BaseAddress = new Uri(node.Address) };
        await client.GetAsync("/termen/search?q=molen&source=snel&timeout=60000");

        using var answer = JsonDocument.Parse(await client.GetStringAsync("/termen/search?q=molen&timeout=2500"));
        var states = answer.RootElement.GetProperty("sources").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!, StringComparer.Ordinal);

        Assert.Equal("timeout", states["traag"].GetProperty("fault").GetProperty("code").GetString());
        Assert.Equal("http://snel.example/1", Assert.Single(answer.RootElement.GetProperty("hits").EnumerateArray()).GetProperty("uri").GetString());
    }

    // The fast answer is read while the slow source still waits; only then it may go on.
    private static async Task OneBeforeTheOtherAsync(HttpClient client, HttpRequestMessage request, string accept, SlowServer slow)
    {
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var before = new StringBuilder();
        while (!before.ToString().Contains("snel", StringComparison.Ordinal))
            before.AppendLine(await reader.ReadLineAsync() ?? throw new EndOfStreamException(before.ToString()));
        Assert.False(slow.IsReleased);
        Assert.DoesNotContain("traag", before.ToString(), StringComparison.Ordinal);
        slow.Release();
        Assert.Contains("traag", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private BareNode Asking() => BareNode.Start(settings => settings with { Terms = new TermNetworkSettings { Catalogs = [_folder["catalog"]], Refresh = null }, AllowedPrivateHosts = ["127.0.0.1"] });

    private static string TermOf(CatalogEntry entry) => (entry.TermPrefixes.Count > 0 ? entry.TermPrefixes[0] : entry.Iri + "/") + "1";

    // One thing for each source, described in all the ways that queries look for.
    private static IEnumerable<(string Graph, string Turtle)> Thesaurus(IReadOnlyList<CatalogEntry> entries)
    {
        var all = new StringBuilder();
        foreach (var (entry, number) in entries.Select((entry, number) => (entry, number)))
        {
            all.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $$"""
                <{{TermOf(entry)}}> a skos:Concept, <http://eurovoc.europa.eu/schema#ThesaurusConcept>, <http://vocab.getty.edu/ontology#Concept>, schema:LandmarksOrHistoricalBuildings, schema:Person, old:Person, schema:Place, schema:Organization, old:Organization, schema:MusicGroup, old:MusicGroup, gtm:Straat, gn:Feature, hg:Street, hg:Address, <http://rdaregistry.info/Elements/c/C10001> ;
                  skos:prefLabel "molen {{number}}"@nl, "molen {{number}}"@en ; skos:altLabel "windmolen"@nl ; skos:notation "25A{{number}}" ; rdfs:label "molen {{number}}"@nl ; skosxl:prefLabel [ dct:language <http://vocab.getty.edu/aat/300388256> ; skosxl:literalForm "molen {{number}}"@nl ; <http://vocab.getty.edu/ontology#term> "molen {{number}}"@nl ] ;
                  skos:inScheme <{{entry.Iri}}>, <https://data.cultureelerfgoed.nl/term/id/abr/2/b402446a-0a00-4fee-a9cd-1a7f307d651e>, <https://data.cultureelerfgoed.nl/term/id/cht/b532325c-dc08-49db-b4f1-15e53b037ec3> ;
                  skos:broader <https://data.cultureelerfgoed.nl/term/id/cht/aa872ce6-a74c-4f81-96ec-6ee0e717f92a>, <https://data.cultureelerfgoed.nl/term/id/cht/63cca950-f545-467a-9d70-db3a2b21bba3> ;
                  old:name "molen {{number}}" ; old:mainEntityOfPage [ old:isPartOf <{{entry.Iri}}> ] ; schema:mainEntityOfPage [ schema:isPartOf <{{entry.Iri}}> ] ; schema:name "molen {{number}}" ; schema:alternateName "windmolen" ; schema:identifier "{{number}}" ; schema:category "molen" ; schema:postalCode "1234 AB" ; schema:additionalType "molen" ;
                  schema:addressLocality "Gouda" ; schema:addressRegion "Zuid-Holland" ; schema:address "Molenweg {{number}}" ; schema:sameAs <https://e/{{number}}> ; gn:name "molen {{number}}" ; gn:featureCode gn:P.PPL ; gn:countryCode "NL" ; foaf:name "molen {{number}}" .

                """);
        }

        const string Prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> . @prefix schema: <https://schema.org/> . @prefix old: <http://schema.org/> . @prefix dct: <http://purl.org/dc/terms/> . @prefix gtm: <https://www.goudatijdmachine.nl/def#> . @prefix gn: <https://www.geonames.org/ontology#> . @prefix hg: <http://rdf.histograph.io/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n";
        yield return ("http://t/g", Prefixes + all);
        foreach (var named in entries.SelectMany(entry => entry.Distributions.SelectMany(one => (string[])[one.SearchQuery, one.LookupQuery])).SelectMany(query => Graph.Matches(query)).Select(match => match.Groups["graph"].Value).Distinct(StringComparer.Ordinal))
            yield return (named, Prefixes + all);
    }

    [GeneratedRegex("(GRAPH|FROM)\\s+<(?<graph>[^>]+)>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Graph { get; }

    // The catalogue as it is, but for where its questions go.
    private static void Copy(string from, string to, string endpoint)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, Endpoint.Replace(File.ReadAllText(file), $"\"contentUrl\": \"{endpoint}\""));
        }
    }

    [GeneratedRegex("\"contentUrl\":\\s*\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Endpoint { get; }

    private void Describe(string id, string iri, string endpoint)
    {
        static string Text(string query) => JsonSerializer.Serialize(query);
        _folder.Write($"catalog/datasets/{id}.jsonld", $$"""{"@context":"https://schema.org","@id":"{{iri}}","@type":"Dataset","name":[{"@language":"nl","@value":"{{id}}"}],"url":["{{iri}}"],"distribution":[{"@id":"{{iri}}sparql","@type":"DataDownload","contentUrl":"{{endpoint}}","encodingFormat":"application/sparql-query","potentialAction":[{"@type":"SearchAction","query":{{Text(SearchQuery)}}},{"@type":"FindAction","query":{{Text(LookupQuery)}}}]}]}""");
    }

    private static async Task<Dictionary<string, JsonElement>> TermsAsync(BareNode node, IReadOnlyList<CatalogEntry> entries, string text)
    {
        var data = await GraphQlAsync(node, $"{{terms(sources: {JsonSerializer.Serialize(entries.Select(entry => entry.Iri))}, query: \"{text}\", timeoutMs: 60000, limit: 5) {{source {{uri id}} origin warning terms {{uri}}}}}}");
        return data.GetProperty("terms").EnumerateArray().ToDictionary(answer => answer.GetProperty("source").GetProperty("id").GetString()!, StringComparer.Ordinal);
    }

    private static async Task<JsonElement> GraphQlAsync(BareNode node, string query)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");
        using var response = await node.Client.PostAsync("/termen/graphql", content);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone();
        Assert.True(response.StatusCode == HttpStatusCode.OK && !answer.TryGetProperty("errors", out _), answer.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>An endpoint that answers when the test says so.</summary>
    private sealed class SlowServer : IAsyncDisposable
    {
        private readonly WebApplication _application;
        private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private SlowServer(WebApplication application) => _application = application;

        public string Address => _application.Urls.First() + "/sparql";

        public bool IsReleased => _gate.Task.IsCompleted;

        public static async Task<SlowServer> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var server = new SlowServer(builder.Build());
            server._application.MapPost("/sparql", async (HttpContext context) =>
            {
                await server._gate.Task.WaitAsync(context.RequestAborted);
                return Results.Text("<http://traag.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> \"molen\"@nl .\n<http://traag.example/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .\n", "application/n-triples");
            });
            await server._application.StartAsync();
            return server;
        }

        public void Release() => _gate.TrySetResult();

        public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask DisposeAsync()
        {
            Release();
            await _application.DisposeAsync();
        }
    }
}
