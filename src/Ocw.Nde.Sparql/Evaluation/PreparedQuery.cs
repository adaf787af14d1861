using System.Collections.Concurrent;
using Ocw.Nde.Rdf;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Results;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>A CONSTRUCT query that is planned once and then run over many small sources, such as one per record. Safe for concurrent use.</summary>
/// <remarks>Joins are ordered by the counts of the first source; the answer does not depend on that.</remarks>
public sealed class PreparedQuery
{
    // Records have some tens of triples: small batches keep a run within the processor's cache.
    private const int BatchCapacity = 64;

    private readonly SparqlQuery query;
    private readonly EvaluationOptions options;
    private readonly ConcurrentBag<Instance> idle = [];
    private SparqlQuery? planned;

    private PreparedQuery(SparqlQuery query, EvaluationOptions options)
    {
        this.query = query;
        this.options = options with { Environment = options.Environment with { BatchCapacity = BatchCapacity } };
    }

    /// <summary>Parses a CONSTRUCT query.</summary>
    /// <param name="text">The query.</param>
    /// <param name="baseIri">The base for relative IRIs in it.</param>
    /// <param name="options">Limits of each run, values of parameters, clock and chance.</param>
    /// <exception cref="SparqlSyntaxException">The text is not SPARQL 1.1.</exception>
    /// <exception cref="ArgumentException">It is not a CONSTRUCT query.</exception>
    public static PreparedQuery Parse(string text, string? baseIri = null, EvaluationOptions? options = null) =>
        Prepare(SparqlParser.Parse(text, baseIri), options);

    /// <summary>Prepares a parsed CONSTRUCT query.</summary>
    /// <exception cref="ArgumentException">It is not a CONSTRUCT query.</exception>
    public static PreparedQuery Prepare(SparqlQuery query, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Form != QueryForm.Construct)
            throw new ArgumentException($"Only a CONSTRUCT query makes triples; this is a {query.Form.ToString().ToUpperInvariant()}.", nameof(query));
        return new PreparedQuery(query, options ?? EvaluationOptions.Default);
    }

    /// <summary>Writes the triples that the query makes of a source, each once.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="QueryLimitException">A limit was reached: what was written is not the whole answer.</exception>
    public long Construct(IQuadSource source, IQuadSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sink);
        if (!idle.TryTake(out var instance))
            instance = new Instance(Planned(source), source, options, cancellation);
        else
            instance.Rebind(source, cancellation);

        // An instance that an exception interrupted is not used again.
        var written = instance.Run(sink, options.Limits.Rows);
        idle.Add(instance);
        return written;
    }

    /// <summary>How many batches the runs that rest hold; for tests of bounded memory.</summary>
    internal int HeldBatches => idle.Sum(instance => instance.HeldBatches);

    // Only what holds for every source: what the first one lacks, another may have.
    private SparqlQuery Planned(IQuadSource source)
    {
        if (Volatile.Read(ref planned) is { } known)
            return known;
        var planner = new QueryPlanner(options.Planner with { Passes = options.Planner.Passes & ~PlanPasses.PruneEmpty });
        var made = planner.Plan(query, PlanDataset.Of(source), options.Bindings);
        return Interlocked.CompareExchange(ref planned, made, null) ?? made;
    }

    /// <summary>The operators and buffers of one run at a time.</summary>
    private sealed class Instance
    {
        private readonly QueryPlan plan;
        private readonly TripleTemplate template;
        private readonly Batch batch;
        private readonly DatasetDescription dataset;

        internal Instance(SparqlQuery planned, IQuadSource source, EvaluationOptions options, CancellationToken cancellation)
        {
            dataset = options.Dataset ?? new DatasetDescription(planned.From, planned.FromNamed);
            var context = new QueryContext(options.Environment, options.Limits, planned.BaseIri);
            context.Bind(source, dataset, cancellation);
            plan = QueryPlan.Create(context, planned);
            template = new TripleTemplate(context, planned.Template, plan.Root.Schema);
            batch = plan.Root.NewBatch();
        }

        internal int HeldBatches => plan.Context.HeldBatches;

        internal void Rebind(IQuadSource source, CancellationToken cancellation)
        {
            template.Clear();
            plan.Rebind(source, dataset, cancellation);
        }

        internal long Run(IQuadSink sink, long maximum)
        {
            long given = 0;
            while (plan.Root.Next(batch))
            {
                for (var row = 0; row < batch.Count; row++)
                {
                    for (var written = template.Write(batch, row, sink); written > 0; written--)
                        RowLimit.Count(ref given, maximum);
                }
            }

            plan.Context.Terms.Release();
            return given;
        }
    }
}
