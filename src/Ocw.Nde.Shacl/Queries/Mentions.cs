using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>Whether a pattern names a variable anywhere: in triples, expressions, sub-selects, EXISTS.</summary>
internal static class Mentions
{
    internal static bool Of(AlgebraNode node, Variable variable) =>
        InNode(node, variable)
        || node.Inputs().Any(input => Of(input, variable))
        || node.Expressions().SelectMany(expression => expression.SelfAndOperands()).Any(part => part switch
        {
            VariableExpression used => used.Variable == variable,
            ExistsExpression exists => Of(exists.Pattern, variable),
            _ => false,
        });

    private static bool InNode(AlgebraNode node, Variable variable) => node switch
    {
        Bgp n => n.Patterns.Any(triple => triple.Subject == variable || triple.Predicate == variable || triple.Object == variable),
        PathPattern n => n.Subject == variable || n.Object == variable,
        GraphPattern n => n.Name == variable,
        Extend n => n.Variable == variable,
        Group n => n.Keys.Any(key => key.Variable == variable),
        Project n => n.Variables.Contains(variable),
        _ => false,
    };
}
