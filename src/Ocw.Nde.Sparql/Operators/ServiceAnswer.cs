using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The solutions that an endpoint gave to one question, as rows that can be joined.</summary>
/// <param name="context">The query.</param>
/// <param name="columns">The variables of the pattern, one column each.</param>
/// <param name="join">How its rows are joined: by the columns that each of them binds.</param>
internal sealed class ServiceAnswer(QueryContext context, Schema columns, JoinColumns join) : ISolutionSink
{
    private readonly Batch batch = new(columns.Count, context.BatchCapacity);
    private readonly Dictionary<string, ulong> blankNodes = new(StringComparer.Ordinal);

    internal RowTable Rows { get; } = new(context, columns.Count, join.RightKeys);

    internal JoinColumns Join => join;

    /// <summary>The request failed under SILENT: one solution that binds nothing (Federated Query §2.3), whatever it is joined with.</summary>
    internal bool BindsNothing { get; private set; }

    void ISolutionSink.Variables(IReadOnlyList<string> names)
    {
    }

    void ISolutionSink.Bind(string variable, RdfTerm term)
    {
        var column = columns.IndexOf(new Variable(variable));
        if (column >= 0)
            batch.Columns[column][batch.Count] = IdOf(term);
    }

    void ISolutionSink.EndSolution()
    {
        // An endpoint that leaves a variable unbound that its pattern always binds has no solution there.
        foreach (var key in join.RightKeys)
        {
            if (batch.Columns[key][batch.Count] != 0)
                continue;
            Next();
            return;
        }

        batch.Count++;
        if (batch.Count == batch.Capacity)
            Append();
        Next();
    }

    void ISolutionSink.Boolean(bool value) => throw new ServiceException("The endpoint answered a SELECT with true or false.");

    /// <summary>Everything has come: rows can be looked up from now on.</summary>
    internal void End()
    {
        Append();
        Rows.Index();
    }

    /// <summary>The request failed, and SILENT lets that pass.</summary>
    internal void Fail()
    {
        Rows.Clear();
        BindsNothing = true;
    }

    internal void Clear() => Rows.Clear();

    private void Append()
    {
        context.Check();
        Rows.Append(batch);
        batch.Count = 0;
    }

    private void Next()
    {
        foreach (var column in batch.Columns)
            column[batch.Count] = 0;
    }

    // Blank nodes of another endpoint are none of ours, whatever their labels.
    private ulong IdOf(RdfTerm term)
    {
        if (term is TripleTerm { Triple: var triple })
            return context.Terms.TripleTerm(IdOf(triple.Subject), IdOf(triple.Predicate), IdOf(triple.Object));
        if (term is not BlankNode node)
            return context.Terms.Intern(term);
        if (!blankNodes.TryGetValue(node.Label, out var id))
            blankNodes.Add(node.Label, id = context.Terms.NewBlankNode());
        return id;
    }
}
