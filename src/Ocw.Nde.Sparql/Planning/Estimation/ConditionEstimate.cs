using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>What is expected of a condition: which part of the solutions it keeps, and what asking it of one solution costs.</summary>
internal static class ConditionEstimate
{
    private const double Unknown = 0.5;

    // In rows read: comparing values means decoding them, string functions read text, EXISTS asks the source.
    private const double Operation = 2;
    private const double TextFunction = 10;
    private const double RegularExpression = 20;
    private const double Existence = 40;

    /// <summary>The part of the solutions that the condition keeps, from 0 to 1.</summary>
    internal static double Selectivity(Expression condition, Func<Variable, double> distinct) => condition switch
    {
        AndExpression e => Selectivity(e.Left, distinct) * Selectivity(e.Right, distinct),
        OrExpression e => Math.Min(1, Selectivity(e.Left, distinct) + Selectivity(e.Right, distinct)),
        NotExpression e => Math.Max(0.01, 1 - Selectivity(e.Operand, distinct)),
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

    /// <summary>What one evaluation costs, counted in rows read.</summary>
    internal static double Cost(Expression condition)
    {
        double cost = 0;
        foreach (var part in condition.SelfAndOperands())
        {
            cost += part switch
            {
                VariableExpression or ConstantExpression => 0,
                BuiltInCall { Name: "BOUND" or "SAMETERM" or "ISIRI" or "ISURI" or "ISBLANK" or "ISLITERAL" } => 0.5,
                BuiltInCall { Name: "REGEX" or "REPLACE" } => RegularExpression,
                BuiltInCall { Name: "LANG" or "DATATYPE" or "YEAR" or "MONTH" or "DAY" or "ABS" or "CEIL" or "FLOOR" or "ROUND" } => Operation,
                BuiltInCall or FunctionCall => TextFunction,
                ExistsExpression => Existence,
                _ => Operation,
            };
        }

        return cost;
    }

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
