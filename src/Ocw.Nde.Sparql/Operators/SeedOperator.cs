using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The bottom of a pipeline that runs once per batch of another operator: gives the rows it was given, and optionally their numbers.</summary>
/// <param name="context">The query.</param>
/// <param name="schema">The columns of the rows, or some of them; then, if rows are numbered, the number.</param>
/// <param name="sortedBy">How the rows are sorted.</param>
/// <param name="estimatedRows">How many there are in all.</param>
/// <param name="numbersRows">Whether the last column is the number of the row in its batch, from 1.</param>
/// <param name="sources">The column of each variable in the batches that are given; by default the same one.</param>
internal sealed class SeedOperator(
    QueryContext context, Schema schema, IReadOnlyList<int> sortedBy, double estimatedRows, bool numbersRows, int[]? sources = null)
    : Operator(context, schema, sortedBy, estimatedRows)
{
    private Batch? rows;
    private int from;
    private int to;

    internal override bool KeepsOrder => true;

    /// <summary>Gives the rows of a batch, which must not change before the pipeline is drained.</summary>
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
            Array.Copy(rows.Columns[sources is null ? i : sources[i]], from, output.Columns[i], 0, count);
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
