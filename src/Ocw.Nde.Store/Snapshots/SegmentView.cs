using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Snapshots;

/// <summary>A segment and the graphs that it serves to one scope: the rows of other graphs are not shown, whatever else is in the file.</summary>
internal sealed class SegmentView
{
    private readonly HashSet<ulong> _served = [];
    private readonly HashSet<ulong> _inDefault = [];
    private readonly HashSet<ulong> _named = [];
    private readonly long _servedRows;

    internal SegmentView(QuadSegment segment, IEnumerable<GraphEntry> graphs)
    {
        Segment = segment;
        foreach (var graph in graphs)
        {
            var id = graph.Id.Value;
            _served.Add(id);
            _servedRows += segment.RowsOf(id);
            if (graph.Class.IsInDefaultDataset())
                _inDefault.Add(id);
            if (id != 0)
                _named.Add(id);
        }
    }

    internal QuadSegment Segment { get; }

    internal IReadOnlyCollection<ulong> Served => _served;

    /// <summary>The graphs of this segment that a selector shows; none, some, or all that it holds.</summary>
    internal GraphChoice Choose(GraphSelector selector) => selector.Kind switch
    {
        GraphSelectorKind.Default => ChoiceOf(_inDefault),
        GraphSelectorKind.AnyNamed => ChoiceOf(_named),
        _ => ChoiceOf(selector.Graphs),
    };

    private GraphChoice ChoiceOf(IReadOnlyList<TermId> listed)
    {
        if (listed.Count == 1)
            return _served.Contains(listed[0].Value) ? ChoiceOf([listed[0].Value]) : default;

        var graphs = new HashSet<ulong>();
        foreach (var graph in listed)
        {
            if (_served.Contains(graph.Value))
                graphs.Add(graph.Value);
        }

        return ChoiceOf(graphs);
    }

    private GraphChoice ChoiceOf(HashSet<ulong> graphs)
    {
        if (graphs.Count == 0)
            return default;

        var rows = graphs.Count == _served.Count ? _servedRows : graphs.Sum(Segment.RowsOf);
        return new GraphChoice(graphs, rows, rows == Segment.Rows);
    }
}

/// <summary>The graphs of a segment that a scan shows.</summary>
/// <param name="Graphs">Their ids; <see langword="null"/> if there is none.</param>
/// <param name="Rows">Their rows in the segment.</param>
/// <param name="All">Whether these are all rows of the segment, so that none need be looked at.</param>
internal readonly record struct GraphChoice(HashSet<ulong>? Graphs, long Rows, bool All)
{
    internal bool IsEmpty => Graphs is null;
}
