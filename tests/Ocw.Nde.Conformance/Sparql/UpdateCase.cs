using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>One update evaluation test, on a store of its own: its data, its request and the graphs that are expected afterwards.</summary>
/// <remarks>The suite's default graph is not a union: it is the unnamed graph, in the patterns too.</remarks>
internal sealed class UpdateCase(ManifestEntry entry)
{
    private static readonly string[] Vocabularies = ["http://www.w3.org/2009/sparql/tests/test-update#", "http://www.w3.org/2001/sw/DataAccess/tests/test-update#"];

    public static void Run(ManifestEntry entry) => new UpdateCase(entry).Check();

    private void Check()
    {
        var folder = Directory.CreateTempSubdirectory("ocwnde-update-");
        try
        {
            using var store = QuadStore.Open(folder.FullName, new StoreOptions { MergeInBackground = false });
            Load(store, Dataset(entry.Action));
            var file = (Iri)Parts(entry.Action, "request").Single();
            var updater = new SparqlUpdater(store, new SparqlUpdaterOptions { DefaultGraph = UpdateDefaultGraph.Unnamed, Parser = new() { Version = entry.Version } });
            updater.Update(new SparqlUpdateRequest { Update = Encoding.UTF8.GetString(entry.Read(file)), BaseIri = entry.BaseOf(file) }, CancellationToken.None);

            var expected = entry.Result is { } result ? Dataset(result) : new RdfDataset();
            var actual = Read(store);
            Assert.True(GraphIsomorphism.AreIsomorphic(expected, actual), $"expected:\n{Lines(expected)}\nactual:\n{Lines(actual)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private RdfDataset Dataset(RdfTerm node)
    {
        var dataset = new RdfDataset();
        foreach (var file in Parts(node, "data").OfType<Iri>())
            Read(file, null, dataset);
        foreach (var graph in Parts(node, "graphData"))
        {
            if (graph is Iri named)
                Read(named, named, dataset);
            else
                Read((Iri)Parts(graph, "graph").Single(), new Iri(((Literal)entry.Manifest.Graph.Object(graph, new Iri("http://www.w3.org/2000/01/rdf-schema#label"))!).LexicalForm), dataset);
        }

        return dataset;
    }

    // Files share no blank nodes: their labels get the place of the file in the dataset.
    private void Read(Iri file, Iri? graph, RdfDataset dataset)
    {
        Assert.True(RdfFormats.TryFromFileName(file.Value, out var format), file.Value);
        var prefix = $"f{dataset.Count}-";
        foreach (var quad in RdfFormats.ParseDataset(entry.Read(file), format, new() { BaseIri = entry.BaseOf(file), Version = entry.Version }))
            dataset.Add(new Quad(Apart(quad.Subject, prefix), quad.Predicate, Apart(quad.Object, prefix), quad.Graph ?? graph));
    }

    private static RdfTerm Apart(RdfTerm term, string prefix) => term switch
    {
        BlankNode node => new BlankNode(prefix + node.Label),
        TripleTerm { Triple: var triple } => new TripleTerm(new(Apart(triple.Subject, prefix), triple.Predicate, Apart(triple.Object, prefix))),
        _ => term,
    };

    private static void Load(QuadStore store, RdfDataset dataset)
    {
        using var transaction = store.BeginWrite();
        dataset.WriteTo(transaction.StageDataset(GraphClass.Content, AccessLevel.Open, StageMode.Add));
        transaction.Commit();
    }

    private static RdfDataset Read(QuadStore store)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var dataset = new RdfDataset();
        var sink = new RdfGraphSink(dataset);
        foreach (var graph in snapshot.NamedGraphs.Select(graph => graph.Id).Append(TermId.Unbound))
            snapshot.Dump(graph, sink);
        return dataset;
    }

    private IEnumerable<RdfTerm> Parts(RdfTerm node, string name) => Vocabularies.SelectMany(vocabulary => entry.Manifest.Graph.Objects(node, new Iri(vocabulary + name)));

    private static string Lines(RdfDataset dataset) => string.Join('\n', dataset.Select(quad => $"{quad.Triple} {quad.Graph} ."));
}
