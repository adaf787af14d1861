using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>Says where Join(rows, pattern) may be worked out by running the pattern from the rows, instead of by itself.</summary>
/// <remarks>
/// The algebra is worked out from the inside (SPARQL 1.1 §18.6): a filter or an OPTIONAL inside the pattern must not see a variable that only the
/// rows bind. Inside EXISTS it must.
/// </remarks>
internal sealed class Seeding(VariableAnalysis analysis)
{
    /// <summary>Whether the pattern may start from rows that bind <paramref name="outer"/>. Joins and unions are asked operand by operand.</summary>
    internal bool IsAllowed(AlgebraNode node, IReadOnlyCollection<Variable> outer, bool isInExists)
    {
        if (outer.Count == 0)
            return true;
        return node switch
        {
            Bgp or PathPattern or InlineData or ServicePattern or Join or Union or GraphPattern => true,
            Filter n => !Conditions.IsVolatile(n.Condition) && (isInExists || SeesTheSame(VariableAnalysis.Of(n.Condition), n.Input, outer)),
            Extend n => !outer.Contains(n.Variable) && !Conditions.IsVolatile(n.Expression)
                && (isInExists || SeesTheSame(VariableAnalysis.Of(n.Expression), n.Input, outer)),
            LeftJoin n => isInExists
                || (SeesTheSame(analysis.InScope(n.Right), n.Left, outer) && (n.Condition is null || SeesTheSame(VariableAnalysis.Of(n.Condition), n.Left, outer))),
            Minus n => SeesTheSame(analysis.InScope(n.Right), n.Left, outer),
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
