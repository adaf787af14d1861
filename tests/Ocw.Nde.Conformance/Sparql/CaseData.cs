using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>The data of a query test, as a source in memory and as staged in a store: both are asked.</summary>
/// <remarks>The suites' default graph is no union, so named graphs are of a class that the default dataset does not show.</remarks>
internal sealed class CaseData
{
    private static readonly Lazy<QuadStore[]> Stores = new(() => [OpenStore(loggedRows: 0), OpenStore(StoreOptions.Default.LoggedRows)]);

    private readonly RdfDataset dataset = new();
    private readonly HashSet<RdfTerm> named = [];
    private int files;

    /// <summary>Adds a file of the suite; its blank nodes are its own.</summary>
    public void Add(ManifestEntry entry, Iri file, RdfTerm? graph)
    {
        Assert.True(RdfFormats.TryFromFileName(file.Value, out var format), file.Value);
        var prefix = $"f{++files}-";
        foreach (var quad in RdfFormats.ParseDataset(entry.Read(file), format, new() { BaseIri = entry.BaseOf(file), Version = entry.Version }))
            dataset.Add(new Quad(Apart(quad.Subject, prefix), quad.Predicate, Apart(quad.Object, prefix), quad.Graph is { } own ? Apart(own, prefix) : graph));
        if (graph is not null)
            named.Add(graph);
    }

    /// <summary>The data in memory, with named graphs that are empty too.</summary>
    public MemoryQuadSource InMemory()
    {
        var builder = new MemoryQuadSourceBuilder();
        dataset.WriteTo(builder);
        foreach (var graph in named.OfType<Iri>())
            builder.SetGraphClass(TermSpan.Iri(System.Text.Encoding.UTF8.GetBytes(graph.Value)), GraphClass.Content);
        return builder.Build();
    }

    /// <summary>
    /// Asks the data as a store has it: once as segments, once as small changes over them. A store keeps no empty graphs, so data with such graphs is in
    /// memory only.
    /// </summary>
    public void AskStore(Action<IQuadSource> ask)
    {
        if (named.Any(graph => !dataset.NamedGraphs.ContainsKey(graph)))
            return;
        foreach (var store in Stores.Value)
            Ask(store, ask);
    }

    private void Ask(QuadStore store, Action<IQuadSource> ask)
    {
        using var transaction = store.BeginWrite();
        var blankNodes = transaction.NewBlankNodeScope();
        foreach (var quads in dataset.GroupBy(quad => quad.Graph))
        {
            var stage = quads.Key switch
            {
                null => transaction.Stage(TermSpan.None, GraphClass.Content, AccessLevel.Open, StageMode.Replace, blankNodes),
                BlankNode node => transaction.Stage(TermSpan.BlankNode(System.Text.Encoding.UTF8.GetBytes(node.Label)), GraphClass.Annotations, AccessLevel.Open, StageMode.Replace, blankNodes),
                _ => transaction.Stage((Iri)quads.Key, GraphClass.Annotations, AccessLevel.Open, StageMode.Replace, blankNodes),
            };
            foreach (var quad in quads)
                stage.Quad(quad);
        }

        using var snapshot = transaction.OpenStaged(withCommitted: false);
        ask(snapshot);
    }

    private static RdfTerm Apart(RdfTerm term, string prefix) => term switch
    {
        BlankNode node => new BlankNode(prefix + node.Label),
        TripleTerm { Triple: var triple } => new TripleTerm(new(Apart(triple.Subject, prefix), triple.Predicate, Apart(triple.Object, prefix))),
        _ => term,
    };

    // The same stores for all cases: nothing is ever committed to them.
    private static QuadStore OpenStore(int loggedRows)
    {
        var folder = Directory.CreateTempSubdirectory("ocwnde-conformance-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return QuadStore.Open(folder.FullName, new StoreOptions { LoggedRows = loggedRows });
    }
}
