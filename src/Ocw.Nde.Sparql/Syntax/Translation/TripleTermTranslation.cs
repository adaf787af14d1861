using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax.Translation;

/// <summary>
/// Translates triple terms in a basic graph pattern (SPARQL 1.2 §18): a variable stands for the term in the pattern; over the pattern, conditions say that it
/// is a triple term with these terms in it, and its other variables are bound to what stands at their places.
/// </summary>
internal sealed class TripleTermTranslation(Func<string, Variable> makeVariable)
{
    private readonly Dictionary<TripleTermPattern, Variable> standIns = [];
    private readonly HashSet<Variable> bound = [];

    /// <summary>The basic graph pattern, with the paths that were read with it.</summary>
    internal AlgebraNode Translate(IReadOnlyList<PathPattern> paths, IReadOnlyList<TriplePattern> triples)
    {
        List<AlgebraNode> parts = [.. paths.Select(path => new PathPattern(StandIn(path.Subject), path.Path, StandIn(path.Object)))];
        TriplePattern[] plain = [.. triples.Select(triple => new TriplePattern(StandIn(triple.Subject), triple.Predicate, StandIn(triple.Object)))];
        if (plain.Length > 0)
            parts.Add(new Bgp(plain));
        foreach (var path in parts.OfType<PathPattern>())
            bound.UnionWith([.. path.Subject.Variables(), .. path.Object.Variables()]);
        bound.UnionWith(plain.SelectMany(triple => triple.Variables()));

        var node = parts.Count == 0 ? new Bgp([]) : Balanced.Fold(parts, static (left, right) => new Join(left, right));
        foreach (var (term, variable) in standIns)
            node = Take(node, new VariableExpression(variable), term);
        return node;
    }

    /// <summary>Whether any term of these is a triple term with variables in it.</summary>
    internal static bool IsNeeded(IEnumerable<PathPattern> paths, IEnumerable<TriplePattern> triples) =>
        triples.Any(triple => triple.Subject is TripleTermPattern || triple.Object is TripleTermPattern)
        || paths.Any(path => path.Subject is TripleTermPattern || path.Object is TripleTermPattern);

    private PatternTerm StandIn(PatternTerm term)
    {
        if (term is not TripleTermPattern triple)
            return term;
        if (!standIns.TryGetValue(triple, out var variable))
            standIns.Add(triple, variable = makeVariable("triple"));
        return variable;
    }

    private AlgebraNode Take(AlgebraNode node, Expression term, TripleTermPattern triple)
    {
        node = new Filter(new BuiltInCall("ISTRIPLE", [term]), node);
        node = Take(node, new BuiltInCall("SUBJECT", [term]), triple.Subject);
        node = Take(node, new BuiltInCall("PREDICATE", [term]), triple.Predicate);
        return Take(node, new BuiltInCall("OBJECT", [term]), triple.Object);
    }

    private AlgebraNode Take(AlgebraNode node, Expression value, PatternTerm wanted) => wanted switch
    {
        TripleTermPattern nested => Take(node, value, nested),
        Constant { Term: var term } => new Filter(new BuiltInCall("SAMETERM", [value, new ConstantExpression(term)]), node),
        Variable variable when bound.Add(variable) => new Extend(node, variable, value),
        _ => new Filter(new BuiltInCall("SAMETERM", [value, new VariableExpression((Variable)wanted)]), node),
    };
}
