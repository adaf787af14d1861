using System.Runtime.ExceptionServices;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>ORDER BY over all rows: runs are sorted by key prefix and merged. Equal rows keep their order.</summary>
internal sealed class SortOperator(QueryContext context, Operator input, SortKeys keys, OrderBy order)
    : Operator(context, input.Schema, [], input.EstimatedRows, input)
{
    // A run is sorted in some ten milliseconds: the limits of the query are looked at in between.
    private const int RunRows = 1 << 16;

    private readonly RowStore rows = new(context.Memory, input.Schema.Count);
    private int[] sequence = [];
    private bool isSorted;
    private int at;

    internal override bool KeepsOrder => false;

    protected override bool ReadsAllFirst => true;

    protected override string Detail => SortKeys.Describe(order);

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        keys.Rewind(what);
        rows.Clear();
        sequence = [];
        isSorted = false;
        at = 0;
    }

    protected override void Fill(Batch output)
    {
        if (!isSorted)
        {
            ReadAll();
            Sort();
            isSorted = true;
        }

        while (at < rows.Count && !output.IsFull)
            rows.CopyTo(sequence[at++], output);
    }

    private void ReadAll()
    {
        var batch = Inputs[0].NewBatch();
        while (Inputs[0].Next(batch))
        {
            var first = rows.Count;
            rows.AddAll(batch);
            for (var row = 0; row < batch.Count; row++)
            {
                Context.NextSolution();
                keys.Set(first + row, new Row(batch, row));
            }
        }

        Context.GiveBack(batch);
    }

    private void Sort()
    {
        Context.Memory.Check(rows.Count * 4L * sizeof(int));
        sequence = new int[rows.Count];
        for (var i = 0; i < sequence.Length; i++)
            sequence[i] = i;
        for (var from = 0; from < sequence.Length; from += RunRows)
        {
            Context.Check();
            SortRun(sequence.AsSpan(from, Math.Min(RunRows, sequence.Length - from)));
        }

        var merged = new int[sequence.Length];
        for (var width = RunRows; width < sequence.Length; width *= 2)
        {
            for (var from = 0; from < sequence.Length; from += width * 2)
                Merge(sequence, from, Math.Min(from + width, sequence.Length), Math.Min(from + (width * 2), sequence.Length), merged);
            (sequence, merged) = (merged, sequence);
        }
    }

    private void SortRun(Span<int> run)
    {
        try
        {
            run.Sort((left, right) =>
            {
                var compared = keys.Compare(left, right);
                return compared != 0 ? compared : left.CompareTo(right);
            });
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is { } cause)
        {
            // The sort wraps what its comparison throws; the query was ended by a limit, and that is what its reader must see.
            ExceptionDispatchInfo.Throw(cause);
        }
    }

    private void Merge(int[] from, int start, int middle, int end, int[] to)
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            if (left < middle && (right >= end || keys.Compare(from[left], from[right]) <= 0))
                to[i] = from[left++];
            else
                to[i] = from[right++];
        }
    }
}
