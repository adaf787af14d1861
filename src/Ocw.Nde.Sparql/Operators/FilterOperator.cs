using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Evaluation.Expressions;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Keeps the rows for which a condition is true; an error is not true.</summary>
internal sealed class FilterOperator(QueryContext context, Operator input, Scalar condition, Expression expression)
    : Operator(context, input.Schema, input.SortedBy, input.EstimatedRows / 3, input)
{
    private readonly int[] kept = new int[context.BatchCapacity];

    protected override string Detail => AlgebraText.Of(expression);

    internal override double CostOf(double rows) => base.CostOf(rows) + (ConditionEstimate.Cost(expression) * Inputs[0].EstimatedRows * ShareOf(rows));

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        condition.Rewind(what);
    }

    internal override void SkipTo(ulong key) => Inputs[0].SkipTo(key);

    protected override void Fill(Batch output)
    {
        do
        {
            if (!Inputs[0].Next(output))
                return;
            var count = 0;
            for (var row = 0; row < output.Count; row++)
            {
                Context.NextSolution();
                if (condition.Keeps(new Row(output, row)))
                    kept[count++] = row;
            }

            output.Keep(kept.AsSpan(0, count));
        }
        while (output.Count == 0);
    }
}
