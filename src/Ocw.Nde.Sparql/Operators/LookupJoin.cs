using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Joins rows with a triple pattern by asking the pattern for each row; turns into a hash join by itself where that is cheaper.</summary>
/// <remarks>The order of the left rows stays. A left variable that is unbound in a row is a wildcard there and gets its value from the match.</remarks>
internal sealed class LookupJoin : Operator
{
    // After so many input batches without a full output batch the rows found so far are handed on, so that readers are not kept waiting.
    private const int MaxInputBatches = 8;

    private readonly Operator left;
    private readonly PatternShape shape;
    private readonly PatternProbe probe;
    private readonly Batch input;
    private readonly (int Position, int Column)[] bound;
    private readonly (int From, int To)[] copied;
    private readonly (int Position, int To)[] added;
    private readonly bool onlyFirst;
    private readonly double matches;
    private int row = -1;
    private int at;
    private int remaining;

    private LookupJoin(QueryContext context, Operator left, PatternShape shape, Schema schema, IReadOnlyList<int> sortedBy, double matches, bool onlyFirst)
        : base(context, schema, sortedBy, Estimates.Join(left, shape, matches), left)
    {
        this.left = left;
        this.shape = shape;
        this.onlyFirst = onlyFirst;
        this.matches = matches;
        input = left.NewBatch();
        bound = [.. from position in Enumerable.Range(0, PatternShape.Positions)
                    let variable = shape.VariableAt(position)
                    where variable is not null && left.Schema.Contains(variable)
                    select (position, left.Schema.IndexOf(variable))];
        probe = new PatternProbe(context, shape, bound.Select(pair => pair.Position));

        // A variable that may be unbound on the left is taken from the match, where it is always bound.
        copied = [.. schema.Variables.Where(variable => left.Schema.Contains(variable) && !IsFilledIn(variable))
            .Select(variable => (left.Schema.IndexOf(variable), schema.IndexOf(variable)))];
        added = [.. schema.Variables.Where(variable => !left.Schema.Contains(variable) || IsFilledIn(variable))
            .Select(variable => (shape.PositionOf(variable), schema.IndexOf(variable)))];
    }

    protected override string Detail => shape.Pattern + (probe.HasTable ? " (table)" : "");

    /// <summary>A join of rows with a pattern.</summary>
    /// <param name="context">The query.</param>
    /// <param name="left">The rows.</param>
    /// <param name="shape">The pattern.</param>
    /// <param name="outputs">The variables that are needed above.</param>
    /// <param name="onlyFirst">Whether one match per row is enough, because only its existence counts.</param>
    internal static LookupJoin Create(QueryContext context, Operator left, PatternShape shape, IReadOnlySet<Variable> outputs, bool onlyFirst)
    {
        Variable[] variables = [.. left.Schema.Variables.Concat(shape.Variables.Where(variable => !left.Schema.Contains(variable))).Where(outputs.Contains)];
        var uncertain = left.Schema.Uncertain.Where(variable => shape.PositionOf(variable) < 0).ToHashSet();
        var schema = new Schema(variables, uncertain);
        var sortedBy = left.SortedBy.Select(column => left.Schema.Variables[column])
            .TakeWhile(variable => schema.Contains(variable) && left.Schema.IsCertain(variable)).Select(schema.IndexOf).ToArray();
        return new LookupJoin(context, left, shape, schema, sortedBy, shape.Estimate(context), onlyFirst && !HasNew(left, shape, schema));
    }

    internal override double CostOf(double rows)
    {
        var asked = left.EstimatedRows * ShareOf(rows);
        return rows + left.CostOf(asked) + Math.Min(asked * PatternProbe.PointCost, Math.Max(asked, matches));
    }

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        probe.Rewind(what);
        input.Count = 0;
        row = -1;
        remaining = 0;
    }

    protected override void Fill(Batch output)
    {
        var inputBatches = 0;
        while (!output.IsFull)
        {
            if (remaining > 0)
            {
                Emit(output);
                continue;
            }

            if (row >= 0 && row < input.Count && !(onlyFirst && HasFound) && probe.NextRun())
            {
                (at, remaining) = (probe.Start, probe.Count);
                continue;
            }

            if (++row >= input.Count)
            {
                if (output.Count > 0 && ++inputBatches >= MaxInputBatches)
                {
                    row = input.Count;
                    return;
                }

                row = -1;
                if (!left.Next(input))
                {
                    input.Count = 0;
                    return;
                }

                probe.Expect(KeyColumn, input.Count);
                row = 0;
            }

            Ask();
        }
    }

    protected override void Dispose(bool disposing)
    {
        probe.Dispose();
        base.Dispose(disposing);
    }

    private bool HasFound { get; set; }

    private static bool HasNew(Operator left, PatternShape shape, Schema schema) =>
        shape.Variables.Any(variable => schema.Contains(variable) && !left.Schema.IsCertain(variable));

    private bool IsFilledIn(Variable variable) => !left.Schema.IsCertain(variable) && shape.PositionOf(variable) >= 0;

    private ulong[] KeyColumn(int position)
    {
        foreach (var (known, column) in bound)
        {
            if (known == position)
                return input.Columns[column];
        }

        throw new ArgumentOutOfRangeException(nameof(position), position, "The rows do not bind this position.");
    }

    private void Ask()
    {
        HasFound = false;
        Span<ulong> ids = stackalloc ulong[PatternShape.Positions];
        ids.Clear();
        foreach (var (position, column) in bound)
            ids[position] = input.Columns[column][row];
        probe.Ask(ids);
    }

    private void Emit(Batch output)
    {
        if (!onlyFirst && !probe.MustCheck)
        {
            EmitRun(output);
            return;
        }

        for (; remaining > 0 && !output.IsFull; at++, remaining--)
        {
            if (!probe.Holds(at))
                continue;
            CopyRow(output, at, 1);
            HasFound = true;
            if (!onlyFirst)
                continue;
            remaining = 0;
            return;
        }
    }

    private void EmitRun(Batch output)
    {
        var rows = Math.Min(remaining, output.Wanted - output.Count);
        CopyRow(output, at, rows);
        at += rows;
        remaining -= rows;
    }

    private void CopyRow(Batch output, int from, int rows)
    {
        var to = output.Count;
        if (rows == 1)
        {
            foreach (var (source, target) in copied)
                output.Columns[target][to] = input.Columns[source][row];
            foreach (var (position, target) in added)
                output.Columns[target][to] = probe.Column(position)[from];
        }
        else
        {
            foreach (var (source, target) in copied)
                output.Columns[target].AsSpan(to, rows).Fill(input.Columns[source][row]);
            foreach (var (position, target) in added)
                Array.Copy(probe.Column(position), from, output.Columns[target], to, rows);
        }

        output.Count = to + rows;
    }
}
