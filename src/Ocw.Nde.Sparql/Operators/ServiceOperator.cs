using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Joins rows with the solutions of a pattern at another endpoint (SPARQL 1.1 Federated Query §2–4), a block of rows at a time.</summary>
internal sealed class ServiceOperator : Operator
{
    /// <summary>What a request costs beside reading rows here.</summary>
    private const double ServiceCost = 1_000_000;

    /// <summary>The rows that are asked about together, at most.</summary>
    private const int BlockRows = 4096;

    private readonly ServicePattern service;
    private readonly Operator left;
    private readonly ConstantSlot? endpoint;
    private readonly int endpointColumn;
    private readonly IReadOnlyList<Variable> variables;
    private readonly IReadOnlySet<Variable> certain;
    private readonly Dictionary<ulong, ServiceQuestions> endpoints = [];
    private readonly Batch input;
    private readonly Batch block;
    private readonly (int Left, int Remote)[] sources;
    private int blockRows;
    private int row = -1;
    private int candidate = -1;
    private ServiceAnswer? answer;

    /// <param name="context">The query.</param>
    /// <param name="left">The rows to join with.</param>
    /// <param name="service">The clause.</param>
    /// <param name="variables">The variables that its pattern may bind.</param>
    /// <param name="certain">Those that each solution of its pattern binds.</param>
    internal ServiceOperator(QueryContext context, Operator left, ServicePattern service, IReadOnlyList<Variable> variables, IReadOnlySet<Variable> certain)
        : base(context, SchemaOf(left, variables), [], left.EstimatedRows * 10, left)
    {
        this.service = service;
        this.left = left;
        this.variables = variables;
        this.certain = certain;
        endpoint = service.Endpoint is Constant constant ? context.Constant(constant.Term, isValue: true) : null;
        endpointColumn = service.Endpoint is Variable variable ? left.Schema.IndexOf(variable) : -1;
        input = left.NewBatch();
        blockRows = input.Capacity;
        block = new Batch(left.Schema.Count, Math.Max(BlockRows, input.Capacity));
        sources = [.. Schema.Variables.Select(v => (left.Schema.IndexOf(v), variables.ToList().IndexOf(v)))];
    }

    internal override bool KeepsOrder => false;

    protected override string Detail => service.Endpoint.ToString()!;

    internal override double CostOf(double rows) => base.CostOf(rows) + ServiceCost;

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        block.Count = 0;
        row = candidate = -1;
        if (what != Rewinding.Source)
            return;
        foreach (var known in endpoints.Values)
            known.Clear();
        endpoints.Clear();
    }

    protected override void Fill(Batch output)
    {
        while (!output.IsFull)
        {
            if (candidate >= 0)
            {
                if (answer!.Join.Match(block, row, answer.Rows, candidate))
                    Write(output);
                candidate = answer.Rows.Next(candidate);
            }
            else if (!NextRow(output))
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

    private bool NextRow(Batch output)
    {
        if (++row >= block.Count)
        {
            row = -1;
            if (!NextBlock())
                return false;
            row = 0;
        }

        answer = endpoints[EndpointOf(row)].AnswerFor(block, row);
        if (answer.BindsNothing)
            Write(output);
        else
            candidate = answer.Rows.First(block, row, answer.Join.LeftKeys);
        return true;
    }

    // The first block is small, so that the first rows come soon; a larger one makes fewer requests.
    private bool NextBlock()
    {
        block.Count = 0;
        while (block.Count + input.Capacity <= blockRows && left.Next(input))
        {
            for (var i = 0; i < block.Columns.Length; i++)
                Array.Copy(input.Columns[i], 0, block.Columns[i], block.Count, input.Count);
            block.Count += input.Count;
        }

        blockRows = block.Capacity;
        foreach (var rows in Enumerable.Range(0, block.Count).GroupBy(EndpointOf))
        {
            if (!endpoints.TryGetValue(rows.Key, out var questions))
                endpoints.Add(rows.Key, questions = new ServiceQuestions(Context, service, rows.Key, left.Schema, variables, certain));
            questions.Ask(block, [.. rows]);
        }

        return block.Count > 0;
    }

    private ulong EndpointOf(int blockRow) => endpoint?.Id ?? (endpointColumn >= 0 ? block.Columns[endpointColumn][blockRow] : 0);

    private void Write(Batch output)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            var (l, r) = sources[i];
            var id = l >= 0 ? block.Columns[l][row] : 0;
            output.Columns[i][output.Count] = id == 0 && r >= 0 && candidate >= 0 ? answer!.Rows.Column(r)[candidate] : id;
        }

        output.Count++;
    }
}
