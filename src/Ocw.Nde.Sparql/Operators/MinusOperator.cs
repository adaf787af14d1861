using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Minus (SPARQL 1.1 §18.5): drops rows that are compatible with a right row and bind at least one variable in common with it.</summary>
internal sealed class MinusOperator : Operator
{
    private readonly Operator left;
    private readonly Operator right;
    private readonly JoinColumns join;
    private readonly RowTable table;
    private readonly int[] kept;
    private bool isRead;
    private int comparisons;

    /// <param name="context">The query.</param>
    /// <param name="left">The rows to keep or drop.</param>
    /// <param name="right">The rows to compare with.</param>
    /// <param name="counts">Which shared variables count: not the name of the active graph.</param>
    internal MinusOperator(QueryContext context, Operator left, Operator right, Func<Variable, bool> counts)
        : base(context, left.Schema, left.SortedBy, left.EstimatedRows, left, right)
    {
        this.left = left;
        this.right = right;
        join = new JoinColumns(left.Schema, right.Schema);
        Counted = new JoinColumns(left.Schema, right.Schema, counts);
        table = new RowTable(context, right.Schema.Count, join.RightKeys);
        kept = new int[context.BatchCapacity];
    }

    private JoinColumns Counted { get; }

    internal override double CostOf(double rows) =>
        rows + Inputs[0].CostOf(Inputs[0].EstimatedRows * ShareOf(rows)) + Inputs[1].CostOf(Inputs[1].EstimatedRows);

    internal override void Rewind(Rewinding what)
    {
        left.Rewind(what);
        if (what == Rewinding.Seed)
            return;
        right.Rewind(what);
        table.Clear();
        isRead = false;
    }

    internal override void SkipTo(ulong key) => left.SkipTo(key);

    protected override void Fill(Batch output)
    {
        if (!isRead)
        {
            table.Read(right);
            isRead = true;
        }

        do
        {
            if (!left.Next(output))
                return;
            var count = 0;
            for (var row = 0; row < output.Count; row++)
            {
                if (!IsExcluded(output, row))
                    kept[count++] = row;
            }

            output.Keep(kept.AsSpan(0, count));
        }
        while (output.Count == 0);
    }

    private bool IsExcluded(Batch rows, int row)
    {
        for (var candidate = table.First(rows, row, join.LeftKeys); candidate >= 0; candidate = table.Next(candidate))
        {
            if (((++comparisons) & 0xFFFF) == 0)
                Context.Check();
            if (join.Match(rows, row, table, candidate) && Counted.Overlap(rows, row, table, candidate))
                return true;
        }

        return false;
    }
}
