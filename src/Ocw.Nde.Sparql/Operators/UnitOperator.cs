using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>One solution that binds nothing: the empty group pattern (SPARQL 1.1 §18.2.1, Z).</summary>
internal sealed class UnitOperator(QueryContext context) : Operator(context, Schema.Empty, [], 1)
{
    private bool given;

    internal override void Rewind(Rewinding what) => given = false;

    protected override void Fill(Batch output)
    {
        output.Count = given ? 0 : 1;
        given = true;
    }
}
