using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>Evaluates a parsed query over a source: plans it, builds its operators and wraps them as the result of its form.</summary>
public static class QueryEvaluator
{
    /// <summary>Starts a query; rows come as they are pulled from the result.</summary>
    /// <param name="query">The query as parsed.</param>
    /// <param name="source">The data. If it is <see cref="IDisposable"/> and <paramref name="ownsSource"/> is set, the result gives it back.</param>
    /// <param name="options">Limits, environment and planner.</param>
    /// <param name="ownsSource">Whether the source ends with the result.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="QueryLimitException">A limit was reached before the first row.</exception>
    public static SparqlResult Evaluate(
        SparqlQuery query, IQuadSource source, EvaluationOptions? options = null, bool ownsSource = false, CancellationToken cancellation = default)
    {
        return Prepare(query, source, options, ownsSource, cancellation).Run();
    }

    /// <summary>Plans a query and builds its operators; <see cref="PlannedQuery.Run"/> starts it.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public static PlannedQuery Prepare(
        SparqlQuery query, IQuadSource source, EvaluationOptions? options = null, bool ownsSource = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(source);
        var lease = ownsSource ? source as IDisposable : null;
        try
        {
            return new OperatorQuery(Plan(query, source, options ?? EvaluationOptions.Default, cancellation), lease);
        }
        catch
        {
            lease?.Dispose();
            throw;
        }
    }

    /// <summary>The operators that a query would run as, one line each with estimated rows; nothing is run.</summary>
    public static string Explain(SparqlQuery query, IQuadSource source, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(source);
        using var plan = Plan(query, source, options ?? EvaluationOptions.Default, CancellationToken.None);
        return plan.Root.Describe().ToText();
    }

    /// <summary>Plans a query and builds its operators.</summary>
    internal static QueryPlan Plan(SparqlQuery query, IQuadSource source, EvaluationOptions options, CancellationToken cancellation)
    {
        var context = new QueryContext(options.Environment, options.Limits, query.BaseIri);
        context.Bind(source, options.Dataset ?? new DatasetDescription(query.From, query.FromNamed), cancellation);
        var dataset = new PlanDataset(source, context.Dataset.DefaultGraph, context.Dataset.AnyNamed);
        var planned = new QueryPlanner(options.Planner).Plan(query, dataset, options.Bindings, context.Check);
        return QueryPlan.Create(context, planned);
    }
}
