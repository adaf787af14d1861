using Ocw.Nde.Node.Features.Sparql;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>An update that came by PATCH (SPARQL 1.1 Graph Store HTTP Protocol §5.7): it changes the graph of the request, and no other.</summary>
internal static class GraphPatch
{
    /// <summary>The same update for a graph: what names no graph means this one.</summary>
    /// <exception cref="StateException">It names another graph to change.</exception>
    public static SparqlUpdate For(SparqlUpdate update, Iri? graph) => update with { Operations = [.. update.Operations.Select(operation => For(operation, graph))] };

    private static UpdateOperation For(UpdateOperation operation, Iri? graph)
    {
        switch (operation)
        {
            case InsertData data:
                return new InsertData(Into(data.Quads, graph));
            case DeleteData data:
                return new DeleteData(Into(data.Quads, graph));
            case Modify modify:
                return modify with { With = Own(modify.With, graph), Delete = Into(modify.Delete, graph), Insert = Into(modify.Insert, graph) };
            case Clear { Target.Kind: GraphTargetKind.Default or GraphTargetKind.Graph } clear:
                return clear with { Target = Target(clear.Target, graph) };
            case Drop { Target.Kind: GraphTargetKind.Default or GraphTargetKind.Graph } drop:
                return drop with { Target = Target(drop.Target, graph) };
            case Load load:
                return load with { Into = Own(load.Into, graph) };
            default:
                throw Other();
        }
    }

    private static List<QuadTemplate> Into(IReadOnlyList<QuadTemplate> quads, Iri? graph) =>
        [.. quads.Select(quad => quad with { Graph = quad.Graph is null ? graph is null ? null : new Constant(graph) : quad.Graph is Constant { Term: Iri named } && named == graph ? quad.Graph : throw Other() })];

    private static Iri? Own(Iri? named, Iri? graph) => named is null || named == graph ? graph : throw Other();

    private static GraphTarget Target(GraphTarget target, Iri? graph) =>
        Own(target.Graph, graph) is { } own ? new GraphTarget(GraphTargetKind.Graph, own) : new GraphTarget(GraphTargetKind.Default);

    private static StateException Other() => new(StatusCodes.Status403Forbidden, "graph", new LocalizedText(
        "Een PATCH wijzigt alleen de graph van het verzoek; gebruik /sparql voor een update van meer graphs.", "A PATCH changes the graph of the request only; use /sparql for an update of more graphs."));
}
