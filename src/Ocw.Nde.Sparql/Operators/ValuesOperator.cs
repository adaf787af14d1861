using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The rows of VALUES; UNDEF is unbound.</summary>
internal sealed class ValuesOperator : Operator
{
    private readonly ConstantSlot?[][] rows;
    private int at;

    internal ValuesOperator(QueryContext context, InlineData data)
        : base(context, SchemaOf(data), [], data.Rows.Count)
    {
        rows = [.. data.Rows.Select(row => row.Select(term => term is null ? null : context.Constant(term, isValue: true)).ToArray())];
    }

    protected override string Detail => string.Join(' ', Schema.Variables);

    internal override void Rewind(Rewinding what) => at = 0;

    protected override void Fill(Batch output)
    {
        for (; at < rows.Length && !output.IsFull; at++)
        {
            for (var i = 0; i < Schema.Count; i++)
                output.Columns[i][output.Count] = rows[at][i]?.Id ?? 0;
            output.Count++;
        }
    }

    private static Schema SchemaOf(InlineData data) =>
        new(data.Variables, data.Variables.Where((_, i) => data.Rows.Any(row => row[i] is null)).ToHashSet());
}
