using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>How <see cref="QueryEvaluator"/> evaluates a query.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Default limits, the query's own dataset, every pass of the planner.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>What the query may cost.</summary>
    public QueryLimits Limits { get; init; } = QueryLimits.Default;

    /// <summary>Clock, chance and network.</summary>
    public QueryEnvironment Environment { get; init; } = QueryEnvironment.Default;

    /// <summary>What the planner does.</summary>
    public PlannerOptions Planner { get; init; } = PlannerOptions.Default;

    /// <summary>The dataset that the request names, which overrides FROM and FROM NAMED; <see langword="null"/> where it names none.</summary>
    public DatasetDescription? Dataset { get; init; }

    /// <summary>Values of the query's parameters, by name of variable.</summary>
    public IReadOnlyDictionary<string, RdfTerm>? Bindings { get; init; }
}
