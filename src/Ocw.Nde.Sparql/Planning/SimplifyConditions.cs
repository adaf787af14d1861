using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Decides what is constant in conditions: <c>FILTER(true &amp;&amp; ?x &gt; 1)</c>, <c>sameTerm(&lt;a&gt;, &lt;b&gt;)</c>, <c>?x IN ()</c>.</summary>
/// <remarks>Only where a truth value is wanted, since <c>true &amp;&amp; ?x</c> is a boolean and <c>?x</c> need not be one.</remarks>
internal sealed class SimplifyConditions : IPlanPass
{
    private static readonly ConstantExpression True = new(new Literal("true", XsdNs.Boolean));
    private static readonly ConstantExpression False = new(new Literal("false", XsdNs.Boolean));

    public AlgebraNode Apply(AlgebraNode pattern, PlanContext context) => pattern.BottomUp(node =>
    {
        context.Checkpoint();
        return Simplify(node);
    });

    private static AlgebraNode Simplify(AlgebraNode node)
    {
        switch (node)
        {
            case Filter filter:
                var condition = Condition(filter.Condition);
                return IsTrue(condition) ? filter.Input : IsFalse(condition) ? PruneEmpty.Nothing : filter with { Condition = condition };
            case LeftJoin { Condition: { } on } leftJoin:
                var simple = Condition(on);
                return IsTrue(simple) ? leftJoin with { Condition = null } : IsFalse(simple) ? leftJoin.Left : leftJoin with { Condition = simple };
            default:
                return node;
        }
    }

    // In the three-valued logic of §17.2 «error && false» is false and «error || true» is true, so a constant decides whatever the rest gives.
    private static Expression Condition(Expression expression)
    {
        switch (expression)
        {
            case AndExpression e:
                var (left, right) = (Condition(e.Left), Condition(e.Right));
                return IsFalse(left) || IsFalse(right) ? False : IsTrue(left) ? right : IsTrue(right) ? left : e.WithOperands(left, right);
            case OrExpression e:
                (left, right) = (Condition(e.Left), Condition(e.Right));
                return IsTrue(left) || IsTrue(right) ? True : IsFalse(left) ? right : IsFalse(right) ? left : e.WithOperands(left, right);
            case NotExpression e:
                var operand = Condition(e.Operand);
                return IsTrue(operand) ? False : IsFalse(operand) ? True : e.WithOperands(operand);
            case InExpression { List.Count: 0 } e:
                return e.Negated ? True : False;
            case BuiltInCall { Name: "BOUND", Arguments: [ConstantExpression] }:
                return True;
            case BuiltInCall { Name: "SAMETERM", Arguments: [ConstantExpression first, ConstantExpression second] }:
                return first.Term == second.Term ? True : False;
            case ComparisonExpression { Operator: ComparisonOperator.Equal, Left: ConstantExpression { Term: Iri first }, Right: ConstantExpression { Term: Iri second } }:
                return first == second ? True : False;
            case ComparisonExpression { Operator: ComparisonOperator.NotEqual, Left: ConstantExpression { Term: Iri first }, Right: ConstantExpression { Term: Iri second } }:
                return first != second ? True : False;
            default:
                return expression;
        }
    }

    private static bool IsTrue(Expression expression) => expression is ConstantExpression { Term: Literal { LexicalForm: "true" or "1" } literal } && literal.Datatype == XsdNs.Boolean;

    private static bool IsFalse(Expression expression) => expression is ConstantExpression { Term: Literal { LexicalForm: "false" or "0" } literal } && literal.Datatype == XsdNs.Boolean;
}
