using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>A query as operators, bound to a source: what a result pulls its rows from.</summary>
internal sealed class QueryPlan : IDisposable
{
    private readonly IReadOnlyList<IDisposable> owned;

    private QueryPlan(QueryContext context, SparqlQuery query, Operator root, IReadOnlyList<Variable> columns, IReadOnlyList<IDisposable> owned)
    {
        this.owned = owned;
        Context = context;
        Query = query;
        Root = root;
        Columns = columns;
    }

    internal QueryContext Context { get; }

    internal SparqlQuery Query { get; }

    internal Operator Root { get; }

    /// <summary>The variables that the form of the query needs.</summary>
    internal IReadOnlyList<Variable> Columns { get; }

    /// <summary>Builds the operators of a planned query; the context is bound to the source already.</summary>
    internal static QueryPlan Create(QueryContext context, SparqlQuery query)
    {
        IReadOnlyList<Variable> columns = query.Form switch
        {
            QueryForm.Select => query.Projection,
            QueryForm.Construct => [.. query.Template.SelectMany(triple => triple.Variables()).Where(variable => variable.IsVisible).Distinct()],
            QueryForm.Describe => [.. query.Described.OfType<Variable>().Distinct()],
            _ => [],
        };
        var scope = new BuildScope(GraphScope.Default, columns.ToHashSet())
        {
            RowGoal = query.Form == QueryForm.Ask ? 1 : null,

            // A graph is a set: solutions that say the same make the same triples, unless they make blank nodes.
            DuplicatesMatter = query.Form is QueryForm.Select || query.Template.SelectMany(triple => triple.Variables()).Any(variable => !variable.IsVisible),
        };
        var builder = new OperatorBuilder(context);
        return new QueryPlan(context, query, builder.Build(query.Pattern, scope), columns, builder.Owned);
    }

    /// <summary>Makes ready for another source.</summary>
    internal void Rebind(IQuadSource source, DatasetDescription dataset, CancellationToken cancellation)
    {
        Root.Rewind(Rewinding.Source);
        Context.Bind(source, dataset, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Root.Dispose();
        foreach (var each in owned)
            each.Dispose();
        Context.Release();
    }

}
