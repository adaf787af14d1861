using System.Collections.Frozen;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>What a part of the algebra must know of its surroundings to become operators.</summary>
/// <param name="Graph">The active graph.</param>
/// <param name="Needs">The variables that are used above, in their columns or by name.</param>
internal sealed record BuildScope(GraphScope Graph, IReadOnlySet<Variable> Needs)
{
    /// <summary>Inside EXISTS, the variables that have their values from the solution around it, everywhere in the pattern (§18.6, substitute).</summary>
    internal IReadOnlySet<Variable> Around { get; init; } = FrozenSet<Variable>.Empty;

    /// <summary>Whether equal solutions count as often as they come; not under DISTINCT or EXISTS.</summary>
    internal bool DuplicatesMatter { get; init; } = true;

    /// <summary>Whether the pattern is joined with nothing: its rows may come in any order.</summary>
    internal bool IsWhole { get; init; } = true;

    /// <summary>How many rows are wanted at most.</summary>
    internal long? RowGoal { get; init; }

    /// <summary>The variable that rows should be sorted by, if that costs nothing.</summary>
    internal Variable? Leading { get; init; }

    /// <summary>The same for a pattern whose rows are joined with more before anything above sees them.</summary>
    internal BuildScope Needing(IEnumerable<Variable> more)
    {
        var needs = new HashSet<Variable>(Needs);
        needs.UnionWith(more);
        return this with { Needs = needs, RowGoal = null, IsWhole = false };
    }

    /// <summary>The same for a pattern that stands for itself: a sub-select, or the right side of a join that is read whole.</summary>
    internal BuildScope Only(IEnumerable<Variable> needs)
    {
        var only = needs.ToHashSet();
        if (Graph.Variable is { } graph)
            only.Add(graph);
        return this with { Needs = only, RowGoal = null, Leading = null, IsWhole = true };
    }
}
