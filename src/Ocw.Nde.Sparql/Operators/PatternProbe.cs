using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Finds the matches of a pattern for one set of bound positions after the other.</summary>
/// <remarks>
/// It begins with a point scan for each question. Once the questions together have cost about as much as reading all matches would, it reads
/// them all into a <see cref="PatternTable"/>: whatever the planner guessed, the work stays within twice the best.
/// </remarks>
internal sealed class PatternProbe : IDisposable
{
    // A point scan costs about as much as reading this many rows.
    private const int PointCost = 16;

    private readonly QueryContext context;
    private readonly PatternShape shape;
    private readonly int[] keys;
    private readonly bool graphIsKey;
    private readonly QuadBatch batch;
    private QuadScan? scan;
    private PatternTable? table;
    private GraphSelector? graphs;
    private ulong selectedGraph;
    private GraphSelector? selected;
    private ulong wantedGraph;
    private bool isReady;
    private bool cannotMatch;
    private bool tableRefused;
    private bool inTable;
    private bool pendingTable;
    private long cost;
    private long tableRows = -1;

    /// <param name="context">The query.</param>
    /// <param name="shape">The pattern.</param>
    /// <param name="keys">The positions that questions bind, as a rule.</param>
    internal PatternProbe(QueryContext context, PatternShape shape, IEnumerable<int> keys)
    {
        this.context = context;
        this.shape = shape;
        int[] positions = [.. keys];
        this.keys = [.. positions.Where(position => position != PatternShape.Graph)];
        graphIsKey = positions.Contains(PatternShape.Graph);
        batch = new QuadBatch(Math.Min(context.BatchCapacity, 256));
    }

    /// <summary>Where the present run begins in its columns.</summary>
    internal int Start { get; private set; }

    /// <summary>The rows of the present run.</summary>
    internal int Count { get; private set; }

    internal bool HasTable => table is not null;

    internal void Rewind(Rewinding what)
    {
        EndScan();
        Count = 0;
        if (what == Rewinding.Seed)
            return;
        if (table is not null)
            context.Memory.Release(table.Bytes);
        table = null;
        isReady = false;
        tableRefused = false;
        cost = 0;
        tableRows = -1;
    }

    /// <summary>Announces questions, so that a table is read before the first of many.</summary>
    internal void Expect(int questions)
    {
        Prepare();
        cost += (long)questions * PointCost;
        if (table is not null || tableRefused || cannotMatch || graphs is null || (graphIsKey && keys.Length == 0))
            return;
        if (tableRows < 0)
            tableRows = context.Source.EstimateCount(shape.Bind(graphs));
        if (cost < tableRows)
            return;
        tableRefused = tableRows * (PatternShape.Positions + 2) * PatternTable.BytesPerCell > context.Memory.Free / 4;
        if (!tableRefused)
            table = PatternTable.Read(context, shape, keys);
    }

    /// <summary>Asks for the matches of these ids; 0 is a wildcard, also at a key position. Constants are added by the pattern.</summary>
    internal void Ask(ReadOnlySpan<ulong> bound)
    {
        Prepare();
        EndScan();
        Count = 0;
        if (cannotMatch)
            return;
        wantedGraph = graphIsKey ? bound[PatternShape.Graph] : 0;
        inTable = table is not null && AllBound(bound);
        if (inTable)
        {
            (Start, Count) = table!.Find(bound);
            pendingTable = Count > 0;
            return;
        }

        if (Selector() is not { } selector)
            return;
        scan = context.Source.Scan(
            new QuadPattern(Id(bound, PatternShape.Subject), Id(bound, PatternShape.Predicate), Id(bound, PatternShape.Object), selector), QuadOrder.Any);
    }

    /// <summary>Goes to the next run of matches of the question.</summary>
    internal bool NextRun()
    {
        if (inTable)
        {
            var first = pendingTable;
            pendingTable = false;
            return first;
        }

        if (scan is null)
            return false;
        Start = 0;
        Count = scan.Next(batch);
        if (Count == batch.Capacity)
            context.Check();
        if (Count > 0)
            return true;
        EndScan();
        return false;
    }

    /// <summary>The ids at a variable position for the rows of the present run.</summary>
    internal ulong[] Column(int position) => inTable ? table!.Column(position) : PatternShape.Column(batch, position);

    /// <summary>Whether a row of the present run meets what the scan could not ask: repeated variables, and the graph in a table.</summary>
    internal bool Holds(int row)
    {
        if (inTable && wantedGraph != 0 && Column(PatternShape.Graph)[row] != wantedGraph)
            return false;
        foreach (var (first, second) in shape.Equalities)
        {
            if (Column(first)[row] != Column(second)[row])
                return false;
        }

        return true;
    }

    /// <summary>Whether <see cref="Holds"/> has anything to check.</summary>
    internal bool MustCheck => shape.Equalities.Count > 0 || (inTable && wantedGraph != 0);

    /// <inheritdoc/>
    public void Dispose() => EndScan();

    private void Prepare()
    {
        if (isReady)
            return;
        isReady = true;
        graphs = shape.Scope.Select(context.Dataset);
        cannotMatch = graphs is null || shape.CannotMatch();
        selectedGraph = 0;
        selected = null;
    }

    private bool AllBound(ReadOnlySpan<ulong> bound)
    {
        foreach (var key in keys)
        {
            if (bound[key] == 0)
                return false;
        }

        return true;
    }

    private GraphSelector? Selector()
    {
        if (wantedGraph == 0)
            return graphs;
        if (wantedGraph != selectedGraph)
        {
            selectedGraph = wantedGraph;
            selected = context.Dataset.One(wantedGraph);
        }

        return selected;
    }

    private TermId Id(ReadOnlySpan<ulong> bound, int position) => new(shape.IsConstant(position) ? shape.ConstantAt(position) : bound[position]);

    private void EndScan()
    {
        scan?.Dispose();
        scan = null;
        pendingTable = false;
    }
}
