using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>No rows.</summary>
internal sealed class EmptyOperator(QueryContext context, Schema schema) : Operator(context, schema, [], 0)
{
    protected override void Fill(Batch output)
    {
    }
}
