using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Union: the rows of one input after those of the other; variables that an input does not have are unbound.</summary>
internal sealed class UnionOperator : Operator
{
    private readonly Batch[] batches;
    private readonly int[][] sources;
    private int current;

    internal override bool KeepsOrder => false;

    internal UnionOperator(QueryContext context, params IReadOnlyList<Operator> inputs)
        : base(context, SchemaOf(inputs), [], inputs.Sum(input => input.EstimatedRows), inputs)
    {
        batches = [.. inputs.Select(input => input.NewBatch())];
        sources = [.. inputs.Select(input => Schema.Variables.Select(input.Schema.IndexOf).ToArray())];
    }

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        current = 0;
    }

    /// <summary>All variables of some rows; those that one kind of row lacks may be unbound.</summary>
    internal static Schema SchemaOf(IReadOnlyList<Operator> inputs)
    {
        Variable[] variables = [.. inputs.SelectMany(input => input.Schema.Variables).Distinct()];
        return new Schema(variables, variables.Where(variable => !inputs.All(input => input.Schema.IsCertain(variable))).ToHashSet());
    }

    /// <summary>Moves rows to the columns of a wider schema.</summary>
    internal static void Move(Batch rows, int[] sources, Batch output)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] >= 0)
                output.Swap(i, rows, sources[i]);
            else
                Array.Clear(output.Columns[i], 0, rows.Count);
        }

        output.Count = rows.Count;
    }

    protected override void Fill(Batch output)
    {
        for (; current < Inputs.Count; current++)
        {
            if (!Inputs[current].Next(batches[current]))
                continue;
            Move(batches[current], sources[current], output);
            return;
        }
    }
}
