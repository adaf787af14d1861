using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql;

/// <summary>Answers SPARQL over quad sources: each query opens one (a store's snapshot, or a source in memory) and gives it back with its result.</summary>
/// <param name="open">Opens the source that one query reads; disposed of with the result where it is <see cref="IDisposable"/>.</param>
/// <param name="options">How queries are read, planned and run.</param>
public sealed class SparqlDataset(Func<IQuadSource> open, SparqlDatasetOptions? options = null) : ISparqlDataset
{
    private readonly SparqlDatasetOptions options = options ?? SparqlDatasetOptions.Default;

    /// <inheritdoc/>
    public SparqlResult Query(SparqlRequest request, CancellationToken cancellation)
    {
        return Plan(request, cancellation).Run();
    }

    /// <inheritdoc/>
    public PlannedQuery Plan(SparqlRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = Parse(request);
        return QueryEvaluator.Prepare(query, open(), OptionsFor(request), ownsSource: true, cancellation);
    }

    /// <summary>The operators that a query would run as, one line each with estimated rows.</summary>
    /// <exception cref="SparqlSyntaxException">The text is not SPARQL 1.1.</exception>
    public string Explain(SparqlRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = Parse(request);
        var source = open();
        using var lease = source as IDisposable;
        return QueryEvaluator.Explain(query, source, OptionsFor(request));
    }

    private SparqlQuery Parse(SparqlRequest request) => request.Parsed ?? SparqlParser.Parse(request.Query, request.BaseIri, options.Parser);

    private EvaluationOptions OptionsFor(SparqlRequest request) => new()
    {
        Limits = request.Limits,
        Environment = options.Environment,
        Planner = options.Planner,
        Bindings = request.Bindings,
        Dataset = request.DefaultGraphs.Count == 0 && request.NamedGraphs.Count == 0
            ? null
            : new DatasetDescription([.. request.DefaultGraphs.Select(iri => new Iri(iri))], [.. request.NamedGraphs.Select(iri => new Iri(iri))]),
    };
}

/// <summary>How a <see cref="SparqlDataset"/> reads, plans and runs queries.</summary>
public sealed record SparqlDatasetOptions
{
    /// <summary>Every default.</summary>
    public static SparqlDatasetOptions Default { get; } = new();

    /// <summary>The ceilings of the parser.</summary>
    public SparqlParserOptions Parser { get; init; } = SparqlParserOptions.Default;

    /// <summary>What the planner does.</summary>
    public PlannerOptions Planner { get; init; } = PlannerOptions.Default;

    /// <summary>Clock, chance and network.</summary>
    public QueryEnvironment Environment { get; init; } = QueryEnvironment.Default;
}
