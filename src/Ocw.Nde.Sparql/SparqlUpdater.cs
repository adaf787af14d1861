using System.Globalization;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Sparql;

/// <summary>Carries out SPARQL 1.1 Update on a store: one request is one transaction. Safe for concurrent use; requests run one after the other.</summary>
/// <param name="store">The store.</param>
/// <param name="options">How updates are read, and what they may change.</param>
/// <remarks>
/// A request walks:
/// 1. it is parsed, and its dataset checked against the protocol;
/// 2. the documents of LOAD are fetched, before anyone has to wait for them;
/// 3. the writer's turn is waited for, within the time limit;
/// 4. each operation is carried out on what those before it left;
/// 5. all is committed, if anything differs.
/// </remarks>
public sealed class SparqlUpdater(QuadStore store, SparqlUpdaterOptions? options = null) : ISparqlUpdater
{
    private readonly SparqlUpdaterOptions options = options ?? SparqlUpdaterOptions.Default;

    /// <inheritdoc/>
    public UpdateResult Update(SparqlUpdateRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var update = request.Parsed ?? SparqlParser.ParseUpdate(request.Update, request.BaseIri, options.Parser);
        RequireOneDataset(update, request);
        if (update.Operations.Count == 0)
            return new UpdateResult(false, store.CommitNumber, []);

        using var clock = new UpdateClock(request.Limits.Time, options.Environment.Clock, cancellation);
        try
        {
            var documents = LoadedDocuments.Fetch(update, options.Loader, clock);
            using var transaction = store.BeginWrite(clock.Token);
            using var run = new UpdateRun(transaction, update, request, options, documents, clock);
            foreach (var operation in update.Operations)
                run.Apply(operation);
            return ResultOf(run.Commit());
        }
        catch (OperationCanceledException) when (clock.IsOver && !cancellation.IsCancellationRequested)
        {
            throw new QueryLimitException(
                QueryLimit.Time,
                string.Create(CultureInfo.InvariantCulture, $"The update was stopped after its time limit of {request.Limits.Time.TotalSeconds:0.###} s, waiting for other writers included. Nothing was changed."));
        }
    }

    // The dictionary keeps the names of graphs that are gone.
    private UpdateResult ResultOf(CommitResult commit)
    {
        if (!commit.Changed)
            return new UpdateResult(false, commit.CommitNumber, []);
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        return new UpdateResult(
            true,
            commit.CommitNumber,
            [.. commit.Graphs.Select(graph => new UpdatedGraph(graph.Graph.IsBound ? snapshot.Terms.Get(graph.Graph) : null, graph.Added, graph.Removed, graph.QuadCount))]);
    }

    // SPARQL 1.1 Protocol §2.2.3: a request names its dataset in one way.
    private static void RequireOneDataset(SparqlUpdate update, SparqlUpdateRequest request)
    {
        if (request.UsingGraphs.Count + request.UsingNamedGraphs.Count == 0)
            return;
        if (update.Operations.OfType<Modify>().Any(modify => modify.With is not null || modify.Using.Count + modify.UsingNamed.Count > 0))
        {
            throw new SparqlUpdateException(
                UpdateFault.DatasetConflict,
                "The request names its dataset twice: by using-graph-uri or using-named-graph-uri, and by USING, USING NAMED or WITH in its text. Use one of them (SPARQL 1.1 Protocol §2.2.3).");
        }
    }
}
