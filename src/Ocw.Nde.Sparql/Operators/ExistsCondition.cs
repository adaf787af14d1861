using Ocw.Nde.Sparql.Evaluation.Expressions;
using Ocw.Nde.Sparql.Functions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>EXISTS and NOT EXISTS for one row at a time: runs a pipeline that starts from the row.</summary>
/// <remarks>
/// Substitution (SPARQL 1.1 §18.6) makes another pattern of it for each set of variables that the row binds. Where that matters there is one
/// pipeline for each set that occurs.
/// </remarks>
internal sealed class ExistsCondition : Condition, IDisposable
{
    private readonly int[] openColumns;
    private readonly bool negated;
    private readonly Func<ulong, (SeedOperator Seed, Operator Pipeline)> build;
    private readonly Dictionary<ulong, Variant> variants = [];

    /// <param name="openColumns">The columns that decide about the pipeline by being bound or not.</param>
    /// <param name="negated">Whether it is NOT EXISTS.</param>
    /// <param name="build">Makes the pipeline for rows that bind these of the open columns, by bit.</param>
    internal ExistsCondition(int[] openColumns, bool negated, Func<ulong, (SeedOperator Seed, Operator Pipeline)> build)
    {
        this.openColumns = openColumns;
        this.negated = negated;
        this.build = build;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var variant in variants.Values)
            variant.Pipeline.Dispose();
    }

    internal override Truth Test(in Row row)
    {
        var bound = 0UL;
        for (var i = 0; i < openColumns.Length; i++)
            bound |= (row[openColumns[i]] != 0 ? 1UL : 0) << i;
        if (!variants.TryGetValue(bound, out var variant))
            variants.Add(bound, variant = new Variant(build(bound)));

        variant.Pipeline.Rewind(Rewinding.Seed);
        variant.Seed.Give(row.Batch, row.Index);
        return Truths.Of(variant.Pipeline.Next(variant.Found) != negated);
    }

    internal override void Rewind(Rewinding what)
    {
        foreach (var variant in variants.Values)
            variant.Pipeline.Rewind(what);
    }

    private sealed class Variant((SeedOperator Seed, Operator Pipeline) made)
    {
        internal SeedOperator Seed { get; } = made.Seed;

        internal Operator Pipeline { get; } = made.Pipeline;

        internal Batch Found { get; } = made.Pipeline.NewBatch();
    }
}
