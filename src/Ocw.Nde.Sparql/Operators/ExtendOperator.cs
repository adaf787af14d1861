using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Evaluation.Expressions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Extend: adds columns that expressions give, one after the other; an error leaves the variable unbound.</summary>
/// <remarks>Extensions of the same rows are one operator, so that BNODE(label) gives one node per solution (§17.4.2.9).</remarks>
internal sealed class ExtendOperator : Operator
{
    private readonly Operator input;
    private readonly Scalar[] expressions;

    /// <param name="context">The query.</param>
    /// <param name="input">The rows.</param>
    /// <param name="variables">The new variables.</param>
    /// <param name="compile">Compiles each expression over the given columns: those of the input and of the extensions before it.</param>
    internal ExtendOperator(QueryContext context, Operator input, IReadOnlyList<Variable> variables, Func<int, Schema, Scalar> compile)
        : base(context, SchemaOf(input, variables), input.SortedBy, input.EstimatedRows, input)
    {
        this.input = input;
        expressions = [.. variables.Select((_, i) => compile(i, Schema))];
    }

    protected override string Detail => string.Join(' ', Schema.Variables.Skip(input.Schema.Count));

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        foreach (var expression in expressions)
            expression.Rewind(what);
    }

    internal override void SkipTo(ulong key) => input.SkipTo(key);

    protected override void Fill(Batch output)
    {
        if (!input.Next(output))
            return;
        for (var i = 0; i < expressions.Length; i++)
            Array.Clear(output.Columns[input.Schema.Count + i], 0, output.Count);
        for (var row = 0; row < output.Count; row++)
        {
            Context.NextSolution();
            for (var i = 0; i < expressions.Length; i++)
                output.Columns[input.Schema.Count + i][row] = expressions[i].EvaluateId(new Row(output, row), Context.Terms);
        }
    }

    private static Schema SchemaOf(Operator input, IReadOnlyList<Variable> variables) =>
        new([.. input.Schema.Variables, .. variables], input.Schema.Uncertain.Concat(variables).ToHashSet());
}
