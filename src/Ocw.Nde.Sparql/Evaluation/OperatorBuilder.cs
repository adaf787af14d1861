using System.Globalization;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation.Expressions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>Turns the algebra into physical operators over one source.</summary>
/// <remarks>
/// Every pattern is built onto the rows it is joined with: Join(rows, pattern) is one pipeline wherever that means the same (<see cref="Seeding"/>),
/// so that few rows ask few questions. Operands run in the order in which they stand: that is the planner's word.
/// </remarks>
internal sealed partial class OperatorBuilder(QueryContext context)
{
    private readonly VariableAnalysis analysis = new();
    private readonly Seeding seeding = new(new VariableAnalysis());
    private readonly List<IDisposable> owned = [];
    private int made;

    /// <summary>What the operators use without reading it as their input, to be disposed of with them.</summary>
    internal IReadOnlyList<IDisposable> Owned => owned;

    /// <summary>The operators of a whole query or sub-select.</summary>
    internal Operator Build(AlgebraNode node, BuildScope scope) => Build(node, new UnitOperator(context), scope);

    /// <summary>The operators of Join(rows, node).</summary>
    private Operator Build(AlgebraNode node, Operator rows, BuildScope scope) => node switch
    {
        Bgp n => BuildBgp(n, rows, scope),
        Join => BuildJoin(node, rows, scope),
        Filter n => BuildFilter(n, rows, scope),
        Extend => BuildExtend(node, rows, scope),
        LeftJoin n => BuildLeftJoin(n, rows, scope),
        Union => BuildUnion(node, rows, scope),
        Minus n => BuildMinus(n, rows, scope),
        GraphPattern n => BuildGraph(n, rows, scope),
        InlineData n => BuildValues(n, rows, scope),
        PathPattern n => BuildPath(n, rows, scope),
        ServicePattern n => BuildService(n, rows),
        _ => BuildModifier(node, scope),
    };

    /// <summary>Joins rows with a pattern: as one pipeline where that is allowed, else with the pattern's own solutions.</summary>
    private Operator JoinWith(Operator rows, AlgebraNode node, BuildScope scope)
    {
        if (IsUnit(rows) || seeding.IsAllowed(node, rows.Schema.Variables.ToList(), scope.Around))
            return Build(node, rows, scope);
        var right = Build(node, scope.Only(scope.Needs.Concat(rows.Schema.Variables)));
        return JoinWith(rows, right, scope.Needs);
    }

    private Operator JoinWith(Operator left, Operator right, IReadOnlySet<Variable> needs)
    {
        if (SortedAlike(left, right) is { } key)
            return MergeJoin.Create(context, left, right, key, needs);
        return HashJoin.Create(context, left, right, needs, isOptional: false);
    }

    // The variable by which both sides are sorted, if all that they share is always bound.
    private static Variable? SortedAlike(Operator left, Operator right)
    {
        if (left.SortedBy.Count == 0 || right.SortedBy.Count == 0)
            return null;
        var key = left.Schema.Variables[left.SortedBy[0]];
        return key == right.Schema.Variables[right.SortedBy[0]]
            && left.Schema.Shared(right.Schema).All(variable => left.Schema.IsCertain(variable) && right.Schema.IsCertain(variable))
            ? key
            : null;
    }

    private static bool IsUnit(Operator rows) => rows is UnitOperator;

    private Scalar Compile(Expression expression, Schema schema, BuildScope scope) =>
        new ExpressionCompiler(context, schema, exists => BuildExists(exists, schema, scope)).Compile(expression);

    private Variable MakeVariable(string purpose) => new(string.Create(CultureInfo.InvariantCulture, $".{purpose}/{++made}"));
}
