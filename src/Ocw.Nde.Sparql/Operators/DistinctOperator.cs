using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Distinct: each row once, in the order of first appearance; given as soon as it appears.</summary>
internal sealed class DistinctOperator(QueryContext context, Operator input)
    : Operator(context, input.Schema, input.SortedBy, input.EstimatedRows, input)
{
    private readonly RowIndex seen = new(context.Memory, input.Schema.Count);
    private readonly int[] kept = new int[context.BatchCapacity];
    private readonly ulong[] last = new ulong[input.Schema.Count];

    // Rows that are sorted by every column have their duplicates side by side.
    private readonly bool isSorted = input.SortedBy.Count == input.Schema.Count;
    private bool hasLast;

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        seen.Clear();
        hasLast = false;
    }

    protected override void Fill(Batch output)
    {
        Span<ulong> tuple = Schema.Count <= 32 ? stackalloc ulong[Schema.Count] : new ulong[Schema.Count];
        do
        {
            if (!Inputs[0].Next(output))
                return;
            var count = 0;
            for (var row = 0; row < output.Count; row++)
            {
                for (var i = 0; i < tuple.Length; i++)
                    tuple[i] = output.Columns[i][row];
                if (IsNew(tuple))
                    kept[count++] = row;
            }

            output.Keep(kept.AsSpan(0, count));
        }
        while (output.Count == 0);
    }

    private bool IsNew(ReadOnlySpan<ulong> tuple)
    {
        if (hasLast && tuple.SequenceEqual(last))
            return false;
        tuple.CopyTo(last);
        hasLast = true;
        if (isSorted)
            return true;
        seen.GetOrAdd(tuple, out var isNew);
        return isNew;
    }
}
