using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>Changes an overlay row by row; rows are of subject, predicate, object, graph. Not safe for concurrent use.</summary>
/// <remarks>
/// The caller says what really changes against what is visible: a row that is added is not visible before, one that is removed is. Then a row that comes
/// back takes its tombstone away, and a row that was only added leaves no tombstone.
/// </remarks>
internal sealed class OverlayBuilder(Overlay basis)
{
    private readonly Dictionary<QuadKey, OverlaySide> _changed = [];
    private readonly HashSet<ulong> _forgotten = [];

    /// <summary>The row is visible from here on.</summary>
    internal void Add(in QuadKey row) => _changed[row] = SideOf(row) == OverlaySide.Removed ? OverlaySide.None : OverlaySide.Added;

    /// <summary>The row is not visible any more.</summary>
    internal void Remove(in QuadKey row) => _changed[row] = SideOf(row) == OverlaySide.Added ? OverlaySide.None : OverlaySide.Removed;

    /// <summary>The graph has new layers: nothing that was said about the old ones holds for it.</summary>
    internal void Forget(ulong graph)
    {
        if (basis.CountsOf(graph) != default && _forgotten.Add(graph))
        {
            foreach (var row in basis.AddedOf(graph))
                _changed[row] = OverlaySide.None;
            foreach (var row in basis.RemovedOf(graph))
                _changed[row] = OverlaySide.None;
        }

        foreach (var row in _changed.Keys.Where(row => row.D == graph).ToArray())
            _changed[row] = OverlaySide.None;
    }

    /// <summary>The graph is as it was in another overlay.</summary>
    internal void Restore(ulong graph, Overlay from)
    {
        Forget(graph);
        foreach (var row in from.AddedOf(graph))
            _changed[row] = OverlaySide.Added;
        foreach (var row in from.RemovedOf(graph))
            _changed[row] = OverlaySide.Removed;
    }

    internal Overlay Build()
    {
        if (_changed.Count == 0)
            return basis;
        var graphs = basis.GraphCounts.ToBuilder();
        var (added, notAdded, removed, notRemoved) = (new List<QuadKey>(), new List<QuadKey>(), new List<QuadKey>(), new List<QuadKey>());
        foreach (var (row, side) in _changed)
        {
            var before = BasisSideOf(row);
            if (before == side)
                continue;
            var counts = graphs.GetValueOrDefault(row.D);
            if (before == OverlaySide.Added)
                notAdded.Add(row);
            else if (before == OverlaySide.Removed)
                notRemoved.Add(row);
            if (side == OverlaySide.Added)
                added.Add(row);
            else if (side == OverlaySide.Removed)
                removed.Add(row);

            counts = counts.Plus(Is(side, OverlaySide.Added) - Is(before, OverlaySide.Added), Is(side, OverlaySide.Removed) - Is(before, OverlaySide.Removed));
            if (counts == default)
                graphs.Remove(row.D);
            else
                graphs[row.D] = counts;
        }

        return new Overlay(basis.Added.Change([.. added], [.. notAdded]), basis.Removed.Change([.. removed], [.. notRemoved]), graphs.ToImmutable());
    }

    private static int Is(OverlaySide side, OverlaySide wanted) => side == wanted ? 1 : 0;

    private OverlaySide SideOf(in QuadKey row) => _changed.TryGetValue(row, out var side) ? side : BasisSideOf(row);

    private OverlaySide BasisSideOf(in QuadKey row) =>
        basis.Added.Contains(row) ? OverlaySide.Added : basis.Removed.Contains(row) ? OverlaySide.Removed : OverlaySide.None;

    private enum OverlaySide : byte
    {
        None,
        Added,
        Removed,
    }
}
