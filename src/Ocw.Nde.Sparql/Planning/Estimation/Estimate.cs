using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>What is expected of the solutions of a pattern.</summary>
/// <param name="Rows">How many solutions.</param>
/// <param name="Cost">How much work they take, in rows touched.</param>
/// <param name="Distinct">How many different values each variable has.</param>
internal sealed record Estimate(double Rows, double Cost, IReadOnlyDictionary<Variable, double> Distinct)
{
    internal static Estimate One { get; } = new(1, 0, new Dictionary<Variable, double>());

    internal static Estimate None { get; } = new(0, 0, new Dictionary<Variable, double>());

    /// <summary>The different values of a variable, never more than there are rows.</summary>
    internal double DistinctOf(Variable variable) => Math.Clamp(Distinct.GetValueOrDefault(variable, Rows), 1, Math.Max(1, Rows));

    /// <summary>The natural join, each value of the side with fewer of them meeting all its partners (the usual containment assumption).</summary>
    internal Estimate Join(Estimate other)
    {
        var rows = Rows * other.Rows;
        var distinct = new Dictionary<Variable, double>(Distinct);
        foreach (var (variable, _) in other.Distinct)
        {
            var theirs = other.DistinctOf(variable);
            if (distinct.TryAdd(variable, theirs))
                continue;
            var ours = DistinctOf(variable);
            rows /= Math.Max(ours, theirs);
            distinct[variable] = Math.Min(ours, theirs);
        }

        return new Estimate(rows, Cost + other.Cost + rows, distinct);
    }

    internal Estimate Scale(double factor) => this with { Rows = Rows * factor };

    internal Estimate With(Variable variable, double distinct) => this with { Distinct = new Dictionary<Variable, double>(Distinct) { [variable] = distinct } };
}
