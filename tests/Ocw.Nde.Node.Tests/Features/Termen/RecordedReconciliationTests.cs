using System.Net;
using System.Text.Json;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Features.Termen;

/// <summary>
/// The requests that were sent to NDE's own service, with its answers: everything that it said is said here too, except for what <see cref="s_differences"/> lists.
/// </summary>
public sealed class RecordedReconciliationTests
{
    private const string Expected = "nde/network-of-terms/expected/nt-expected.json";
    private const string Dataset = "https://data.rkd.nl/rkdartists";

    private static readonly (string Path, string Reason)[] s_manifest =
    [
        ("$.root", "Not of the specification."),
        ("$.preview", "The node's own public address with its port, below the service; another size."),
        ("$.extend", "The node's own public address with its port, below the service."),
    ];

    private static readonly Dictionary<string, (string Path, string Reason)[]> s_differences = new(StringComparer.Ordinal)
    {
        ["manifest"] = s_manifest,
        ["manifest by distribution IRI"] = s_manifest,
        ["root"] = [("text", "The root says «ok»; here it is the service over all kept sources, with a manifest.")],
        ["not enabled"] = [("status", "Here every source has a service.")],
        ["extend propose"] = [("$.type", "The identifier of the type, as the manifest has it, not its name."), ("$.properties", "Names for people, in their language; the identifiers are the same.")],
        ["reconcile batch"] =
        [
            ("$.q1.result[0].description", "The broader term comes before the other names."),
            ("$.q2.result[0].score", "The same order; another measure of likeness."),
            ("$.q2.result[1].score", "The same order; another measure of likeness."),
            ("$.q2.result[1].name", "A term without preferred label is shown by another label, not by nothing."),
            ("$.q2.result[1].description", "The broader term comes first, and the name that is shown is not said again."),
        ],
        ["reconcile limit"] =
        [
            ("$.q1.result[0].score", "«art» names two terms: neither is sure."),
            ("$.q1.result[1].score", "A hidden label that is the text is found by it, and scores."),
            ("$.q1.result[1].description", "The broader term comes before the other names."),
            ("$.q2.result[0].score", "«art» names two terms: neither is sure, whatever the limit."),
        ],
        ["reconcile en"] = [("$.q1.result[0].description", "The broader term comes before the other names.")],
        ["extend"] =
        [
            ("$.meta", "Only the properties that were asked for, with names for people."),
            ("$.rows.https://example.com/resources/artwork.altLabels", "Not asked for."),
            ("$.rows.https://example.com/resources/artwork.scopeNotes", "Not asked for."),
            ("$.rows.https://example.com/resources/painter.altLabels", "Not asked for."),
            ("$.rows.https://example.com/resources/painter.scopeNotes", "Not asked for."),
        ],
        ["preview nl"] = [("text lacks «RKDartists (RKD)»", "The source by its name."), ("text lacks «Bekijk in Termennetwerk»", "Leads to the term's page in this node.")],
        ["preview en"] = [("text lacks «RKDartists (undefined)»", "A fault of the recorded service."), ("text lacks «View at Network of Terms»", "Leads to the term's page in this node.")],
        ["preview not found"] = [("status", "What is not there is not found, for programs too.")],
    };

