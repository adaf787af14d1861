using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>The data that a plan is made for: a source, and which of its graphs are the query's default graph and named graphs.</summary>
/// <param name="Source">The source.</param>
/// <param name="DefaultGraph">What patterns outside GRAPH read.</param>
/// <param name="NamedGraphs">What <c>GRAPH ?g</c> reads.</param>
public sealed record PlanDataset(IQuadSource Source, GraphSelector DefaultGraph, GraphSelector NamedGraphs)
{
    /// <summary>The source's own dataset.</summary>
    public static PlanDataset Of(IQuadSource source) => new(source, GraphSelector.Default, GraphSelector.AnyNamed);

    /// <summary>The graphs that a pattern inside <c>GRAPH name</c> reads.</summary>
    internal GraphSelector Inside(PatternTerm name)
    {
        if (name is not Constant)
            return NamedGraphs;
        var graph = IdOf(name);
        return graph.IsBound ? GraphSelector.Named(graph) : GraphSelector.Named();
    }

    /// <summary>How many graphs a variable name can stand for.</summary>
    internal int GraphCount => NamedGraphs.Kind == GraphSelectorKind.AnyNamed ? Source.NamedGraphs.Count : NamedGraphs.Graphs.Count;

    /// <summary>The id of a term in a pattern, unbound for a variable.</summary>
    internal TermId IdOf(PatternTerm term) => term is Constant constant ? Source.Terms.Find(constant.Term) : TermId.Unbound;
}
