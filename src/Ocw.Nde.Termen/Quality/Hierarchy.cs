namespace Ocw.Nde.Termen.Quality;

/// <summary>The hierarchy of a vocabulary, read in both directions: what is stated as broader here or as narrower there.</summary>
internal sealed class Hierarchy
{
    // Deeper or wider ones are cut: ancestors of one concept are few in any vocabulary that people use.
    private const int MaxVisited = 20_000;

    private readonly List<int>?[] _above;
    private readonly List<int>?[] _aboveTransitive;

    internal Hierarchy(SkosModel model, bool mappingsToo = true)
    {
        _above = new List<int>?[model.Nodes.Count];
        _aboveTransitive = new List<int>?[model.Nodes.Count];
        foreach (var node in model.Nodes)
        {
            foreach (var (relation, other) in node.Relations)
            {
                switch (relation)
                {
                    case SkosRelation.BroadMatch or SkosRelation.NarrowMatch when !mappingsToo:
                        break;
                    case SkosRelation.Broader or SkosRelation.BroadMatch:
                        Add(_above, node.Number, other);
                        break;
                    case SkosRelation.Narrower or SkosRelation.NarrowMatch:
                        Add(_above, other, node.Number);
                        break;
                    case SkosRelation.BroaderTransitive:
                        Add(_aboveTransitive, node.Number, other);
                        break;
                    case SkosRelation.NarrowerTransitive:
                        Add(_aboveTransitive, other, node.Number);
                        break;
                }
            }
        }
    }

    /// <summary>What is directly above a concept.</summary>
    internal IEnumerable<int> Above(int node, bool transitiveToo = false) => (_above[node] ?? []).Concat(transitiveToo ? _aboveTransitive[node] ?? [] : []);

    /// <summary>Whether one or more steps up lead from one concept to another.</summary>
    internal bool Reaches(int from, int to, bool transitiveToo = false)
    {
        var seen = new HashSet<int>();
        var left = new Stack<int>([from]);
        while (left.TryPop(out var node) && seen.Count < MaxVisited)
        {
            foreach (var above in Above(node, transitiveToo))
            {
                if (above == to)
                    return true;
                if (seen.Add(above))
                    left.Push(above);
            }
        }

        return false;
    }

    /// <summary>The groups of concepts that are above each other (Tarjan 1972), without recursion.</summary>
    internal List<List<int>> Cycles()
    {
        var count = _above.Length;
        var (index, low, onStack) = (new int[count], new int[count], new bool[count]);
        var stack = new Stack<int>();
        var cycles = new List<List<int>>();
        var next = 0;
        for (var start = 0; start < count; start++)
        {
            if (index[start] != 0)
                continue;
            var work = new Stack<(int Node, IEnumerator<int> Edges)>();
            Visit(start);
            while (work.TryPeek(out var top))
            {
                if (top.Edges.MoveNext())
                {
                    var to = top.Edges.Current;
                    if (index[to] == 0)
                        Visit(to);
                    else if (onStack[to])
                        low[top.Node] = Math.Min(low[top.Node], index[to]);
                    continue;
                }

                work.Pop();
                if (work.TryPeek(out var parent))
                    low[parent.Node] = Math.Min(low[parent.Node], low[top.Node]);
                if (low[top.Node] == index[top.Node])
                    Close(top.Node);
            }

            void Visit(int node)
            {
                index[node] = low[node] = ++next;
                stack.Push(node);
                onStack[node] = true;
                work.Push((node, Above(node, transitiveToo: true).GetEnumerator()));
            }

            void Close(int root)
            {
                var members = new List<int>();
                int member;
                do
                {
                    member = stack.Pop();
                    onStack[member] = false;
                    members.Add(member);
                }
                while (member != root);
                if (members.Count > 1)
                    cycles.Add(members);
            }
        }

        return cycles;
    }

    private static void Add(List<int>?[] lists, int node, int other) => (lists[node] ??= []).Add(other);
}
