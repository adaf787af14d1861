using System.Diagnostics;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>A physical operator: gives its rows batch by batch, each when it is asked for.</summary>
/// <remarks>
/// Every call checks the limits of the query. An operator can be rewound, so that a part of a plan runs again for other rows below it, or the
/// whole plan for another source.
/// </remarks>
internal abstract class Operator : IDisposable
{
    // The first batches are small: a query with LIMIT, or a reader who waits for the first row, needs no more.
    private const int FirstRows = 32;

    private int ramp = FirstRows;
    private long ticks;

    protected Operator(QueryContext context, Schema schema, IReadOnlyList<int> sortedBy, double estimatedRows, params IReadOnlyList<Operator> inputs)
    {
        Context = context;
        Schema = schema;
        SortedBy = sortedBy;
        EstimatedRows = estimatedRows;
        Inputs = inputs;
    }

    /// <summary>The columns.</summary>
    internal Schema Schema { get; }

    /// <summary>The columns by which the rows are sorted (ascending raw ids), the most significant first; none if nothing is known.</summary>
    internal IReadOnlyList<int> SortedBy { get; }

    /// <summary>About how many rows will come.</summary>
    internal double EstimatedRows { get; }

    /// <summary>How many rows have come, over all rewindings.</summary>
    internal long Rows { get; private set; }

    /// <summary>The operators that this one reads.</summary>
    internal IReadOnlyList<Operator> Inputs { get; }

    /// <summary>Whether rows come in the order of the rows at the bottom of the pipeline: joins, filters and extensions of the first input keep it.</summary>
    internal virtual bool KeepsOrder => Inputs.Count > 0 && Inputs[0].KeepsOrder;

    protected QueryContext Context { get; }

    /// <summary>Whether all inputs are read to their end before the first row comes.</summary>
    protected virtual bool ReadsAllFirst => false;

    /// <summary>What an explained plan says of this operator beside its name.</summary>
    protected virtual string Detail => "";

    /// <summary>Fills <paramref name="output"/> from its start.</summary>
    /// <returns><see langword="false"/> at the end, with no rows.</returns>
    internal bool Next(Batch output)
    {
        Context.Check();
        output.Count = 0;
        output.Wanted = Math.Min(ramp, output.Capacity);
        ramp = Math.Min(ramp * 2, output.Capacity * 2);
        if (Context.IsTimed)
            FillTimed(output);
        else
            Fill(output);
        Rows += output.Count;
        return output.Count > 0;
    }

    /// <summary>About how many rows of indexes, tables and answers are touched until so many rows have come.</summary>
    internal virtual double CostOf(double rows)
    {
        var share = ShareOf(rows);
        return rows + Inputs.Sum(input => input.CostOf(input.EstimatedRows * share));
    }

    /// <summary>Begins again.</summary>
    internal virtual void Rewind(Rewinding what)
    {
        foreach (var input in Inputs)
            input.Rewind(what);
    }

    /// <summary>Rows whose first sorted column lies before <paramref name="key"/> are no longer wanted. A hint.</summary>
    internal virtual void SkipTo(ulong key)
    {
    }

    /// <summary>A batch that fits this operator's rows.</summary>
    internal Batch NewBatch() => Context.NewBatch(Schema.Count);

    /// <summary>The plan below and with this operator, with estimated and real rows.</summary>
    internal OperatorDescription Describe()
    {
        var name = GetType().Name;
        if (name.EndsWith("Operator", StringComparison.Ordinal))
            name = name[..^"Operator".Length];
        OperatorDescription[] inputs = [.. Inputs.Select(input => input.Describe())];
        var milliseconds = ticks * 1000.0 / Stopwatch.Frequency;
        return new OperatorDescription(name, Detail, EstimatedRows, Rows, milliseconds, inputs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back scans; inputs are disposed of too.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var input in Inputs)
            input.Dispose();
    }

    /// <summary>Fills the batch from its start with at least one row, or with none at the end.</summary>
    protected abstract void Fill(Batch output);

    /// <summary>The part of this operator's work that must be done for so many rows.</summary>
    protected double ShareOf(double rows) => ReadsAllFirst || EstimatedRows <= rows ? 1 : rows / EstimatedRows;

    private void FillTimed(Batch output)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            Fill(output);
        }
        finally
        {
            ticks += Stopwatch.GetTimestamp() - start;
        }
    }
}

/// <summary>Why an operator begins again.</summary>
internal enum Rewinding
{
    /// <summary>The rows at the bottom of the pipeline are others; what does not depend on them (tables, scans of constants) may stay.</summary>
    Seed,

    /// <summary>The source or the active graph is another; nothing may stay.</summary>
    Source,
}
