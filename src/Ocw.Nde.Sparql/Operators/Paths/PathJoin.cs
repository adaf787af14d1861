using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators.Paths;

/// <summary>Joins rows with <c>path*</c>, <c>path+</c> or <c>path?</c>: searches from whichever end is bound, each pair of ends once.</summary>
/// <remarks>A path of length zero joins a term of the query with itself, a variable only with nodes of the graph (SPARQL 1.1 §18.4).</remarks>
internal sealed class PathJoin : Operator
{
    // Ends that were found before are kept up to this many nodes in all.
    private const int MaxRemembered = 1 << 20;

    private const double WalkCost = 500;

    private readonly Operator left;
    private readonly ClosureStep step;
    private readonly GraphScope graph;
    private readonly PathEnd subject;
    private readonly PathEnd @object;
    private readonly bool isLoop;
    private readonly string text;
    private readonly Batch input;
    private readonly (int From, int To)[] copied;
    private readonly int subjectTo;
    private readonly int objectTo;
    private readonly Dictionary<(ulong Node, bool Forward), ulong[]> remembered = [];
    private int rememberedNodes;
    private int row = -1;
    private bool forward;
    private ulong[] starts = [];
    private int startAt;
    private ulong start;
    private ulong[] ends = [];
    private int endAt;

    private PathJoin(QueryContext context, Operator left, PathPattern pattern, ClosureStep step, GraphScope graph, Schema schema, IReadOnlyList<int> sortedBy)
        : base(context, schema, sortedBy, left.EstimatedRows * 8, left)
    {
        this.left = left;
        this.step = step;
        this.graph = graph;
        subject = new PathEnd(context, pattern.Subject, left.Schema);
        @object = new PathEnd(context, pattern.Object, left.Schema);
        isLoop = pattern.Subject is Variable && pattern.Subject == pattern.Object;
        text = $"{pattern.Subject} {pattern.Object}";
        input = left.NewBatch();
        copied = [.. schema.Variables.Where(left.Schema.Contains).Select(variable => (left.Schema.IndexOf(variable), schema.IndexOf(variable)))];
        subjectTo = pattern.Subject is Variable s ? schema.IndexOf(s) : -1;
        objectTo = pattern.Object is Variable o ? schema.IndexOf(o) : -1;
    }

    protected override string Detail => text;

    /// <summary>A join of rows with a path pattern whose path is one of the three repetitions.</summary>
    internal static PathJoin Create(QueryContext context, Operator left, PathPattern pattern, GraphScope graph, IReadOnlySet<Variable> outputs)
    {
        Variable[] variablesOfEnds = [.. new[] { pattern.Subject, pattern.Object }.OfType<Variable>().Distinct()];
        Variable[] variables = [.. left.Schema.Variables.Concat(variablesOfEnds.Where(variable => !left.Schema.Contains(variable))).Where(outputs.Contains)];
        var schema = new Schema(variables, left.Schema.Uncertain.Except(variablesOfEnds).ToHashSet());
        var sortedBy = left.SortedBy.Select(column => left.Schema.Variables[column])
            .TakeWhile(variable => schema.Contains(variable) && left.Schema.IsCertain(variable)).Select(schema.IndexOf).ToArray();
        return new PathJoin(context, left, pattern, (ClosureStep)PathStep.Create(context, pattern.Path, graph), graph, schema, sortedBy);
    }

    // How far a path leads is not known before it is walked.
    internal override double CostOf(double rows) => base.CostOf(rows) + (left.EstimatedRows * ShareOf(rows) * WalkCost);

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        step.Rewind(what);
        input.Count = 0;
        row = -1;
        starts = ends = [];
        startAt = endAt = 0;
        if (what != Rewinding.Source)
            return;
        Forget();
    }

    protected override void Fill(Batch output)
    {
        while (!output.IsFull)
        {
            if (endAt < ends.Length)
            {
                var end = ends[endAt++];
                if (!isLoop || end == start)
                    Write(output, forward ? start : end, forward ? end : start);
            }
            else if (startAt < starts.Length)
            {
                start = starts[startAt++];
                (ends, endAt) = (Reach(start, forward), 0);
            }
            else if (!NextRow(output))
            {
                return;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        step.Dispose();
        base.Dispose(disposing);
    }

    private bool NextRow(Batch output)
    {
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

        starts = ends = [];
        startAt = endAt = 0;
        Search(subject.In(input, row), @object.In(input, row), output);
        return true;
    }

    private void Search(ulong s, ulong o, Batch output)
    {
        if (s != 0 && o != 0)
        {
            if (Array.IndexOf(ReachFrom(s, true), o) >= 0)
                Write(output, s, o);
        }
        else if (s != 0)
        {
            (start, forward) = (s, true);
            ends = ReachFrom(s, true);
        }
        else if (o != 0)
        {
            (start, forward) = (o, false);
            ends = ReachFrom(o, false);
        }
        else
        {
            var found = new RowIndex(Context.Memory, 1);
            step.Starts(true, found);
            (starts, forward) = (found.ToArray(), true);
            found.Clear();
        }
    }

    // The ends from a term that a row or the query gives.
    private ulong[] ReachFrom(ulong node, bool fromSubject)
    {
        var reached = Reach(node, fromSubject);
        var isTerm = subject.IsConstant || @object.IsConstant;
        if (!step.IncludesZero || isTerm || reached.Length > 1 || GraphNodes.Contains(Context, graph, node))
            return reached;
        return [.. reached.Where(end => end != node)];
    }

    private ulong[] Reach(ulong node, bool fromSubject)
    {
        if (remembered.TryGetValue((node, fromSubject), out var known))
            return known;
        var found = new RowIndex(Context.Memory, 1);
        step.Follow([node], fromSubject, found);
        var reached = found.ToArray();
        found.Clear();
        if (rememberedNodes + reached.Length > MaxRemembered)
            Forget();
        remembered.Add((node, fromSubject), reached);
        rememberedNodes += reached.Length + 8;
        Context.Memory.Charge((reached.Length + 8L) * sizeof(ulong));
        return reached;
    }

    private void Forget()
    {
        Context.Memory.Release((long)rememberedNodes * sizeof(ulong));
        remembered.Clear();
        rememberedNodes = 0;
    }

    private void Write(Batch output, ulong s, ulong o)
    {
        var to = output.Count++;
        foreach (var (from, target) in copied)
            output.Columns[target][to] = input.Columns[from][row];
        if (subjectTo >= 0)
            output.Columns[subjectTo][to] = s;
        if (objectTo >= 0)
            output.Columns[objectTo][to] = o;
    }

    /// <summary>An end of the path: a term of the query, a column of the rows, or neither.</summary>
    private readonly struct PathEnd(QueryContext context, PatternTerm term, Schema left)
    {
        private readonly ConstantSlot? constant = term is Constant c ? context.Constant(c.Term, isValue: true) : null;
        private readonly int column = term is Variable variable ? left.IndexOf(variable) : -1;

        internal bool IsConstant => constant is not null;

        internal ulong In(Batch rows, int row) => constant?.Id ?? (column >= 0 ? rows.Columns[column][row] : 0);
    }
}
