using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Makes one basic graph pattern of those that are joined: Join is associative and commutative, so <c>{ { A } { B } C }</c> is <c>{ A B C }</c>.</summary>
internal sealed class MergeBgps : IPlanPass
{
    public AlgebraNode Apply(AlgebraNode pattern, PlanContext context) => pattern.BottomUp(node =>
    {
        context.Checkpoint();
        return Merge(node);
    });

    /// <summary>The operands of a join, however it is nested.</summary>
    internal static List<AlgebraNode> Operands(AlgebraNode node)
    {
        var found = new List<AlgebraNode>();
        var open = new Stack<AlgebraNode>();
        open.Push(node);
        while (open.TryPop(out var next))
        {
            if (next is Join join)
            {
                open.Push(join.Right);
                open.Push(join.Left);
            }
            else
            {
                found.Add(next);
            }
        }

        return found;
    }

    internal static AlgebraNode JoinAll(IReadOnlyList<AlgebraNode> operands) => Syntax.Balanced.Fold<AlgebraNode>(operands, static (left, right) => new Join(left, right));

    private static AlgebraNode Merge(AlgebraNode node)
    {
        if (node is not Join)
            return node;
        var operands = Operands(node);
        if (operands.Count(operand => operand is Bgp) < 2)
            return node;
        var merged = new Bgp([.. operands.OfType<Bgp>().SelectMany(bgp => bgp.Patterns).Distinct()]);
        var others = operands.FindAll(operand => operand is not Bgp);
        return others.Count == 0 ? merged : JoinAll([merged, .. others]);
    }
}
