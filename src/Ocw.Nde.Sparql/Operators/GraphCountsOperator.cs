using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Functions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The number of quads of each named graph, from what the source knows of its graphs: nothing is scanned.</summary>
internal sealed class GraphCountsOperator(QueryContext context, Variable graph, IReadOnlyList<Variable> counts)
    : Operator(context, new Schema([graph, .. counts], new HashSet<Variable>()), [], context.Dataset.NamedGraphs.Count)
{
    private int at;

    internal override void Rewind(Rewinding what) => at = 0;

    protected override void Fill(Batch output)
    {
        var graphs = Context.Source.NamedGraphs;
        for (; at < graphs.Count && !output.IsFull; at++)
        {
            var (id, _, count) = graphs[at];

            // A graph without quads makes no group.
            if (count == 0 || !Context.Dataset.IsNamed(id.Value))
                continue;
            output.Columns[0][output.Count] = id.Value;
            for (var i = 1; i < Schema.Count; i++)
                output.Columns[i][output.Count] = Context.Terms.IdOf(Value.Integer(count));
            output.Count++;
        }
    }
}
