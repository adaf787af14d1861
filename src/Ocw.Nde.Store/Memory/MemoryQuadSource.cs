using System.Collections.Concurrent;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Memory;

/// <summary>An immutable set of quads in memory: for tests, for single records, and for anything of up to some millions of quads.</summary>
/// <remarks>Built by <see cref="MemoryQuadSourceBuilder"/>. Orders are sorted when they are first used.</remarks>
public sealed class MemoryQuadSource : IQuadSource
{
    private readonly SortedRows _all;
    private readonly ConcurrentDictionary<ulong, SortedRows> _perGraph = [];
    private readonly Dictionary<ulong, int> _counts = [];
    private readonly HashSet<ulong>? _defaultGraphs;
    private readonly DefaultGraphMode _mode;

    internal MemoryQuadSource(MemoryTermDictionary terms, QuadKey[] rows, Dictionary<ulong, GraphClass> classes, DefaultGraphMode mode)
    {
        Terms = terms;
        _mode = mode;
        _all = new SortedRows(rows);
        foreach (var row in rows)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, row.D, out _)++;
        foreach (var graph in classes.Keys)
            _counts.TryAdd(graph, 0);

        NamedGraphs = [.. _counts.Where(entry => entry.Key != 0).OrderBy(entry => entry.Key)
            .Select(entry => new GraphInfo(new TermId(entry.Key), classes.GetValueOrDefault(entry.Key), entry.Value))];
        if (mode == DefaultGraphMode.Union && NamedGraphs.Any(graph => !graph.Class.IsInDefaultDataset()))
            _defaultGraphs = [0, .. NamedGraphs.Where(graph => graph.Class.IsInDefaultDataset()).Select(graph => graph.Id.Value)];
    }

    /// <inheritdoc/>
    public ITermDictionary Terms { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GraphInfo> NamedGraphs { get; }

    /// <summary>The number of distinct quads.</summary>
    public int Count => _all.Count;

    /// <inheritdoc/>
    public QuadScan Scan(in QuadPattern pattern, QuadOrder order)
    {
        var view = ViewOf(pattern.Graphs);
        if (view.Rows.Count == 0)
            return new MemoryScan(pattern, order, order == QuadOrder.Any ? QuadOrder.Spo : order, [], 0, 0, view);

        var choice = OrderChoice.For(pattern, order);
        var rows = view.Rows.In(choice.Order);
        var (start, end) = SortedRows.Range(rows, QuadKey.Of(pattern, choice.Order), choice.Bound);
        if (!choice.NeedsSort || end - start < 2)
            return new MemoryScan(pattern, order, choice.Order, rows, start, end, view);

        var sorted = rows[start..end];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = sorted[i].Reorder(choice.Order, order);
        QuadSort.Sort(sorted, sorted.Length);
        return new MemoryScan(pattern, order, order, sorted, 0, sorted.Length, view);
    }

    /// <inheritdoc/>
    public long EstimateCount(in QuadPattern pattern)
    {
        var view = ViewOf(pattern.Graphs);
        if (view.Rows.Count == 0)
            return 0;

        var choice = OrderChoice.For(pattern, QuadOrder.Any);
        var (start, end) = SortedRows.Range(view.Rows.In(choice.Order), QuadKey.Of(pattern, choice.Order), choice.Bound);
        return end - start;
    }

    /// <inheritdoc/>
    public long? CountExactly(in QuadPattern pattern)
    {
        // Rows that stand in several graphs count once where graphs are merged: then only one graph can be counted without reading.
        var view = ViewOf(pattern.Graphs);
        return view.Filter is null && !view.SkipUnnamed && (!view.Merge || _counts.Count <= 1 || view.Rows != _all) ? EstimateCount(pattern) : null;
    }

    private RowView ViewOf(GraphSelector selector) => selector.Kind switch
    {
        GraphSelectorKind.Default when _mode == DefaultGraphMode.Unnamed => new RowView(RowsOf(0), Filter: null, SkipUnnamed: false, Merge: true),
        GraphSelectorKind.Default => new RowView(_all, _defaultGraphs, SkipUnnamed: false, Merge: true),
        GraphSelectorKind.AnyNamed => new RowView(_all, Filter: null, SkipUnnamed: _counts.ContainsKey(0), Merge: false),
        var kind => Listed(selector.Graphs, merge: kind == GraphSelectorKind.Merge),
    };

    private RowView Listed(IReadOnlyList<TermId> graphs, bool merge)
    {
        if (graphs.Count == 0)
            return new RowView(new SortedRows([]), Filter: null, SkipUnnamed: false, merge);
        if (graphs.Count == 1)
            return new RowView(RowsOf(graphs[0].Value), Filter: null, SkipUnnamed: false, merge);
        return new RowView(_all, [.. graphs.Select(graph => graph.Value)], SkipUnnamed: false, merge);
    }

    private SortedRows RowsOf(ulong graph)
    {
        var count = _counts.GetValueOrDefault(graph);
        return count == _all.Count
            ? _all
            : _perGraph.GetOrAdd(graph, static (wanted, all) => new SortedRows([.. all.In(QuadOrder.Spo).Where(row => row.D == wanted)]), _all);
    }
}

/// <summary>The rows that a selector reads.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Filter">The only graphs to show, where not all.</param>
/// <param name="SkipUnnamed">Whether rows without graph are left out.</param>
/// <param name="Merge">Whether the graphs are one set, without names.</param>
internal readonly record struct RowView(SortedRows Rows, HashSet<ulong>? Filter, bool SkipUnnamed, bool Merge)
{
    internal bool Shows(ulong graph) => (Filter is null || Filter.Contains(graph)) && (!SkipUnnamed || graph != 0);
}
