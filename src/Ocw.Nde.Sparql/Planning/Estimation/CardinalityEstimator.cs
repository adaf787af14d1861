using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Estimates how many solutions any algebra has on a dataset.</summary>
internal sealed class CardinalityEstimator(PlanDataset dataset)
{
    // A service on the other side of a network: nothing is known of it but that each answer is dear.
    private const double ServiceRows = 1000;
    private const double ServiceCost = 100_000;

    private readonly PatternEstimator patterns = new(dataset);
    private readonly Dictionary<AlgebraNode, Estimate> known = new(ReferenceEqualityComparer.Instance);

    internal Estimate Of(TriplePattern triple, GraphSelector graphs) => patterns.Of(triple, graphs);

    /// <summary>The estimate of a pattern whose triples are read from <paramref name="graphs"/>; each node is looked at once.</summary>
    internal Estimate Of(AlgebraNode node, GraphSelector graphs)
    {
        if (!known.TryGetValue(node, out var estimate))
            known.Add(node, estimate = Estimated(node, graphs));
        return estimate;
    }

    private Estimate Estimated(AlgebraNode node, GraphSelector graphs)
    {
        switch (node)
        {
            case Bgp n:
                return n.Patterns.Aggregate(Estimate.One, (sum, triple) => sum.Join(patterns.Of(triple, graphs)));
            case PathPattern n:
                return patterns.Of(n, graphs);
            case Join n:
                return Of(n.Left, graphs).Join(Of(n.Right, graphs));
            case LeftJoin n:
                var left = Of(n.Left, graphs);
                var joined = left.Join(Of(n.Right, graphs));
                return joined with { Rows = Math.Max(left.Rows, joined.Rows) };
            case Union n:
                return Sum(Of(n.Left, graphs), Of(n.Right, graphs));
            case Minus n:
                left = Of(n.Left, graphs);
                return left with { Cost = left.Cost + Of(n.Right, graphs).Cost };
            case Filter n:
                var input = Of(n.Input, graphs);
                return input.Scale(ConditionEstimate.Selectivity(n.Condition, input.DistinctOf));
            case GraphPattern n:
                return InGraph(n);
            case Extend n:
                input = Of(n.Input, graphs);
                return input.With(n.Variable, n.Expression is ConstantExpression ? 1 : input.Rows);
            case InlineData n:
                return Of(n);
            case ServicePattern n:
                return new Estimate(ServiceRows, ServiceCost, new VariableAnalysis().InScope(n).ToDictionary(variable => variable, _ => ServiceRows));
            case Group n:
                return Of(n, Of(n.Input, graphs));
            case Project n:
                input = Of(n.Input, graphs);
                return input with { Distinct = input.Distinct.Where(entry => n.Variables.Contains(entry.Key)).ToDictionary() };
            case Distinct or Reduced:
                input = Of(node.Inputs()[0], graphs);
                return input with { Rows = Math.Min(input.Rows, Combinations(input.Distinct.Keys, input)) };
            case Slice n:
                input = Of(n.Input, graphs);
                return input with { Rows = Math.Min(Math.Max(0, input.Rows - n.Offset), n.Limit ?? double.MaxValue) };
            default:
                return Of(node.Inputs()[0], graphs);
        }
    }

    private Estimate InGraph(GraphPattern pattern)
    {
        var inside = Of(pattern.Input, dataset.Inside(pattern.Name));
        return pattern.Name is Variable name ? inside.With(name, Math.Max(1, dataset.GraphCount)) : inside;
    }

    private static Estimate Of(InlineData data)
    {
        var distinct = data.Variables.Select((variable, column) => (variable, Count: (double)data.Rows.Select(row => row[column]).Distinct().Count()));
        return new Estimate(data.Rows.Count, data.Rows.Count, distinct.ToDictionary(entry => entry.variable, entry => entry.Count));
    }

    private static Estimate Of(Group group, Estimate input)
    {
        var keys = group.Keys.ToDictionary(key => key.Variable, key => key.Expression is VariableExpression { Variable: var variable } ? input.DistinctOf(variable) : Math.Sqrt(input.Rows));
        var rows = group.Keys.Count == 0 ? 1 : Math.Min(input.Rows, keys.Values.Aggregate(1.0, (product, values) => product * values));
        foreach (var aggregate in group.Aggregates)
            keys[aggregate.Variable] = rows;
        return new Estimate(rows, input.Cost + input.Rows, keys);
    }

    private static Estimate Sum(Estimate left, Estimate right)
    {
        var distinct = new Dictionary<Variable, double>(left.Distinct);
        foreach (var (variable, values) in right.Distinct)
            distinct[variable] = distinct.GetValueOrDefault(variable) + values;
        return new Estimate(left.Rows + right.Rows, left.Cost + right.Cost, distinct);
    }

    private static double Combinations(IEnumerable<Variable> variables, Estimate input) =>
        variables.Aggregate(1.0, (product, variable) => product * input.DistinctOf(variable));
}
