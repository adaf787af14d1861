using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Cuts off what has no solution: patterns with a term that the source does not hold, and what is joined with them.</summary>
internal sealed class PruneEmpty : IPlanPass
{
    /// <summary>The pattern without solutions: inline data without rows.</summary>
    internal static readonly InlineData Nothing = new([], []);

    public AlgebraNode Apply(AlgebraNode pattern, PlanContext context) => pattern.BottomUp(node =>
    {
        context.Checkpoint();
        return Prune(node, context.Dataset);
    });

    private static AlgebraNode Prune(AlgebraNode node, PlanDataset dataset) => node switch
    {
        Bgp n when n.Patterns.Any(triple => IsUnknown(triple, dataset)) => Nothing,
        Join n when IsNothing(n.Left) || IsNothing(n.Right) => Nothing,
        LeftJoin n when IsNothing(n.Left) => Nothing,
        LeftJoin n when IsNothing(n.Right) => n.Left,
        Minus n when IsNothing(n.Left) => Nothing,
        Minus n when IsNothing(n.Right) => n.Left,
        Union n when IsNothing(n.Left) => n.Right,
        Union n when IsNothing(n.Right) => n.Left,
        Filter n when IsNothing(n.Input) => Nothing,
        Extend n when IsNothing(n.Input) => Nothing,
        GraphPattern n when IsNothing(n.Input) => Nothing,
        _ => node,
    };

    private static bool IsUnknown(TriplePattern triple, PlanDataset dataset) =>
        IsUnknown(triple.Subject, dataset) || IsUnknown(triple.Predicate, dataset) || IsUnknown(triple.Object, dataset);

    // The id is looked up again by the evaluator: a plan is made for one source only, so it cannot have changed in between.
    private static bool IsUnknown(PatternTerm term, PlanDataset dataset) => term is Constant && !dataset.IdOf(term).IsBound;

    private static bool IsNothing(AlgebraNode node) => node is InlineData { Rows.Count: 0 };
}
