using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>Says where Join(rows, pattern) may be worked out by running the pattern from the rows, instead of by itself.</summary>
/// <remarks>
/// The algebra is worked out from the inside (SPARQL 1.1 §18.6): a filter or an OPTIONAL inside the pattern must not see a variable that only the
/// rows bind. Inside EXISTS it must see what the solution around the EXISTS binds, but nothing more.
/// </remarks>
internal sealed class Seeding(VariableAnalysis analysis)
{
    /// <summary>Whether the pattern may start from rows. Joins and unions are asked operand by operand.</summary>
    /// <param name="node">The pattern.</param>
    /// <param name="rows">The variables of the rows.</param>
    /// <param name="around">Those of them that have their value from a solution around an EXISTS.</param>
    internal bool IsAllowed(AlgebraNode node, IReadOnlyCollection<Variable> rows, IReadOnlySet<Variable> around)
    {
        var outer = rows.Where(variable => !around.Contains(variable)).ToHashSet();
        return node switch
        {
            Bgp or PathPattern or InlineData or ServicePattern or Join or Union or GraphPattern => true,
            Filter n => !Conditions.IsVolatile(n.Condition) && SeesTheSame(VariableAnalysis.Of(n.Condition), n.Input, outer),
            Extend n => !rows.Contains(n.Variable) && !Conditions.IsVolatile(n.Expression) && SeesTheSame(VariableAnalysis.Of(n.Expression), n.Input, outer),
            LeftJoin n => SeesTheSame(analysis.InScope(n.Right), n.Left, outer)
                && (n.Condition is null || SeesTheSame(VariableAnalysis.Of(n.Condition), n.Left, outer)),
            Minus n => SeesTheSame(analysis.InScope(n.Right), n.Left, rows),
            _ => false,
        };
    }

    /// <summary>Whether every variable that rows bring along has its value from the pattern itself.</summary>
    private bool SeesTheSame(IEnumerable<Variable> used, AlgebraNode pattern, IReadOnlyCollection<Variable> outer)
    {
        var certain = analysis.CertainlyBound(pattern);
        return used.All(variable => certain.Contains(variable) || !outer.Contains(variable));
    }
}
