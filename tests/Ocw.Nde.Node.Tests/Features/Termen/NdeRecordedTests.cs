using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ocw.Nde.Node.Features.Termen.GraphQl;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.GraphQl;
using Ocw.Nde.Termen.GraphQl.Execution;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Tests.Features.Termen;

/// <summary>The GraphQL requests that NDE's Network of Terms was asked, over its test catalogue and its test data: ours gives the recorded answers, but for what nde-differences.json explains.</summary>
public sealed class NdeRecordedTests
{
    private const string Folder = "nde/network-of-terms/";
    private const string Recorded = Folder + "expected/nt-expected.json";

    [SharedFact(Recorded)]
    public async Task The_recorded_requests_get_the_recorded_answers()
    {
        using var sources = new TestSources();
        var differences = Differences();
        var faults = new List<string>();
        var count = 0;
        foreach (var recorded in JsonNode.Parse(await File.ReadAllBytesAsync(SharedData.PathOf(Recorded)))!["cases"]!.AsArray().Where(c => (string)c!["api"]! == "graphql"))
        {
            count++;
            var name = (string)recorded!["name"]!;
            var actual = await AskAsync(sources.Network, recorded["request"]!);
            var expected = recorded["response"]!;
            Forget(differences.GetValueOrDefault(name), expected, actual);
            Compare(expected, actual, name, faults);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(21, count);
        Assert.Equal(3, differences.Count);
    }

    [SharedFact(Recorded)]
    public async Task A_source_that_does_not_exist_takes_only_its_own_place()
    {
        using var sources = new TestSources();

        var answer = await AskAsync(sources.Network, """{terms(sources: ["https://example.com/does-not-exist", "https://data.rkd.nl/rkdartists"], query: "rembrandt") {source {uri} result {... on Terms {terms {uri}}}}}""");

        Assert.Equal("""[null,{"source":{"uri":"https://data.rkd.nl/rkdartists"},"result":{"terms":[{"uri":"https://example.com/resources/painter"}]}}]""", answer["data"]!["terms"]!.ToJsonString());
        Assert.Equal("""Source with URI "https://example.com/does-not-exist" not found""", (string)answer["errors"]![0]!["message"]!);
        Assert.Equal("""["terms",0]""", answer["errors"]![0]!["path"]!.ToJsonString());
    }

    [SharedFact(Recorded)]
    public async Task A_source_that_fails_leaves_the_others_their_answers()
    {
        using var sources = new TestSources();

        var answer = await AskAsync(sources.Network, """{terms(sources: ["https://data.cultureelerfgoed.nl/term/id/cht", "https://data.rkd.nl/rkdartists"], query: "rembrandt") {result {__typename}} lookup(uris: ["https://data.cultureelerfgoed.nl/term/id/cht/1", "https://example.com/resources/art"]) {result {__typename}}}""");

        Assert.Equal("""[{"result":{"__typename":"ServerError"}},{"result":{"__typename":"Terms"}}]""", answer["data"]!["terms"]!.ToJsonString());
        Assert.Equal("""[{"result":{"__typename":"ServerError"}},{"result":{"__typename":"Term"}}]""", answer["data"]!["lookup"]!.ToJsonString());
    }

    private static Dictionary<string, string> Differences()
    {
        using var stream = typeof(NdeRecordedTests).Assembly.GetManifestResourceStream("nde-differences.json")!;
        return JsonNode.Parse(stream)!["cases"]!.AsObject().ToDictionary(c => c.Key, c => (string)c.Value!["path"]!, StringComparer.Ordinal);
    }

    // A difference that is explained is taken out of both answers; what is around it is compared still.
    private static void Forget(string? path, JsonNode expected, JsonNode actual)
    {
        if (path is null)
            return;
        if (path == "$")
        {
            expected.AsObject().Clear();
            actual.AsObject().Clear();
            return;
        }

        foreach (var root in (JsonNode[])[expected, actual])
            Forget(root, path.Split('.', '[', ']').Where(step => step.Length > 0).Skip(1).ToArray());
    }

    private static void Forget(JsonNode? node, ReadOnlySpan<string> steps)
    {
        var nodes = node switch
        {
            JsonArray array when steps[0] == "*" => [.. array],
            JsonArray array => [array[int.Parse(steps[0], System.Globalization.CultureInfo.InvariantCulture)]],
            JsonObject members when steps.Length == 1 => Removed(members, steps[0]),
            JsonObject members => [members[steps[0]]],
            _ => (List<JsonNode?>)[],
        };
        foreach (var next in nodes)
        {
            if (steps.Length > 1)
                Forget(next, steps[1..]);
        }
    }

    private static List<JsonNode?> Removed(JsonObject members, string name)
    {
        Assert.True(members.Remove(name), $"{name} is not in the answer: the difference does not exist any more.");
        return [];
    }

    private static void Compare(JsonNode? expected, JsonNode? actual, string path, List<string> faults)
    {
        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                foreach (var name in left.Select(m => m.Key).Union(right.Select(m => m.Key)).Where(name => name != "extensions"))
                    Compare(left[name], right[name], $"{path}/{name}", faults);
                break;
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                foreach (var (one, other) in Ordered(left).Zip(Ordered(right)))
                    Compare(one, other, path + "/*", faults);
                break;
            default:
                if (!JsonNode.DeepEquals(expected, actual))
                    faults.Add($"{path}: expected {expected?.ToJsonString() ?? "null"}, found {actual?.ToJsonString() ?? "null"}");
                break;
        }
    }

