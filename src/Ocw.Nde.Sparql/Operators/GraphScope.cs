using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The active graph of a part of a plan (SPARQL 1.1 §18.1.3).</summary>
internal abstract record GraphScope
{
    /// <summary>The default graph.</summary>
    internal static GraphScope Default { get; } = new DefaultGraph();

    /// <summary>The variable that carries the graph's name, where every named graph is active at once.</summary>
    internal virtual Variable? Variable => null;

    /// <summary>What to scan; <see langword="null"/> if the dataset has no such graph.</summary>
    internal abstract GraphSelector? Select(ActiveDataset dataset);

    internal sealed record DefaultGraph : GraphScope
    {
        internal override GraphSelector Select(ActiveDataset dataset) => dataset.DefaultGraph;
    }

    /// <summary>GRAPH &lt;name&gt;.</summary>
    internal sealed record Fixed(ConstantSlot Name) : GraphScope
    {
        internal override GraphSelector? Select(ActiveDataset dataset) => dataset.One(Name.Id);
    }

    /// <summary>GRAPH ?name, all graphs at once: the name is a column.</summary>
    internal sealed record EachNamed(Variable Name) : GraphScope
    {
        internal override Variable Variable => Name;

        internal override GraphSelector Select(ActiveDataset dataset) => dataset.AnyNamed;
    }

    /// <summary>GRAPH ?name, one graph after the other.</summary>
    internal sealed record Current(GraphCursor Cursor) : GraphScope
    {
        internal override GraphSelector? Select(ActiveDataset dataset) => dataset.One(Cursor.Graph);
    }
}

/// <summary>The graph whose turn it is.</summary>
internal sealed class GraphCursor
{
    internal ulong Graph { get; set; }
}
