using System.Runtime.InteropServices;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>Decides which blank nodes of a dataset can be written inside the one statement that points to them, without a label.</summary>
/// <remarks>
/// A node nests if exactly one quad has it as object (not as a type), it names no graph, all its quads are in that graph, and following the
/// nodes that it nests in ends at one that does not: circles keep their labels, and so does every node that would stand deeper than the ceiling.
/// </remarks>
internal sealed class NestingPlan
{
    private const int MaxDepth = 64;

    private readonly Dictionary<BlankNode, Use> _uses = [];
    private readonly Dictionary<BlankNode, int> _depths = [];
    private readonly HashSet<BlankNode> _cells = [];

    internal NestingPlan(RdfDataset dataset)
    {
        Count(dataset.DefaultGraph);
        foreach (var (name, graph) in dataset.NamedGraphs)
        {
            Count(graph);
            if (name is BlankNode node)
                At(node).NeedsLabel = true;
        }

        foreach (var graph in dataset.NamedGraphs.Values.Append(dataset.DefaultGraph))
            FindCells(graph);
        foreach (var node in _uses.Keys)
            FindDepth(node);
    }

    /// <summary>Whether a node is written where it is pointed to.</summary>
    internal bool IsNested(RdfTerm term) => term is BlankNode node && _depths.GetValueOrDefault(node) > 0;

    /// <summary>Whether nothing points to a node, so that it needs no label.</summary>
    internal bool IsUnreferenced(BlankNode node) => _uses[node] is { Objects: 0, NeedsLabel: false, InSeveralGraphs: false };

    /// <summary>The members of a list that can be written as one, or <see langword="null"/>.</summary>
    internal IReadOnlyList<RdfTerm>? ListMembers(RdfTerm head, RdfGraph graph)
    {
        if (head == RdfNs.Nil)
            return [];
        if (head is not BlankNode node || !_cells.Contains(node) || !IsNested(head))
            return null;
        var members = new List<RdfTerm>();
        for (var cell = head; cell != RdfNs.Nil; cell = graph.Object(cell, RdfNs.Rest)!)
            members.Add(graph.Object(cell, RdfNs.First)!);
        return members;
    }

    // The cells of whole lists, found from their ends: every node on the way up has one first, one rest and one node that points to it.
    private void FindCells(RdfGraph graph)
    {
        foreach (var last in graph.Subjects(RdfNs.Rest, RdfNs.Nil).OfType<BlankNode>())
        {
            var cell = last;
            while (cell is not null && CanNest(cell) && IsCell(cell, graph) && _cells.Add(cell))
                cell = _uses[cell].IsRest ? _uses[cell].Parent : null;
        }
    }

    private static bool IsCell(RdfTerm node, RdfGraph graph) =>
        graph.Match(node).Take(3).Count() == 2 && graph.Match(node, RdfNs.First).Any() && graph.Match(node, RdfNs.Rest).Any();

    private void Count(RdfGraph graph)
    {
        foreach (var triple in graph)
        {
            if (triple.Subject is BlankNode subject)
                At(subject).IsIn(graph);
            // A triple term names its nodes.
            if (triple.Object is TripleTerm)
            {
                foreach (var inside in TripleTermNodes.In(triple.Object))
                    At(inside).NeedsLabel = true;
            }

            if (triple.Object is not BlankNode node)
                continue;
            var use = At(node);
            use.IsIn(graph);
            // JSON-LD names types, it does not describe them in place.
            use.NeedsLabel |= triple.Predicate == RdfNs.Type;
            use.Objects++;
            use.Parent = triple.Subject as BlankNode;
            use.IsRest = triple.Predicate == RdfNs.Rest;
        }
    }

    // The depth of a nested node is 1 more than its parent's; 0 says that it is not nested. Cells of one list are equally deep.
    private void FindDepth(BlankNode start)
    {
        var path = new Stack<BlankNode>();
        var onPath = new HashSet<BlankNode>();
        BlankNode? node = start;
        while (node is not null && !_depths.ContainsKey(node) && CanNest(node) && onPath.Add(node))
        {
            path.Push(node);
            node = _uses[node].Parent;
        }

        // Coming back to a node of the path closes a circle: its members keep their labels.
        var inCircle = node is not null && onPath.Contains(node);
        var depth = node is null || inCircle ? 0 : _depths.GetValueOrDefault(node);
        if (node is not null && !inCircle)
            _depths.TryAdd(node, 0);
        while (path.TryPop(out var next))
        {
            depth = inCircle ? 0
                : depth > 0 && _uses[next].IsRest && _cells.Contains(next) && _cells.Contains(_uses[next].Parent!) ? depth
                : (depth + 1) % (MaxDepth + 1);
            _depths[next] = depth;
            inCircle &= next != node;
        }
    }

    private bool CanNest(BlankNode node) => _uses[node] is { Objects: 1, NeedsLabel: false, InSeveralGraphs: false };

    private Use At(BlankNode node)
    {
        ref var use = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, node, out _);
        return use ??= new();
    }

    private sealed class Use
    {
        private RdfGraph? _graph;

        internal int Objects { get; set; }

        internal bool NeedsLabel { get; set; }

        internal bool InSeveralGraphs { get; private set; }

        internal BlankNode? Parent { get; set; }

        internal bool IsRest { get; set; }

        internal void IsIn(RdfGraph graph)
        {
            InSeveralGraphs |= _graph is not null && _graph != graph;
            _graph = graph;
        }
    }
}