    // Labels and related terms have no order of their own; sources and errors keep theirs.
    private static IEnumerable<JsonNode?> Ordered(JsonArray array) =>
        array.Any(item => item is JsonObject members && (members.ContainsKey("source") || members.ContainsKey("message") || members.ContainsKey("description"))) ? array : array.OrderBy(KeyOf, StringComparer.Ordinal);

    private static string KeyOf(JsonNode? item) => item is JsonObject members && members["uri"] is { } uri ? uri.ToJsonString() : item?.ToJsonString() ?? "";

    private static Task<JsonNode> AskAsync(TermNetwork network, JsonNode request) =>
        AskAsync(network, (string)request["body"]!["query"]!, (string?)request["headers"]?["accept-language"] ?? "nl");

    private static async Task<JsonNode> AskAsync(TermNetwork network, string query, string language = "nl")
    {
        var executor = new GraphQlExecutor(TermsSchema.Schema, onFault: (e, path) => throw new InvalidOperationException(path, e));
        var result = await executor.ExecuteAsync(new GraphQlRequest { Query = query, State = new TermsState(network, language) }, CancellationToken.None);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, GraphQlJson.Writer))
            result.WriteTo(writer);
        return JsonNode.Parse(buffer.WrittenSpan)!;
    }

    /// <summary>NDE's test catalogue, with its two endpoints on loopback.</summary>
    private sealed class TestSources : IDisposable
    {
        private readonly TestFolder _folder = new();
        private readonly SourceStandIn _terms = SourceStandIn.OfTurtle(File.ReadAllBytes(SharedData.PathOf(Folder + "fixtures/terms.ttl")));
        private readonly SourceStandIn _schemes = SourceStandIn.OfTurtle(File.ReadAllBytes(SharedData.PathOf(Folder + "fixtures/multi-scheme.ttl")));
        private readonly GuardedHttpClient _web = new(new WebClientOptions { Egress = new EgressPolicy { AllowedHosts = ["127.0.0.1"] }, MaxConcurrencyPerHost = 4 });
        private readonly TermIndex _index;

        public TestSources()
        {
            _index = TermIndex.Open(_folder["index"]);
            var catalog = JsonNode.Parse(File.ReadAllBytes(SharedData.PathOf(Folder + "expected/nt-test-catalog.json")))!.AsArray();
            Network = new TermNetwork(new TermCatalog(catalog.Select((entry, i) => Entry(entry!, i))), () => _index, live: new LiveSources(_web, environment: _ => null));
        }

        public TermNetwork Network { get; }

        public void Dispose()
        {
            _web.Dispose();
            _terms.Dispose();
            _schemes.Dispose();
            _index.Dispose();
            _folder.Dispose();
        }

        private CatalogEntry Entry(JsonNode entry, int number) => new()
        {
            Iri = (string)entry["iri"]!,
            Id = "source" + number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Names = Texts(entry["name"]),
            AlternateNames = Texts(entry["alternateName"]),
            Descriptions = Texts(entry["description"]),
            Genres = Strings(entry["genres"]),
            Languages = Strings(entry["inLanguage"]),
            TermPrefixes = Strings(entry["termsPrefixes"]),
            MainPage = (string)entry["mainEntityOfPage"]!,
            Creators = [.. entry["creators"]!.AsArray().Select(c => new CatalogCreator((string)c!["iri"]!, Texts(c["name"]), Texts(c["alternateName"])))],
            Distributions = [.. entry["distributions"]!.AsArray().Select(d => Distribution(d!))],
        };

        private CatalogDistribution Distribution(JsonNode distribution) => new()
        {
            Iri = (string)distribution["iri"]!,
            Endpoint = ((string)distribution["endpoint"]!).Replace("http://localhost:3000/sparql", _terms.Address, StringComparison.Ordinal).Replace("http://localhost:3010/sparql", _schemes.Address, StringComparison.Ordinal),
            SearchQuery = (string)distribution["searchQuery"]!,
            LookupQuery = (string)distribution["lookupQuery"]!,
            Services = [.. distribution["features"]!.AsArray().Select(f => new CatalogService((string)f!["type"]!, (string)f["url"]!))],
        };

        private static Dictionary<string, string> Texts(JsonNode? texts) => texts?.AsObject().ToDictionary(t => t.Key, t => (string)t.Value!, StringComparer.Ordinal) ?? [];

        private static List<string> Strings(JsonNode? values) => [.. values!.AsArray().Select(v => (string)v!)];
    }
}
