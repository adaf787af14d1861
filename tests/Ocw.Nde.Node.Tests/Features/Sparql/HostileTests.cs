using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>A node that hostile input is sent to.</summary>
public sealed class HostileNode : IDisposable
{
    private readonly Lazy<BareNode> _node = new(() => Start(TimeSpan.FromSeconds(1)));
    private readonly Lazy<BareNode> _patient = new(() => Start(ClientLimits.Default.Time));

    /// <summary>A node that stops a query after a second.</summary>
    internal BareNode Node => _node.Value;

    /// <summary>A node with the time that nodes give by themselves: for what must be answered, also on a machine where twenty milliseconds of work take a second.</summary>
    internal BareNode Patient => _patient.Value;

    public void Dispose()
    {
        foreach (var node in (Lazy<BareNode>[])[_node, _patient])
        {
            if (node.IsValueCreated)
                node.Value.Dispose();
        }
    }

    private static BareNode Start(TimeSpan time)
    {
        var limits = new LimitSettings { Public = ClientLimits.Default with { Time = time, Memory = 256L << 20 } };
        var node = BareNode.Start(settings => settings with { Limits = limits });
        node.Load("http://e/g", string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<http://e/{i}> <http://e/next> <http://e/{(i + 1) % 2_000}>, <http://e/{i * 7 % 2_000}> ; <http://e/name> \"nummer {i}\" .\n")));
        node.Load("urn:nde:node:restricted", "<http://e/x> <http://e/y> \"geheim\" .", Store.AccessLevel.Closed);
        return node;
    }
}

/// <summary>The hostile inputs of the shared data over HTTP: what becomes of each stands in its manifest, and the node goes on.</summary>
public sealed class HostileTests(HostileNode hostile) : IClassFixture<HostileNode>
{
    private const string Folder = "trust/hostile";

    public static IEnumerable<object[]> Queries => Rows("sparql/").Concat(Rows("sparql-update/"));

    public static IEnumerable<object[]> Documents => Rows("turtle/").Concat(Rows("ntriples/")).Concat(Rows("xml/")).Concat(Rows("nquads/")).Concat(Rows("jsonld/")).Concat(Rows("archive/"));

