using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Joins two inputs that are both sorted by the join variable, skipping ahead in one where the other is further.</summary>
/// <remarks>
/// The order of the left rows stays. Below a pipeline that runs again and again, the right side goes on where it was for as long as the keys ascend.
/// </remarks>
internal sealed class MergeJoin : Operator
{
    private readonly Operator left;
    private readonly Operator right;
    private readonly int leftKey;
    private readonly int rightKey;
    private readonly (int Left, int Right)[] equal;
    private readonly (int From, int To)[] fromLeft;
    private readonly (int From, int To)[] fromRight;
    private readonly Batch leftRows;
    private readonly Batch rightRows;
    private readonly ulong[][] group;
    private int leftAt;
    private int rightAt;
    private bool rightEnded;
    private ulong passed;
    private ulong groupKey;
    private int groupCount;
    private int groupAt;
    private bool isMatching;

    private MergeJoin(QueryContext context, Operator left, Operator right, Variable key, Schema schema, IReadOnlyList<int> sortedBy)
        : base(context, schema, sortedBy, Math.Max(left.EstimatedRows, 1), left, right)
    {
        this.left = left;
        this.right = right;
        leftKey = left.Schema.IndexOf(key);
        rightKey = right.Schema.IndexOf(key);
        equal = [.. left.Schema.Shared(right.Schema).Where(variable => variable != key)
            .Select(variable => (left.Schema.IndexOf(variable), right.Schema.IndexOf(variable)))];
        fromLeft = [.. schema.Variables.Where(left.Schema.Contains).Select(variable => (left.Schema.IndexOf(variable), schema.IndexOf(variable)))];
        fromRight = [.. schema.Variables.Where(variable => !left.Schema.Contains(variable))
            .Select(variable => (right.Schema.IndexOf(variable), schema.IndexOf(variable)))];
        leftRows = left.NewBatch();
        rightRows = right.NewBatch();
        group = new ulong[right.Schema.Count][];
        for (var i = 0; i < group.Length; i++)
            group[i] = new ulong[16];
    }

    protected override string Detail => "on " + left.Schema.Variables[leftKey];

    /// <summary>A join on <paramref name="key"/>, by which both inputs are sorted and which both always bind; other shared variables are always bound too.</summary>
    internal static MergeJoin Create(QueryContext context, Operator left, Operator right, Variable key, IReadOnlySet<Variable> outputs)
    {
        Variable[] variables = [.. left.Schema.Variables.Concat(right.Schema.Variables.Where(variable => !left.Schema.Contains(variable))).Where(outputs.Contains)];
        var schema = new Schema(variables, left.Schema.Uncertain.Concat(right.Schema.Uncertain).ToHashSet());
        var sortedBy = left.SortedBy.Select(column => left.Schema.Variables[column]).TakeWhile(schema.Contains).Select(schema.IndexOf).ToArray();
        return new MergeJoin(context, left, right, key, schema, sortedBy);
    }

    internal override void Rewind(Rewinding what)
    {
        left.Rewind(what);
        leftRows.Count = 0;
        leftAt = 0;
        isMatching = false;
        if (what == Rewinding.Source)
            RestartRight(what);
    }

    internal override void SkipTo(ulong key) => left.SkipTo(key);

    protected override void Fill(Batch output)
    {
        while (!output.IsFull)
        {
            if (isMatching)
            {
                Emit(output);
                continue;
            }

            if (leftAt >= leftRows.Count)
            {
                leftAt = 0;
                if (!left.Next(leftRows))
                {
                    leftRows.Count = 0;
                    return;
                }
            }

            if (!Match(leftRows.Columns[leftKey][leftAt]))
                return;
        }
    }

    // Brings both sides to the same key, or the left one forward; false when nothing can match any more.
    private bool Match(ulong key)
    {
        if (key < passed && key != groupKey)
            RestartRight(Rewinding.Seed);
        if (key == groupKey && groupCount > 0)
        {
            (isMatching, groupAt) = (true, 0);
            return true;
        }

        if (!AdvanceRight(key))
        {
            // Nothing on the right from here on, and the left keys only go up.
            leftAt = leftRows.Count;
            return false;
        }

        var found = rightRows.Columns[rightKey][rightAt];
        if (found == key)
        {
            LoadGroup(key);
            (isMatching, groupAt) = (true, 0);
            return true;
        }

        leftAt = Gallop(leftRows.Columns[leftKey], leftAt, leftRows.Count, found);
        if (leftAt >= leftRows.Count)
            left.SkipTo(found);
        return true;
    }

    private bool AdvanceRight(ulong key)
    {
        passed = key;
        while (!rightEnded)
        {
            rightAt = Gallop(rightRows.Columns[rightKey], rightAt, rightRows.Count, key);
            if (rightAt < rightRows.Count)
                return true;
            right.SkipTo(key);
            ReadRight();
        }

        return false;
    }

    private void ReadRight()
    {
        rightAt = 0;
        rightEnded = !right.Next(rightRows);
        if (rightEnded)
            rightRows.Count = 0;
    }

    // All right rows of a key, since several left rows may need them.
    private void LoadGroup(ulong key)
    {
        groupKey = key;
        groupCount = 0;
        while (true)
        {
            var keys = rightRows.Columns[rightKey];
            var end = rightAt;
            while (end < rightRows.Count && keys[end] == key)
                end++;
            Append(rightAt, end - rightAt);
            rightAt = end;
            if (end < rightRows.Count || rightEnded)
                return;
            ReadRight();
            if (rightEnded)
                return;
        }
    }

    private void Append(int from, int rows)
    {
        for (var i = 0; i < group.Length; i++)
        {
            if (groupCount + rows > group[i].Length)
            {
                var size = Math.Max(group[i].Length * 2, groupCount + rows);
                Context.Memory.Charge((size - group[i].Length) * (long)sizeof(ulong));
                Array.Resize(ref group[i], size);
            }

            Array.Copy(rightRows.Columns[i], from, group[i], groupCount, rows);
        }

        groupCount += rows;
    }

    private void Emit(Batch output)
    {
        for (; groupAt < groupCount && !output.IsFull; groupAt++)
        {
            if (!IsEqual(groupAt))
                continue;
            var to = output.Count++;
            foreach (var (from, target) in fromLeft)
                output.Columns[target][to] = leftRows.Columns[from][leftAt];
            foreach (var (from, target) in fromRight)
                output.Columns[target][to] = group[from][groupAt];
        }

        if (groupAt < groupCount)
            return;
        isMatching = false;
        leftAt++;
    }

    private bool IsEqual(int member)
    {
        foreach (var (l, r) in equal)
        {
            if (leftRows.Columns[l][leftAt] != group[r][member])
                return false;
        }

        return true;
    }

    private void RestartRight(Rewinding what)
    {
        right.Rewind(what);
        rightRows.Count = 0;
        rightAt = 0;
        rightEnded = false;
        passed = 0;
        groupKey = 0;
        groupCount = 0;
    }

    // The first place from which the column is not below the key; steps double, so that long skips are cheap and short ones too.
    private static int Gallop(ulong[] column, int from, int to, ulong key)
    {
        if (from >= to || column[from] >= key)
            return from;
        var step = 1;
        var low = from;
        while (low + step < to && column[low + step] < key)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(to, low + step);
        while (low + 1 < high)
        {
            var middle = (low + high) >>> 1;
            if (column[middle] < key)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