    [SharedFact(Expected)]
    public async Task Every_recorded_request_gets_the_recorded_answer_or_a_better_one()
    {
        await using var node = await TermNode.StartAsync(sources: (TermNode.Source("rkdartists", Dataset), File.ReadAllText(SharedData.PathOf("nde/network-of-terms/fixtures/terms.ttl"))));
        node.Host.Network.Replace(new TermCatalog([Entry]));
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf(Expected)));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(one => one.GetProperty("api").GetString() == "reconciliation").ToList();
        Assert.Equal(14, cases.Count);

        var wrong = new List<string>();
        foreach (var one in cases)
        {
            var name = one.GetProperty("name").GetString()!;
            var listed = s_differences.GetValueOrDefault(name) ?? [];
            foreach (var difference in await DifferencesAsync(node, one))
            {
                if (!listed.Any(known => difference.StartsWith(known.Path, StringComparison.Ordinal)))
                    wrong.Add($"{name}: {difference}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static CatalogEntry Entry => new()
    {
        Iri = Dataset,
        Id = "rkdartists",
        Names = new Dictionary<string, string>(StringComparer.Ordinal) { ["nl"] = "RKDartists", ["en"] = "RKDartists" },
        TermPrefixes = ["https://example.com/resources/"],
        Distributions = [new CatalogDistribution { Iri = "https://data.netwerkdigitaalerfgoed.nl/rkd/rkdartists/sparql", Endpoint = "http://127.0.0.1:9/sparql", SearchQuery = "", LookupQuery = "" }],
        KeepPermission = new KeepPermission(KeepPermissionKind.Own, "eigen bron", "own source"),
    };

    private static async Task<List<string>> DifferencesAsync(TermNode node, JsonElement one)
    {
        var request = one.GetProperty("request");
        var url = request.GetProperty("url").GetString()!;
        var language = request.GetProperty("headers").TryGetProperty("accept-language", out var header) ? header.GetString() : null;
        HttpResponseMessage response;
        JsonElement json = default;
        if (request.TryGetProperty("form", out var form))
            (response, json) = await node.PostFormAsync(url, form.EnumerateObject().Single().Name, form.EnumerateObject().Single().Value.GetRawText(), language);
        else
            (response, json) = await node.GetAsync(url, language);

        var differences = new List<string>();
        if ((int)response.StatusCode != one.GetProperty("status").GetInt32())
            differences.Add($"status {(int)response.StatusCode}, recorded {one.GetProperty("status").GetInt32()}");
        var recorded = one.GetProperty("response");
        if (response.StatusCode == HttpStatusCode.OK && recorded.ValueKind == JsonValueKind.Object)
            Compare(recorded, json, "$", differences);
        else if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == "text/html")
            CompareTexts(recorded.GetString()!, await response.Content.ReadAsStringAsync(), differences);
        else if (response.StatusCode == HttpStatusCode.OK)
            differences.Add("text");
        return differences;
    }

    // Everything recorded is there with the same value; what we say beyond it is no difference.
    private static void Compare(JsonElement recorded, JsonElement ours, string path, List<string> differences)
    {
        if (recorded.ValueKind == JsonValueKind.Object && ours.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in recorded.EnumerateObject())
            {
                if (ours.TryGetProperty(member.Name, out var own))
                    Compare(member.Value, own, path + "." + member.Name, differences);
                else
                    differences.Add($"{path}.{member.Name} is missing");
            }
        }
        else if (recorded.ValueKind == JsonValueKind.Array && ours.ValueKind == JsonValueKind.Array)
        {
            if (ours.GetArrayLength() < recorded.GetArrayLength())
                differences.Add($"{path} has {ours.GetArrayLength()}, recorded {recorded.GetArrayLength()}");
            for (var i = 0; i < Math.Min(recorded.GetArrayLength(), ours.GetArrayLength()); i++)
                Compare(recorded[i], ours[i], $"{path}[{i}]", differences);
        }
        else if (!JsonElement.DeepEquals(recorded, ours))
        {
            differences.Add($"{path} is {ours.GetRawText()}, recorded {recorded.GetRawText()}");
        }
    }

    // A preview says the same facts in its own words: what stands between the tags must be there.
    private static void CompareTexts(string recorded, string ours, List<string> differences)
    {
        var text = WebUtility.HtmlDecode(ours);
        var parts = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(recorded.Replace("<", "\n<", StringComparison.Ordinal)).Body!.TextContent.Split(['\n', '•'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var part in parts)
        {
            if (!text.Contains(part, StringComparison.OrdinalIgnoreCase))
                differences.Add($"text lacks «{part}»");
        }
    }
}
