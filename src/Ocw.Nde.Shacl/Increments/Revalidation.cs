using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Increments;

/// <summary>Validates after a change: the nodes that it can have touched are evaluated again, and the rest is added up from what is remembered.</summary>
/// <remarks>
/// The report is that of a whole validation. Its counts are sums over nodes; the results that it keeps are the first of each kind in order of node, so that these few nodes are
/// evaluated once more for them, and in that order every kind is met for the first time where a whole validation meets it.
/// </remarks>
internal sealed class Revalidation(ValidationSession session, ValidationOptions options)
{
    private const int LeastCeiling = 5_000;

    /// <summary>How many links the shapes look ahead; <see langword="null"/> without bound, or where the data has classes within classes, of which one statement touches all.</summary>
    internal static int? ReachOf(ValidationSession session) => session.Classes.IsFlat ? ShapeReach.Of(session.TargetShapes) : null;

    /// <summary>Validates.</summary>
    internal (ValidationReport Report, ValidationMemory Memory)? Run(IQuadSource data, GraphSelector graphs, ValidationMemory before, IReadOnlyCollection<TermId> changed, CancellationToken cancellation)
    {
        if (ReachOf(session) is not { } reach)
            return null;
        var validated = session.CountFocusNodes();
        if (AffectedNodes.Of(data, graphs, changed, reach, (int)Math.Max(LeastCeiling, Math.Min(int.MaxValue, validated / 3)), cancellation) is not { } affected)
            return null;
        var tally = new NodeTally(session.Shapes);
        if (!tally.TryTake(before, affected))
            return null;
        session.Evaluate(affected, options with { ExamplesPerCount = 0, Progress = null }, tally);
        var memory = tally.ToMemory();
        var collector = session.Evaluate(Examples(memory), options, tally: null);
        return session.IsDecided ? (Report(collector, memory, validated, cancellation), memory) : null;
    }

    // The first nodes of each kind, until there are as many results as a report keeps.
    private HashSet<TermId> Examples(ValidationMemory memory)
    {
        var wanted = new long[memory.Counters.Count];
        Array.Fill(wanted, Math.Max(1, options.ExamplesPerCount));
        var isDone = new bool[memory.Patterns.Count];
        var nodes = new HashSet<TermId>();
        foreach (var (node, pattern) in memory.Nodes)
        {
            if (isDone[pattern])
                continue;
            var counts = memory.Patterns[pattern];
            isDone[pattern] = !counts.Any(one => wanted[one.Counter] > 0);
            if (isDone[pattern])
                continue;
            nodes.Add(node);
            foreach (var (counter, count) in counts)
                wanted[counter] -= count;
        }

        return nodes;
    }

    private ValidationReport Report(ResultCollector collector, ValidationMemory memory, long validated, CancellationToken cancellation)
    {
        var nodesOf = new long[memory.Patterns.Count];
        foreach (var node in memory.Nodes)
            nodesOf[node.Pattern]++;
        var (results, nodes) = (new long[memory.Counters.Count], new long[memory.Counters.Count]);
        foreach (var (pattern, holders) in memory.Patterns.Zip(nodesOf))
        {
            foreach (var (counter, count) in pattern)
            {
                results[counter] += count * holders;
                nodes[counter] += holders;
            }
        }

        var numbers = memory.Counters.Index().ToDictionary(one => (one.Item.Shape, one.Item.Constraint, one.Item.Predicate), one => one.Index);
        var flags = new SeverityFlags[memory.Counters.Count];
        var counts = new List<ResultCount>();
        foreach (var ((constraint, shape, predicate), flag, count) in collector.CountsByKey)
        {
            var number = numbers[(shape.Index, shape.Constraints.Index().First(one => ReferenceEquals(one.Item, constraint)).Index, predicate.Value)];
            flags[number] = flag;
            counts.Add(count with { Count = results[number], TargetNodes = nodes[number] });
        }

        var met = memory.Patterns.Select(pattern => pattern.Aggregate(SeverityFlags.None, (all, one) => all | flags[one.Counter])).ToArray();
        var violating = memory.Nodes.Where(node => met[node.Pattern].HasFlag(SeverityFlags.Violation)).Select(node => node.Node).ToList();
        var warnings = nodesOf.Zip(met).Where(pattern => pattern.Second.HasFlag(SeverityFlags.Warning)).Sum(pattern => pattern.First);
        return session.Report(collector, counts, results.Sum(), new TargetCounts(validated, memory.Nodes.Count, violating.Count, warnings), session.CountRecords(violating, cancellation));
    }
}
