using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>
/// Turns an OPTIONAL into a join where a filter above it is an error, and so not true, for every solution that the optional part did not match:
/// <c>?s a :Work OPTIONAL { ?s :year ?y } FILTER(?y &lt; 1700)</c>.
/// </summary>
/// <remarks>Not inside EXISTS: there the variable may come from outside.</remarks>
internal sealed class OptionalToJoin : IPlanPass
{
    public AlgebraNode Apply(AlgebraNode pattern, PlanContext context) => new Rewriting(context).Rewrite(pattern);

    private sealed class Rewriting(PlanContext context)
    {
        private readonly VariableAnalysis analysis = new();

        internal AlgebraNode Rewrite(AlgebraNode node)
        {
            context.Checkpoint();
            if (node is ServicePattern)
                return node;
            if (node is Filter filter)
                node = filter with { Input = Reject(filter.Input, Needed(filter)) };
            return node.WithInputs([.. node.Inputs().Select(Rewrite)]);
        }

        // The variables without which no solution passes the filter.
        private HashSet<Variable> Needed(Filter filter)
        {
            var needed = new HashSet<Variable>();
            foreach (var condition in Conditions.Split(filter.Condition))
                needed.UnionWith(analysis.UsedBy(condition).Where(variable => !needed.Contains(variable) && Conditions.Rejects(condition, variable)));
            return needed;
        }

        // Goes down through what hands on the solutions of its (left) input, as long as it finds there what is needed.
        private AlgebraNode Reject(AlgebraNode node, HashSet<Variable> needed)
        {
            context.Checkpoint();
            needed = [.. needed.Where(analysis.InScope(node).Contains)];
            if (needed.Count == 0)
                return node;
            switch (node)
            {
                case LeftJoin n when IsRejected(n, needed):
                    var join = new Join(Reject(n.Left, Without(needed, n.Right, n.Left)), n.Right);
                    return n.Condition is null ? join : new Filter(n.Condition, join);
                case LeftJoin n:
                    return n with { Left = Reject(n.Left, Without(needed, n.Right, n.Left)) };
                case Join n:
                    return new Join(Reject(n.Left, Without(needed, n.Right, n.Left)), Reject(n.Right, Without(needed, n.Left, n.Right)));
                case Minus n:
                    return n with { Left = Reject(n.Left, needed) };
                case Filter n:
                    return n with { Input = Reject(n.Input, needed) };
                case Extend n:
                    return n with { Input = Reject(n.Input, needed) };
                default:
                    return node;
            }
        }

        private bool IsRejected(LeftJoin node, HashSet<Variable> needed)
        {
            var (left, right) = (analysis.InScope(node.Left), analysis.CertainlyBound(node.Right));
            return needed.Any(variable => right.Contains(variable) && !left.Contains(variable));
        }

        // A variable that the other side binds too may be unbound in this input and bound above it.
        private HashSet<Variable> Without(HashSet<Variable> needed, AlgebraNode other, AlgebraNode input)
        {
            var (both, certain) = (analysis.InScope(other), analysis.CertainlyBound(input));
            return [.. needed.Where(variable => !both.Contains(variable) || certain.Contains(variable))];
        }
    }
}
