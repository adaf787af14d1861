using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>What a query with pre-bound variables must not do (SHACL Appendix A).</summary>
internal static class PreBindingRules
{
    /// <summary>The first rule that the query breaks, or <see langword="null"/>.</summary>
    internal static LocalizedText? FaultOf(SparqlQuery query, PreBoundNames names)
    {
        var node = query.Pattern;
        while (query.Form == QueryForm.Select)
        {
            // From the root of a SELECT down to its projection: that one is no sub-select.
            var isProjection = node is Project;
            node = node.Inputs()[0];
            if (isProjection)
                break;
        }

        return FaultOf(node, names);
    }

    private static LocalizedText? FaultOf(AlgebraNode node, PreBoundNames names) =>
        OwnFault(node, names)
        ?? node.Inputs().Select(input => FaultOf(input, names)).FirstOrDefault(fault => fault is not null)
        ?? node.Expressions().SelectMany(expression => expression.SelfAndOperands()).OfType<ExistsExpression>()
            .Select(exists => FaultOf(exists.Pattern, names)).FirstOrDefault(fault => fault is not null);

    private static LocalizedText? OwnFault(AlgebraNode node, PreBoundNames names)
    {
        switch (node)
        {
            case Minus:
                return Forbidden("MINUS");
            case ServicePattern:
                return Forbidden("SERVICE");
            case InlineData:
                return Forbidden("VALUES");
            case Extend extend when names.Contains(extend.Variable.Name):
                return Assigned(extend.Variable.Name);
            case Group group when group.Keys.FirstOrDefault(key => names.Contains(key.Variable.Name) && key.Expression is not VariableExpression) is { } key:
                return Assigned(key.Variable.Name);
            case Project select when names.Required.FirstOrDefault(name => select.Variables.All(variable => variable.Name != name)) is { } missing:
                return new(
                    $"Een sub-SELECT geeft ${missing} niet terug; elke subquery moet alle vooraf gebonden variabelen teruggeven.",
                    $"A sub-SELECT does not return ${missing}; each subquery must return all pre-bound variables.");
            default:
                return null;
        }
    }

    private static LocalizedText Forbidden(string clause) => new(
        $"{clause} mag niet in een query met vooraf gebonden variabelen.", $"{clause} may not be used in a query with pre-bound variables.");

    private static LocalizedText Assigned(string name) => new(
        $"«AS ${name}» mag niet: de variabele is vooraf gebonden.", $"«AS ${name}» is not allowed: the variable is pre-bound.");
}
