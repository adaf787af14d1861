using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Evaluation.Expressions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>One aggregate over all groups at once (SPARQL 1.1 §18.5.1).</summary>
internal abstract class Accumulator(QueryContext context)
{
    protected QueryContext Context { get; } = context;

    /// <summary>Takes a batch of rows; <paramref name="groups"/> gives the group of each, of <paramref name="groupCount"/> so far.</summary>
    internal abstract void Add(Batch rows, ReadOnlySpan<int> groups, int groupCount);

    /// <summary>The id of a group's result; 0 for an error.</summary>
    internal abstract ulong Result(int group);

    internal abstract void Rewind(Rewinding what);

    /// <summary>Makes room for the states of new groups.</summary>
    protected void Grow<T>(ref T[] states, int groupCount, int bytesPerState)
    {
        if (groupCount <= states.Length)
            return;
        var size = Math.Max(Math.Max(16, states.Length * 2), groupCount);
        Context.Memory.Charge((size - states.Length) * (long)bytesPerState);
        Array.Resize(ref states, size);
    }

    protected void Drop<T>(ref T[] states, int bytesPerState)
    {
        Context.Memory.Release(states.Length * (long)bytesPerState);
        states = [];
    }
}

/// <summary>COUNT(*), and with DISTINCT the number of distinct solutions.</summary>
internal sealed class CountRows(QueryContext context, IReadOnlyList<int>? distinctColumns) : Accumulator(context)
{
    private readonly RowIndex? seen = distinctColumns is null ? null : new RowIndex(context.Memory, distinctColumns.Count + 1);
    private long[] counts = [];

    internal override void Add(Batch rows, ReadOnlySpan<int> groups, int groupCount)
    {
        Grow(ref counts, groupCount, sizeof(long));
        if (seen is null && groupCount == 1)
        {
            counts[0] += groups.Length;
            return;
        }

        if (seen is null)
        {
            foreach (var group in groups)
                counts[group]++;
            return;
        }

        Span<ulong> tuple = new ulong[distinctColumns!.Count + 1];
        for (var row = 0; row < groups.Length; row++)
        {
            for (var i = 0; i < distinctColumns.Count; i++)
                tuple[i] = rows.Columns[distinctColumns[i]][row];
            tuple[^1] = (ulong)groups[row];
            seen.GetOrAdd(tuple, out var isNew);
            if (isNew)
                counts[groups[row]]++;
        }
    }

    internal override ulong Result(int group) => Context.Terms.IdOf(Functions.Value.Integer(group < counts.Length ? counts[group] : 0));

    internal override void Rewind(Rewinding what)
    {
        Drop(ref counts, sizeof(long));
        seen?.Clear();
    }
}

/// <summary>An aggregate over the values of an expression.</summary>
internal abstract class ValueAccumulator(QueryContext context, Scalar argument, bool distinct) : Accumulator(context)
{
    private readonly RowIndex? seen = distinct ? new RowIndex(context.Memory, 2) : null;

    protected Scalar Argument { get; } = argument;

    internal override void Add(Batch rows, ReadOnlySpan<int> groups, int groupCount)
    {
        Reserve(groupCount);
        for (var row = 0; row < groups.Length; row++)
        {
            Context.NextSolution();
            Add(new Row(rows, row), groups[row]);
        }
    }

    internal override void Rewind(Rewinding what)
    {
        Argument.Rewind(what);
        seen?.Clear();
    }

    protected abstract void Reserve(int groupCount);

    protected abstract void Add(in Row row, int group);

    /// <summary>Whether a term counts: with DISTINCT only the first time in its group.</summary>
    protected bool Counts(int group, ulong id)
    {
        if (seen is null)
            return true;
        seen.GetOrAdd([(ulong)group, id], out var isNew);
        return isNew;
    }

    protected bool IsDistinct => seen is not null;
}
