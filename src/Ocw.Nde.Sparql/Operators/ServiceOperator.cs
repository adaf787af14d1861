using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Joins rows with the solutions of a pattern at another endpoint (SPARQL 1.1 Federated Query §2–4); each endpoint is asked once.</summary>
internal sealed class ServiceOperator : Operator
{
    private const double ServiceCost = 1_000_000;

    private readonly ServicePattern service;
    private readonly Operator left;
    private readonly ConstantSlot? endpoint;
    private readonly int endpointColumn;
    private readonly Schema remote;
    private readonly JoinColumns join;
    private readonly Dictionary<ulong, RowTable> answers = [];
    private readonly Batch input;
    private readonly (int Left, int Remote)[] sources;
    private int row = -1;
    private int candidate = -1;
    private RowTable? answer;

    /// <param name="context">The query.</param>
    /// <param name="left">The rows to join with.</param>
    /// <param name="service">The clause.</param>
    /// <param name="variables">The variables that its pattern may bind.</param>
    internal ServiceOperator(QueryContext context, Operator left, ServicePattern service, IReadOnlyList<Variable> variables)
        : base(context, SchemaOf(left, variables), [], left.EstimatedRows * 10, left)
    {
        this.service = service;
        this.left = left;
        endpoint = service.Endpoint is Constant constant ? context.Constant(constant.Term, isValue: true) : null;
        endpointColumn = service.Endpoint is Variable variable ? left.Schema.IndexOf(variable) : -1;
        remote = new Schema(variables, variables.ToHashSet());
        join = new JoinColumns(left.Schema, remote);
        input = left.NewBatch();
        sources = [.. Schema.Variables.Select(v => (left.Schema.IndexOf(v), remote.IndexOf(v)))];
    }

    internal override bool KeepsOrder => false;

    protected override string Detail => service.Endpoint.ToString()!;

    // Another endpoint may take as long as it likes.
    internal override double CostOf(double rows) => base.CostOf(rows) + ServiceCost;

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        input.Count = 0;
        row = candidate = -1;
        if (what != Rewinding.Source)
            return;
        foreach (var known in answers.Values)
            known.Clear();
        answers.Clear();
    }

    protected override void Fill(Batch output)
    {
        while (!output.IsFull)
        {
            if (candidate >= 0)
            {
                if (join.Match(input, row, answer!, candidate))
                    Write(output);
                candidate = answer!.Next(candidate);
            }
            else if (!NextRow())
            {
                return;
            }
        }
    }

    private static Schema SchemaOf(Operator left, IReadOnlyList<Variable> variables)
    {
        Variable[] all = [.. left.Schema.Variables.Concat(variables).Distinct()];
        return new Schema(all, all.Where(variable => !left.Schema.IsCertain(variable)).ToHashSet());
    }

    private bool NextRow()
    {
        if (++row >= input.Count)
        {
            row = -1;
            if (!left.Next(input))
            {
                input.Count = 0;
                return false;
            }

            row = 0;
        }

        var id = endpoint?.Id ?? (endpointColumn >= 0 ? input.Columns[endpointColumn][row] : 0);
        if (!answers.TryGetValue(id, out answer))
            answers.Add(id, answer = Ask(id));
        candidate = answer.First(input, row, join.LeftKeys);
        return true;
    }

    private void Write(Batch output)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            var (l, r) = sources[i];
            var id = l >= 0 ? input.Columns[l][row] : 0;
            output.Columns[i][output.Count] = id == 0 && r >= 0 ? answer!.Column(r)[candidate] : id;
        }

        output.Count++;
    }

    private RowTable Ask(ulong endpointId)
    {
        var table = new RowTable(Context, remote.Count, join.RightKeys);
        try
        {
            Read(endpointId, table);
        }
        catch (ServiceException) when (service.Silent)
        {
            // SILENT: a failed request counts as one solution that binds nothing (Federated Query §2.3).
            table.Clear();
            table.Append(new Batch(remote.Count, 1) { Count = 1 });
        }

        table.Index();
        return table;
    }

    private void Read(ulong endpointId, RowTable table)
    {
        if (endpointId == 0 || Context.Terms.ToTerm(endpointId) is not Iri address)
            throw new ServiceException($"SERVICE {service.Endpoint} has no endpoint to ask: the variable must be bound to an IRI before.");
        if (Context.Services is not { } client)
            throw new ServiceException($"SERVICE <{address.Value}> cannot be asked: this node does not send queries to other endpoints.");

        using var solutions = client.Select(address.Value, $"{service.Prologue}\nSELECT * WHERE {service.PatternText}", Context.Cancellation);
        int[] columns = [.. remote.Variables.Select(variable => solutions.Variables.ToList().IndexOf(variable.Name))];
        var batch = new Batch(remote.Count, Context.BatchCapacity);
        var blankNodes = new Dictionary<string, ulong>(StringComparer.Ordinal);
        while (solutions.MoveNext())
        {
            for (var i = 0; i < columns.Length; i++)
                batch.Columns[i][batch.Count] = columns[i] >= 0 && solutions[columns[i]] is { } term ? IdOf(term, blankNodes) : 0;
            batch.Count++;
            if (!batch.IsFull)
                continue;
            Context.Check();
            table.Append(batch);
            batch.Count = 0;
        }

        table.Append(batch);
    }

    // Blank nodes of another endpoint are none of ours, whatever their labels.
    private ulong IdOf(RdfTerm term, Dictionary<string, ulong> blankNodes)
    {
        if (term is not BlankNode node)
            return Context.Terms.Intern(term);
        if (!blankNodes.TryGetValue(node.Label, out var id))
            blankNodes.Add(node.Label, id = Context.Terms.NewBlankNode());
        return id;
    }
}
