using System.Globalization;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Makes the <see cref="PlanDescription"/> of an algebra.</summary>
internal sealed class PlanDescriber
{
    private readonly PlanDataset dataset;
    private readonly CardinalityEstimator estimator;
    private readonly ExpressionText text;

    internal PlanDescriber(PlanDataset dataset)
    {
        this.dataset = dataset;
        estimator = new CardinalityEstimator(dataset);
        text = new ExpressionText(static variable => variable.ToString(), static pattern => $"{{ {AlgebraText.Of(pattern)} }}");
    }

    internal PlanDescription Describe(AlgebraNode node, GraphSelector graphs)
    {
        var below = node is GraphPattern pattern ? dataset.Inside(pattern.Name) : graphs;
        var inputs = node is Bgp bgp
            ? bgp.Patterns.Select(triple => new PlanDescription("Triple", text.Of(triple), estimator.Of(triple, graphs).Rows, []))
            : node.Inputs().Select(input => Describe(input, below));
        return new PlanDescription(Name(node), Detail(node), estimator.Of(node, graphs).Rows, [.. inputs]);
    }

    private static string Name(AlgebraNode node) => node switch
    {
        GraphPattern => "Graph",
        PathPattern => "Path",
        ServicePattern => "Service",
        _ => node.GetType().Name,
    };

    private string Detail(AlgebraNode node) => node switch
    {
        PathPattern n => $"{text.Of(n.Subject)} {ExpressionText.Of(n.Path)} {text.Of(n.Object)}",
        LeftJoin { Condition: { } condition } => text.Of(condition),
        Filter n => text.Of(n.Condition),
        GraphPattern n => text.Of(n.Name),
        ServicePattern n => (n.Silent ? "SILENT " : "") + text.Of(n.Endpoint),
        Extend n => $"{n.Variable} := {text.Of(n.Expression)}",
        InlineData n => $"{string.Join(' ', n.Variables)} ({n.Rows.Count.ToString(CultureInfo.InvariantCulture)} rows)".TrimStart(),
        Group n => string.Join(", ", n.Keys.Select(Key).Concat(n.Aggregates.Select(a => $"{a.Variable} := {text.Of(a.Aggregate)}"))),
        OrderBy n => string.Join(", ", n.Conditions.Select(c => (c.Descending ? "DESC " : "") + text.Of(c.Expression))),
        Project n => string.Join(' ', n.Variables),
        Slice n => $"{(n.Limit is { } limit ? $"LIMIT {limit.ToString(CultureInfo.InvariantCulture)} " : "")}OFFSET {n.Offset.ToString(CultureInfo.InvariantCulture)}",
        _ => "",
    };

    private string Key(GroupKey key) =>
        key.Expression is VariableExpression { Variable: var variable } && variable == key.Variable ? variable.ToString() : $"{key.Variable} := {text.Of(key.Expression)}";
}
