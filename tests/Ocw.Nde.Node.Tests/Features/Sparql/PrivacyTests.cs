using System.Text;
using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>A node with the policy set of the shared data: what is visible lies in open graphs, the rest in closed ones.</summary>
public sealed class PrivacyNode : IDisposable
{
    private readonly Lazy<BareNode> _node = new(Start);

    internal BareNode Node => _node.Value;

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(SharedData.PathOf("trust/privacy/delft/" + name));

    /// <summary>The statements that the public may not see.</summary>
    public static IReadOnlyList<Quad> Hidden { get; } = SharedData.InCi || Path.Exists(SharedData.PathOf("trust/privacy/delft"))
        ? [.. RdfFormats.ParseDataset(File("all.nq"), RdfFormats.NQuads).Except(RdfFormats.ParseDataset(File("visible-anonymous.nq"), RdfFormats.NQuads))]
        : [];

    public void Dispose()
    {
        if (_node.IsValueCreated)
            _node.Value.Dispose();
    }

    private static BareNode Start()
    {
        var node = BareNode.Start(settings => settings);
        var visible = RdfFormats.ParseDataset(File("visible-anonymous.nq"), RdfFormats.NQuads);

        // First everything was open: versions of then are closed too, now that it is not.
        Load(node, RdfFormats.ParseDataset(File("all.nq"), RdfFormats.NQuads).Where(q => q.Graph == new Iri("https://node.example/dataset/delft-b")), "", AccessLevel.Open);
        Load(node, visible, "", AccessLevel.Open);
        Load(node, Hidden.Where(q => q.Graph == new Iri("https://node.example/dataset/delft-b")), "", AccessLevel.Closed);
        Load(node, Hidden.Where(q => q.Graph != new Iri("https://node.example/dataset/delft-b")), "/closed", AccessLevel.Closed);
        return node;
    }

    private static void Load(BareNode node, IEnumerable<Quad> quads, string suffix, AccessLevel access)
    {
        foreach (var graph in quads.GroupBy(q => ((Iri)q.Graph!).Value, StringComparer.Ordinal))
        {
            using var document = new MemoryStream();
            var writer = RdfFormats.CreateWriter(RdfFormats.NTriples, document);
            new RdfDataset(graph.Select(q => new Quad(q.Subject, q.Predicate, q.Object))).WriteTo(writer);
            writer.Complete();
            node.Load(graph.Key + suffix, document.ToArray(), RdfFormats.NTriples, access);
        }
    }
}

/// <summary>The leak queries of the shared data: an anonymous reader gets what a node with only the visible statements would answer.</summary>
public sealed class PrivacyTests(PrivacyNode privacy) : IClassFixture<PrivacyNode>
{
    private const string Folder = "trust/privacy/delft";

    public static IEnumerable<object[]> Queries => Path.Exists(SharedData.PathOf(Folder))
        ? Directory.EnumerateFiles(SharedData.PathOf(Folder + "/queries"), "*.rq").Order(StringComparer.Ordinal).Select(file => new object[] { Path.GetFileName(file) })
        : [];

    [SharedTheory(Folder)]
    [MemberData(nameof(Queries))]
    public async Task A_leak_query_is_answered_from_what_is_visible_alone(string file)
    {
        using var response = await privacy.Node.AskAsync(Encoding.UTF8.GetString(PrivacyNode.File("queries/" + file)), "application/sparql-results+json, application/n-triples");
        var answer = await response.Content.ReadAsByteArrayAsync();
        var expected = SharedData.PathOf($"{Folder}/queries/{Path.ChangeExtension(file, ".srj")}");

        Assert.True(response.IsSuccessStatusCode, Encoding.UTF8.GetString(answer));
        if (File.Exists(expected))
        {
            Assert.Equal(Rows(SparqlResultsFormat.Json.Read(File.ReadAllBytes(expected))), Rows(SparqlResultsFormat.Json.Read(answer)));
            return;
        }

        var row = File.ReadLines(SharedData.PathOf(Folder + "/expected.tsv")).Select(line => line.Split('\t')).Single(fields => fields[0] == file);
        Assert.Equal(row[2], $"triples={RdfFormats.ParseDataset(answer, RdfFormats.NTriples).Count}");
    }

