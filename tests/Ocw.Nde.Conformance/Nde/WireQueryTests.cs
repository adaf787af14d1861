using System.Text;
using System.Text.Json;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Nde;

/// <summary>What NDE's own programs send: the register's session, the queries of the Network of Terms on the wire, and its catalogue of query files.</summary>
public class WireQueryTests
{
    private const string Register = "nde/dataset-register/expected/sparql-traffic-api-and-crawler.json";
    private const string Wire = "nde/network-of-terms/expected/wire-queries.json";
    private const string Catalogue = "nde/network-of-terms/catalog/queries";

    // What SPARQL 1.1 does not allow, with the word of the message that says how to mend it.
    private static readonly Dictionary<string, string> Lenient = new(StringComparer.Ordinal)
    {
        ["lookup/brinkman-nta-stcn.rq"] = "PREFIX foaf: <http://xmlns.com/foaf/0.1/>",
        ["lookup/muziekschatten-klassiekewerken.rq"] = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
        ["lookup/wikidata.rq"] = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
        ["lookup/muziekweb.rq"] = "PREFIX owl: <http://www.w3.org/2002/07/owl#>",
        ["lookup/rkdartists.rq"] = "GROUP BY",
        ["search/geonames.rq"] = "GROUP BY",
        ["search/rkdartists.rq"] = "GROUP BY",
        ["search/uitvoeringsmedium.rq"] = "GROUP BY",
    };

    [SharedFact(Register)]
    public void The_37_requests_of_the_register_and_its_crawler_are_answered_in_order()
    {
        var folder = Directory.CreateTempSubdirectory("ocwnde-register-");
        try
        {
            using var store = QuadStore.Open(folder.FullName);
            var updater = new SparqlUpdater(store);
            var dataset = new SparqlDataset(() => store.OpenSnapshot(ReaderScope.Internal));
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var request in Read(Register).EnumerateArray())
            {
                var (kind, text) = (request.GetProperty("kind").GetString()!, request.GetProperty("text").GetString()!);
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
                if (kind == "update")
                    updater.Update(new SparqlUpdateRequest { Update = text }, CancellationToken.None);
                else
                    ReadWhole(dataset.Query(new SparqlRequest { Query = text }, CancellationToken.None));
            }

            Assert.Equal((24, 7, 6), (counts["update"], counts["select"], counts["ask"]));
            using var result = store.OpenSnapshot(ReaderScope.Internal);
            Assert.True(result.QuadCount > 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SharedFact(Wire)]
    public void The_queries_of_the_network_of_terms_answer_on_the_wire_and_the_three_that_are_no_SPARQL_say_what_to_mend()
    {
        var queries = Read(Wire).GetProperty("cases").EnumerateArray()
            .SelectMany(each => each.GetProperty("requests").EnumerateArray()).Select(request => request.GetProperty("query").GetString()!).ToList();
        var refused = new List<int>();
        for (var number = 0; number < queries.Count; number++)
        {
            try
            {
                ReadWhole(QueryEvaluator.Evaluate(SparqlParser.Parse(queries[number]), new MemoryQuadSourceBuilder().Build()));
            }
            catch (SparqlSyntaxException fault)
            {
                Assert.True(fault.Line > 0 && fault.Message.Contains("GROUP BY", StringComparison.Ordinal), fault.Message);
                refused.Add(number);
            }
        }

        Assert.Equal(111, queries.Count);
        Assert.Equal([87, 88, 93], refused);
    }

    [SharedFact(Catalogue)]
    public void The_catalogue_s_query_files_are_read_and_the_eight_lenient_ones_say_what_to_mend()
    {
        var folder = SharedData.PathOf(Catalogue);
        var files = Directory.GetFiles(folder, "*.rq", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var text = Encoding.UTF8.GetString(File.ReadAllBytes(file)).Replace("#LIMIT#", "LIMIT 10", StringComparison.Ordinal).Replace("?uris", "<http://example.org/1>", StringComparison.Ordinal).Replace("?genres", "<http://example.org/genre>", StringComparison.Ordinal);
            var fault = Record.Exception(() => SparqlParser.Parse(text));
            if (!Lenient.TryGetValue(name, out var mended))
                Assert.True(fault is null, $"{name}: {fault?.Message}");
            else
                Assert.True(fault is SparqlSyntaxException && fault.Message.Contains(mended, StringComparison.Ordinal), $"{name}: {fault?.Message ?? "is read"}");
        }

        Assert.Equal(57, files.Length);
    }

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf(path))).RootElement;

    private static void ReadWhole(SparqlResult result)
    {
        using (result)
        {
            if (result is SolutionSequence solutions)
            {
                while (solutions.MoveNext())
                {
                    // Every row is made.
                }
            }
            else if (result is TripleSequence triples)
            {
                triples.WriteTo(new RdfGraphSink(new RdfGraph()));
            }
        }
    }
}
