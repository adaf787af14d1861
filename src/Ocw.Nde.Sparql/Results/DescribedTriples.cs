using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Results;

/// <summary>The answer of a DESCRIBE: of each resource its concise bounded description, that is its statements and those of the blank nodes they lead to.</summary>
/// <remarks>SPARQL 1.1 §16.4 leaves the choice to the service; <see href="https://www.w3.org/submissions/CBD/">CBD</see> is what most give.</remarks>
internal sealed class DescribedTriples : TripleSequence
{
    private readonly QueryPlan plan;
    private readonly IDisposable? lease;
    private readonly Batch solutions;
    private readonly ConstantSlot[] named;
    private readonly int[] columns;
    private readonly RowIndex resources;
    private readonly QuadBatch batch;
    private int described;
    private bool hasNamed;
    private long given;

    /// <param name="plan">The operators of the pattern.</param>
    /// <param name="lease">What is given back at the end.</param>
    internal DescribedTriples(QueryPlan plan, IDisposable? lease)
    {
        this.plan = plan;
        this.lease = lease;
        solutions = plan.Root.NewBatch();
        named = [.. plan.Query.Described.OfType<Constant>().Select(constant => plan.Context.Constant(constant.Term))];
        columns = [.. plan.Columns.Select(plan.Root.Schema.IndexOf).Where(column => column >= 0)];
        resources = new RowIndex(plan.Context.Memory, 1);
        batch = new QuadBatch(plan.Context.BatchCapacity);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Prefixes => plan.Query.Prefixes;

    /// <inheritdoc/>
    public override bool WriteSomeTo(IQuadSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (!hasNamed)
        {
            hasNamed = true;
            foreach (var slot in named)
                Add(slot.Id);
        }
        else if (described == resources.Count && !AddSolutions())
        {
            return false;
        }

        for (; described < resources.Count; described++)
            Describe(resources.Cell(described, 0), sink);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        plan.Dispose();
        lease?.Dispose();
        base.Dispose(disposing);
    }

    private bool AddSolutions()
    {
        if (columns.Length == 0 || !plan.Root.Next(solutions))
            return false;
        foreach (var column in columns)
        {
            foreach (var id in solutions.Columns[column].AsSpan(0, solutions.Count))
                Add(id);
        }

        return true;
    }

    private void Add(ulong id)
    {
        if (plan.Context.Terms.KindOf(id) is TermKind.Iri or TermKind.BlankNode)
            resources.GetOrAdd([id], out _);
    }

    private void Describe(ulong resource, IQuadSink sink)
    {
        using var scan = plan.Context.Source.Scan(new QuadPattern(new(resource), default, default, plan.Context.Dataset.DefaultGraph), QuadOrder.Spo);
        for (int rows; (rows = scan.Next(batch)) > 0;)
        {
            plan.Context.Check();
            for (var row = 0; row < rows; row++)
            {
                TripleWriting.Write(plan.Context.Terms, [batch.Subjects[row], batch.Predicates[row], batch.Objects[row]], sink);
                RowLimit.Count(ref given, plan.Context.Limits.Rows);
                if (plan.Context.Terms.KindOf(batch.Objects[row]) == TermKind.BlankNode)
                    Add(batch.Objects[row]);
            }
        }
    }
}
