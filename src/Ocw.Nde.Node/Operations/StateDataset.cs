using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Operations;

/// <summary>Answers SPARQL over one state of the store, which stays its opener's.</summary>
internal sealed class StateDataset(IQuadSource state) : ISparqlDataset
{
    /// <inheritdoc/>
    public SparqlResult Query(SparqlRequest request, CancellationToken cancellation) => Plan(request, cancellation).Run();

    /// <inheritdoc/>
    public PlannedQuery Plan(SparqlRequest request, CancellationToken cancellation) => QueryEvaluator.Prepare(
        request.Parsed ?? SparqlParser.Parse(request.Query, request.BaseIri),
        state,
        new EvaluationOptions { Limits = request.Limits, Bindings = request.Bindings },
        ownsSource: false,
        cancellation);
}
