using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>
/// Looks for <c>FILTER(?x = &lt;iri&gt;)</c> and <c>FILTER(sameTerm(?x, term))</c> where every solution binds the variable, puts the term into the
/// patterns, and gives it back as the value of the variable.
/// </summary>
/// <remarks>
/// Equality of IRIs and of plain strings is identity of terms; of numbers and dates it is not, so those stay filters. Not inside EXISTS, where the
/// variable may come from outside.
/// </remarks>
internal sealed class EqualityToConstant : IPlanPass
{
    public AlgebraNode Apply(AlgebraNode pattern, PlanContext context) => Rewrite(pattern, new VariableAnalysis(), context);

    private static AlgebraNode Rewrite(AlgebraNode node, VariableAnalysis analysis, PlanContext context)
    {
        context.Checkpoint();
        if (node is ServicePattern)
            return node;
        node = node.WithInputs([.. node.Inputs().Select(input => Rewrite(input, analysis, context))]);
        return node is Filter filter ? Replace(Conditions.Split(filter.Condition), filter.Input, analysis) : node;
    }

    private static AlgebraNode Replace(List<Expression> conditions, AlgebraNode input, VariableAnalysis analysis)
    {
        foreach (var condition in conditions)
        {
            if (Equality(condition) is not var (variable, term) || !analysis.CertainlyBound(input).Contains(variable) || !CanReplace(input, variable, analysis))
                continue;
            var substitution = new Substitution(new Dictionary<Variable, RdfTerm> { [variable] = term });
            var rest = conditions.FindAll(other => !ReferenceEquals(other, condition)).ConvertAll(substitution.Apply);
            return new Extend(Replace(rest, substitution.Apply(input), analysis), variable, new ConstantExpression(term));
        }

        return Conditions.Filtered(input, conditions);
    }

    private static (Variable Variable, RdfTerm Term)? Equality(Expression condition) => condition switch
    {
        ComparisonExpression { Operator: ComparisonOperator.Equal, Left: VariableExpression v, Right: ConstantExpression c } when IsIdentity(c.Term) => (v.Variable, c.Term),
        ComparisonExpression { Operator: ComparisonOperator.Equal, Left: ConstantExpression c, Right: VariableExpression v } when IsIdentity(c.Term) => (v.Variable, c.Term),
        InExpression { Negated: false, Operand: VariableExpression v, List: [ConstantExpression c] } when IsIdentity(c.Term) => (v.Variable, c.Term),
        BuiltInCall { Name: "SAMETERM", Arguments: [VariableExpression v, ConstantExpression c] } => (v.Variable, c.Term),
        BuiltInCall { Name: "SAMETERM", Arguments: [ConstantExpression c, VariableExpression v] } => (v.Variable, c.Term),
        _ => null,
    };

    private static bool IsIdentity(RdfTerm term) => term is Iri || (term is Literal literal && literal.Datatype == XsdNs.String);

    // Where a part may leave the variable unbound, or gives it a value of its own, the part would change its meaning.
    private static bool CanReplace(AlgebraNode node, Variable variable, VariableAnalysis analysis)
    {
        bool InPart(AlgebraNode part) =>
            !analysis.InScope(part).Contains(variable) || (analysis.CertainlyBound(part).Contains(variable) && CanReplace(part, variable, analysis));
        return node switch
        {
            Bgp or InlineData => true,
            PathPattern n => !MatchesNothing(n.Path),
            Extend n => n.Variable != variable && InPart(n.Input),
            Join or LeftJoin or Union or Minus or Filter or GraphPattern => node.Inputs().All(InPart),
            _ => false,
        };
    }

    // A path of length zero matches a term that no triple holds, but only where the term is written: «<x> p* ?y», not «?x p* ?y» with a filter.
    private static bool MatchesNothing(PropertyPath path) => path switch
    {
        ZeroOrMorePath or ZeroOrOnePath => true,
        AlternativePath p => MatchesNothing(p.First) || MatchesNothing(p.Second),
        SequencePath p => MatchesNothing(p.First) && MatchesNothing(p.Second),
        InversePath p => MatchesNothing(p.Path),
        OneOrMorePath p => MatchesNothing(p.Path),
        _ => false,
    };
}
