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
        var pushing = new Pushing(context);
        return pattern.BottomUp(node => node switch
        {
            Filter filter => pushing.Push(Conditions.Split(filter.Condition), filter.Input),
            LeftJoin { Condition: { } on } leftJoin => pushing.IntoOptional(Conditions.Split(on), leftJoin),
            _ => node,
        });
    }

    private sealed class Pushing(PlanContext context)
    {
        private readonly VariableAnalysis analysis = new();

        // What the condition of an OPTIONAL says of the optional part alone can be asked there.
        internal LeftJoin IntoOptional(List<Expression> conditions, LeftJoin node)
        {
            var (down, rest) = Split(conditions, condition => SeesTheSame(condition, node.Right, [node.Left]));
            return new LeftJoin(node.Left, Push(down, node.Right), rest.Count == 0 ? null : Conditions.Combine(rest));
        }

        internal AlgebraNode Push(List<Expression> conditions, AlgebraNode node)
        {
            context.Checkpoint();
            if (conditions.Count == 0)
                return node;
            switch (node)
            {
                case Filter n:
                    return Push([.. Conditions.Split(n.Condition), .. conditions], n.Input);
                case Join n:
                    return IntoJoin(conditions, n);
                case LeftJoin n:
                    return Through(conditions, c => SeesTheSame(c, n.Left, [n.Right]), down => n with { Left = Push(down, n.Left) });
                case Minus n:
                    return Through(conditions, IsStable, down => n with { Left = Push(down, n.Left) });
                case Union n:
                    return Through(conditions, IsStable, down => n with { Left = Push(down, n.Left), Right = Push(down, n.Right) });
                case Extend n:
                    return Through(conditions, c => IsStable(c) && !analysis.UsedBy(c).Contains(n.Variable), down => n with { Input = Push(down, n.Input) });
                case GraphPattern n:
                    return Through(
                        conditions,
                        c => IsStable(c) && !Conditions.HasExists(c) && !(n.Name is Variable name && analysis.UsedBy(c).Contains(name)),
                        down => n with { Input = Push(down, n.Input) });
                case OrderBy or Distinct or Reduced:
                    return Through(conditions, IsStable, down => node.WithInputs(Push(down, node.Inputs()[0])));
                case Project n:
                    return Through(conditions, c => IsStable(c) && analysis.UsedBy(c).All(n.Variables.Contains), down => n with { Input = Push(down, n.Input) });
                case Group n:
                    return Through(conditions, c => IsAboutKeys(c, n), down => n with { Input = Push(down, n.Input) });
                default:
                    return Conditions.Filtered(node, conditions);
            }
        }

        private AlgebraNode IntoJoin(List<Expression> conditions, Join join)
        {
            var operands = MergeBgps.Operands(join);
            var moved = new List<Expression>[operands.Count];
            var staying = new List<Expression>();
            foreach (var condition in conditions)
            {
                context.Checkpoint();
                var target = operands.FindIndex(operand =>
                    operand is not (Bgp or PathPattern or InlineData or ServicePattern)
                    && SeesTheSame(condition, operand, operands.Where(other => !ReferenceEquals(other, operand))));
                if (target >= 0)
                    (moved[target] ??= []).Add(condition);
                else
                    staying.Add(condition);
            }

            if (staying.Count == conditions.Count)
                return Conditions.Filtered(join, staying);
            var pushed = operands.Select((operand, i) => moved[i] is { } down ? Push(down, operand) : operand).ToList();
            return Conditions.Filtered(MergeBgps.JoinAll(pushed), staying);
        }

        private static AlgebraNode Through(List<Expression> conditions, Predicate<Expression> mayMove, Func<List<Expression>, AlgebraNode> push)
        {
            var (down, staying) = Split(conditions, mayMove);
            return Conditions.Filtered(push(down), staying);
        }

        private static (List<Expression> Down, List<Expression> Staying) Split(List<Expression> conditions, Predicate<Expression> mayMove)
        {
            var (down, staying) = (new List<Expression>(), new List<Expression>());
            foreach (var condition in conditions)
                (mayMove(condition) ? down : staying).Add(condition);
            return (down, staying);
        }

        private bool SeesTheSame(Expression condition, AlgebraNode operand, IEnumerable<AlgebraNode> others)
        {
            var (used, scope, certain) = (analysis.UsedBy(condition), analysis.InScope(operand), analysis.CertainlyBound(operand));
            return used.Any(scope.Contains)
                && used.All(variable => certain.Contains(variable) || !others.Any(other => analysis.InScope(other).Contains(variable)))
                && IsStable(condition);
        }

        private static bool IsStable(Expression condition) => !Conditions.IsVolatile(condition);

        // All solutions of a group agree on a key that is a plain variable, so dropping them before grouping drops the group; without keys the one group stays.
        private bool IsAboutKeys(Expression condition, Group group)
        {
            var keys = group.Keys.Where(key => key.Expression is VariableExpression { Variable: var variable } && variable == key.Variable).Select(key => key.Variable).ToHashSet();
            var used = analysis.UsedBy(condition);
            return used.Count > 0 && used.All(keys.Contains) && IsStable(condition);
        }
    }
}
