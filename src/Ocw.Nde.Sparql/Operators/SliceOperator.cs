using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Slice: skips <paramref name="offset"/> rows and gives at most <paramref name="limit"/>; then it asks its input for no more.</summary>
internal sealed class SliceOperator(QueryContext context, Operator input, long offset, long? limit)
    : Operator(context, input.Schema, input.SortedBy, Math.Min(input.EstimatedRows, limit ?? double.MaxValue), input)
{
    private long skipped;
    private long given;

    protected override string Detail => $"{offset} {limit}";

    internal override double CostOf(double rows) => input.CostOf(Math.Min(rows, limit ?? rows) + offset);

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        skipped = given = 0;
    }

    protected override void Fill(Batch output)
    {
        while (limit is null || given < limit)
        {
            if (!input.Next(output))
                return;
            var skip = (int)Math.Min(offset - skipped, output.Count);
            skipped += skip;
            if (skip > 0)
                Shift(output, skip);
            if (output.Count == 0)
                continue;
            if (limit is { } most)
                output.Count = (int)Math.Min(output.Count, most - given);
            given += output.Count;
            return;
        }
    }

    private static void Shift(Batch output, int skip)
    {
        output.Count -= skip;
        foreach (var column in output.Columns)
            Array.Copy(column, skip, column, 0, output.Count);
    }
}
