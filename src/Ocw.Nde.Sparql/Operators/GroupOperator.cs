using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Evaluation.Expressions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Group and AggregateJoin: reads all rows into groups and gives one row per group. Without keys there is one group, even of nothing.</summary>
internal sealed class GroupOperator : Operator
{
    private readonly Operator input;
    private readonly Scalar[] keys;
    private readonly Accumulator[] accumulators;
    private readonly RowIndex groups;
    private readonly int[] keyColumns;
    private readonly bool isSorted;
    private bool isRead;
    private int at;

    /// <param name="context">The query.</param>
    /// <param name="input">The rows.</param>
    /// <param name="keyVariables">The variables of the keys.</param>
    /// <param name="keys">The keys, over the columns of the input.</param>
    /// <param name="keyColumns">The columns of the keys, where every key is a column; otherwise empty.</param>
    /// <param name="results">The variables of the aggregates.</param>
    /// <param name="accumulators">The aggregates.</param>
    internal GroupOperator(
        QueryContext context,
        Operator input,
        IReadOnlyList<Variable> keyVariables,
        IReadOnlyList<Scalar> keys,
        IReadOnlyList<int> keyColumns,
        IReadOnlyList<Variable> results,
        IReadOnlyList<Accumulator> accumulators)
        : base(context, SchemaOf(input, keyVariables, keyColumns, results), [], keys.Count == 0 ? 1 : Math.Max(1, input.EstimatedRows / 10), input)
    {
        this.input = input;
        this.keys = [.. keys];
        this.keyColumns = [.. keyColumns];
        this.accumulators = [.. accumulators];
        groups = new RowIndex(context.Memory, keys.Count);

        // Rows that are sorted by the keys have each group in one piece: a new key is a new group.
        isSorted = keyColumns.Count > 0 && keyColumns.Count <= input.SortedBy.Count && input.SortedBy.Take(keyColumns.Count).ToHashSet().SetEquals(keyColumns);
    }

    internal override bool KeepsOrder => false;

    protected override bool ReadsAllFirst => true;

    protected override string Detail => string.Join(' ', Schema.Variables) + (isSorted ? " (sorted)" : "");

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        groups.Clear();
        foreach (var key in keys)
            key.Rewind(what);
        foreach (var accumulator in accumulators)
            accumulator.Rewind(what);
        isRead = false;
        at = 0;
    }

    protected override void Fill(Batch output)
    {
        if (!isRead)
        {
            ReadAll();
            isRead = true;
        }

        for (; at < groups.Count && !output.IsFull; at++)
        {
            for (var i = 0; i < keys.Length; i++)
                output.Columns[i][output.Count] = groups.Cell(at, i);
            for (var i = 0; i < accumulators.Length; i++)
                output.Columns[keys.Length + i][output.Count] = accumulators[i].Result(at);
            output.Count++;
        }
    }

    private static Schema SchemaOf(Operator input, IReadOnlyList<Variable> keys, IReadOnlyList<int> keyColumns, IReadOnlyList<Variable> results) =>
        new([.. keys, .. results], keys.Where((_, i) => keyColumns.Count == 0 || input.Schema.MayBeUnbound(keyColumns[i])).Concat(results).ToHashSet());

    private void ReadAll()
    {
        if (keys.Length == 0)
            groups.GetOrAdd([], out _);
        var batch = input.NewBatch();
        var numbers = new int[batch.Capacity];
        while (input.Next(batch))
        {
            if (keys.Length > 0)
                Number(batch, numbers);
            foreach (var accumulator in accumulators)
                accumulator.Add(batch, numbers.AsSpan(0, batch.Count), groups.Count);
        }

        Context.GiveBack(batch);
    }

    private void Number(Batch batch, int[] numbers)
    {
        Span<ulong> tuple = keys.Length <= 16 ? stackalloc ulong[keys.Length] : new ulong[keys.Length];
        for (var row = 0; row < batch.Count; row++)
        {
            if (keyColumns.Length > 0)
            {
                for (var i = 0; i < tuple.Length; i++)
                    tuple[i] = batch.Columns[keyColumns[i]][row];
            }
            else
            {
                Context.NextSolution();
                for (var i = 0; i < tuple.Length; i++)
                    tuple[i] = keys[i].EvaluateId(new Row(batch, row), Context.Terms);
            }

            numbers[row] = isSorted && groups.IsLast(tuple) ? groups.Count - 1 : groups.GetOrAdd(tuple, out _);
        }
    }
}
