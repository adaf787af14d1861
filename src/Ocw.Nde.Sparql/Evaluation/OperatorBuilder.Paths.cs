using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Sparql.Operators.Paths;

namespace Ocw.Nde.Sparql.Evaluation;

internal sealed partial class OperatorBuilder
{
    // §18.2.2.4 and §18.4: what is not a repetition is a join, a union or a filter of triple patterns, so that solutions keep their number.
    private Operator BuildPath(PathPattern node, Operator rows, BuildScope scope)
    {
        switch (node.Path)
        {
            case LinkPath p:
                return BuildBgp(new Bgp([new TriplePattern(node.Subject, new Constant(p.Predicate), node.Object)]), rows, scope);
            case InversePath p:
                return BuildPath(new PathPattern(node.Object, p.Path, node.Subject), rows, scope);
            case SequencePath p:
                var between = MakeVariable("path");
                var (first, second) = (new PathPattern(node.Subject, p.First, between), new PathPattern(between, p.Second, node.Object));

                // From the end that is known.
                return rows.Schema.Contains(between) || (IsKnown(node.Object, rows) && !IsKnown(node.Subject, rows))
                    ? BuildJoin(new Join(second, first), rows, scope)
                    : BuildJoin(new Join(first, second), rows, scope);
            case AlternativePath p:
                return BuildUnion(new Union(node with { Path = p.First }, node with { Path = p.Second }), rows, scope);
            case NegatedPropertySet p:
                return BuildNegatedSet(node, p, rows, scope);
            default:
                return PathJoin.Create(context, rows, node, scope.Graph, scope.Needs);
        }
    }

    private Operator BuildNegatedSet(PathPattern node, NegatedPropertySet set, Operator rows, BuildScope scope)
    {
        var branches = new List<AlgebraNode>();
        if (set.Forward.Count > 0 || set.Inverse.Count == 0)
            branches.Add(NotIn(node.Subject, set.Forward, node.Object));
        if (set.Inverse.Count > 0)
            branches.Add(NotIn(node.Object, set.Inverse, node.Subject));
        return branches is [var only] ? Build(only, rows, scope) : BuildUnion(new Union(branches[0], branches[1]), rows, scope);
    }

    private Filter NotIn(PatternTerm subject, IReadOnlyList<Iri> excluded, PatternTerm @object)
    {
        var predicate = MakeVariable("predicate");
        var condition = new InExpression(new VariableExpression(predicate), [.. excluded.Select(iri => new ConstantExpression(iri))], Negated: true);
        return new Filter(condition, new Bgp([new TriplePattern(subject, predicate, @object)]));
    }

    private static bool IsKnown(PatternTerm term, Operator rows) => term is Constant || (term is Variable variable && rows.Schema.Contains(variable));
}
