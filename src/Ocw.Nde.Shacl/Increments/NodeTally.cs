using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Increments;

/// <summary>Counts, node by node, how many results of which kind there are.</summary>
internal sealed class NodeTally(IReadOnlyList<BoundShape> shapes)
{
    private readonly Dictionary<(BoundConstraint Constraint, BoundShape Shape, TermId Predicate), int> _numbers = [];
    private readonly List<CounterPlace> _counters = [];
    private readonly Dictionary<CountOfKind[], int> _numbersOfPatterns = new(PatternComparer.Instance);
    private readonly List<CountOfKind[]> _patterns = [];
    private readonly List<PatternOfNode> _nodes = [];
    private readonly SortedDictionary<int, long> _current = [];

    /// <summary>Takes over what is known of nodes, but for some.</summary>
    /// <returns><see langword="false"/> when the memory is one of other shapes.</returns>
    internal bool TryTake(ValidationMemory memory, IReadOnlySet<TermId> except)
    {
        foreach (var place in memory.Counters)
        {
            if (place.Shape >= shapes.Count || place.Constraint >= shapes[place.Shape].Constraints.Count)
                return false;
            var shape = shapes[place.Shape];
            var constraint = shape.Constraints[place.Constraint];
            if (NameOf(shape, constraint) != place.Name || NumberOf(constraint, shape, new TermId(place.Predicate)) != _counters.Count - 1)
                return false;
        }

        foreach (var pattern in memory.Patterns)
            NumberOf(pattern);
        _nodes.AddRange(memory.Nodes.Where(node => !except.Contains(node.Node)));
        return true;
    }

    /// <summary>One result of the node that is looked at.</summary>
    internal void Add(in ResultIds result)
    {
        var number = NumberOf(result.Constraint, result.Shape, result.Predicate);
        _current[number] = _current.GetValueOrDefault(number) + 1;
    }

    /// <summary>Ends the node.</summary>
    internal void End(TermId node)
    {
        if (_current.Count == 0)
            return;
        _nodes.Add(new PatternOfNode(node, NumberOf([.. _current.Select(one => new CountOfKind(one.Key, one.Value))])));
        _current.Clear();
    }

    /// <summary>What was counted. Of what is known from before, only patterns and kinds that nodes still have are kept.</summary>
    internal ValidationMemory ToMemory()
    {
        _nodes.Sort(static (one, other) => one.Node.CompareTo(other.Node));
        var (counters, patterns) = (new List<CounterPlace>(), new List<CountOfKind[]>());
        var (newCounters, newPatterns) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        var nodes = new PatternOfNode[_nodes.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            if (!newPatterns.TryGetValue(_nodes[i].Pattern, out var pattern))
            {
                newPatterns[_nodes[i].Pattern] = pattern = patterns.Count;
                patterns.Add([.. _patterns[_nodes[i].Pattern].Select(one => new CountOfKind(Renumber(one.Counter), one.Count))]);
            }

            nodes[i] = new PatternOfNode(_nodes[i].Node, pattern);
        }

        return new ValidationMemory(counters, patterns, nodes);

        int Renumber(int counter)
        {
            if (!newCounters.TryGetValue(counter, out var number))
            {
                newCounters[counter] = number = counters.Count;
                counters.Add(_counters[counter]);
            }

            return number;
        }
    }

    private int NumberOf(BoundConstraint constraint, BoundShape shape, TermId predicate)
    {
        if (!_numbers.TryGetValue((constraint, shape, predicate), out var number))
        {
            _numbers[(constraint, shape, predicate)] = number = _counters.Count;
            _counters.Add(new CounterPlace(shape.Index, shape.Constraints.Index().First(one => ReferenceEquals(one.Item, constraint)).Index, predicate.Value, NameOf(shape, constraint)));
        }

        return number;
    }

    private int NumberOf(CountOfKind[] pattern)
    {
        if (!_numbersOfPatterns.TryGetValue(pattern, out var number))
        {
            _numbersOfPatterns[pattern] = number = _patterns.Count;
            _patterns.Add(pattern);
        }

        return number;
    }

    private static string NameOf(BoundShape shape, BoundConstraint constraint) => $"{shape.Definition.Id} {constraint.Definition.Component.Name}";

    private sealed class PatternComparer : IEqualityComparer<CountOfKind[]>
    {
        public static PatternComparer Instance { get; } = new();

        public bool Equals(CountOfKind[]? x, CountOfKind[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(CountOfKind[] obj)
        {
            var hash = default(HashCode);
            foreach (var one in obj)
                hash.Add(one);
            return hash.ToHashCode();
        }
    }
}
