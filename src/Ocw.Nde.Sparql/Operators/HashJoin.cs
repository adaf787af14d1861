using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Evaluation.Expressions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Joins rows with those of an independent input that is read into a table first; as LeftJoin it keeps rows without partner (§18.5).</summary>
/// <remarks>The order of the left rows stays. Without keys that are always bound every pair is compared.</remarks>
internal sealed class HashJoin : Operator
{
    private readonly Operator left;
    private readonly Operator right;
    private readonly bool isOptional;
    private readonly JoinColumns join;
    private readonly RowTable table;
    private readonly Batch input;
    private readonly (int Left, int Right)[] sources;
    private Scalar? condition;
    private bool isRead;
    private int row = -1;
    private int candidate = -1;
    private bool hasPartner;
    private int comparisons;

    private HashJoin(QueryContext context, Operator left, Operator right, Schema schema, IReadOnlyList<int> sortedBy, bool isOptional, double estimate)
        : base(context, schema, sortedBy, estimate, left, right)
    {
        this.left = left;
        this.right = right;
        this.isOptional = isOptional;
        join = new JoinColumns(left.Schema, right.Schema);
        table = new RowTable(context, right.Schema.Count, join.RightKeys);
        input = left.NewBatch();
        sources = [.. schema.Variables.Select(variable => (left.Schema.IndexOf(variable), right.Schema.IndexOf(variable)))];
    }

    protected override string Detail => (isOptional ? "optional " : "") + string.Join(' ', join.LeftKeys.Select(column => left.Schema.Variables[column]));

    /// <summary>A join of two inputs on the variables that they share.</summary>
    internal static HashJoin Create(QueryContext context, Operator left, Operator right, IReadOnlySet<Variable> outputs, bool isOptional)
    {
        Variable[] variables = [.. left.Schema.Variables.Concat(right.Schema.Variables.Where(variable => !left.Schema.Contains(variable))).Where(outputs.Contains)];
        var uncertain = variables.Where(variable => !(left.Schema.IsCertain(variable) || (!isOptional && right.Schema.IsCertain(variable)))).ToHashSet();
        var schema = new Schema(variables, uncertain);
        var sortedBy = left.SortedBy.Select(column => left.Schema.Variables[column])
            .TakeWhile(variable => schema.Contains(variable) && left.Schema.IsCertain(variable)).Select(schema.IndexOf).ToArray();
        var estimate = Estimates.Join(left, right, left.Schema.Shared(right.Schema).Any());
        return new HashJoin(context, left, right, schema, sortedBy, isOptional, estimate);
    }

    /// <summary>The condition of a LeftJoin, compiled for this operator's own columns.</summary>
    internal void SetCondition(Scalar scalar) => condition = scalar;

    internal override double CostOf(double rows) => rows + left.CostOf(left.EstimatedRows * ShareOf(rows)) + right.CostOf(right.EstimatedRows);

    internal override void Rewind(Rewinding what)
    {
        left.Rewind(what);
        condition?.Rewind(what);
        input.Count = 0;
        row = candidate = -1;
        if (what == Rewinding.Seed)
            return;
        right.Rewind(what);
        table.Clear();
        isRead = false;
    }

    protected override void Fill(Batch output)
    {
        if (!isRead)
        {
            table.Read(right);
            isRead = true;
        }

        if (table.Count == 0 && !isOptional)
            return;
        while (!output.IsFull)
        {
            if (candidate >= 0)
                Try(output);
            else if (!NextRow(output))
                return;
        }
    }

    private void Try(Batch output)
    {
        if (((++comparisons) & 0xFFFF) == 0)
            Context.Check();
        if (join.Match(input, row, table, candidate))
        {
            Write(output, candidate);
            if (condition is null || condition.Test(new Row(output, output.Count)) == Functions.Truth.True)
            {
                output.Count++;
                hasPartner = true;
            }
        }

        candidate = table.Next(candidate);
    }

    // Ends the present left row, if there is one, and begins the next.
    private bool NextRow(Batch output)
    {
        if (isOptional && row >= 0 && row < input.Count && !hasPartner)
        {
            Write(output, -1);
            output.Count++;
            hasPartner = true;
            return true;
        }

        if (++row >= input.Count)
        {
            row = -1;
            if (!left.Next(input))
            {
                input.Count = 0;
                return false;
            }

            row = 0;
        }

        hasPartner = false;
        candidate = table.First(input, row, join.LeftKeys);
        return true;
    }

    private void Write(Batch output, int partner)
    {
        var to = output.Count;
        for (var i = 0; i < sources.Length; i++)
        {
            var (l, r) = sources[i];
            var id = l >= 0 ? input.Columns[l][row] : 0;
            if (id == 0 && r >= 0 && partner >= 0)
                id = table.Column(r)[partner];
            output.Columns[i][to] = id;
        }
    }
}
