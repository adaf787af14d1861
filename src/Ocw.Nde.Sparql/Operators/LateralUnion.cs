using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>A union whose branches are pipelines that start from the same rows: Join(rows, Union(a, b)) without reading all of a and b.</summary>
internal sealed class LateralUnion : Operator
{
    private readonly Operator left;
    private readonly SeedOperator[] seeds;
    private readonly Operator[] branches;
    private readonly Batch leftRows;
    private readonly Batch[] batches;
    private readonly int[][] sources;
    private int current;

    internal LateralUnion(QueryContext context, Operator left, SeedOperator[] seeds, Operator[] branches)
        : base(context, UnionOperator.SchemaOf(branches), [], branches.Sum(branch => branch.EstimatedRows), [left, .. branches])
    {
        this.left = left;
        this.seeds = seeds;
        this.branches = branches;
        leftRows = left.NewBatch();
        batches = [.. branches.Select(branch => branch.NewBatch())];
        sources = [.. branches.Select(branch => Schema.Variables.Select(branch.Schema.IndexOf).ToArray())];
        current = branches.Length;
    }

    internal override bool KeepsOrder => false;

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        current = branches.Length;
    }

    protected override void Fill(Batch output)
    {
        while (true)
        {
            if (current == branches.Length)
            {
                if (!left.Next(leftRows))
                    return;
                current = 0;
                Start();
            }

            if (branches[current].Next(batches[current]))
            {
                UnionOperator.Move(batches[current], sources[current], output);
                return;
            }

            if (++current < branches.Length)
                Start();
        }
    }

    private void Start()
    {
        branches[current].Rewind(Rewinding.Seed);
        seeds[current].Give(leftRows);
    }
}
