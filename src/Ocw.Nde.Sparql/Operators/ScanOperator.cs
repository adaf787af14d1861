using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Index scan: the matches of one triple pattern, in the order of an index.</summary>
internal sealed class ScanOperator : Operator
{
    // What a range of values is expected to keep.
    private const double RangeShare = 0.25;

    private readonly PatternShape shape;
    private readonly QuadOrder order;
    private readonly int[] positions;
    private readonly QuadBatch batch;
    private QuadScan? scan;
    private bool ended;
    private readonly IdRanges? ranges;
    private (ulong Low, ulong High)[] wanted = [];
    private int range;
    private int read;
    private int at;
    private int count;

    private ScanOperator(QueryContext context, PatternShape shape, Schema schema, QuadOrder order, int[] sortedBy, IdRanges? ranges)
        : base(context, schema, sortedBy, shape.Estimate(context) * (ranges is null ? 1 : RangeShare))
    {
        this.ranges = ranges;
        this.shape = shape;
        this.order = order;
        positions = [.. schema.Variables.Select(shape.PositionOf)];
        batch = new QuadBatch(context.BatchCapacity, Needed(shape, schema)) { MayExchange = true };
    }

    protected override string Detail => $"{shape.Pattern} {order}" + (ranges is null ? "" : " (ranges)");

    /// <summary>A scan of a pattern.</summary>
    /// <param name="context">The query.</param>
    /// <param name="shape">The pattern.</param>
    /// <param name="outputs">The variables to give.</param>
    /// <param name="leading">The variable to sort by, if there is a choice.</param>
    /// <param name="ranges">The ids that this variable, which is an output, can have.</param>
    internal static ScanOperator Create(QueryContext context, PatternShape shape, IReadOnlySet<Variable> outputs, Variable? leading, IdRanges? ranges = null)
    {
        var sequence = leading is not null && shape.PositionOf(leading) is >= 0 and not PatternShape.Graph and var position
            ? shape.OrderFor(position)
            : shape.OrderFor();
        Variable[] variables = [.. shape.Variables.Where(outputs.Contains)];
        var schema = new Schema(variables, new HashSet<Variable>());
        var sortedBy = new List<int>();
        foreach (var next in shape.SortSequence(sequence))
        {
            var column = schema.IndexOf(shape.VariableAt(next)!);
            if (column < 0)
                break;
            if (!sortedBy.Contains(column))
                sortedBy.Add(column);
        }

        return new ScanOperator(context, shape, schema, sequence, [.. sortedBy], ranges);
    }

    internal override void Rewind(Rewinding what)
    {
        scan?.Dispose();
        scan = null;
        ended = false;
        at = count = read = range = 0;
    }

    internal override void SkipTo(ulong key)
    {
        if (SortedBy.Count == 0 || ended || !Open())
            return;
        var column = PatternShape.Column(batch, positions[SortedBy[0]]);
        while (at < count && column[at] < key)
            at++;
        if (at < count)
            return;

        // The source skips by the first two columns of its order: behind two constants there is nothing to skip by.
        if (shape.ConstantCount == 0)
            scan!.SkipTo(new TermId(key), default);
        else if (shape.ConstantCount == 1)
            scan!.SkipTo(new TermId(shape.FirstConstant()), new TermId(key));
    }

    protected override void Fill(Batch output)
    {
        if (ended || !Open())
            return;

        while (!output.IsFull)
        {
            // What is left of a batch is handed on before the next is read, so that whole ones need not be copied.
            if (at == count && ((output.Count >= output.Wanted / 4 && output.Count > 0) || !Read()))
                return;
            if (shape.Equalities.Count == 0)
                CopyAll(output);
            else
                CopyEqual(output);
        }
    }

    protected override void Dispose(bool disposing)
    {
        scan?.Dispose();
        scan = null;
        base.Dispose(disposing);
    }

    private bool Open()
    {
        if (scan is not null)
            return true;
        if (shape.CannotMatch() || shape.Scope.Select(Context.Dataset) is not { } graphs)
        {
            ended = true;
            return false;
        }

        scan = Context.Source.Scan(shape.Bind(graphs), order);
        wanted = ranges?.For(Context.Terms) ?? [];
        return true;
    }

    private bool Read()
    {
        if (ranges is not null)
            return ReadRange();
        at = 0;
        count = read = scan!.Next(batch);
        ended = count == 0;
        return !ended;
    }

    // The rows of the batch that lie in the present range, or in the next one that has any; the scan skips what lies between.
    private bool ReadRange()
    {
        while (range < wanted.Length)
        {
            at = count;
            if (at == read)
            {
                scan!.SkipTo(new TermId(shape.FirstConstant()), new TermId(wanted[range].Low));
                (at, read) = (0, scan.Next(batch));
                if (read == 0)
                    break;
            }

            var values = PatternShape.Column(batch, PatternShape.Object);
            at += PatternTable.LowerBound(values.AsSpan(at, read - at), wanted[range].Low);
            count = at + PatternTable.LowerBound(values.AsSpan(at, read - at), wanted[range].High + 1);
            if (count > at)
                return true;
            if (at < read)
                range++;
        }

        (at, count) = (read, read);
        ended = true;
        return false;
    }

    // The columns that are handed on, compared with each other, or skipped by.
    private static QuadColumns Needed(PatternShape shape, Schema schema)
    {
        if (shape.Equalities.Count > 0)
            return shape.VariableColumns;
        var columns = QuadColumns.None;
        foreach (var variable in schema.Variables)
            columns |= (QuadColumns)(1 << shape.PositionOf(variable));
        return columns;
    }

    private void CopyAll(Batch output)
    {
        if (at == 0 && count == read && output.Count == 0 && count <= output.Wanted && batch.Capacity == output.Capacity)
        {
            ExchangeAll(output);
            return;
        }

        var rows = Math.Min(output.Wanted - output.Count, count - at);
        for (var i = 0; i < positions.Length; i++)
            Array.Copy(PatternShape.Column(batch, positions[i]), at, output.Columns[i], output.Count, rows);
        output.Count += rows;
        at += rows;
    }

    private void ExchangeAll(Batch output)
    {
        for (var i = 0; i < positions.Length; i++)
            output.Columns[i] = batch.Exchange((QuadColumns)(1 << positions[i]), output.Columns[i]);
        output.Count = count;
        at = count;
    }

    private void CopyEqual(Batch output)
    {
        for (; at < count && !output.IsFull; at++)
        {
            if (!IsEqual(at))
                continue;
            for (var i = 0; i < positions.Length; i++)
                output.Columns[i][output.Count] = PatternShape.Column(batch, positions[i])[at];
            output.Count++;
        }
    }

    private bool IsEqual(int row)
    {
        foreach (var (first, second) in shape.Equalities)
        {
            if (PatternShape.Column(batch, first)[row] != PatternShape.Column(batch, second)[row])
                return false;
        }

        return true;
    }
}
