using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>A query of a shapes graph over one data graph: planned once, run for each focus node.</summary>
internal sealed class BoundQuery : IDisposable
{
    private readonly ParameterizedQuery _query;
    private readonly CancellationToken _cancellation;

    internal BoundQuery(ShapeQuery query, Shape shape, IEnumerable<KeyValuePair<string, RdfTerm>> parameters, DataQueries queries)
    {
        var bindings = new Dictionary<string, RdfTerm>(parameters, StringComparer.Ordinal)
        {
            [PreBoundNames.ShapesGraph] = ShapesGraphView.Name,
            [PreBoundNames.CurrentShape] = ShapesGraphView.ShapeNode(shape.Id),
        };
        IReadOnlyList<string> varying = query.Query.Form == QueryForm.Ask ? [PreBoundNames.This, PreBoundNames.Value] : [PreBoundNames.This];
        _query = new ParameterizedQuery(query.Query, varying, queries.SourceOf(query), queries.Options with { Bindings = bindings });
        _cancellation = queries.Cancellation;
        queries.Add(this);
    }

    /// <summary>The answer of an ASK for a focus node and one of its value nodes.</summary>
    /// <exception cref="QueryLimitException">A limit was reached.</exception>
    internal bool Ask(RdfTerm focus, RdfTerm value) => _query.Ask([focus, value], _cancellation);

    /// <summary>The solutions of a SELECT for a focus node.</summary>
    /// <exception cref="QueryLimitException">A limit was reached.</exception>
    internal SolutionSequence Select(RdfTerm focus) => _query.Select([focus], _cancellation);

    /// <inheritdoc/>
    public void Dispose() => _query.Dispose();
}
