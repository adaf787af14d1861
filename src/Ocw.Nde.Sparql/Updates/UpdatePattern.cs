using System.Globalization;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>Evaluates the WHERE of DELETE/INSERT over the present state, whole, before anything changes: what its templates make is the change.</summary>
internal sealed class UpdatePattern : IDisposable
{
    private readonly QueryPlan plan;

    /// <param name="modify">The operation.</param>
    /// <param name="source">The present state.</param>
    /// <param name="dataset">What the pattern reads.</param>
    /// <param name="baseIri">For the IRI() function.</param>
    /// <param name="options">Planner and environment.</param>
    /// <param name="limits">What is left of the request's limits.</param>
    /// <param name="cancellation">Ends the request.</param>
    internal UpdatePattern(
        Modify modify, IQuadSource source, DatasetDescription dataset, string? baseIri, SparqlUpdaterOptions options, QueryLimits limits, CancellationToken cancellation)
    {
        var evaluation = new EvaluationOptions { Limits = limits, Environment = options.Environment, Planner = options.Planner, Dataset = dataset };
        plan = QueryEvaluator.Plan(QueryOf(modify, baseIri), source, evaluation, cancellation);
        Removed = new RowIndex(plan.Context.Memory, 4);
        Added = new RowIndex(plan.Context.Memory, 4);
        var delete = new TemplateQuads(plan.Context, modify.Delete, modify.With, plan.Root.Schema, makesTerms: false);
        var insert = new TemplateQuads(plan.Context, modify.Insert, modify.With, plan.Root.Schema, makesTerms: true);
        Collect(delete, insert, limits.Rows);
    }

    /// <summary>The quads to remove: subject, predicate, object, graph.</summary>
    internal RowIndex Removed { get; }

    /// <summary>The quads to add, which are in the graph afterwards whether they are removed too or not (§3.1.3: first DELETE, then INSERT).</summary>
    internal RowIndex Added { get; }

    /// <summary>The terms that the ids stand for; some are the pattern's own.</summary>
    internal QueryTerms Terms => plan.Context.Terms;

    /// <inheritdoc/>
    public void Dispose() => plan.Dispose();

    private static SparqlQuery QueryOf(Modify modify, string? baseIri)
    {
        Variable[] columns = [.. TemplateQuads.VariablesOf(modify.Delete.Concat(modify.Insert))];
        AlgebraNode pattern = new Project(modify.Pattern, columns);

        // The change is a set: solutions that say the same count once, unless each makes blank nodes of its own.
        if (!TemplateQuads.MakesBlankNodes(modify.Insert))
            pattern = columns.Length == 0 ? new Slice(pattern, 0, 1) : new Distinct(pattern);
        return new SparqlQuery(QueryForm.Select, pattern, columns, [], [], [], [], baseIri, new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private void Collect(TemplateQuads delete, TemplateQuads insert, long maximum)
    {
        var batch = plan.Root.NewBatch();
        while (plan.Root.Next(batch))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                delete.Write(batch, row, Removed);
                insert.Write(batch, row, Added);
            }

            RequireRoom(maximum);
        }
    }

    private void RequireRoom(long maximum)
    {
        if ((long)Removed.Count + Added.Count > maximum)
            throw UpdateRows.TooMany(maximum);
    }
}

/// <summary>The ceiling on what one request may change.</summary>
internal static class UpdateRows
{
    internal static QueryLimitException TooMany(long maximum) => new(
        QueryLimit.Rows,
        string.Create(CultureInfo.InvariantCulture, $"The update would insert and delete more than {maximum:N0} quads, which is the most that one request may change. Nothing was changed; do it in parts."));
}
