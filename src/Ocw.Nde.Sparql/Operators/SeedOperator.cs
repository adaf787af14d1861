using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The bottom of a pipeline that runs once per batch of another operator: gives the rows it was given, and optionally their numbers.</summary>
internal sealed class SeedOperator(QueryContext context, Schema schema, IReadOnlyList<int> sortedBy, double estimatedRows, bool numbersRows)
    : Operator(context, schema, sortedBy, estimatedRows)
{
    private Batch? rows;
    private int from;
    private int to;

    internal override bool KeepsOrder => true;

    /// <summary>Gives the rows of a batch, which must not change before the pipeline is drained; columns correspond by position.</summary>
    internal void Give(Batch batch)
    {
        rows = batch;
        from = 0;
        to = batch.Count;
    }

    /// <summary>Gives a single row of a batch.</summary>
    internal void Give(Batch batch, int row)
    {
        rows = batch;
        from = row;
        to = row + 1;
    }

    internal override void Rewind(Rewinding what)
    {
        // The owner gives rows after it has rewound the pipeline.
        rows = null;
    }

    protected override void Fill(Batch output)
    {
        if (rows is null)
            return;
        var count = to - from;
        var copied = numbersRows ? Schema.Count - 1 : Schema.Count;
        for (var i = 0; i < copied; i++)
            Array.Copy(rows.Columns[i], from, output.Columns[i], 0, count);
        if (numbersRows)
        {
            var numbers = output.Columns[copied];
            for (var i = 0; i < count; i++)
                numbers[i] = (ulong)(from + i) + 1;
        }

        output.Count = count;
        rows = null;
    }
}
