using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The variables of an operator's rows, one per column, and which of them may be unbound.</summary>
internal sealed class Schema
{
    private readonly Dictionary<Variable, int> columns;
    private readonly bool[] maybeUnbound;

    internal Schema(IReadOnlyList<Variable> variables, IReadOnlySet<Variable> maybeUnbound)
    {
        Variables = variables;
        columns = new Dictionary<Variable, int>(variables.Count);
        this.maybeUnbound = new bool[variables.Count];
        for (var i = 0; i < variables.Count; i++)
        {
            columns.Add(variables[i], i);
            this.maybeUnbound[i] = maybeUnbound.Contains(variables[i]);
        }
    }

    internal static Schema Empty { get; } = new([], new HashSet<Variable>());

    internal IReadOnlyList<Variable> Variables { get; }

    internal int Count => Variables.Count;

    /// <summary>The column of a variable; -1 if the rows do not have it.</summary>
    internal int IndexOf(Variable variable) => columns.GetValueOrDefault(variable, -1);

    internal bool Contains(Variable variable) => columns.ContainsKey(variable);

    internal bool MayBeUnbound(int column) => maybeUnbound[column];

    /// <summary>Whether every row binds the variable.</summary>
    internal bool IsCertain(Variable variable) => columns.TryGetValue(variable, out var column) && !maybeUnbound[column];

    /// <summary>The variables that this and another schema share.</summary>
    internal IEnumerable<Variable> Shared(Schema other) => Variables.Where(other.Contains);

    /// <summary>The variables that may be unbound.</summary>
    internal IEnumerable<Variable> Uncertain => Variables.Where((_, i) => maybeUnbound[i]);
}
