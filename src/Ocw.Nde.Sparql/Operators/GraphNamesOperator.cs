using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The names of the named graphs of the dataset, one per row.</summary>
internal sealed class GraphNamesOperator(QueryContext context, Variable name)
    : Operator(context, new Schema([name], new HashSet<Variable>()), [], context.Dataset.NamedGraphs.Count)
{
    private int at;

    internal override void Rewind(Rewinding what) => at = 0;

    protected override void Fill(Batch output)
    {
        var graphs = Context.Dataset.NamedGraphs;
        for (; at < graphs.Count && !output.IsFull; at++)
            output.Columns[0][output.Count++] = graphs[at];
    }
}
