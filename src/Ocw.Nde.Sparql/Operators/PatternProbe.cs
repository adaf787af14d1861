using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Finds the matches of a pattern for one set of bound positions after the other.</summary>
/// <remarks>
/// A single question is a point scan. Questions that are announced together are answered in the order of the index, by one scan that skips from
/// key to key. Once they have cost about as much as reading all matches would, those are read into a <see cref="PatternTable"/>: whatever the
/// planner guessed, the work stays within twice the best.
/// </remarks>
internal sealed class PatternProbe : IDisposable
{
    // A point scan costs about as much as reading this many rows.
    internal const int PointCost = 16;

    // From so many questions on, one scan that skips is cheaper than as many scans.
    private const int MinTogether = 4;

    private const int MaxTogetherRows = 1 << 16;

    private readonly QueryContext context;
    private readonly PatternShape shape;
    private readonly int[] keys;
    private readonly bool graphIsKey;
    private readonly QuadBatch batch;
    private QuadScan? scan;
    private readonly ulong[] asked = new ulong[PatternShape.Positions];
    private PatternTable? table;
    private PatternTable? together;
    private PatternTable? found;
    private ulong[] wanted = [];
    private GraphSelector? graphs;
    private ulong selectedGraph;
    private GraphSelector? selected;
    private ulong wantedGraph;
    private bool isReady;
    private bool cannotMatch;
    private bool tableRefused;
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
        batch = new QuadBatch(Math.Min(context.BatchCapacity, 256), shape.VariableColumns);
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
        together = null;
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

    /// <summary>Announces questions, so that they can be answered together.</summary>
    /// <param name="columns">The ids that they will bind, by position; positions that are no key are not looked at.</param>
    /// <param name="questions">How many there are.</param>
    internal void Expect(Func<int, ulong[]> columns, int questions)
    {
        Prepare();
        together = null;
        if (table is not null || cannotMatch || keys.Length == 0)
            return;
        if (tableRows < 0)
            tableRows = context.Source.EstimateCount(shape.Bind(graphs!));
        cost += questions;
        if (cost >= tableRows)
            ReadTable();
        else if (questions >= MinTogether && SkippableKey() is { } key)
            ReadTogether(key, columns(key).AsSpan(0, questions));
        else
            cost += (long)questions * (PointCost - 1);
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
        bound.CopyTo(asked);
        found = AllBound(bound) ? table ?? together : null;
        if (found is not null)
        {
            (Start, Count) = found.Find(bound);
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
        if (found is not null)
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
    internal ulong[] Column(int position) => found is not null ? found.Column(position) : PatternShape.Column(batch, position);

    /// <summary>Whether a row of the present run meets what could not be asked: repeated variables, and in a table the graph and further keys.</summary>
    internal bool Holds(int row)
    {
        if (found is not null && wantedGraph != 0 && Column(PatternShape.Graph)[row] != wantedGraph)
            return false;
        foreach (var (first, second) in shape.Equalities)
        {
            if (Column(first)[row] != Column(second)[row])
                return false;
        }

        // The table of a batch is sorted by one key only.
        if (found is not null && found == together)
        {
            foreach (var key in keys)
            {
                if (Column(key)[row] != asked[key])
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether <see cref="Holds"/> has anything to check.</summary>
    internal bool MustCheck => shape.Equalities.Count > 0 || (found is not null && (wantedGraph != 0 || (found == together && keys.Length > 1)));

    /// <inheritdoc/>
    public void Dispose() => EndScan();

    // The key by which an index can skip; of several the first will do, the others are compared.
    private int? SkippableKey()
    {
        foreach (var key in keys)
        {
            if (shape.CanSkipBy(key))
                return key;
        }

        return null;
    }

    private void ReadTable()
    {
        if (tableRefused)
            return;
        tableRefused = tableRows * (PatternShape.Positions + 2) * PatternTable.BytesPerCell > context.Memory.Free / 4;
        if (!tableRefused)
            table = PatternTable.Read(context, shape, keys);
    }

    private void ReadTogether(int key, ReadOnlySpan<ulong> ids)
    {
        if (wanted.Length < ids.Length)
            wanted = new ulong[Math.Max(ids.Length, context.BatchCapacity)];
        ids.CopyTo(wanted);
        var sorted = wanted.AsSpan(0, ids.Length);
        sorted.Sort();
        var distinct = 0;
        foreach (var id in sorted)
        {
            if (id != 0 && (distinct == 0 || sorted[distinct - 1] != id))
                sorted[distinct++] = id;
        }

        if (distinct > 0)
            together = PatternTable.ReadSome(context, shape, key, sorted[..distinct], MaxTogetherRows, ref cost);
    }

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
