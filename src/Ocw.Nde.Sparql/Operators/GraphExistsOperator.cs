using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The rows of its input if the dataset has a named graph of this name, none otherwise: GRAPH &lt;name&gt; { } (§18.6).</summary>
internal sealed class GraphExistsOperator(QueryContext context, Operator input, ConstantSlot name)
    : Operator(context, input.Schema, input.SortedBy, input.EstimatedRows, input)
{
    protected override string Detail => name.Term.ToString();

    protected override void Fill(Batch output)
    {
        if (Context.Dataset.IsNamed(name.Id))
            Inputs[0].Next(output);
    }
}
