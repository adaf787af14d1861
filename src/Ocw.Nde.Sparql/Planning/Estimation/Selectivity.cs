using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Which part of the solutions a condition is expected to keep.</summary>
internal static class Selectivity
{
    private const double Unknown = 0.5;

    internal static double Of(Expression condition, Func<Variable, double> distinct) => condition switch
    {
        AndExpression e => Of(e.Left, distinct) * Of(e.Right, distinct),
        OrExpression e => Math.Min(1, Of(e.Left, distinct) + Of(e.Right, distinct)),
        NotExpression e => Math.Max(0.01, 1 - Of(e.Operand, distinct)),
        ComparisonExpression { Operator: ComparisonOperator.Equal } e => Equality(e.Left, e.Right, distinct),
        ComparisonExpression { Operator: ComparisonOperator.NotEqual } => 0.9,
        ComparisonExpression => 0.3,
        InExpression { Negated: false } e => Math.Min(1, e.List.Count * Equality(e.Operand, e.Operand, distinct)),
        InExpression => 0.9,
        BuiltInCall { Name: "SAMETERM", Arguments: [var left, var right] } => Equality(left, right, distinct),
        BuiltInCall { Name: "BOUND" } => 0.9,
        BuiltInCall { Name: "REGEX" or "CONTAINS" or "STRSTARTS" or "STRENDS" } => 0.1,
        BuiltInCall { Name: "LANGMATCHES" } => 0.4,
        _ => Unknown,
    };

    private static double Equality(Expression left, Expression right, Func<Variable, double> distinct)
    {
        var values = Math.Max(Values(left, distinct), Values(right, distinct));
        return values > 0 ? 1 / values : 0.1;
    }

    private static double Values(Expression expression, Func<Variable, double> distinct) => expression switch
    {
        VariableExpression e => Math.Max(1, distinct(e.Variable)),
        BuiltInCall { Name: "LANG" or "DATATYPE" } => 3,
        _ => 0,
    };
}
