using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>Which graph a request of the graph store means (SPARQL 1.1 Graph Store HTTP Protocol §4).</summary>
/// <param name="Iri">Its name; <see langword="null"/> for the graph without a name.</param>
internal sealed record StoreTarget(Iri? Iri)
{
    /// <summary>The path of the graph store.</summary>
    public const string Root = "/graph";

    /// <summary>The graph without a name (<c>?default</c>). Queries see more as their default graph: the union of all open content.</summary>
    public static StoreTarget Unnamed { get; } = new((Iri?)null);

    /// <summary>The name, or what stands for it in messages.</summary>
    public string Name => Iri?.Value ?? "default";

    /// <summary>
    /// The graph that a request names: by its own address (<c>/graph/a/b</c> is <c>{baseIri}graph/a/b</c>), by <c>?graph=</c> or by <c>?default</c>;
    /// <see langword="null"/> if it names none, or more than one.
    /// </summary>
    public static StoreTarget? Of(HttpContext context, NodeIris iris)
    {
        var path = RequestTarget.Path(context);
        var parameters = context.Request.Query;
        if (path.Length > Root.Length + 1)
            return parameters.ContainsKey("graph") || parameters.ContainsKey("default") ? null : Named(iris.Base + path[1..]);
        var graphs = parameters["graph"];
        return (graphs.Count, parameters.ContainsKey("default")) switch
        {
            (0, true) => Unnamed,
            (1, false) => Named(graphs[0]!),
            _ => null,
        };
    }

    /// <summary>The graph in a state, if it is there.</summary>
    public GraphInfo? Find(Snapshot snapshot)
    {
        if (Iri is null)
            return snapshot.UnnamedGraph;
        var id = snapshot.Terms.Find(Iri);
        return id.IsBound && snapshot.TryGetGraph(id, out var info) ? info : null;
    }

    /// <summary>The quads of the graph, without its name.</summary>
    public static QuadScan Scan(Snapshot snapshot, GraphInfo graph) =>
        snapshot.Scan(new QuadPattern(default, default, default, graph.Id.IsBound ? GraphSelector.MergeOf(graph.Id) : GraphSelector.Named(TermId.Unbound)), QuadOrder.Spo);


    private static StoreTarget? Named(string iri) => IriCheck.IsAbsoluteIri(iri) ? new StoreTarget(new Iri(iri)) : null;
}
