using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>What the queries of one validation read, and what one run of them may cost.</summary>
internal sealed class DataQueries(IQuadSource source, GraphSelector graphs, IEnumerable<Triple> shapes, EvaluationOptions options, CancellationToken cancellation)
{
    private readonly DataGraphView _data = new(source, graphs);
    private ShapesGraphView? _withShapes;

    internal EvaluationOptions Options => options;

    internal CancellationToken Cancellation => cancellation;

    /// <summary>The dataset of a query.</summary>
    internal IQuadSource SourceOf(ShapeQuery query) => query.NeedsShapesGraph ? _withShapes ??= new ShapesGraphView(_data, shapes) : _data;
}
