using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Results;

/// <summary>The solutions of a SELECT, pulled from its operators.</summary>
internal sealed class OperatorSolutions : SolutionSequence
{
    private readonly QueryPlan plan;
    private readonly Action<bool> giveBack;
    private readonly Batch batch;
    private readonly int[] columns;
    private readonly long maximum;
    private int row = -1;
    private long given;
    private bool isSound = true;
    private bool isGivenBack;

    /// <param name="plan">The operators.</param>
    /// <param name="lease">What is given back at the end.</param>
    internal OperatorSolutions(QueryPlan plan, IDisposable? lease)
        : this(plan, plan.Root.NewBatch(), _ => GiveBack(plan, lease))
    {
    }

    /// <param name="plan">The operators.</param>
    /// <param name="batch">Where their rows come.</param>
    /// <param name="giveBack">What is done at the end; told whether the operators are sound, not interrupted by an exception.</param>
    internal OperatorSolutions(QueryPlan plan, Batch batch, Action<bool> giveBack)
    {
        this.plan = plan;
        this.batch = batch;
        this.giveBack = giveBack;
        batch.Count = 0;
        columns = [.. plan.Query.Projection.Select(plan.Root.Schema.IndexOf)];
        maximum = plan.Context.Limits.Rows;
        Variables = [.. plan.Query.Projection.Select(variable => variable.Name)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override RdfTerm? this[int column] => Id(column) is not 0 and var id ? plan.Context.Terms.ToTerm(id) : null;

    /// <inheritdoc/>
    public override bool IsBound(int column) => Id(column) != 0;

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (++row >= batch.Count)
        {
            row = -1;
            isSound = false;
            var hasRows = plan.Root.Next(batch);
            isSound = true;
            if (!hasRows)
                return false;
            row = 0;
        }

        RowLimit.Count(ref given, maximum);
        return true;
    }

    /// <inheritdoc/>
    public override TermSpan Span(int column) => plan.Context.Terms.Span(Id(column));

    /// <inheritdoc/>
    public override void Read<TState>(int column, TermReceiver<TState> receiver, TState state) => plan.Context.Terms.Read(Id(column), receiver, state);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!isGivenBack)
            giveBack(isSound);
        isGivenBack = true;
        base.Dispose(disposing);
    }

    private static void GiveBack(QueryPlan plan, IDisposable? lease)
    {
        plan.Dispose();
        lease?.Dispose();
    }

    private ulong Id(int column)
    {
        if (row < 0)
            throw new InvalidOperationException("There is no current row: call MoveNext first, and read while it says true.");
        return columns[column] < 0 ? 0 : batch.Columns[columns[column]][row];
    }
}
