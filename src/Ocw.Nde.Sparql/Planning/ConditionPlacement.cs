using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Says after which operand of an ordered join a condition is best asked.</summary>
internal sealed class ConditionPlacement
{
    private readonly VariableAnalysis analysis;
    private readonly Dictionary<Variable, int> final = [];
    private readonly Estimate[] joined;

    // The rows of the first operands, of the first two, … added up: what joining them costs.
    private readonly double[] work;

    internal ConditionPlacement(IReadOnlyList<JoinOperand> operands, Estimate? outer, VariableAnalysis analysis)
    {
        this.analysis = analysis;
        joined = new Estimate[operands.Count];
        work = new double[operands.Count];
        var certain = new HashSet<Variable>();
        var before = outer ?? Estimate.One;
        for (var i = 0; i < operands.Count; i++)
        {
            joined[i] = before = before.Join(operands[i].Estimate);
            work[i] = before.Rows + (i > 0 ? work[i - 1] : 0);

            // A variable has its final value once it is certainly bound, or else once no later operand can bind it.
            foreach (var variable in analysis.InScope(operands[i].Node))
            {
                if (!certain.Contains(variable))
                    final[variable] = i;
            }

            certain.UnionWith(analysis.CertainlyBound(operands[i].Node));
        }
    }

    /// <summary>The number of the operand after which the condition costs least, of those from which on it can be asked.</summary>
    /// <remarks>Asked early it spares the later operands the rows that it drops; a dear one is better asked of few rows.</remarks>
    internal int Best(Expression condition)
    {
        var last = joined.Length - 1;
        if (Conditions.IsVolatile(condition))
            return last;
        var earliest = analysis.UsedBy(condition).Select(variable => final.GetValueOrDefault(variable, 0)).DefaultIfEmpty(0).Max();
        var kept = ConditionEstimate.Selectivity(condition, joined[earliest].DistinctOf);
        var cost = ConditionEstimate.Cost(condition);
        var (best, least) = (earliest, double.MaxValue);
        for (var place = earliest; place <= last; place++)
        {
            var total = (joined[place].Rows * cost) + work[place] + (kept * (work[last] - work[place]));
            if (total < least)
                (best, least) = (place, total);
        }

        return best;
    }
}
