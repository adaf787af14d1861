using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>One request on a transaction: its operations, each on what those before it left.</summary>
internal sealed class UpdateRun : IDisposable
{
    private readonly WriteTransaction transaction;
    private readonly SparqlUpdate update;
    private readonly SparqlUpdateRequest request;
    private readonly SparqlUpdaterOptions options;
    private readonly LoadedDocuments documents;
    private readonly UpdateClock clock;
    private readonly UpdateStages stages;
    private readonly GraphManagement management;
    private long rows;

    internal UpdateRun(
        WriteTransaction transaction, SparqlUpdate update, SparqlUpdateRequest request, SparqlUpdaterOptions options, LoadedDocuments documents, UpdateClock clock)
    {
        this.transaction = transaction;
        this.update = update;
        this.request = request;
        this.options = options;
        this.documents = documents;
        this.clock = clock;
        var graphs = new UpdateGraphs(options, request.Scope);
        stages = new UpdateStages(transaction, graphs, request.Scope, clock);
        management = new GraphManagement(stages, graphs, Count, clock);
    }

    /// <summary>Carries out one operation.</summary>
    /// <exception cref="SparqlUpdateException">It cannot be.</exception>
    internal void Apply(UpdateOperation operation)
    {
        clock.Token.ThrowIfCancellationRequested();
        switch (operation)
        {
            case InsertData insert:
                Insert(insert);
                break;
            case DeleteData delete:
                Delete(delete);
                break;
            case Modify modify:
                Change(modify);
                break;
            case Load load:
                management.Insert(load, documents.Of(load));
                break;
            default:
                management.Apply(operation);
                break;
        }
    }

    /// <summary>Publishes what changed.</summary>
    internal CommitResult Commit()
    {
        stages.Dispose();
        return transaction.Commit(clock.Token);
    }

    /// <inheritdoc/>
    public void Dispose() => stages.Dispose();

    // Blank nodes of INSERT DATA are new (§3.1.1): one for each label of the operation.
    private void Insert(InsertData insert)
    {
        var blankNodes = new Dictionary<Variable, TermId>();
        foreach (var quad in insert.Quads)
        {
            Count(1);
            var stage = stages.Adding(NameOf(quad));
            stage.Add(Id(quad.Triple.Subject, stage), Id(quad.Triple.Predicate, stage), Id(quad.Triple.Object, stage));
        }

        TermId Id(PatternTerm term, QuadStage stage)
        {
            if (term is Constant constant)
                return TermOf(stage, constant.Term);
            if (term is TripleTermPattern triple)
                return stage.TripleTerm(Id(triple.Subject, stage), Id(triple.Predicate, stage), Id(triple.Object, stage));
            if (!blankNodes.TryGetValue((Variable)term, out var node))
                blankNodes.Add((Variable)term, node = stage.NewBlankNode());
            return node;
        }
    }

    private void Delete(DeleteData delete)
    {
        foreach (var quad in delete.Quads)
        {
            Count(1);
            var triple = quad.Triple;
            stages.Removing(NameOf(quad))?.Quad(new Quad(((Constant)triple.Subject).Term, (Iri)((Constant)triple.Predicate).Term, ((Constant)triple.Object).Term, null));
        }
    }

    private void Change(Modify modify)
    {
        try
        {
            using var pattern = new UpdatePattern(modify, stages.Present(), DatasetOf(modify), update.BaseIri, options, clock.Left(request.Limits), clock.Token);
            Count(pattern.Removed.Count + (long)pattern.Added.Count);
            new PatternChange(stages, pattern).Apply();
        }
        catch (ServiceException failed)
        {
            throw new SparqlUpdateException(UpdateFault.ServiceFailed, failed.Message, failed);
        }
    }

    // §3.1.3: USING (or the protocol's using-graph-uri) is the whole dataset of the pattern; WITH is its default graph alone.
    private DatasetDescription DatasetOf(Modify modify)
    {
        if (request.UsingGraphs.Count + request.UsingNamedGraphs.Count > 0)
            return new DatasetDescription([.. request.UsingGraphs.Select(iri => new Iri(iri))], [.. request.UsingNamedGraphs.Select(iri => new Iri(iri))]);
        if (modify.Using.Count + modify.UsingNamed.Count > 0)
            return new DatasetDescription(modify.Using, modify.UsingNamed);
        if (modify.With is { } with)
            return DatasetDescription.With(with);
        return options.DefaultGraph == UpdateDefaultGraph.Unnamed ? DatasetDescription.OfUnnamed : DatasetDescription.OfSource;
    }

    private void Count(long more)
    {
        if ((rows += more) > request.Limits.Rows)
            throw UpdateRows.TooMany(request.Limits.Rows);
    }

    private static string NameOf(QuadTemplate quad) => quad.Graph is Constant { Term: Iri graph } ? graph.Value : UpdateStages.Unnamed;

    private static TermId TermOf(QuadStage stage, RdfTerm term)
    {
        using var bytes = new TermBytes(term);
        return stage.Term(bytes.Span);
    }
}
