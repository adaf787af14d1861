using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>A query of a shapes graph over one data graph, with the variables that are the same for every focus node bound.</summary>
internal sealed class BoundQuery
{
    private readonly ShapeQuery _query;
    private readonly DataQueries _queries;
    private readonly IQuadSource _source;
    private readonly Dictionary<string, RdfTerm> _bindings;

    internal BoundQuery(ShapeQuery query, Shape shape, IEnumerable<KeyValuePair<string, RdfTerm>> parameters, DataQueries queries)
    {
        _query = query;
        _queries = queries;
        _source = queries.SourceOf(query);
        _bindings = new Dictionary<string, RdfTerm>(parameters, StringComparer.Ordinal)
        {
            [PreBoundNames.ShapesGraph] = ShapesGraphView.Name,
            [PreBoundNames.CurrentShape] = ShapesGraphView.ShapeNode(shape.Id),
        };
    }

    /// <summary>The answer of an ASK for a focus node and one of its value nodes.</summary>
    /// <exception cref="QueryLimitException">A limit was reached.</exception>
    internal bool Ask(RdfTerm focus, RdfTerm value)
    {
        _bindings[PreBoundNames.Value] = value;
        using var answer = (BooleanResult)Run(focus);
        return answer.Value;
    }

    /// <summary>The solutions of a SELECT for a focus node.</summary>
    /// <exception cref="QueryLimitException">A limit was reached.</exception>
    internal IEnumerable<SolutionSequence> Select(RdfTerm focus)
    {
        using var solutions = (SolutionSequence)Run(focus);
        while (solutions.MoveNext())
            yield return solutions;
    }

    private SparqlResult Run(RdfTerm focus)
    {
        _bindings[PreBoundNames.This] = focus;
        return QueryEvaluator.Evaluate(_query.Query, _source, _queries.Options with { Bindings = _bindings }, ownsSource: false, _queries.Cancellation);
    }
}
