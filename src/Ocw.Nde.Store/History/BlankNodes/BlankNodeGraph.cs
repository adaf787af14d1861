using System.Runtime.InteropServices;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.History.BlankNodes;

/// <summary>The blank nodes of a graph, what is said of them, and colours: nodes that look alike to some depth have the same.</summary>
/// <remarks>Colours are sums of hashes over ids of the store, so that those of two graphs of one store can be compared.</remarks>
internal sealed class BlankNodeGraph
{
    /// <summary>How deep a node's surroundings are looked at.</summary>
    private const int MostDepth = 12;

    private const ulong Outgoing = 0x9E3779B97F4A7C15;
    private const ulong Incoming = 0xC2B2AE3D27D4EB4F;

    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<ulong> _ids = [];
    private readonly List<List<BlankNodeEdge>> _edges = [];

    /// <summary>The number of blank nodes.</summary>
    internal int Count => _ids.Count;

    /// <summary>The colours by depth: the first is of what is said of the node itself, each next looks one step further.</summary>
    internal List<ulong[]> Colours { get; } = [];

    /// <summary>Whether there are rows with blank nodes at all.</summary>
    internal bool IsEmpty => _ids.Count == 0;

    internal ulong IdOf(int node) => _ids[node];

    /// <summary>The place of the blank node with an id; -1 if it is not here.</summary>
    internal int Find(ulong id) => _places.GetValueOrDefault(id, -1);

    internal ReadOnlySpan<BlankNodeEdge> EdgesOf(int node) => CollectionsMarshal.AsSpan(_edges[node]);

    internal static bool IsBlank(ulong id) => new TermId(id).Tag == TermTag.BlankNode;

    /// <summary>Takes a row; one without blank nodes is passed over.</summary>
    internal void Add(in QuadKey row)
    {
        var (subject, @object) = (IsBlank(row.A) ? PlaceOf(row.A) : -1, IsBlank(row.C) ? PlaceOf(row.C) : -1);
        if (subject >= 0)
            _edges[subject].Add(new BlankNodeEdge(Mix(row.B ^ Outgoing), @object, row.C, IsIncoming: false));
        if (@object >= 0)
            _edges[@object].Add(new BlankNodeEdge(Mix(row.B ^ Incoming), subject, row.A, IsIncoming: true));
    }

    /// <summary>Colours the nodes, deeper and deeper, until it tells no more of them apart.</summary>
    internal void Colour(CancellationToken cancellation)
    {
        var colours = new ulong[Count];
        for (var node = 0; node < Count; node++)
            colours[node] = ColourOf(node, null);
        Colours.Add(colours);
        var classes = colours.Distinct().Count();
        while (Colours.Count < MostDepth)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = new ulong[Count];
            for (var node = 0; node < Count; node++)
                next[node] = Mix(colours[node] + ColourOf(node, colours));
            Colours.Add(colours = next);
            var found = next.Distinct().Count();
            if (found == classes)
                break;
            classes = found;
        }
    }

    /// <summary>Goes as deep as another graph, so that their deepest colours compare.</summary>
    internal void ColourTo(int depth)
    {
        while (Colours.Count < depth)
        {
            var colours = Colours[^1];
            var next = new ulong[Count];
            for (var node = 0; node < Count; node++)
                next[node] = Mix(colours[node] + ColourOf(node, colours));
            Colours.Add(next);
        }
    }

    internal static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    private ulong ColourOf(int node, ulong[]? colours)
    {
        ulong sum = 1;
        foreach (var edge in EdgesOf(node))
        {
            var other = edge.Node < 0 ? Mix(edge.Term) : colours is null ? 0x5851F42D4C957F2D : colours[edge.Node];
            sum += Mix(edge.Way + Mix(other + (edge.Node == node ? 1UL : 0)));
        }

        return sum;
    }

    private int PlaceOf(ulong id)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, id, out var known);
        if (known)
            return place;
        place = _ids.Count;
        _ids.Add(id);
        _edges.Add([]);
        return place;
    }
}

/// <summary>A statement about a blank node, seen from that node.</summary>
/// <param name="Way">The predicate and the direction, hashed.</param>
/// <param name="Node">The blank node at the other end; -1 if there is none.</param>
/// <param name="Term">The term at the other end.</param>
/// <param name="IsIncoming">Whether the statement leads to the node.</param>
internal readonly record struct BlankNodeEdge(ulong Way, int Node, ulong Term, bool IsIncoming);
