using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Binds the parameters of a query: their variables are replaced by values, and where they are projected the value is shown.</summary>
/// <remarks>
/// A parameter holds wherever its variable is the query's own, so also inside a sub-select that projects it (before grouping and LIMIT there),
/// and not inside one that does not. A blank node as value names the node of the store with that label.
/// </remarks>
public static class ParameterBinding
{
    /// <summary>The query with the values of its parameters.</summary>
    /// <param name="query">The query as parsed.</param>
    /// <param name="bindings">The values by name of variable, with or without its mark. Names that the query does not use have no effect.</param>
    /// <exception cref="ArgumentException">The query assigns the variable itself, by BIND, AS or VALUES of another type.</exception>
    public static SparqlQuery Apply(SparqlQuery query, IReadOnlyDictionary<string, RdfTerm> bindings)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(bindings);
        var values = bindings.ToDictionary(binding => new Variable(binding.Key.TrimStart('?', '$')), binding => binding.Value);
        var substitution = new Substitution(values);
        return query with
        {
            Pattern = query.Form == QueryForm.Select ? Projected(query.Pattern, substitution) : substitution.Apply(query.Pattern),
            Template = [.. query.Template.Select(substitution.Apply)],
            Described = [.. query.Described.Select(substitution.Apply)],
        };
    }

    // From the root of a SELECT down to its projection, under which the values are put back as solutions show them.
    private static AlgebraNode Projected(AlgebraNode node, Substitution substitution)
    {
        if (node is not Project project)
            return node.WithInputs(Projected(node.Inputs()[0], substitution));
        var input = substitution.Apply(project.Input);
        foreach (var variable in project.Variables)
        {
            if (substitution.ValueOf(variable) is { } value)
                input = new Extend(input, variable, new ConstantExpression(value));
        }

        return project with { Input = input };
    }
}
