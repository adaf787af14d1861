using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Project: gives the named columns in this order; a variable that the rows do not have is unbound.</summary>
internal sealed class ProjectOperator : Operator
{
    private readonly Operator input;
    private readonly Batch rows;
    private readonly int[] sources;

    internal ProjectOperator(QueryContext context, Operator input, IReadOnlyList<Variable> variables)
        : base(context, SchemaOf(input, variables), SortOf(input, variables), input.EstimatedRows, input)
    {
        this.input = input;
        rows = input.NewBatch();
        sources = [.. variables.Select(input.Schema.IndexOf)];
    }

    protected override string Detail => string.Join(' ', Schema.Variables);

    internal override void SkipTo(ulong key) => input.SkipTo(key);

    protected override void Fill(Batch output)
    {
        if (!input.Next(rows))
            return;
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] >= 0)
                output.Swap(i, rows, sources[i]);
            else
                Array.Clear(output.Columns[i], 0, rows.Count);
        }

        output.Count = rows.Count;
    }

    private static Schema SchemaOf(Operator input, IReadOnlyList<Variable> variables) =>
        new(variables, variables.Where(variable => !input.Schema.IsCertain(variable)).ToHashSet());

    private static int[] SortOf(Operator input, IReadOnlyList<Variable> variables) =>
        [.. input.SortedBy.Select(column => variables.ToList().IndexOf(input.Schema.Variables[column])).TakeWhile(column => column >= 0)];
}