    [SharedTheory(Folder)]
    [InlineData("/sparql", "text/turtle")]
    [InlineData("/sparql?query=CONSTRUCT%20%7B%3Fs%20%3Fp%20%3Fo%7D%20WHERE%20%7B%20%7B%3Fs%20%3Fp%20%3Fo%7D%20UNION%20%7BGRAPH%20%3Fg%20%7B%3Fs%20%3Fp%20%3Fo%7D%7D%20%7D", "application/n-triples")]
    [InlineData("/sparql?at=1&query=SELECT%20*%20WHERE%20%7BGRAPH%20%3Fg%20%7B%3Fs%20%3Fp%20%3Fo%7D%7D", "text/csv")]
    [InlineData("/sparql?at=3&query=SELECT%20*%20WHERE%20%7BGRAPH%20%3Fg%20%7B%3Fs%20%3Fp%20%3Fo%7D%7D", "text/csv")]
    [InlineData("/sparql?at=1", "text/turtle")]
    [InlineData("/graph?graph=https://node.example/dataset/delft-a", "application/n-triples")]
    [InlineData("/graph?graph=https://node.example/dataset/delft-b", "application/n-triples")]
    [InlineData("/graph?graph=https://node.example/dataset/delft-b&at=1", "application/n-triples")]
    [InlineData("/graph?graph=https://node.example/dataset/delft-a/closed", "application/n-triples")]
    public async Task Nothing_hidden_is_in_any_answer(string path, string accept)
    {
        using var response = await privacy.Node.SendAsync(HttpMethod.Get, path, accept);
        var text = await response.Content.ReadAsStringAsync() + response.Headers;
        var visible = Encoding.UTF8.GetString(PrivacyNode.File("visible-anonymous.nq"));
        var markers = PrivacyNode.Hidden.SelectMany(q => new[] { q.Subject, q.Object }).Select(term => term switch { Iri iri => iri.Value, Literal literal => literal.LexicalForm, _ => "" })
            .Where(marker => marker.Length > 6 && !visible.Contains(marker, StringComparison.Ordinal)).Append("delft-b").Append("/closed").Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(markers);
        Assert.DoesNotContain(markers, marker => text.Replace(path.Split("graph=")[^1].Split('&')[0], "", StringComparison.Ordinal).Contains(marker, StringComparison.Ordinal));
    }

    [SharedFact(Folder)]
    public async Task A_closed_graph_answers_as_one_that_never_was()
    {
        using var closed = await privacy.Node.SendAsync(HttpMethod.Get, "/graph?graph=https://node.example/dataset/delft-b");
        using var absent = await privacy.Node.SendAsync(HttpMethod.Get, "/graph?graph=https://node.example/dataset/delft-x");
        static string Same(string text) => JsonDocument.Parse(text).RootElement.GetProperty("title").GetString()!.Replace("delft-x", "delft-b", StringComparison.Ordinal);

        Assert.Equal(absent.StatusCode, closed.StatusCode);
        Assert.Equal(Same(await absent.Content.ReadAsStringAsync()), Same(await closed.Content.ReadAsStringAsync()));
    }

    [SharedFact(Folder)]
    public async Task The_tag_of_a_public_answer_does_not_change_with_what_is_hidden()
    {
        using var before = await privacy.Node.AskAsync("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
        privacy.Node.Load("http://e/hidden", "<http://e/s> <http://e/p> 1 .", AccessLevel.Closed);
        using var after = await privacy.Node.AskAsync("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
        using var keyed = await privacy.Node.AskAsync("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", key: BareNode.ReadKey);

        Assert.Equal(before.Headers.ETag!.ToString(), after.Headers.ETag!.ToString());
        Assert.Contains("no-store", keyed.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Rows(SparqlResults results) => results.Boolean is { } truth
        ? [truth.ToString()]
        : results.Rows.Select(row => string.Join('\t', row.Select(term => term is BlankNode ? "_" : term?.ToString() ?? "-"))).Order(StringComparer.Ordinal);
}
