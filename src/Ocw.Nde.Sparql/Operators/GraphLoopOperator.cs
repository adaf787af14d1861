using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>GRAPH ?name one graph after the other, for patterns that count, cut or search within one graph: each graph runs the same plan again.</summary>
internal sealed class GraphLoopOperator : Operator
{
    private readonly Operator input;
    private readonly GraphCursor cursor;
    private int graph = -1;

    internal GraphLoopOperator(QueryContext context, Operator input, GraphCursor cursor, Variable name)
        : base(context, new Schema([.. input.Schema.Variables, name], input.Schema.Uncertain.ToHashSet()), [], input.EstimatedRows * context.Dataset.NamedGraphs.Count, input)
    {
        this.input = input;
        this.cursor = cursor;
    }

    internal override void Rewind(Rewinding what)
    {
        // Which graph comes first is known only when the source is.
        graph = -1;
    }

    protected override void Fill(Batch output)
    {
        var graphs = Context.Dataset.NamedGraphs;
        while (graph < graphs.Count)
        {
            if (graph >= 0 && input.Next(output))
            {
                output.Columns[Schema.Count - 1].AsSpan(0, output.Count).Fill(cursor.Graph);
                return;
            }

            if (++graph >= graphs.Count)
                return;
            cursor.Graph = graphs[graph];
            input.Rewind(Rewinding.Source);
        }
    }
}
