using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax.Translation;

/// <summary>A translated group: its pattern, its filters as one condition, and the variables in scope after it.</summary>
/// <remarks>The condition stays apart because directly inside OPTIONAL it becomes the condition of the LeftJoin (§18.2.2.6).</remarks>
internal sealed record TranslatedGroup(AlgebraNode Pattern, Expression? Condition, VariableScope Scope)
{
    /// <summary>The pattern with its condition applied.</summary>
    internal AlgebraNode Node => Condition is null ? Pattern : new Filter(Condition, Pattern);
}

/// <summary>Translates the elements of one group, in order, as §18.2.2.6 does.</summary>
internal sealed class GroupTranslation(Func<string, Variable> makeVariable) : TripleTarget
{
    // Joined so far: operands of one (associative) Join, and the basic graph pattern that is being read.
    private readonly List<AlgebraNode> operands = [];
    private readonly List<Expression> filters = [];
    private readonly List<PathPattern> paths = [];
    private List<TriplePattern> triples = [];

    internal VariableScope Scope { get; } = new();

    /// <summary>Whether the last element ended the basic graph pattern before it: all do but FILTER.</summary>
    internal bool LastEndsBgp { get; private set; }

    internal override string Place => "a graph pattern";

    internal override bool AllowsPaths => true;

    internal override bool BindsLabels => true;

    internal override void Mention(Variable variable) => Scope.Add(variable);

    internal override void Add(TriplePattern triple) => triples.Add(triple);

    internal override void Add(PathPattern path) => paths.Add(path);

    internal void AddFilter(Expression condition)
    {
        filters.Add(condition);
        LastEndsBgp = false;
    }

    internal void AddOptional(TranslatedGroup optional)
    {
        Combine(left => new LeftJoin(left, optional.Pattern, optional.Condition));
        Scope.AddAll(optional.Scope.Variables);
    }

    internal void AddMinus(TranslatedGroup minus) => Combine(left => new Minus(left, minus.Node));

    internal void AddBind(Variable variable, Expression expression)
    {
        Combine(left => new Extend(left, variable, expression));
        Scope.Add(variable);
    }

    internal void AddUnion(IReadOnlyList<TranslatedGroup> branches)
    {
        AddOperand(Balanced.Fold([.. branches.Select(branch => branch.Node)], static (left, right) => new Union(left, right)));
        foreach (var branch in branches)
            Scope.AddAll(branch.Scope.Variables);
    }

    internal void AddGraph(PatternTerm name, TranslatedGroup group)
    {
        AddOperand(new GraphPattern(name, group.Node));
        Scope.Add(name);
        Scope.AddAll(group.Scope.Variables);
    }

    internal void AddService(ServicePattern service, VariableScope inside)
    {
        AddOperand(service);
        Scope.Add(service.Endpoint);
        Scope.AddAll(inside.Variables);
    }

    internal void AddInlineData(InlineData data)
    {
        AddOperand(data);
        Scope.AddAll(data.Variables);
    }

    internal TranslatedGroup Translate() =>
        new(JoinAll(), filters.Count == 0 ? null : Balanced.Fold(filters, static (left, right) => new AndExpression(left, right)), Scope);

    private void AddOperand(AlgebraNode operand)
    {
        EndBgp();
        operands.Add(operand);
    }

    private void Combine(Func<AlgebraNode, AlgebraNode> combine)
    {
        var combined = combine(JoinAll());
        operands.Clear();
        operands.Add(combined);
    }

    private void EndBgp()
    {
        LastEndsBgp = true;
        if (TripleTermTranslation.IsNeeded(paths, triples))
        {
            operands.Add(new TripleTermTranslation(makeVariable).Translate(paths, triples));
            paths.Clear();
            triples = [];
            return;
        }

        operands.AddRange(paths);
        paths.Clear();
        if (triples.Count == 0)
            return;
        operands.Add(new Bgp(triples));
        triples = [];
    }

    // Join is associative, and the empty pattern is its unit (§18.2.2.8): neither changes what the group means.
    private AlgebraNode JoinAll()
    {
        EndBgp();
        operands.RemoveAll(static operand => operand is Bgp { Patterns.Count: 0 });
        return operands.Count == 0 ? new Bgp([]) : Balanced.Fold(operands, static (left, right) => new Join(left, right));
    }
}
