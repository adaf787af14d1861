using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>Distinct rows in memory, sorted in each of the five orders that a segment has. Immutable.</summary>
internal sealed class OverlayRows
{
    private readonly SortedRuns[] _orders;

    private OverlayRows(SortedRuns[] orders) => _orders = orders;

    internal static OverlayRows Empty { get; } = new([.. Enumerable.Repeat(SortedRuns.Empty, Permutations.Count)]);

    /// <summary>The number of rows.</summary>
    internal long Count => _orders[0].Count;

    internal bool IsEmpty => Count == 0;

    /// <summary>The rows in one order, the columns in its sequence.</summary>
    internal SortedRuns this[Permutation permutation] => _orders[(int)permutation];

    /// <summary>Whether a row of subject, predicate, object, graph is here.</summary>
    internal bool Contains(in QuadKey row) => Count > 0 && _orders[(int)Permutation.Spog].Contains(row);

    /// <summary>Rows of subject, predicate, object, graph, distinct, in any sequence; the array is the callee's.</summary>
    internal static OverlayRows Of(QuadKey[] rows) => rows.Length == 0 ? Empty : Empty.Change(rows, []);

    /// <summary>These rows with some more, which are not here, and without others, which are; both distinct, in any sequence.</summary>
    internal OverlayRows Change(QuadKey[] added, QuadKey[] removed)
    {
        if (added.Length == 0 && removed.Length == 0)
            return this;
        if (added.Length + removed.Length < ParallelRows)
            return new([.. Enumerable.Range(0, Permutations.Count).Select(order => Change((Permutation)order, added, removed))]);

        var orders = new SortedRuns[Permutations.Count];
        Parallel.For(0, Permutations.Count, order => orders[order] = Change((Permutation)order, added, removed));
        return new(orders);
    }

    private const int ParallelRows = 20_000;

    private SortedRuns Change(Permutation permutation, QuadKey[] added, QuadKey[] removed) =>
        _orders[(int)permutation].Change(Sorted(permutation, added), Sorted(permutation, removed));

    private static QuadKey[] Sorted(Permutation permutation, QuadKey[] rows)
    {
        var sorted = new QuadKey[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            sorted[i] = permutation.Key(rows[i].A, rows[i].B, rows[i].C, rows[i].D);
        QuadSort.Sort(sorted, sorted.Length);
        return sorted;
    }
}
