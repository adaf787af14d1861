using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Results;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>A SELECT or ASK that is planned once for a source and then run with other values for its parameters, such as one node after the other.</summary>
/// <remarks>
/// A parameter means what it means in <see cref="ParameterBinding"/>; a run costs microseconds beside the work on the data. Joins are ordered by the
/// counts of the first values; the answers do not depend on that. Belongs to one thread; runs may be nested.
/// </remarks>
public sealed class ParameterizedQuery : IDisposable
{
    // A node has some tens of triples: small batches keep a run within the processor's cache.
    private const int BatchCapacity = 64;

    private readonly SparqlQuery query;
    private readonly IReadOnlyList<string> parameters;
    private readonly IQuadSource source;
    private readonly EvaluationOptions options;
    private readonly Stack<Instance> idle = [];
    private SparqlQuery? planned;
    private bool disposed;

    /// <summary>Prepares a query.</summary>
    /// <param name="query">A SELECT or ASK, as parsed.</param>
    /// <param name="parameters">The names of the variables that each run gives a value, without mark.</param>
    /// <param name="source">The data, which must outlive this.</param>
    /// <param name="options">Limits of each run, values that stay the same, environment and planner.</param>
    /// <exception cref="ArgumentException">The query has another form, or assigns a parameter itself.</exception>
    public ParameterizedQuery(SparqlQuery query, IReadOnlyList<string> parameters, IQuadSource source, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(source);
        if (query.Form is not (QueryForm.Select or QueryForm.Ask))
            throw new ArgumentException($"Only a SELECT or an ASK can be run with parameters; this is a {query.Form.ToString().ToUpperInvariant()}.", nameof(query));

        this.parameters = parameters;
        this.source = source;
        this.options = options ?? EvaluationOptions.Default;
        this.options = this.options with { Environment = this.options.Environment with { BatchCapacity = BatchCapacity } };
        var bound = this.options.Bindings is { Count: > 0 } bindings ? ParameterBinding.Apply(query, bindings) : query;
        this.query = ParameterBinding.Apply(bound, parameters.ToDictionary(name => name, RdfTerm (name) => ParameterTerm.Of(name), StringComparer.Ordinal));
    }

    /// <summary>The answer of an ASK.</summary>
    /// <param name="values">The values, in the order of the parameters. A blank node is the node of the source with that label.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="QueryLimitException">A limit was reached.</exception>
    public bool Ask(IReadOnlyList<RdfTerm> values, CancellationToken cancellation = default)
    {
        var instance = Start(values, cancellation);
        var isSound = false;
        try
        {
            var answer = instance.Plan.Root.Next(instance.Batch);
            isSound = true;
            return answer;
        }
        finally
        {
            GiveBack(instance, isSound);
        }
    }

    /// <summary>The solutions of a SELECT; disposing them makes room for the next run.</summary>
    /// <inheritdoc cref="Ask"/>
    public SolutionSequence Select(IReadOnlyList<RdfTerm> values, CancellationToken cancellation = default)
    {
        var instance = Start(values, cancellation);
        return new OperatorSolutions(instance.Plan, instance.Batch, isSound => GiveBack(instance, isSound));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        while (idle.TryPop(out var instance))
            instance.Plan.Dispose();
    }

    private Instance Start(IReadOnlyList<RdfTerm> values, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(values);
        ObjectDisposedException.ThrowIf(disposed, this);
        if (values.Count != parameters.Count)
            throw new ArgumentException($"The query has {parameters.Count} parameters and gets {values.Count} values.", nameof(values));
        if (idle.TryPop(out var instance))
        {
            instance.Plan.Rebind(source, instance.Dataset, cancellation);
            Give(instance.Plan.Context, values);
            return instance;
        }

        var dataset = options.Dataset ?? new DatasetDescription(query.From, query.FromNamed);
        var context = new QueryContext(options.Environment, options.Limits, query.BaseIri);
        context.Bind(source, dataset, cancellation);
        Give(context, values);
        var plan = QueryPlan.Create(context, planned ??= Planned(context));
        return new Instance(plan, plan.Root.NewBatch(), dataset);
    }

    // Only what holds for every value: a parameter has no value yet that a condition could be decided by.
    private SparqlQuery Planned(QueryContext context)
    {
        var planner = new QueryPlanner(options.Planner with { Passes = options.Planner.Passes & ~(PlanPasses.PruneEmpty | PlanPasses.SimplifyConditions) });
        return planner.Plan(query, new PlanDataset(source, context.Dataset.DefaultGraph, context.Dataset.AnyNamed), bindings: null, context.Check);
    }

    private void Give(QueryContext context, IReadOnlyList<RdfTerm> values)
    {
        for (var i = 0; i < values.Count; i++)
            context.SetParameter(ParameterTerm.Of(parameters[i]), values[i]);
    }

    // What an exception interrupted is not used again.
    private void GiveBack(Instance instance, bool isSound)
    {
        instance.Plan.Context.Terms.Release();
        if (disposed || !isSound)
            instance.Plan.Dispose();
        else
            idle.Push(instance);
    }

    /// <summary>The operators of one run at a time.</summary>
    private sealed record Instance(QueryPlan Plan, Batch Batch, DatasetDescription Dataset);
}

/// <summary>The term that stands in a plan where a parameter gets its value: a blank node whose label no document can write.</summary>
internal static class ParameterTerm
{
    private const string Mark = ".parameter ";

    internal static BlankNode Of(string name) => new(Mark + name);

    internal static bool Is(RdfTerm term) => term is BlankNode node && node.Label.StartsWith(Mark, StringComparison.Ordinal);
}
