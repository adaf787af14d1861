namespace Ocw.Nde.Sparql.Planning;

/// <summary>What <see cref="QueryPlanner"/> does.</summary>
public sealed record PlannerOptions
{
    /// <summary>Every pass.</summary>
    public static PlannerOptions Default { get; } = new();

    /// <summary>No pass: the algebra as the standard translates it.</summary>
    public static PlannerOptions Off { get; } = new() { Passes = PlanPasses.None };

    /// <summary>The passes that run. Default: all.</summary>
    public PlanPasses Passes { get; init; } = PlanPasses.All;

    /// <summary>Up to how many operands the best join order is searched among all (above it, greedily). Default 10; the work doubles with each.</summary>
    public int ExhaustiveJoinOperands { get; init; } = 10;
}

/// <summary>The passes of the planner, in the order in which they run; each keeps the meaning of the query, so any of them can be left out.</summary>
[Flags]
public enum PlanPasses
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Constant conditions are decided (<see cref="SimplifyConditions"/>).</summary>
    SimplifyConditions = 1 << 0,

    /// <summary>An OPTIONAL whose rows without match a filter would drop anyway becomes a join (<see cref="OptionalToJoin"/>).</summary>
    OptionalToJoin = 1 << 1,

    /// <summary>Joined basic graph patterns become one (<see cref="MergeBgps"/>).</summary>
    MergeBgps = 1 << 2,

    /// <summary>Filters move towards the patterns that bind their variables (<see cref="PushFilters"/>).</summary>
    PushFilters = 1 << 3,

    /// <summary>A variable that a filter sets equal to an IRI is replaced by it (<see cref="EqualityToConstant"/>).</summary>
    EqualityToConstant = 1 << 4,

    /// <summary>Parts that cannot have a solution are cut off (<see cref="PruneEmpty"/>).</summary>
    PruneEmpty = 1 << 5,

    /// <summary>Joins are put in the order that promises the least work (<see cref="OrderJoins"/>).</summary>
    OrderJoins = 1 << 6,

    /// <summary>All.</summary>
    All = (1 << 7) - 1,
}
