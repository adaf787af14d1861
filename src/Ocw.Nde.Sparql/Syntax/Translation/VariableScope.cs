using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax.Translation;

/// <summary>The variables in scope of a pattern (§18.2.1), in order of first appearance; blank nodes and made variables are never in scope.</summary>
internal sealed class VariableScope
{
    private readonly HashSet<Variable> known = [];
    private readonly List<Variable> variables = [];

    internal IReadOnlyList<Variable> Variables => variables;

    internal static VariableScope Of(IEnumerable<Variable> variables)
    {
        var scope = new VariableScope();
        scope.AddAll(variables);
        return scope;
    }

    internal static VariableScope Of(IEnumerable<TriplePattern> triples)
    {
        var scope = new VariableScope();
        foreach (var triple in triples)
            scope.Add(triple);
        return scope;
    }

    internal bool Contains(Variable variable) => known.Contains(variable);

    internal void Add(PatternTerm term)
    {
        if (term is Variable { IsVisible: true } variable && known.Add(variable))
            variables.Add(variable);
        else if (term is TripleTermPattern triple)
            AddAll(triple.Variables());
    }

    internal void Add(TriplePattern triple)
    {
        Add(triple.Subject);
        Add(triple.Predicate);
        Add(triple.Object);
    }

    internal void AddAll(IEnumerable<Variable> others)
    {
        foreach (var variable in others)
            Add(variable);
    }
}
