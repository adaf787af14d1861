using System.Collections;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>LeftJoin whose right side is a pipeline that starts from the left rows, batch by batch; rows that it gives nothing for stay as they are.</summary>
/// <remarks>The condition of the LeftJoin is a filter at the end of the pipeline. The order of the left rows stays where the pipeline keeps it.</remarks>
internal sealed class LateralLeftJoin : Operator
{
    private const int MaxInputBatches = 8;

    private readonly Operator left;
    private readonly SeedOperator seed;
    private readonly Operator pipeline;
    private readonly Batch leftRows;
    private readonly Batch found;
    private readonly int numberColumn;
    private readonly (int Left, int Found)[] sources;
    private readonly BitArray matched;
    private bool isRunning;
    private int foundAt;
    private int leftAt;

    private LateralLeftJoin(QueryContext context, Operator left, SeedOperator seed, Operator pipeline, Schema schema, IReadOnlyList<int> sortedBy)
        : base(context, schema, sortedBy, Math.Max(left.EstimatedRows, pipeline.EstimatedRows), left, pipeline)
    {
        this.left = left;
        this.seed = seed;
        this.pipeline = pipeline;
        leftRows = left.NewBatch();
        found = pipeline.NewBatch();
        numberColumn = pipeline.Schema.IndexOf(seed.Schema.Variables[^1]);
        sources = [.. schema.Variables.Select(variable => (left.Schema.IndexOf(variable), pipeline.Schema.IndexOf(variable)))];
        matched = new BitArray(context.BatchCapacity);
    }

    /// <summary>A left join; the last variable of the seed carries the numbers of the left rows.</summary>
    internal static LateralLeftJoin Create(QueryContext context, Operator left, SeedOperator seed, Operator pipeline, IReadOnlySet<Variable> outputs)
    {
        var number = seed.Schema.Variables[^1];
        Variable[] variables = [.. left.Schema.Variables
            .Concat(pipeline.Schema.Variables.Where(variable => variable != number && !left.Schema.Contains(variable))).Where(outputs.Contains)];
        var schema = new Schema(variables, variables.Where(variable => !left.Schema.IsCertain(variable)).ToHashSet());
        int[] sortedBy = pipeline.KeepsOrder
            ? [.. left.SortedBy.Select(column => left.Schema.Variables[column])
                .TakeWhile(variable => schema.Contains(variable) && left.Schema.IsCertain(variable)).Select(schema.IndexOf)]
            : [];
        return new LateralLeftJoin(context, left, seed, pipeline, schema, sortedBy);
    }

    internal override bool KeepsOrder => pipeline.KeepsOrder && left.KeepsOrder;

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        leftRows.Count = found.Count = 0;
        leftAt = foundAt = 0;
        isRunning = false;
    }

    protected override void Fill(Batch output)
    {
        var inputBatches = 0;
        while (!output.IsFull)
        {
            if (foundAt < found.Count)
            {
                TakeFound(output);
            }
            else if (isRunning)
            {
                foundAt = 0;
                isRunning = pipeline.Next(found);
                if (!isRunning)
                    found.Count = 0;
            }
            else if (leftAt < leftRows.Count)
            {
                TakeLeft(output);
            }
            else if ((output.Count > 0 && ++inputBatches > MaxInputBatches) || !Start())
            {
                return;
            }
        }
    }

    private bool Start()
    {
        leftAt = 0;
        if (!left.Next(leftRows))
        {
            leftRows.Count = 0;
            return false;
        }

        matched.SetAll(false);
        pipeline.Rewind(Rewinding.Seed);
        seed.Give(leftRows);
        isRunning = true;
        return true;
    }

    private void TakeFound(Batch output)
    {
        var number = (int)found.Columns[numberColumn][foundAt] - 1;
        if (leftAt < number && pipeline.KeepsOrder)
        {
            // The rows before it have no partner if they have none yet: put them in their place.
            TakeLeft(output);
            return;
        }

        matched[number] = true;
        var to = output.Count++;
        for (var i = 0; i < sources.Length; i++)
        {
            var (l, f) = sources[i];
            output.Columns[i][to] = f >= 0 ? found.Columns[f][foundAt] : leftRows.Columns[l][number];
        }

        foundAt++;
    }

    private void TakeLeft(Batch output)
    {
        var row = leftAt++;
        if (matched[row])
            return;
        var to = output.Count++;
        for (var i = 0; i < sources.Length; i++)
            output.Columns[i][to] = sources[i].Left >= 0 ? leftRows.Columns[sources[i].Left][row] : 0;
    }
}
