namespace Ocw.Nde.Store.Segments;

/// <summary>The graphs of a segment whose rows a scan shows. Each cursor has its own: it remembers the last answer.</summary>
internal sealed class GraphFilter
{
    private readonly HashSet<ulong> _graphs;
    private ulong _last;
    private bool _lastShown;

    internal GraphFilter(HashSet<ulong> graphs)
    {
        _graphs = graphs;
        _lastShown = graphs.Contains(0);
    }

    internal bool Shows(ulong graph)
    {
        if (graph == _last)
            return _lastShown;
        _last = graph;
        return _lastShown = _graphs.Contains(graph);
    }
}
