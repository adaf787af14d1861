using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>COUNT(*) of one triple pattern: the source's own count where it has an exact one, else the rows of a scan.</summary>
internal sealed class CountOperator(QueryContext context, PatternShape shape, Operator scan, IReadOnlyList<Variable> counts)
    : Operator(context, new Schema(counts, new HashSet<Variable>()), [], 1, scan)
{
    private bool given;

    internal override bool KeepsOrder => false;

    protected override bool ReadsAllFirst => true;

    protected override string Detail => shape.Pattern.ToString();

    internal override double CostOf(double rows) =>
        shape.Equalities.Count == 0 && shape.Scope.Select(Context.Dataset) is { } graphs && IsKept(shape.Bind(graphs)) && Context.Source.Statistics is not null
            ? rows
            : base.CostOf(rows);

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
        if (shape.Equalities.Count > 0)
            return null;
        var pattern = shape.Bind(graphs);
        return Context.Source.CountExactly(pattern) ?? Kept(pattern);
    }

    private long? Kept(in QuadPattern pattern)
    {
        if (!IsKept(pattern) || Context.Source.Statistics is not { } statistics)
            return null;
        var kept = statistics.Predicates(Context.Cancellation);
        return pattern.Predicate.IsBound ? kept.Of(pattern.Predicate) : kept.Triples;
    }

    private static bool IsKept(in QuadPattern pattern) =>
        pattern.Graphs.Kind == GraphSelectorKind.Default && !pattern.Subject.IsBound && !pattern.Object.IsBound;

    private long Scanned()
    {
        var batch = Inputs[0].NewBatch();
        var count = 0L;
        while (Inputs[0].Next(batch))
            count += batch.Count;
        Context.GiveBack(batch);
        return count;
    }
}
