using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>What the queries of one validation read, and what one run of them may cost.</summary>
internal sealed class DataQueries(IQuadSource source, GraphSelector graphs, IEnumerable<Triple> shapes, EvaluationOptions options, CancellationToken cancellation) : IDisposable
{
    private readonly DataGraphView _data = new(source, graphs);
    private readonly List<IDisposable> _queries = [];
    private ShapesGraphView? _withShapes;

    internal EvaluationOptions Options => options;

    internal CancellationToken Cancellation => cancellation;

    /// <summary>Takes care of a query until the validation ends.</summary>
    internal void Add(IDisposable query) => _queries.Add(query);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var query in _queries)
            query.Dispose();
    }

    /// <summary>The dataset of a query.</summary>
    internal IQuadSource SourceOf(ShapeQuery query) => query.NeedsShapesGraph ? _withShapes ??= new ShapesGraphView(_data, shapes) : _data;
}
