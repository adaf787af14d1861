using System.Runtime.InteropServices;

namespace Ocw.Nde.Store.History.BlankNodes;

/// <summary>
/// Finds which blank nodes of a graph are those of an older state of it, so that they can keep their identity and a difference holds only what differs.
/// </summary>
/// <remarks>
/// Any one-to-one assignment is right, for labels of blank nodes mean nothing; a better one gives a smaller difference. Nodes are paired whose
/// surroundings are the same as far as one can see, first those that are the only ones; each pair tells which of its neighbours belong together. Two
/// isomorphic graphs are matched wholly unless they are regular in the way of the graphs on which canonicalisation takes for ever.
/// </remarks>
internal sealed class BlankNodeMatching
{
    private readonly BlankNodeGraph _old;
    private readonly BlankNodeGraph _new;
    private readonly int[] _ofNew;
    private readonly int[] _ofOld;
    private readonly Stack<(int Old, int New)> _found = [];
    private readonly CancellationToken _cancellation;

    private BlankNodeMatching(BlankNodeGraph old, BlankNodeGraph @new, CancellationToken cancellation)
    {
        _old = old;
        _new = @new;
        _cancellation = cancellation;
        (_ofOld, _ofNew) = (new int[old.Count], new int[@new.Count]);
        Array.Fill(_ofOld, -1);
        Array.Fill(_ofNew, -1);
    }

    /// <summary>The old blank node of each new one that is found again.</summary>
    internal static Dictionary<ulong, ulong> Find(BlankNodeGraph old, BlankNodeGraph @new, CancellationToken cancellation)
    {
        if (old.IsEmpty || @new.IsEmpty)
            return [];
        old.Colour(cancellation);
        @new.Colour(cancellation);
        old.ColourTo(@new.Colours.Count);
        @new.ColourTo(old.Colours.Count);
        var matching = new BlankNodeMatching(old, @new, cancellation);
        matching.Run();
        var found = new Dictionary<ulong, ulong>();
        for (var node = 0; node < @new.Count; node++)
        {
            if (matching._ofNew[node] >= 0)
                found[@new.IdOf(node)] = old.IdOf(matching._ofNew[node]);
        }

        return found;
    }

    private void Run()
    {
        // 0. What has the same id is the same node: all of these before any guess.
        for (var node = 0; node < _new.Count; node++)
        {
            if (_old.Find(_new.IdOf(node)) is >= 0 and var same)
                (_ofOld[same], _ofNew[node]) = (node, same);
        }

        // 1. Alike as deep as one can see: the only ones, then any of those that are several.
        var deepest = _old.Colours.Count - 1;
        PairBy(deepest, onlySingle: true);
        PairBy(deepest, onlySingle: false);

        // 2. Alike less and less deep: something near them has changed.
        for (var depth = deepest - 1; depth >= 0; depth--)
            PairBy(depth, onlySingle: true);

        // 3. In the same place: the same statement of something named leads to them.
        PairByPlace();
    }

    private void PairBy(int depth, bool onlySingle)
    {
        _cancellation.ThrowIfCancellationRequested();
        var (oldColours, newColours) = (_old.Colours[depth], _new.Colours[depth]);
        var old = Unpaired(_ofOld).ToLookup(node => oldColours[node]);
        foreach (var group in Unpaired(_ofNew).GroupBy(node => newColours[node]).ToArray())
        {
            var (theirs, ours) = (old[group.Key].ToArray(), group.ToArray());
            if (onlySingle)
            {
                if (theirs.Length == 1 && ours.Length == 1)
                    Pair(theirs[0], ours[0]);
                continue;
            }

            var next = 0;
            foreach (var node in ours.Where(node => _ofNew[node] < 0))
            {
                while (next < theirs.Length && _ofOld[theirs[next]] >= 0)
                    next++;
                if (next == theirs.Length)
                    break;
                Pair(theirs[next], node);
            }
        }
    }

    private static IEnumerable<int> Unpaired(int[] pairs) => Enumerable.Range(0, pairs.Length).Where(node => pairs[node] < 0);

    private void Pair(int old, int @new)
    {
        _found.Push((old, @new));
        while (_found.TryPop(out var pair))
        {
            if (_ofOld[pair.Old] >= 0 || _ofNew[pair.New] >= 0)
                continue;
            (_ofOld[pair.Old], _ofNew[pair.New]) = (pair.New, pair.Old);
            PairNeighbours(pair.Old, pair.New);
        }
    }

    // Neighbours of a pair belong together if they are the only ones in that place; among several, those that look alike.
    private void PairNeighbours(int old, int @new)
    {
        Dictionary<ulong, List<int>>? ways = null;
        foreach (var edge in _old.EdgesOf(old))
        {
            if (edge.Node >= 0 && _ofOld[edge.Node] < 0)
                Add(ways ??= [], edge.Way, edge.Node);
        }

        if (ways is null)
            return;

        var ours = new Dictionary<ulong, List<int>>();
        foreach (var edge in _new.EdgesOf(@new))
        {
            if (edge.Node >= 0 && _ofNew[edge.Node] < 0)
                Add(ours, edge.Way, edge.Node);
        }

        foreach (var (way, nodes) in ours)
        {
            if (ways.TryGetValue(way, out var theirs))
                PairGroup(theirs, nodes);
        }
    }

    private void PairGroup(List<int> theirs, List<int> ours)
    {
        if (theirs.Count == 1 && ours.Count == 1)
        {
            _found.Push((theirs[0], ours[0]));
            return;
        }

        // What is pushed last is looked at first: the deepest colours go before the shallow ones.
        PairGroup(theirs, ours, 0);
        PairGroup(theirs, ours, _old.Colours.Count - 1);
    }

    private void PairGroup(List<int> theirs, List<int> ours, int depth)
    {
        var (oldColours, newColours) = (_old.Colours[depth], _new.Colours[depth]);
        var byColour = theirs.ToLookup(node => oldColours[node]);
        foreach (var group in ours.GroupBy(node => newColours[node]))
        {
            foreach (var pair in byColour[group.Key].Zip(group))
                _found.Push(pair);
        }
    }

    private void PairByPlace()
    {
        var theirs = Places(_old, _ofOld);
        foreach (var (place, nodes) in Places(_new, _ofNew))
        {
            if (nodes.Count == 1 && theirs.TryGetValue(place, out var old) && old.Count == 1)
                Pair(old[0], nodes[0]);
        }
    }

    private static Dictionary<(ulong Way, ulong Term), List<int>> Places(BlankNodeGraph graph, int[] pairs)
    {
        var places = new Dictionary<(ulong, ulong), List<int>>();
        foreach (var node in Unpaired(pairs))
        {
            // Only what leads to a node is a place; what it says of itself may be said of many.
            foreach (var edge in graph.EdgesOf(node))
            {
                if (edge.Node < 0 && edge.IsIncoming)
                    Add(places, (edge.Way, edge.Term), node);
            }
        }

        return places;
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> lists, TKey key, int node)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        list ??= [];
        if (list.Count == 0 || list[^1] != node)
            list.Add(node);
    }
}
