using System.Numerics;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>One operand of a join that is being ordered.</summary>
/// <param name="Node">The operand; a triple pattern as a basic graph pattern of one.</param>
/// <param name="Estimate">What is expected of it alone.</param>
/// <param name="LookUps">How many look-ups find its solutions for given values; 0 if they are only found by making all of them.</param>
internal sealed record JoinOperand(AlgebraNode Node, Estimate Estimate, int LookUps)
{
    /// <summary>Whether it may be multiplied with anything before a variable connects them: constants do not cost what an error in an estimate would.</summary>
    internal bool IsConstant => Node is InlineData || Estimate.Rows <= 1;
}

/// <summary>
/// Looks for the order of operands that promises the least work, one after the other, each joined with all before it: the best of all orders
/// (dynamic programming over sets) for a few operands, the best next one each time for many.
/// </summary>
internal sealed class JoinOrder
{
    // Work is counted in rows read. A look-up in a store on disk decodes a block of 1,024 rows, but neighbours share it.
    private const double LookUpCost = 20;
    private const double HashCost = 2;

    // Beyond this many operands even the greedy search, quadratic as it is, would take longer than most queries.
    private const int MostOperands = 128;

    // More conditions than these are not weighed; they are asked all the same.
    private const int MostConditions = 32;

    private readonly IReadOnlyList<JoinOperand> operands;
    private readonly IReadOnlyList<(int[] Variables, double Cost, Expression Condition)> conditions;
    private readonly Dictionary<Variable, int> numbers = [];
    private readonly int[][] variables;
    private readonly double[][] distinct;

    internal JoinOrder(IReadOnlyList<JoinOperand> operands, IReadOnlyList<Expression> conditions, VariableAnalysis analysis)
    {
        this.operands = operands;
        variables = [.. operands.Select(operand => operand.Estimate.Distinct.Keys.Select(Number).ToArray())];
        distinct = [.. operands.Select(operand => operand.Estimate.Distinct.Keys.Select(operand.Estimate.DistinctOf).ToArray())];
        this.conditions = [.. conditions.Take(MostConditions).Select(condition => (analysis.UsedBy(condition).Where(numbers.ContainsKey).Select(Number).ToArray(), ConditionEstimate.Cost(condition), condition))];
    }

    // The solutions of the operands joined so far.
    private sealed record State(double Cost, double Rows, double[] Distinct, State? Before, int Last);

    /// <summary>The numbers of the operands in the order in which to join them.</summary>
    /// <param name="outer">Solutions that are there before the first operand, where the join runs for each of them.</param>
    /// <param name="exhaustive">Up to how many operands all orders are compared.</param>
    internal int[] Find(Estimate? outer, int exhaustive)
    {
        if (operands.Count is 1 or > MostOperands)
            return [.. Enumerable.Range(0, operands.Count)];
        var start = Start(outer);
        var best = operands.Count <= Math.Min(exhaustive, 20) ? Exhaustive(start) : Greedy(start);
        var order = new int[operands.Count];
        var at = order.Length;
        for (var state = best; state.Before is not null; state = state.Before)
            order[--at] = state.Last;
        return order;
    }

    private int Number(Variable variable)
    {
        if (!numbers.TryGetValue(variable, out var number))
            numbers.Add(variable, number = numbers.Count);
        return number;
    }

    private State Start(Estimate? outer)
    {
        var values = new double[numbers.Count];
        if (outer is null)
            return new State(0, 1, values, null, -1);
        foreach (var variable in outer.Distinct.Keys.Where(numbers.ContainsKey))
            values[numbers[variable]] = outer.DistinctOf(variable);
        return new State(0, Math.Max(1, outer.Rows), values, null, -1);
    }

    private State Exhaustive(State start)
    {
        var all = (1 << operands.Count) - 1;
        var states = new State?[all + 1];
        states[0] = start;
        for (var set = 0; set < all; set++)
        {
            if (states[set] is not { } state)
                continue;
            for (var rest = Candidates(state, all & ~set); rest != 0; rest &= rest - 1)
            {
                var next = BitOperations.TrailingZeroCount(rest);
                var joined = Add(state, next);
                ref var known = ref states[set | (1 << next)];
                if (known is null || joined.Cost < known.Cost)
                    known = joined;
            }
        }

        return states[all]!;
    }

    // What shares a variable with what is there, or is constant; without any of those, everything: a product cannot be avoided.
    private int Candidates(State state, int rest)
    {
        var connected = 0;
        for (var left = rest; left != 0; left &= left - 1)
        {
            var operand = BitOperations.TrailingZeroCount(left);
            if (operands[operand].IsConstant || IsConnected(state, operand))
                connected |= 1 << operand;
        }

        return connected == 0 || state.Before is null ? rest : connected;
    }

    private State Greedy(State start)
    {
        var rest = Enumerable.Range(0, operands.Count).ToList();
        var state = start;
        while (rest.Count > 0)
        {
            var candidates = state.Before is null ? rest : rest.FindAll(operand => operands[operand].IsConstant || IsConnected(state, operand));
            var best = (candidates.Count == 0 ? rest : candidates).Select(operand => Add(state, operand)).MinBy(next => (next.Cost, next.Rows))!;
            rest.Remove(best.Last);
            state = best;
        }

        return state;
    }

    private bool IsConnected(State state, int operand)
    {
        foreach (var variable in variables[operand])
        {
            if (state.Distinct[variable] > 0)
                return true;
        }

        return false;
    }

    private State Add(State state, int operand)
    {
        var estimate = operands[operand].Estimate;
        var rows = state.Rows * estimate.Rows;
        var values = (double[])state.Distinct.Clone();
        var connected = false;
        for (var i = 0; i < variables[operand].Length; i++)
        {
            var (variable, theirs) = (variables[operand][i], distinct[operand][i]);
            var ours = values[variable];
            if (ours > 0)
            {
                connected = true;
                rows /= Math.Max(ours, theirs);
                theirs = Math.Min(ours, theirs);
            }

            values[variable] = theirs;
        }

        var joined = rows;
        var asking = Ask(state.Distinct, values, ref rows);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > rows)
                values[i] = Math.Max(1, rows);
        }

        return new State(state.Cost + Cost(state, operand, connected) + joined + asking, rows, values, state, operand);
    }

    private double Cost(State state, int operand, bool connected)
    {
        var (node, estimate) = (operands[operand], operands[operand].Estimate);
        var whole = estimate.Cost + (state.Before is null ? 0 : HashCost * (estimate.Rows + state.Rows));
        return connected && node.LookUps > 0 ? Math.Min(whole, LookUpCost * node.LookUps * state.Rows) : whole;
    }

    // The conditions whose last variable has now been bound: what asking them costs, and the rows that they leave.
    private double Ask(double[] before, double[] after, ref double rows)
    {
        var asking = 0.0;
        foreach (var (needed, cost, condition) in conditions)
        {
            if (!Array.TrueForAll(needed, variable => after[variable] > 0) || Array.TrueForAll(needed, variable => before[variable] > 0))
                continue;
            asking += cost * rows;
            rows *= ConditionEstimate.Selectivity(condition, variable => numbers.TryGetValue(variable, out var number) ? after[number] : 1);
        }

        return asking;
    }
}
