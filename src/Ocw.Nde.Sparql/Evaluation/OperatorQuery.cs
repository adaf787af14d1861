using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Results;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>A planned query as operators over one source.</summary>
internal sealed class OperatorQuery(QueryPlan plan, IDisposable? lease) : PlannedQuery
{
    private bool isRunning;

    /// <inheritdoc/>
    public override double EstimatedCost { get; } = plan.Root.CostOf(plan.Root.EstimatedRows);

    /// <inheritdoc/>
    public override OperatorDescription Explain() => plan.Root.Describe();

    /// <inheritdoc/>
    public override SparqlResult Run(bool timed = false)
    {
        if (isRunning)
            throw new InvalidOperationException("A planned query runs once: plan it again.");
        isRunning = true;
        try
        {
            plan.Context.IsTimed = timed;
            plan.Context.StartClock();
            return Start();
        }
        catch
        {
            GiveBack();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // What runs belongs to its result.
        if (!isRunning)
            GiveBack();
        isRunning = true;
        base.Dispose(disposing);
    }

    private SparqlResult Start()
    {
        switch (plan.Query.Form)
        {
            case QueryForm.Select:
                return new OperatorSolutions(plan, lease);
            case QueryForm.Construct:
                return new ConstructedTriples(plan, lease);
            case QueryForm.Describe:
                return new DescribedTriples(plan, lease);
            default:
                var answer = new BooleanResult(plan.Root.Next(plan.Root.NewBatch()));
                GiveBack();
                return answer;
        }
    }

    private void GiveBack()
    {
        plan.Dispose();
        lease?.Dispose();
    }
}
