namespace Ocw.Nde.Sparql.Algebra;

/// <summary>Walks over the algebra, for translation, planning and evaluation alike.</summary>
public static class AlgebraTree
{
    /// <summary>The patterns that a node combines, left to right; patterns inside EXISTS are not among them.</summary>
    public static IReadOnlyList<AlgebraNode> Inputs(this AlgebraNode node) => node switch
    {
        Join n => [n.Left, n.Right],
        LeftJoin n => [n.Left, n.Right],
        Union n => [n.Left, n.Right],
        Minus n => [n.Left, n.Right],
        Filter n => [n.Input],
        GraphPattern n => [n.Input],
        Extend n => [n.Input],
        ServicePattern n => [n.Input],
        Group n => [n.Input],
        OrderBy n => [n.Input],
        Project n => [n.Input],
        Distinct n => [n.Input],
        Reduced n => [n.Input],
        Slice n => [n.Input],
        _ => [],
    };

    /// <summary>The same node over other inputs, in the order of <see cref="Inputs"/>; the node itself where they are the same.</summary>
    public static AlgebraNode WithInputs(this AlgebraNode node, params IReadOnlyList<AlgebraNode> inputs)
    {
        if (inputs.SequenceEqual(node.Inputs(), ReferenceEqualityComparer.Instance))
            return node;
        return node switch
        {
            Join n => n with { Left = inputs[0], Right = inputs[1] },
            LeftJoin n => n with { Left = inputs[0], Right = inputs[1] },
            Union n => n with { Left = inputs[0], Right = inputs[1] },
            Minus n => n with { Left = inputs[0], Right = inputs[1] },
            Filter n => n with { Input = inputs[0] },
            GraphPattern n => n with { Input = inputs[0] },
            Extend n => n with { Input = inputs[0] },
            ServicePattern n => n with { Input = inputs[0] },
            Group n => n with { Input = inputs[0] },
            OrderBy n => n with { Input = inputs[0] },
            Project n => n with { Input = inputs[0] },
            Distinct n => n with { Input = inputs[0] },
            Reduced n => n with { Input = inputs[0] },
            Slice n => n with { Input = inputs[0] },
            _ => node,
        };
    }

    /// <summary>The expressions that a node evaluates itself.</summary>
    public static IEnumerable<Expression> Expressions(this AlgebraNode node) => node switch
    {
        LeftJoin { Condition: { } condition } => [condition],
        Filter n => [n.Condition],
        Extend n => [n.Expression],
        Group n => n.Keys.Select(key => key.Expression).Concat(n.Aggregates.Select(a => a.Aggregate.Argument).OfType<Expression>()),
        OrderBy n => n.Conditions.Select(condition => condition.Expression),
        _ => [],
    };

    /// <summary>The same node with each of its own expressions mapped; the node itself where all stay the same.</summary>
    public static AlgebraNode MapExpressions(this AlgebraNode node, Func<Expression, Expression> map)
    {
        switch (node)
        {
            case LeftJoin { Condition: { } condition } n:
                return map(condition) is var leftJoin && ReferenceEquals(leftJoin, condition) ? n : n with { Condition = leftJoin };
            case Filter n:
                return map(n.Condition) is var filter && ReferenceEquals(filter, n.Condition) ? n : n with { Condition = filter };
            case Extend n:
                return map(n.Expression) is var extend && ReferenceEquals(extend, n.Expression) ? n : n with { Expression = extend };
            case OrderBy n:
                return n with { Conditions = [.. n.Conditions.Select(c => c with { Expression = map(c.Expression) })] };
            case Group n:
                return n with
                {
                    Keys = [.. n.Keys.Select(key => key with { Expression = map(key.Expression) })],
                    Aggregates = [.. n.Aggregates.Select(a => a.Aggregate.Argument is { } argument ? a with { Aggregate = a.Aggregate with { Argument = map(argument) } } : a)],
                };
            default:
                return node;
        }
    }

    /// <summary>Rewrites from the leaves up, patterns inside EXISTS too; what SERVICE sends away stays as it is.</summary>
    public static AlgebraNode BottomUp(this AlgebraNode node, Func<AlgebraNode, AlgebraNode> rewrite)
    {
        if (node is ServicePattern)
            return rewrite(node);
        var inputs = node.Inputs();
        var rewritten = new AlgebraNode[inputs.Count];
        for (var i = 0; i < rewritten.Length; i++)
            rewritten[i] = inputs[i].BottomUp(rewrite);
        return rewrite(node.WithInputs(rewritten).MapExpressions(expression => expression.MapExists(pattern => pattern.BottomUp(rewrite))));
    }
}
