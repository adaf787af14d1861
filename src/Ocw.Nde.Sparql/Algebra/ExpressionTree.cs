namespace Ocw.Nde.Sparql.Algebra;

/// <summary>Walks over expressions and paths.</summary>
public static class ExpressionTree
{
    /// <summary>The operands of an expression, left to right; the pattern of EXISTS is none.</summary>
    public static IReadOnlyList<Expression> Operands(this Expression expression) => expression switch
    {
        OrExpression e => [e.Left, e.Right],
        AndExpression e => [e.Left, e.Right],
        ComparisonExpression e => [e.Left, e.Right],
        ArithmeticExpression e => [e.Left, e.Right],
        NotExpression e => [e.Operand],
        SignExpression e => [e.Operand],
        InExpression e => [e.Operand, .. e.List],
        BuiltInCall e => e.Arguments,
        FunctionCall e => e.Arguments,
        AggregateExpression { Aggregate.Argument: { } argument } => [argument],
        _ => [],
    };

    /// <summary>The same expression over other operands, in the order of <see cref="Operands"/>; itself where they are the same.</summary>
    public static Expression WithOperands(this Expression expression, params IReadOnlyList<Expression> operands)
    {
        if (operands.SequenceEqual(expression.Operands(), ReferenceEqualityComparer.Instance))
            return expression;
        return expression switch
        {
            OrExpression e => e with { Left = operands[0], Right = operands[1] },
            AndExpression e => e with { Left = operands[0], Right = operands[1] },
            ComparisonExpression e => e with { Left = operands[0], Right = operands[1] },
            ArithmeticExpression e => e with { Left = operands[0], Right = operands[1] },
            NotExpression e => e with { Operand = operands[0] },
            SignExpression e => e with { Operand = operands[0] },
            InExpression e => e with { Operand = operands[0], List = [.. operands.Skip(1)] },
            BuiltInCall e => e with { Arguments = operands },
            FunctionCall e => e with { Arguments = operands },
            AggregateExpression e => new AggregateExpression(e.Aggregate with { Argument = operands[0] }),
            _ => expression,
        };
    }

    /// <summary>Rewrites from the top: where <paramref name="replace"/> gives an expression it stands instead, elsewhere the operands are rewritten.</summary>
    public static Expression Rewrite(this Expression expression, Func<Expression, Expression?> replace)
    {
        if (replace(expression) is { } replacement)
            return replacement;
        var operands = expression.Operands();
        if (operands.Count == 0)
            return expression;
        var rewritten = new Expression[operands.Count];
        for (var i = 0; i < rewritten.Length; i++)
            rewritten[i] = operands[i].Rewrite(replace);
        return expression.WithOperands(rewritten);
    }

    /// <summary>The expression and all that it is made of, patterns of EXISTS left out.</summary>
    public static IEnumerable<Expression> SelfAndOperands(this Expression expression)
    {
        var open = new Stack<Expression>();
        open.Push(expression);
        while (open.TryPop(out var next))
        {
            yield return next;
            var operands = next.Operands();
            for (var i = operands.Count - 1; i >= 0; i--)
                open.Push(operands[i]);
        }
    }

    /// <summary>The same expression with the patterns of its EXISTS mapped.</summary>
    public static Expression MapExists(this Expression expression, Func<AlgebraNode, AlgebraNode> map) => expression.Rewrite(part =>
        part is ExistsExpression exists && map(exists.Pattern) is var mapped && !ReferenceEquals(mapped, exists.Pattern) ? exists with { Pattern = mapped } : null);

    /// <summary>The paths that a path is made of.</summary>
    public static IReadOnlyList<PropertyPath> Parts(this PropertyPath path) => path switch
    {
        InversePath p => [p.Path],
        SequencePath p => [p.First, p.Second],
        AlternativePath p => [p.First, p.Second],
        ZeroOrMorePath p => [p.Path],
        OneOrMorePath p => [p.Path],
        ZeroOrOnePath p => [p.Path],
        _ => [],
    };
}
