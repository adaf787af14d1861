using System.Collections.Immutable;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Overlays;

/// <summary>
/// What differs from the segments: for some graphs rows that join those of their layers and rows of their layers that are not there any more. Immutable.
/// </summary>
/// <remarks>
/// A row is in <see cref="Added"/> only if no layer of its graph has it, in <see cref="Removed"/> only if one has: so counts add up, and taking back a
/// change leaves no trace. Who is allowed to see a graph is no matter of the overlay: whoever reads asks for the graphs of its scope.
/// </remarks>
internal sealed class Overlay
{
    private readonly ImmutableDictionary<ulong, OverlayCounts> _graphs;

    internal Overlay(OverlayRows added, OverlayRows removed, ImmutableDictionary<ulong, OverlayCounts> graphs)
    {
        Added = added;
        Removed = removed;
        _graphs = graphs;
    }

    internal static Overlay Empty { get; } = new(OverlayRows.Empty, OverlayRows.Empty, ImmutableDictionary<ulong, OverlayCounts>.Empty);

    /// <summary>The rows that the layers do not have.</summary>
    internal OverlayRows Added { get; }

    /// <summary>The rows of the layers that are gone.</summary>
    internal OverlayRows Removed { get; }

    internal bool IsEmpty => _graphs.Count == 0;

    /// <summary>The number of rows, added and removed.</summary>
    internal long Count => Added.Count + Removed.Count;

    /// <summary>The graphs that have rows here, in no sequence.</summary>
    internal IEnumerable<ulong> Graphs => _graphs.Keys;

    internal ImmutableDictionary<ulong, OverlayCounts> GraphCounts => _graphs;

    /// <summary>How many rows a graph has here.</summary>
    internal OverlayCounts CountsOf(ulong graph) => _graphs.GetValueOrDefault(graph);

    /// <summary>Makes an overlay at once, of rows of subject, predicate, object, graph; distinct, none in both.</summary>
    internal static Overlay Of(QuadKey[] added, QuadKey[] removed)
    {
        var graphs = new Dictionary<ulong, OverlayCounts>();
        foreach (var row in added)
            graphs[row.D] = graphs.GetValueOrDefault(row.D).Plus(1, 0);
        foreach (var row in removed)
            graphs[row.D] = graphs.GetValueOrDefault(row.D).Plus(0, 1);
        return new Overlay(OverlayRows.Of(added), OverlayRows.Of(removed), graphs.ToImmutableDictionary());
    }

    /// <summary>Begins a changed version.</summary>
    internal OverlayBuilder ToBuilder() => new(this);

    /// <summary>The added rows of a graph, as subject, predicate, object, graph, in that order.</summary>
    internal QuadKey[] AddedOf(ulong graph) => RowsOf(Added, graph);

    /// <summary>The removed rows of a graph, as subject, predicate, object, graph, in that order.</summary>
    internal QuadKey[] RemovedOf(ulong graph) => RowsOf(Removed, graph);

    private static QuadKey[] RowsOf(OverlayRows rows, ulong graph)
    {
        var runs = rows[Permutation.Gspo];
        var (from, to) = (runs.PlaceOf(new QuadKey(graph, 0, 0, 0)), runs.PlaceOf(new QuadKey(graph + 1, 0, 0, 0)));
        var result = new QuadKey[runs.CountBetween(from, to)];
        for (var (run, at) = (from.Run, 0); at < result.Length; run++)
        {
            foreach (var row in run == from.Run ? runs.Run(run)[from.Row..] : runs.Run(run))
            {
                if (at == result.Length)
                    break;
                result[at++] = new QuadKey(row.B, row.C, row.D, row.A);
            }
        }

        return result;
    }
}

/// <summary>The rows that an overlay has for one graph.</summary>
internal readonly record struct OverlayCounts(long Added, long Removed)
{
    /// <summary>What the graph has more than its layers, or less.</summary>
    internal long Net => Added - Removed;

    internal OverlayCounts Plus(long added, long removed) => new(Added + added, Removed + removed);
}
