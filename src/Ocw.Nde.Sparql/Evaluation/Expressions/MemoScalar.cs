using System.Runtime.InteropServices;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary>Works a pure expression of one variable out once per distinct term; gives up where terms hardly ever come back.</summary>
internal sealed class MemoScalar(int column, Scalar inner, MemoryBudget memory) : Scalar
{
    private const int TrialSize = 2048;
    private const int EntryBytes = 96;

    private readonly Dictionary<ulong, Value> values = [];
    private readonly Dictionary<ulong, Truth> truths = [];
    private int misses;
    private int hits;

    private bool IsWorthwhile => misses < TrialSize || hits > misses / 4;

    internal override Value Evaluate(in Row row)
    {
        if (!IsWorthwhile)
            return inner.Evaluate(row);

        ref var value = ref CollectionsMarshal.GetValueRefOrNullRef(values, row[column]);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref value))
        {
            hits++;
            return value;
        }

        var made = inner.Evaluate(row);
        if (Admit())
            values.Add(row[column], made);
        return made;
    }

    internal override Truth Test(in Row row)
    {
        if (!IsWorthwhile)
            return inner.Test(row);

        if (truths.TryGetValue(row[column], out var truth))
        {
            hits++;
            return truth;
        }

        truth = inner.Test(row);
        if (Admit())
            truths.Add(row[column], truth);
        return truth;
    }

    internal override void Rewind(Rewinding what)
    {
        inner.Rewind(what);
        if (what == Rewinding.Source)
            Forget();
    }

    private bool Admit()
    {
        misses++;
        if (!IsWorthwhile)
        {
            Forget();
            misses = int.MaxValue;
            return false;
        }

        if (memory.Free < EntryBytes * 1024)
            return false;
        memory.Charge(EntryBytes);
        return true;
    }

    private void Forget()
    {
        memory.Release(EntryBytes * (long)(values.Count + truths.Count));
        values.Clear();
        truths.Clear();
        misses = hits = 0;
    }
}
