using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>What the passes know about conditions.</summary>
internal static class Conditions
{
    /// <summary>The operands of <c>&amp;&amp;</c>, however it is nested. A filter by all of them in turn is a filter by their conjunction.</summary>
    internal static List<Expression> Split(Expression condition)
    {
        var found = new List<Expression>();
        var open = new Stack<Expression>();
        open.Push(condition);
        while (open.TryPop(out var next))
        {
            if (next is AndExpression and)
            {
                open.Push(and.Right);
                open.Push(and.Left);
            }
            else
            {
                found.Add(next);
            }
        }

        return found;
    }

    internal static Expression Combine(IReadOnlyList<Expression> conditions) => Syntax.Balanced.Fold(conditions, static (left, right) => new AndExpression(left, right));

    internal static AlgebraNode Filtered(AlgebraNode node, IReadOnlyList<Expression> conditions) => conditions.Count == 0 ? node : new Filter(Combine(conditions), node);

    /// <summary>Whether an expression gives another value each time it is evaluated, so that it cannot be moved.</summary>
    internal static bool IsVolatile(Expression expression) => expression.SelfAndOperands().Any(part => part switch
    {
        BuiltInCall { Name: "RAND" or "UUID" or "STRUUID" or "BNODE" } => true,
        ExistsExpression exists => IsVolatile(exists.Pattern),
        _ => false,
    });

    internal static bool HasExists(Expression expression) => expression.SelfAndOperands().Any(part => part is ExistsExpression);

    /// <summary>Whether the condition is an error, and so not true, wherever the variable is unbound.</summary>
    internal static bool Rejects(Expression condition, Variable unbound) => condition switch
    {
        AndExpression e => Rejects(e.Left, unbound) || Rejects(e.Right, unbound),
        OrExpression e => Rejects(e.Left, unbound) && Rejects(e.Right, unbound),
        NotExpression { Operand: OrExpression or AndExpression or NotExpression } => false,
        NotExpression e => IsError(e.Operand, unbound),
        BuiltInCall { Name: "BOUND", Arguments: [VariableExpression { Variable: var variable }] } => variable == unbound,
        _ => IsError(condition, unbound),
    };

    // Strict in every operand; everything that may turn an error into a value (BOUND, COALESCE, IF, ||, &&, EXISTS, extensions) is left out.
    private static bool IsError(Expression expression, Variable unbound) => expression switch
    {
        VariableExpression e => e.Variable == unbound,
        ComparisonExpression e => IsError(e.Left, unbound) || IsError(e.Right, unbound),
        ArithmeticExpression e => IsError(e.Left, unbound) || IsError(e.Right, unbound),
        SignExpression e => IsError(e.Operand, unbound),
        InExpression { List.Count: > 0 } e => IsError(e.Operand, unbound),
        BuiltInCall { Name: not ("BOUND" or "COALESCE" or "IF") } e => e.Arguments.Any(argument => IsError(argument, unbound)),
        _ => false,
    };

    private static bool IsVolatile(AlgebraNode node) => node.Expressions().Any(IsVolatile) || node.Inputs().Any(IsVolatile);
}
