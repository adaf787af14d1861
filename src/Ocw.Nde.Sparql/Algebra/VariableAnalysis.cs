using System.Collections.Frozen;

namespace Ocw.Nde.Sparql.Algebra;

/// <summary>
/// Which variables a pattern may bind (in scope, §18.2.1, blank nodes and made variables included) and which it binds in every solution.
/// Each node is looked at once per instance.
/// </summary>
internal sealed class VariableAnalysis
{
    private static readonly FrozenSet<Variable> None = FrozenSet<Variable>.Empty;

    private readonly Dictionary<AlgebraNode, IReadOnlySet<Variable>> scopes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<AlgebraNode, IReadOnlySet<Variable>> certain = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expression, IReadOnlySet<Variable>> used = new(ReferenceEqualityComparer.Instance);

    /// <summary>The variables that a solution of the pattern may bind.</summary>
    internal IReadOnlySet<Variable> InScope(AlgebraNode node)
    {
        if (!scopes.TryGetValue(node, out var known))
            scopes.Add(node, known = Scope(node));
        return known;
    }

    /// <summary>The variables that every solution of the pattern binds.</summary>
    internal IReadOnlySet<Variable> CertainlyBound(AlgebraNode node)
    {
        if (!certain.TryGetValue(node, out var known))
            certain.Add(node, known = Certain(node));
        return known;
    }

    /// <summary>The same as <see cref="Of"/>, looked up once for each expression.</summary>
    internal IReadOnlySet<Variable> UsedBy(Expression expression)
    {
        if (!used.TryGetValue(expression, out var known))
            used.Add(expression, known = Of(expression));
        return known;
    }

    /// <summary>
    /// The variables whose values an expression depends on. For EXISTS these are all that its pattern mentions, for any of them may come from the solution.
    /// </summary>
    internal static IReadOnlySet<Variable> Of(Expression expression)
    {
        var found = new HashSet<Variable>();
        foreach (var part in expression.SelfAndOperands())
        {
            if (part is VariableExpression { Variable: var variable })
                found.Add(variable);
            else if (part is ExistsExpression { Pattern: var pattern })
                AddMentioned(pattern, found);
        }

        return found;
    }

    /// <summary>All variables that a pattern mentions anywhere, in scope or not.</summary>
    internal static HashSet<Variable> MentionedIn(AlgebraNode node)
    {
        var found = new HashSet<Variable>();
        AddMentioned(node, found);
        return found;
    }

    private IReadOnlySet<Variable> Scope(AlgebraNode node) => node switch
    {
        Bgp n => Variables(n.Patterns),
        PathPattern n => Variables([n.Subject, n.Object]),
        Minus n => InScope(n.Left),
        GraphPattern { Name: Variable name } n => With(InScope(n.Input), name),
        ServicePattern { Endpoint: Variable endpoint } n => With(InScope(n.Input), endpoint),
        Extend n => With(InScope(n.Input), n.Variable),
        InlineData n => n.Variables.ToHashSet(),
        Group n => n.Keys.Select(key => key.Variable).Concat(n.Aggregates.Select(a => a.Variable)).ToHashSet(),
        Project n => n.Variables.ToHashSet(),
        Join n => Union(InScope(n.Left), InScope(n.Right)),
        LeftJoin n => Union(InScope(n.Left), InScope(n.Right)),
        Union n => Union(InScope(n.Left), InScope(n.Right)),
        _ when node.Inputs() is [var input] => InScope(input),
        _ => None,
    };

    private IReadOnlySet<Variable> Certain(AlgebraNode node) => node switch
    {
        Bgp or PathPattern => InScope(node),
        Join n => Union(CertainlyBound(n.Left), CertainlyBound(n.Right)),
        LeftJoin n => CertainlyBound(n.Left),
        Minus n => CertainlyBound(n.Left),
        Union n => Intersection(CertainlyBound(n.Left), CertainlyBound(n.Right)),
        GraphPattern { Name: Variable name } n => With(CertainlyBound(n.Input), name),
        ServicePattern { Silent: true } => None,
        ServicePattern { Endpoint: Variable endpoint } n => With(CertainlyBound(n.Input), endpoint),
        Extend n when CannotFail(n) => With(CertainlyBound(n.Input), n.Variable),
        InlineData n => n.Variables.Where((_, column) => n.Rows.All(row => row[column] is not null)).ToHashSet(),
        Group n => CertainOf(n),
        Project n => Intersection(CertainlyBound(n.Input), n.Variables.ToHashSet()),
        _ when node.Inputs() is [var input] => CertainlyBound(input),
        _ => None,
    };

    private bool CannotFail(Extend extend) => extend.Expression switch
    {
        ConstantExpression => true,
        VariableExpression { Variable: var variable } => CertainlyBound(extend.Input).Contains(variable),
        _ => IsPartOfTripleTerm(extend.Expression),
    };

    // Where the translation takes a triple term apart, it has made sure that it is one.
    private static bool IsPartOfTripleTerm(Expression expression) =>
        expression is BuiltInCall { Name: "SUBJECT" or "PREDICATE" or "OBJECT", Arguments: [var term] }
        && (term is VariableExpression { Variable.IsVisible: false } || IsPartOfTripleTerm(term));

    private HashSet<Variable> CertainOf(Group group)
    {
        var input = CertainlyBound(group.Input);
        var keys = group.Keys.Where(key => key.Expression is ConstantExpression || (key.Expression is VariableExpression { Variable: var variable } && input.Contains(variable)));
        return keys.Select(key => key.Variable)
            .Concat(group.Aggregates.Where(a => a.Aggregate.Function == AggregateFunction.Count).Select(a => a.Variable))
            .ToHashSet();
    }

    private static void AddMentioned(AlgebraNode node, HashSet<Variable> found)
    {
        switch (node)
        {
            case Bgp n:
                found.UnionWith(Variables(n.Patterns));
                break;
            case PathPattern n:
                found.UnionWith(Variables([n.Subject, n.Object]));
                break;
            case GraphPattern { Name: Variable name }:
                found.Add(name);
                break;
            case ServicePattern { Endpoint: Variable endpoint }:
                found.Add(endpoint);
                break;
            case InlineData n:
                found.UnionWith(n.Variables);
                break;
            case Extend n:
                found.Add(n.Variable);
                break;
        }

        foreach (var expression in node.Expressions())
            found.UnionWith(Of(expression));
        foreach (var input in node.Inputs())
            AddMentioned(input, found);
    }

    private static HashSet<Variable> Variables(IEnumerable<TriplePattern> patterns) => Variables(patterns.SelectMany(p => (PatternTerm[])[p.Subject, p.Predicate, p.Object]));

    private static HashSet<Variable> Variables(IEnumerable<PatternTerm> terms) => terms.OfType<Variable>().ToHashSet();

    private static HashSet<Variable> With(IReadOnlySet<Variable> set, Variable variable) => [.. set, variable];

    private static IReadOnlySet<Variable> Union(IReadOnlySet<Variable> left, IReadOnlySet<Variable> right) =>
        left.Count == 0 || left.IsSubsetOf(right) ? right : right.IsSubsetOf(left) ? left : new HashSet<Variable>([.. left, .. right]);

    private static HashSet<Variable> Intersection(IReadOnlySet<Variable> left, IReadOnlySet<Variable> right) => left.Where(right.Contains).ToHashSet();
}
