using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Functions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>COUNT(*) of one triple pattern: the source's own count where it has an exact one, else the rows of a scan.</summary>
internal sealed class CountOperator(QueryContext context, PatternShape shape, Operator scan, IReadOnlyList<Variable> counts)
    : Operator(context, new Schema(counts, new HashSet<Variable>()), [], 1, scan)
{
    private bool given;

    internal override bool KeepsOrder => false;

    protected override bool ReadsAllFirst => true;

    protected override string Detail => shape.Pattern.ToString();

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        given = false;
    }

    protected override void Fill(Batch output)
    {
        if (given)
            return;
        given = true;
        var id = Context.Terms.IdOf(Value.Integer(Exact() ?? Scanned()));
        for (var i = 0; i < Schema.Count; i++)
            output.Columns[i][0] = id;
        output.Count = 1;
    }

    private long? Exact()
    {
        if (shape.CannotMatch() || shape.Scope.Select(Context.Dataset) is not { } graphs)
            return 0;
        return shape.Equalities.Count == 0 ? Context.Source.CountExactly(shape.Bind(graphs)) : null;
    }

    private long Scanned()
    {
        var batch = Inputs[0].NewBatch();
        var count = 0L;
        while (Inputs[0].Next(batch))
            count += batch.Count;
        return count;
    }
}
