using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Moves each condition of a filter as far down as it means the same, so that fewer solutions are made.</summary>
/// <remarks>
/// A condition may move into one operand of a join when each of its variables is certainly bound there or bound nowhere else: then it sees the
/// same values. Within a basic graph pattern its place is decided by <see cref="OrderJoins"/>.
/// </remarks>
internal sealed class PushFilters : IPlanPass
{
    public AlgebraNode Apply(AlgebraNode pattern, PlanContext context)
    {
        var analysis = new VariableAnalysis();
        return pattern.BottomUp(node => node switch
        {
            Filter filter => Push(Conditions.Split(filter.Condition), filter.Input, analysis),
            LeftJoin { Condition: { } on } leftJoin => PushIntoOptional(Conditions.Split(on), leftJoin, analysis),
            _ => node,
        });
    }

    // What the condition of an OPTIONAL says of the optional part alone can be asked there.
    private static LeftJoin PushIntoOptional(List<Expression> conditions, LeftJoin node, VariableAnalysis analysis)
    {
        bool IsAboutRight(Expression condition) => SeesTheSame(condition, node.Right, [node.Left], analysis);
        var rest = conditions.FindAll(condition => !IsAboutRight(condition));
        return new LeftJoin(node.Left, Push(conditions.FindAll(IsAboutRight), node.Right, analysis), rest.Count == 0 ? null : Conditions.Combine(rest));
    }

    private static AlgebraNode Push(List<Expression> conditions, AlgebraNode node, VariableAnalysis analysis)
    {
        if (conditions.Count == 0)
            return node;
        switch (node)
        {
            case Filter n:
                return Push([.. Conditions.Split(n.Condition), .. conditions], n.Input, analysis);
            case Join n:
                return PushIntoJoin(conditions, n, analysis);
            case LeftJoin n:
                return Split(conditions, c => SeesTheSame(c, n.Left, [n.Right], analysis), down => n with { Left = Push(down, n.Left, analysis) });
            case Minus n:
                return Split(conditions, c => !Conditions.IsVolatile(c), down => n with { Left = Push(down, n.Left, analysis) });
            case Union n:
                return Split(conditions, c => !Conditions.IsVolatile(c), down => n with { Left = Push(down, n.Left, analysis), Right = Push(down, n.Right, analysis) });
            case Extend n:
                return Split(conditions, c => CanMove(c, n.Variable), down => n with { Input = Push(down, n.Input, analysis) });
            case GraphPattern n:
                return Split(conditions, c => !Conditions.HasExists(c) && CanMove(c, n.Name as Variable), down => n with { Input = Push(down, n.Input, analysis) });
            case OrderBy or Distinct or Reduced:
                return Split(conditions, c => !Conditions.IsVolatile(c), down => node.WithInputs(Push(down, node.Inputs()[0], analysis)));
            case Project n:
                return Split(conditions, c => !Conditions.IsVolatile(c) && VariableAnalysis.Of(c).All(n.Variables.Contains), down => n with { Input = Push(down, n.Input, analysis) });
            case Group n:
                return Split(conditions, c => IsAboutKeys(c, n), down => n with { Input = Push(down, n.Input, analysis) });
            default:
                return Conditions.Filtered(node, conditions);
        }
    }

    private static AlgebraNode Split(List<Expression> conditions, Predicate<Expression> movable, Func<List<Expression>, AlgebraNode> push)
    {
        var down = conditions.FindAll(movable);
        return Conditions.Filtered(push(down), conditions.FindAll(condition => !movable(condition)));
    }

    private static AlgebraNode PushIntoJoin(List<Expression> conditions, Join join, VariableAnalysis analysis)
    {
        var operands = MergeBgps.Operands(join);
        var moved = new List<Expression>[operands.Count];
        var staying = new List<Expression>();
        foreach (var condition in conditions)
        {
            var target = operands.FindIndex(operand => operand is not (Bgp or PathPattern or InlineData or ServicePattern) && SeesTheSame(condition, operand, operands.Where(other => !ReferenceEquals(other, operand)), analysis));
            if (target >= 0)
                (moved[target] ??= []).Add(condition);
            else
                staying.Add(condition);
        }

        var pushed = operands.Select((operand, i) => moved[i] is { } down ? Push(down, operand, analysis) : operand).ToList();
        return Conditions.Filtered(staying.Count == conditions.Count ? join : MergeBgps.JoinAll(pushed), staying);
    }

    private static bool SeesTheSame(Expression condition, AlgebraNode operand, IEnumerable<AlgebraNode> others, VariableAnalysis analysis)
    {
        if (Conditions.IsVolatile(condition))
            return false;
        var certain = analysis.CertainlyBound(operand);
        var elsewhere = others.ToList();
        var variables = VariableAnalysis.Of(condition);
        return variables.Any(analysis.InScope(operand).Contains)
            && variables.All(variable => certain.Contains(variable) || !elsewhere.Exists(other => analysis.InScope(other).Contains(variable)));
    }

    private static bool CanMove(Expression condition, Variable? bound) =>
        !Conditions.IsVolatile(condition) && (bound is null || !VariableAnalysis.Of(condition).Contains(bound));

    // All solutions of a group agree on a key that is a plain variable, so dropping them before grouping drops the group; without keys the one group stays.
    private static bool IsAboutKeys(Expression condition, Group group)
    {
        var keys = group.Keys.Where(key => key.Expression is VariableExpression { Variable: var variable } && variable == key.Variable).Select(key => key.Variable).ToHashSet();
        var variables = VariableAnalysis.Of(condition);
        return variables.Count > 0 && !Conditions.IsVolatile(condition) && variables.All(keys.Contains);
    }
}
