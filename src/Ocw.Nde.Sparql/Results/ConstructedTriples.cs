using Ocw.Nde.Rdf;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Results;

/// <summary>The answer of a CONSTRUCT.</summary>
internal sealed class ConstructedTriples : TripleSequence
{
    private readonly QueryPlan plan;
    private readonly IDisposable? lease;
    private readonly TripleTemplate template;
    private readonly Batch batch;
    private long given;

    /// <param name="plan">The operators of the pattern.</param>
    /// <param name="lease">What is given back at the end.</param>
    internal ConstructedTriples(QueryPlan plan, IDisposable? lease)
    {
        this.plan = plan;
        this.lease = lease;
        template = new TripleTemplate(plan.Context, plan.Query.Template, plan.Root.Schema);
        batch = plan.Root.NewBatch();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Prefixes => plan.Query.Prefixes;

    /// <inheritdoc/>
    public override bool WriteSomeTo(IQuadSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (!plan.Root.Next(batch))
            return false;
        for (var row = 0; row < batch.Count; row++)
        {
            for (var written = template.Write(batch, row, sink); written > 0; written--)
                RowLimit.Count(ref given, plan.Context.Limits.Rows);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        plan.Dispose();
        lease?.Dispose();
        base.Dispose(disposing);
    }
}
