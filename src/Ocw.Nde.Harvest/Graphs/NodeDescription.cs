using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>Writes what a page says of one node as N-Triples: its own properties, blank nodes, and nodes described on the page that it leads to.</summary>
/// <remarks>
/// TREE §4.2 asks for the concise bounded description and the named graph of a member; described nodes are followed as well, because what a
/// page says of a maker or a place beside the objects would be lost otherwise. Nodes that are records themselves are not followed.
/// </remarks>
/// <param name="graph">The page.</param>
/// <param name="isApart">Tells the nodes that belong to no record: other records, and the page's own controls.</param>
internal sealed class NodeDescription(PageGraph graph, Func<int, bool> isApart)
{
    private const int Depth = 3;

    private readonly Dictionary<int, List<int>> _byGraph = GraphsOf(graph);
    private readonly HashSet<int> _seen = [];
    private readonly HashSet<PageQuad> _written = [];
    private readonly Queue<(int Node, int Depth)> _waiting = new();
    private readonly ArrayBufferWriter<byte> _text = new(4096);
    private int _owner;

    /// <summary>The description, as N-Triples.</summary>
    /// <param name="node">The node.</param>
    /// <param name="owner">The record that the description is for: what stands in its named graph counts as well.</param>
    /// <param name="renamed">The name that it gets in every triple, or -1 for its own: a version becomes the thing that it is a version of.</param>
    /// <param name="dropped">A property of the node that is left out, or -1.</param>
    /// <param name="maxBytes">The ceiling.</param>
    /// <returns><see langword="null"/> when it is longer than the ceiling; empty when nothing is said of the node.</returns>
    public byte[]? Write(int node, int owner, int renamed, int dropped, int maxBytes)
    {
        _owner = owner;
        _seen.Clear();
        _written.Clear();
        _waiting.Clear();
        _text.ResetWrittenCount();
        _seen.Add(node);
        _waiting.Enqueue((node, 0));
        if (renamed >= 0 && _seen.Add(renamed) && !isApart(renamed))
            _waiting.Enqueue((renamed, 0));
        foreach (var name in node == owner ? [node] : (int[])[node, owner])
        {
            if (_byGraph.TryGetValue(name, out var named))
                named.ForEach(index => Write(graph[index], node, renamed, dropped, 0));
        }

        while (_waiting.TryDequeue(out var next) && _text.WrittenCount <= maxBytes)
        {
            foreach (var index in graph.About(next.Node))
                Write(graph[index], node, renamed, dropped, next.Depth);
        }

        return _text.WrittenCount > maxBytes ? null : _text.WrittenSpan.ToArray();
    }

    private void Write(PageQuad quad, int node, int renamed, int dropped, int depth)
    {
        // What stands in the named graph of another record is not said by this one.
        if (quad.Graph >= 0 && quad.Graph != node && quad.Graph != _owner && isApart(quad.Graph))
            return;
        if (quad.Predicate == dropped && quad.Subject == node)
            return;
        var subject = quad.Subject == node && renamed >= 0 ? renamed : quad.Subject;
        var @object = quad.Object == node && renamed >= 0 ? renamed : quad.Object;
        if (!_written.Add(new PageQuad(subject, quad.Predicate, @object, -1)))
            return;
        Write(subject);
        _text.Write(" "u8);
        Write(quad.Predicate);
        _text.Write(" "u8);
        Write(@object);
        _text.Write(" .\n"u8);
        var isBlank = graph.IsBlank(quad.Object);
        if ((isBlank || (depth < Depth && graph.IsIri(quad.Object))) && !isApart(quad.Object) && _seen.Add(quad.Object))
            _waiting.Enqueue((quad.Object, isBlank ? depth : depth + 1));
    }

    private void Write(int term) => _text.Write(graph.Text(term));

    private static Dictionary<int, List<int>> GraphsOf(PageGraph graph)
    {
        var found = new Dictionary<int, List<int>>();
        for (var i = 0; i < graph.Count; i++)
        {
            if (graph[i].Graph is not (>= 0 and var name))
                continue;
            if (!found.TryGetValue(name, out var quads))
                found[name] = quads = [];
            quads.Add(i);
        }

        return found;
    }
}
