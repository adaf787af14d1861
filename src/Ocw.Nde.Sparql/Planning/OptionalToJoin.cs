using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>
/// Turns an OPTIONAL into a join where a filter above it is an error, and so not true, for every solution that the optional part did not match:
/// <c>?s a :Work OPTIONAL { ?s :year ?y } FILTER(?y &lt; 1700)</c>.
/// </summary>
/// <remarks>Not inside EXISTS: there the variable may come from outside.</remarks>
internal sealed class OptionalToJoin : IPlanPass
{
    public AlgebraNode Apply(AlgebraNode pattern, PlanContext context) => Rewrite(pattern, new VariableAnalysis(), context);

    private static AlgebraNode Rewrite(AlgebraNode node, VariableAnalysis analysis, PlanContext context)
    {
        context.Checkpoint();
        if (node is ServicePattern)
            return node;
        if (node is Filter filter)
            node = filter with { Input = Reject(filter.Input, Conditions.Split(filter.Condition), analysis) };
        return node.WithInputs([.. node.Inputs().Select(input => Rewrite(input, analysis, context))]);
    }

    // Goes down through what hands on the solutions of its (left) input unchanged in the variables of the conditions.
    private static AlgebraNode Reject(AlgebraNode node, List<Expression> conditions, VariableAnalysis analysis)
    {
        conditions = conditions.FindAll(condition => analysis.UsedBy(condition).Any(analysis.InScope(node).Contains));
        if (conditions.Count == 0)
            return node;
        switch (node)
        {
            case LeftJoin n when IsRejected(n, conditions, analysis):
                var join = new Join(Reject(n.Left, conditions, analysis), n.Right);
                return n.Condition is null ? join : new Filter(n.Condition, join);
            case LeftJoin n:
                return n with { Left = Reject(n.Left, Restricted(conditions, n.Right, n.Left, analysis), analysis) };
            case Join n:
                return new Join(
                    Reject(n.Left, Restricted(conditions, n.Right, n.Left, analysis), analysis),
                    Reject(n.Right, Restricted(conditions, n.Left, n.Right, analysis), analysis));
            case Minus n:
                return n with { Left = Reject(n.Left, conditions, analysis) };
            case Filter n:
                return n with { Input = Reject(n.Input, conditions, analysis) };
            case Extend n:
                return n with { Input = Reject(n.Input, conditions, analysis) };
            default:
                return node;
        }
    }

    private static bool IsRejected(LeftJoin node, List<Expression> conditions, VariableAnalysis analysis)
    {
        var left = analysis.InScope(node.Left);
        var onlyRight = analysis.CertainlyBound(node.Right).Where(variable => !left.Contains(variable));
        return onlyRight.Any(variable => conditions.Exists(condition => Conditions.Rejects(condition, variable)));
    }

    // A variable that the other side binds too may be unbound in this input and bound above it.
    private static List<Expression> Restricted(List<Expression> conditions, AlgebraNode other, AlgebraNode input, VariableAnalysis analysis)
    {
        var (both, certain) = (analysis.InScope(other), analysis.CertainlyBound(input));
        return conditions.FindAll(condition => analysis.UsedBy(condition).All(variable => !both.Contains(variable) || certain.Contains(variable)));
    }
}
