using System.Collections;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Keeps the rows for which a pipeline that starts from them gives something (EXISTS), or nothing (NOT EXISTS, and MINUS where it means the same).</summary>
internal sealed class LateralSemiJoin : Operator
{
    private readonly SeedOperator seed;
    private readonly Operator pipeline;
    private readonly bool negated;
    private readonly Batch found;
    private readonly int numberColumn;
    private readonly BitArray matched;
    private readonly int[] kept;

    internal LateralSemiJoin(QueryContext context, Operator left, SeedOperator seed, Operator pipeline, bool negated)
        : base(context, left.Schema, left.SortedBy, left.EstimatedRows / 2, left, pipeline)
    {
        this.seed = seed;
        this.pipeline = pipeline;
        this.negated = negated;
        found = pipeline.NewBatch();
        numberColumn = pipeline.Schema.IndexOf(seed.Schema.Variables[^1]);
        matched = new BitArray(context.BatchCapacity);
        kept = new int[context.BatchCapacity];
    }

    protected override string Detail => negated ? "not" : "";

    internal override void SkipTo(ulong key) => Inputs[0].SkipTo(key);

    protected override void Fill(Batch output)
    {
        do
        {
            if (!Inputs[0].Next(output))
                return;
            Mark(output);
            var count = 0;
            for (var row = 0; row < output.Count; row++)
            {
                if (matched[row] != negated)
                    kept[count++] = row;
            }

            output.Keep(kept.AsSpan(0, count));
        }
        while (output.Count == 0);
    }

    private void Mark(Batch rows)
    {
        matched.SetAll(false);
        pipeline.Rewind(Rewinding.Seed);
        seed.Give(rows);
        var missing = rows.Count;
        while (missing > 0 && pipeline.Next(found))
        {
            var numbers = found.Columns[numberColumn];
            for (var i = 0; i < found.Count; i++)
            {
                var row = (int)numbers[i] - 1;
                if (matched[row])
                    continue;
                matched[row] = true;
                missing--;
            }
        }
    }
}