    [SharedTheory(Folder)]
    [MemberData(nameof(Queries))]
    public async Task A_hostile_query_gets_what_it_deserves(string file, string expected)
    {
        var bytes = Read(file);
        var isForm = file.EndsWith(".txt", StringComparison.Ordinal);
        var outcome = await SendAsync(HttpMethod.Post, "/sparql", bytes, isForm ? "application/x-www-form-urlencoded" : "application/sparql-query", node: expected == "ok" ? hostile.Patient : hostile.Node);

        // Who needs no more than the limits allow is answered: so little data as there is here can be described, and on a quick machine its closure counted, within a second.
        if (expected == "limit" && outcome.Status == 200)
            expected = "ok-or-limit";
        Assert.True(Fits(expected, outcome.Status, outcome.IsLimit), $"{file}: {outcome.Status}, expected {expected}\n{outcome.Text}");
        Assert.False(outcome.HasInjectedHeader);
        if (file.EndsWith(".ru", StringComparison.Ordinal) && expected != "ok")
        {
            var update = await SendAsync(HttpMethod.Post, "/sparql", bytes, "application/sparql-update");
            var elsewhere = await SendAsync(HttpMethod.Post, "/sparql/update", bytes, "application/sparql-update");
            var withKey = file.Contains("copy-system", StringComparison.Ordinal) ? await SendAsync(HttpMethod.Post, "/sparql", bytes, "application/sparql-update", BareNode.UpdateKey) : update;
            Assert.True(Fits(expected, update.Status, false) && Fits(expected, withKey.Status, false), $"{update.Status} {withKey.Status}");
            Assert.Equal(401, elsewhere.Status);
        }

        await GoesOnAsync();
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(Documents))]
    public async Task A_hostile_document_gets_what_it_deserves(string file, string expected)
    {
        var graph = "http://e/hostile/" + file;
        var type = file.Split('/')[0] switch
        {
            "turtle" => "text/turtle",
            "ntriples" => "application/n-triples",
            "nquads" => "application/n-quads",
            "jsonld" => "application/ld+json",
            "archive" => file.EndsWith(".zip", StringComparison.Ordinal) ? "application/zip" : file.EndsWith(".ttl", StringComparison.Ordinal) ? "text/turtle" : "application/n-triples",
            _ => "application/rdf+xml",
        };
        var outcome = await SendAsync(HttpMethod.Put, "/graph?graph=" + Uri.EscapeDataString(graph), Read(file), type, BareNode.UpdateKey);
        var count = int.Parse((await hostile.Node.RowsAsync($"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")).Single(), System.Globalization.CultureInfo.InvariantCulture);

        // A document with graphs of its own has no place in one graph.
        if (type == "application/n-quads")
            expected = "reject";
        Assert.False(File.Exists("/tmp/nde-zipslip.txt"));
        Assert.True(outcome.Status is (>= 200 and < 300) or (>= 400 and < 500), $"{file}: {outcome.Status}\n{outcome.Text}");
        if (expected == "reject")
            Assert.Equal((true, 0), (outcome.Status >= 400, count));
        else if (expected.StartsWith("accept-n=", StringComparison.Ordinal))
            Assert.Equal((true, expected), (outcome.Status < 300, $"accept-n={count}"));
        else
            Assert.True(outcome.Status < 300 || count == 0);
        await GoesOnAsync();
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(Documents))]
    public async Task A_hostile_file_is_loaded_whole_or_not_at_all(string file, string expected)
    {
        using var folder = new TestFolder();
        using var terminal = new TestTerminal();
        var code = await terminal.RunAsync("load", "--json", "--data", folder["data"], SharedData.PathOf($"{Folder}/{file}"));
        var isLoaded = code == 0;
        await terminal.RunAsync("query", "--format", "csv", "--data", folder["data"], "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }");
        var count = terminal.Out.Split('\n')[1].Trim();

        Assert.True(code is 0 or 1 or 2);
        if (expected is "reject" or "partial-or-reject")
            Assert.Equal((false, "0"), (isLoaded, count));
        else if (expected.StartsWith("accept-n=", StringComparison.Ordinal))
            Assert.Equal((true, expected["accept-n=".Length..]), (isLoaded, count));
        else if (expected == "either")
            Assert.True(isLoaded || count == "0");
    }

    [SharedFact(Folder)]
    public async Task A_lenient_load_takes_the_good_lines_and_reports_the_bad_ones_with_their_numbers()
    {
        using var folder = new TestFolder();
        using var terminal = new TestTerminal();
        Assert.Equal(0, await terminal.RunAsync("load", "--json", "--lenient", "--data", folder["data"], SharedData.PathOf(Folder + "/nquads/mix-good-bad.nq.gz")));

        Assert.Contains("{\"key\":\"quadsAdded\",\"value\":9990}", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(10, terminal.Error.Split('\n').Count(line => line.Contains("mix-good-bad.nq.gz, line ", StringComparison.Ordinal)));
        Assert.Contains("10 lines", terminal.Error, StringComparison.Ordinal);
    }

    [SharedFact(Folder)]
    public async Task A_harvested_file_writes_in_its_own_dataset_only_whatever_graphs_it_names()
    {
        using var folder = new TestFolder();
        using var terminal = new TestTerminal();
        var settings = folder.Write("node.yaml", "baseIri: http://node.example/\n");
        var source = folder.Write("bron.yaml",
            $$"""
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            kind: terms
            harvest: { protocol: files, locations: [ {{SharedData.PathOf(Folder + "/nquads/graph-injection.nq")}} ], format: rdf }
            """);
        await terminal.RunAsync("harvest", "--settings", settings, source);
        await terminal.RunAsync("dump", "--settings", settings);

        Assert.DoesNotContain("<urn:nde:node:system>", terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<http://ex.org/other-institution/graph>", terminal.Out, StringComparison.Ordinal);
    }

    private async Task GoesOnAsync()
    {
        foreach (var node in (BareNode[])[hostile.Node, hostile.Patient])
            Assert.Single(await node.RowsAsync("SELECT ?n { <http://e/7> <http://e/name> ?n }"));
    }

    private async Task<(int Status, bool IsLimit, string Text, bool HasInjectedHeader)> SendAsync(HttpMethod method, string path, byte[] body, string type, string? key = null, BareNode? node = null)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        try
        {
            using var response = await (node ?? hostile.Node).SendAsync(method, path, "application/sparql-results+json, text/turtle", content, key);
            var text = await response.Content.ReadAsStringAsync();
            return ((int)response.StatusCode, response.StatusCode == HttpStatusCode.ServiceUnavailable && text.Contains("problem:query-", StringComparison.Ordinal), text, response.Headers.Contains("X-Injected"));
        }
        catch (HttpRequestException broken)
        {
            // Stopped after the first byte: no status any more, and nothing that could be taken for an answer.
            return (200, true, broken.Message, false);
        }
    }

    private static bool Fits(string expected, int status, bool isLimit) => expected.Split("-or-").Any(one => one switch
    {
        "ok" => status == 200 && !isLimit,
        "limit" => isLimit || status == 400,
        _ => status.ToString(System.Globalization.CultureInfo.InvariantCulture) == one,
    });

    private static byte[] Read(string file)
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf($"{Folder}/{file}"));
        if (!file.EndsWith(".gz", StringComparison.Ordinal) || file.StartsWith("archive/", StringComparison.Ordinal))
            return bytes;
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static IEnumerable<object[]> Rows(string part)
    {
        var manifest = SharedData.PathOf(Folder + "/manifest.tsv");
        return File.Exists(manifest)
            ? File.ReadLines(manifest).Select(line => line.Split('\t')).Where(row => row[0].StartsWith(part, StringComparison.Ordinal)).Select(row => new object[] { row[0], row[4] })
            : [];
    }
}
