using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>
/// Orders the operands of every join, triple patterns among them, by <see cref="JoinOrder"/>, and places the conditions of the filter above it as
/// early as their variables are there.
/// </summary>
internal sealed class OrderJoins : IPlanPass
{
    public AlgebraNode Apply(AlgebraNode pattern, PlanContext context) =>
        new Ordering(context, new VariableAnalysis()).Order(pattern, context.Dataset.DefaultGraph, null);

    private sealed class Ordering(PlanContext context, VariableAnalysis analysis)
    {
        // Solutions come to OPTIONAL and EXISTS a batch at a time.
        private const double BatchRows = 1024;

        /// <summary>Orders a pattern that reads <paramref name="graphs"/>, run for the solutions of <paramref name="outer"/> where there are any.</summary>
        internal AlgebraNode Order(AlgebraNode node, GraphSelector graphs, Estimate? outer)
        {
            context.Checkpoint();
            switch (node)
            {
                case Filter n:
                    return Group(n.Input, Conditions.Split(n.Condition), graphs, outer);
                case Join or Bgp { Patterns.Count: > 1 }:
                    return Group(node, [], graphs, outer);
                case LeftJoin n:
                    var left = Order(n.Left, graphs, outer);
                    var around = Batch(left, graphs);
                    return new LeftJoin(left, Order(n.Right, graphs, around), n.Condition is { } on ? Exists(on, graphs, around) : null);
                case Minus n:
                    left = Order(n.Left, graphs, outer);
                    return new Minus(left, Order(n.Right, graphs, IsAntiJoin(n) ? Batch(left, graphs) : null));
                case GraphPattern n:
                    return n with { Input = Order(n.Input, context.Dataset.Inside(n.Name), outer) };
                case Union n:
                    return new Union(Order(n.Left, graphs, outer), Order(n.Right, graphs, outer));
                case ServicePattern:
                    return node;
                default:
                    var inside = node is Extend ? outer : null;
                    var ordered = node.WithInputs([.. node.Inputs().Select(input => Order(input, graphs, inside))]);
                    return ordered.MapExpressions(expression => Conditions.HasExists(expression) ? Exists(expression, graphs, Batch(ordered.Inputs()[0], graphs)) : expression);
            }
        }

        // A MINUS over variables that are always bound asks for each solution, as NOT EXISTS does.
        private bool IsAntiJoin(Minus node)
        {
            var (left, right) = (analysis.CertainlyBound(node.Left), analysis.CertainlyBound(node.Right));
            return analysis.InScope(node.Left).Where(analysis.InScope(node.Right).Contains).All(variable => left.Contains(variable) && right.Contains(variable));
        }

        private Estimate Batch(AlgebraNode node, GraphSelector graphs) => Batch(context.Estimator.Of(node, graphs));

        private static Estimate Batch(Estimate estimate) => estimate with { Rows = Math.Min(BatchRows, estimate.Rows) };

        private Expression Exists(Expression expression, GraphSelector graphs, Estimate outer) => expression.MapExists(pattern => Order(pattern, graphs, outer));

        private AlgebraNode Group(AlgebraNode input, List<Expression> conditions, GraphSelector graphs, Estimate? outer)
        {
            var operands = MergeBgps.Operands(input).SelectMany(operand => Operands(operand, graphs)).ToList();
            if (operands.Count == 0)
                return Conditions.Filtered(input, conditions);
            var order = new JoinOrder(operands, conditions, analysis).Find(outer, context.Options.ExhaustiveJoinOperands);
            return Chain([.. order.Select(number => operands[number])], conditions, graphs, outer);
        }

        private IEnumerable<JoinOperand> Operands(AlgebraNode operand, GraphSelector graphs) => operand is Bgp bgp
            ? bgp.Patterns.Select(triple => new JoinOperand(new Bgp([triple]), context.Estimator.Of(triple, graphs), LookUps: 1))
            : [new JoinOperand(operand, context.Estimator.Of(operand, graphs), LookUps(operand))];

        // How many look-ups answer the operand for one solution before it; none if it must be worked out by itself.
        private static int LookUps(AlgebraNode operand) => operand switch
        {
            Bgp n => n.Patterns.Count,
            PathPattern => 1,
            Join or Union or LeftJoin when operand.Inputs() is [var left, var right] => LookUps(left) is > 0 and var first && LookUps(right) is > 0 and var second ? first + second : 0,
            Filter or GraphPattern or Extend => LookUps(operand.Inputs()[0]),
            _ => 0,
        };

        // Joins the operands one after the other; neighbouring triple patterns make one basic graph pattern, unless a condition stands between them.
        private AlgebraNode Chain(List<JoinOperand> operands, List<Expression> conditions, GraphSelector graphs, Estimate? outer)
        {
            var placement = new ConditionPlacement(operands, outer, analysis);
            var waiting = conditions.ToLookup(placement.Best);
            var before = outer;
            AlgebraNode? chain = null;
            var triples = new List<TriplePattern>();
            for (var i = 0; i < operands.Count; i++)
            {
                if (operands[i].Node is Bgp bgp)
                    triples.AddRange(bgp.Patterns);
                else
                    chain = Joined(Flush(chain, triples), Order(operands[i].Node, graphs, before));
                before = Batch((before ?? Estimate.One).Join(operands[i].Estimate));
                var now = waiting[i].Select(condition => Exists(condition, graphs, before)).ToList();
                if (now.Count > 0)
                    chain = Conditions.Filtered(Flush(chain, triples)!, now);
            }

            return Flush(chain, triples)!;
        }

        private static AlgebraNode? Flush(AlgebraNode? chain, List<TriplePattern> triples)
        {
            if (triples.Count == 0)
                return chain;
            var bgp = new Bgp([.. triples]);
            triples.Clear();
            return Joined(chain, bgp);
        }

        private static AlgebraNode Joined(AlgebraNode? left, AlgebraNode right) => left is null ? right : new Join(left, right);
    }
}
