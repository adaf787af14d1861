using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Sparql.Tests.Updates;

/// <summary>A store in a folder of its own, its updater, and what it holds as N-Quads.</summary>
internal sealed class UpdateStore : IDisposable
{
    private const string Prefixes = "PREFIX : <http://e/> ";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ocwnde-updates-");

    public UpdateStore(SparqlUpdaterOptions? options = null, StoreOptions? store = null)
    {
        Quads = QuadStore.Open(folder.FullName, store ?? new StoreOptions { MergeInBackground = false });
        Updater = new SparqlUpdater(Quads, options);
    }

    public QuadStore Quads { get; }

    public SparqlUpdater Updater { get; }

    /// <summary>Carries out an update; <c>:</c> is <c>http://e/</c>.</summary>
    public UpdateResult Update(string update, ReaderScope scope = ReaderScope.Internal, QueryLimits? limits = null) =>
        Updater.Update(new SparqlUpdateRequest { Update = Prefixes + update, Scope = scope, Limits = limits ?? QueryLimits.Default }, CancellationToken.None);

    /// <summary>Makes a graph that is something else than what updates make.</summary>
    public void Put(string graph, string turtle, GraphClass graphClass, AccessLevel access = AccessLevel.Open)
    {
        using var transaction = Quads.BeginWrite();
        var stage = transaction.Stage(new Rdf.Terms.Iri("http://e/" + graph), graphClass, access, StageMode.Replace);
        RdfFormats.Parse(System.Text.Encoding.UTF8.GetBytes("PREFIX : <http://e/> " + turtle + " ."), RdfFormats.Turtle, stage, new() { BaseIri = "http://e/" });
        transaction.Commit();
    }

    /// <summary>Every quad, in short, in order: <c>:s :p :o</c> or <c>:s :p :o @:g</c>; blank nodes as <c>_</c>.</summary>
    public string All()
    {
        using var snapshot = Quads.OpenSnapshot(ReaderScope.Internal);
        var dataset = new RdfDataset();
        var sink = new RdfGraphSink(dataset);
        foreach (var graph in snapshot.NamedGraphs.Select(graph => graph.Id).Append(TermId.Unbound))
            snapshot.Dump(graph, sink);
        return string.Join(" | ", dataset.Select(quad => $"{Short(quad.Subject)} {Short(quad.Predicate)} {Short(quad.Object)}{(quad.Graph is null ? "" : " @" + Short(quad.Graph))}").Order(StringComparer.Ordinal));
    }

    public GraphInfo Graph(string name)
    {
        using var snapshot = Quads.OpenSnapshot(ReaderScope.Internal);
        return snapshot.TryGetGraph(snapshot.Terms.Find(new Rdf.Terms.Iri("http://e/" + name)), out var info) ? info : throw new KeyNotFoundException(name);
    }

    public void Dispose()
    {
        Quads.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Short(Rdf.Terms.RdfTerm term) => term switch
    {
        Rdf.Terms.BlankNode => "_",
        Rdf.Terms.Iri iri => iri.Value.Replace("http://e/", ":", StringComparison.Ordinal),
        Rdf.Terms.Literal literal => literal.LexicalForm,
        _ => term.ToString()!,
    };
}
