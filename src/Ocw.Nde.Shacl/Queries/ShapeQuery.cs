using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>A query of a shapes graph, parsed and checked once, to be run for many focus nodes (SHACL §5, §6).</summary>
internal sealed class ShapeQuery
{
    private ShapeQuery(SparqlQuery query, PreBoundNames names)
    {
        Query = query;
        Names = names;
        NeedsShapesGraph = Mentions.Of(query.Pattern, new Variable(PreBoundNames.ShapesGraph));
    }

    internal SparqlQuery Query { get; }

    internal PreBoundNames Names { get; }

    /// <summary>Whether it looks into the shapes graph, which is then a named graph of its dataset.</summary>
    internal bool NeedsShapesGraph { get; }

    /// <summary>Parses a query and checks it against the rules of pre-binding.</summary>
    /// <param name="text">The query, prefixes included.</param>
    /// <param name="form">SELECT or ASK, as the place demands.</param>
    /// <param name="path">What <c>$PATH</c> stands for; <see langword="null"/> where it may not be used.</param>
    /// <param name="names">The variables that may be pre-bound.</param>
    /// <param name="fault">What is wrong, if the query cannot be used.</param>
    /// <returns><see langword="null"/> if the query cannot be used.</returns>
    internal static ShapeQuery? Parse(string text, QueryForm form, PropertyPath? path, PreBoundNames names, out LocalizedText? fault)
    {
        SparqlQuery query;
        try
        {
            query = SparqlParser.Parse(text);
        }
        catch (Exception e) when (e is SparqlSyntaxException or QueryLimitException)
        {
            fault = new($"Geen geldige SPARQL: {e.Message}", $"Not valid SPARQL: {e.Message}");
            return null;
        }

        if (path is not null)
            query = query with { Pattern = PathVariable.Replace(query.Pattern, path) };
        fault = FaultOf(query, form, names);
        return fault is null ? new ShapeQuery(query, names) : null;
    }

    private static LocalizedText? FaultOf(SparqlQuery query, QueryForm form, PreBoundNames names)
    {
        if (query.Form != form)
        {
            var (found, wanted) = (query.Form.ToString().ToUpperInvariant(), form.ToString().ToUpperInvariant());
            return new($"Hier hoort een {wanted}-query, geen {found}.", $"A {wanted} query is expected here, not {found}.");
        }

        if (query.From.Count + query.FromNamed.Count > 0)
            return new("FROM mag niet: de gegevens zijn altijd die van de toets.", "FROM is not allowed: the data is always that of the validation.");
        if (Mentions.Of(query.Pattern, new Variable(PreBoundNames.Path)))
            return new("$PATH mag alleen als predicaat in een property shape staan.", "$PATH may only stand as a predicate, in a property shape.");
        if (form == QueryForm.Select && query.Projection.All(variable => variable.Name != PreBoundNames.This))
            return new("De SELECT geeft $this niet terug.", "The SELECT does not return $this.");
        return PreBindingRules.FaultOf(query, names);
    }
}
