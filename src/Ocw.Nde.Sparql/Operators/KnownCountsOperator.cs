using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Groups and their counts from what the source keeps; where it keeps nothing, or the dataset is another, the rows of the input.</summary>
/// <param name="context">The query.</param>
/// <param name="input">The same groups, counted from rows.</param>
/// <param name="kind">What is counted.</param>
/// <param name="keys">How many of the first columns are keys; the others are the count.</param>
internal sealed class KnownCountsOperator(QueryContext context, Operator input, KnownCounts kind, int keys)
    : Operator(context, input.Schema, [], input.EstimatedRows, input)
{
    private List<(ulong First, ulong Second, long Count)>? groups;
    private bool isAsked;
    private int at;

    internal override bool KeepsOrder => false;

    protected override string Detail => kind.ToString();

    internal override double CostOf(double rows) => IsKnown ? rows : input.CostOf(rows);

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        groups = null;
        isAsked = false;
        at = 0;
    }

    protected override void Fill(Batch output)
    {
        if (!isAsked)
        {
            isAsked = true;
            groups = Groups();
        }

        if (groups is null)
        {
            input.Next(output);
            return;
        }

        for (; at < groups.Count && !output.IsFull; at++)
        {
            var (first, second, count) = groups[at];
            output.Columns[0][output.Count] = first;
            if (keys == 2)
                output.Columns[1][output.Count] = second;
            for (var i = keys; i < Schema.Count; i++)
                output.Columns[i][output.Count] = Context.Terms.IdOf(Value.Integer(count));
            output.Count++;
        }
    }

    // Only of the source's own default graph and its named graphs.
    private bool IsKnown => Context.Source.Statistics is not null
        && (kind == KnownCounts.ClassesByGraph ? Context.Dataset.AnyNamed.Kind == GraphSelectorKind.AnyNamed : Context.Dataset.DefaultGraph.Kind == GraphSelectorKind.Default);

    private List<(ulong, ulong, long)>? Groups()
    {
        if (!IsKnown)
            return null;
        var statistics = Context.Source.Statistics!;
        return kind switch
        {
            KnownCounts.Predicates => [.. statistics.Predicates(Context.Cancellation).All.Select(Single)],
            KnownCounts.Classes => [.. statistics.Classes(Context.Cancellation).Select(Single)],
            _ => [.. statistics.ClassesByGraph(Context.Cancellation).Select(entry => (entry.Graph.Value, entry.Class.Value, entry.Count))],
        };
    }

    private static (ulong, ulong, long) Single(Ocw.Nde.Store.Statistics.TermCount entry) => (entry.Term.Value, 0, entry.Count);
}

/// <summary>What a source may keep counts of.</summary>
internal enum KnownCounts
{
    /// <summary>The triples of the default graph by predicate.</summary>
    Predicates,

    /// <summary>The subjects of the default graph by class.</summary>
    Classes,

    /// <summary>The subjects of each named graph by graph and class.</summary>
    ClassesByGraph,
}
