using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Rewrites a query to an equal one that promises less work on the data at hand.</summary>
/// <remarks>
/// The answer never depends on the planner: the evaluator is right about any algebra. What a plan says is said in the algebra itself: operands of
/// joins stand in the order in which they should run, left to right, and so do the patterns of a <see cref="Bgp"/>; a <see cref="Filter"/> stands
/// where it should be applied.
/// </remarks>
public sealed class QueryPlanner(PlannerOptions? options = null)
{
    private static readonly (PlanPasses Flag, IPlanPass Pass)[] Passes =
    [
        (PlanPasses.SimplifyConditions, new SimplifyConditions()),
        (PlanPasses.OptionalToJoin, new OptionalToJoin()),
        (PlanPasses.MergeBgps, new MergeBgps()),
        (PlanPasses.PushFilters, new PushFilters()),
        (PlanPasses.EqualityToConstant, new EqualityToConstant()),
        (PlanPasses.PruneEmpty, new PruneEmpty()),
        (PlanPasses.OrderJoins, new OrderJoins()),
    ];

    private readonly PlannerOptions options = options ?? PlannerOptions.Default;

    /// <summary>The query with values for its parameters, planned for a dataset.</summary>
    /// <param name="query">The query as parsed.</param>
    /// <param name="dataset">The data; terms and counts are looked up in it.</param>
    /// <param name="bindings">Values of variables, by name without mark; see <see cref="ParameterBinding"/>.</param>
    /// <param name="checkpoint">Called again and again; what it throws ends the planning, such as a time limit.</param>
    /// <exception cref="ArgumentException">A parameter is a variable that the query itself assigns.</exception>
    public SparqlQuery Plan(SparqlQuery query, PlanDataset dataset, IReadOnlyDictionary<string, RdfTerm>? bindings = null, Action? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(dataset);
        if (bindings is { Count: > 0 })
            query = ParameterBinding.Apply(query, bindings);
        var context = new PlanContext(dataset, options, new CardinalityEstimator(dataset), checkpoint ?? (static () => { }));
        var pattern = query.Pattern;
        foreach (var (flag, pass) in Passes)
        {
            if (options.Passes.HasFlag(flag))
                pattern = pass.Apply(pattern, context);
        }

        return query with { Pattern = pattern };
    }
}

/// <summary>One rewriting of the algebra that keeps its meaning.</summary>
internal interface IPlanPass
{
    AlgebraNode Apply(AlgebraNode pattern, PlanContext context);
}

/// <summary>What the passes share while one query is planned.</summary>
internal sealed record PlanContext(PlanDataset Dataset, PlannerOptions Options, CardinalityEstimator Estimator, Action Checkpoint);
