using Ocw.Nde.Sparql.Evaluation.Expressions;
using Ocw.Nde.Sparql.Functions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>EXISTS and NOT EXISTS inside a larger expression: runs a pipeline from one row.</summary>
internal sealed class ExistsCondition(SeedOperator seed, Operator pipeline, bool negated) : Condition
{
    private readonly Batch found = pipeline.NewBatch();

    internal override Truth Test(in Row row)
    {
        pipeline.Rewind(Rewinding.Seed);
        seed.Give(row.Batch, row.Index);
        return Truths.Of(pipeline.Next(found) != negated);
    }

    internal override void Rewind(Rewinding what) => pipeline.Rewind(what);
}
