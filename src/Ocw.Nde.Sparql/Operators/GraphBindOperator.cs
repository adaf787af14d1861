using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The end of GRAPH ?name where the pattern inside speaks of ?name itself: joins the name of the graph with that variable (§18.6).</summary>
internal sealed class GraphBindOperator : Operator
{
    private readonly int graphColumn;
    private readonly int nameColumn;
    private readonly bool isNew;
    private readonly int[] kept;

    internal GraphBindOperator(QueryContext context, Operator input, Variable graph, Variable name)
        : base(context, SchemaOf(input, name), input.SortedBy, input.EstimatedRows, input)
    {
        graphColumn = input.Schema.IndexOf(graph);
        nameColumn = Schema.IndexOf(name);
        isNew = !input.Schema.Contains(name);
        kept = new int[context.BatchCapacity];
    }

    protected override void Fill(Batch output)
    {
        do
        {
            if (!Inputs[0].Next(output))
                return;
            var (graphs, names) = (output.Columns[graphColumn], output.Columns[nameColumn]);
            var count = 0;
            for (var row = 0; row < output.Count; row++)
            {
                if (!isNew && names[row] != 0 && names[row] != graphs[row])
                    continue;
                names[row] = graphs[row];
                kept[count++] = row;
            }

            output.Keep(kept.AsSpan(0, count));
        }
        while (output.Count == 0);
    }

    private static Schema SchemaOf(Operator input, Variable name) => new(
        input.Schema.Contains(name) ? input.Schema.Variables : [.. input.Schema.Variables, name],
        input.Schema.Uncertain.Where(variable => variable != name).ToHashSet());
}
