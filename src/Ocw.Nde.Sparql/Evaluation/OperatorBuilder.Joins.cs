using System.Collections.Frozen;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation;

internal sealed partial class OperatorBuilder
{
    // A look-up costs about as much as reading this many rows in order.
    private const double LookupCost = 16;

    private Operator BuildBgp(Bgp bgp, Operator rows, BuildScope scope)
    {
        if (bgp.Patterns.Count == 0)
            return InActiveGraph(rows, scope);

        for (var i = 0; i < bgp.Patterns.Count; i++)
        {
            var later = bgp.Patterns.Skip(i + 1).SelectMany(VariablesOf);
            rows = JoinPattern(rows, bgp.Patterns[i], i + 1 < bgp.Patterns.Count ? Leading(bgp, i) : scope.Leading, scope.Needing(later));
        }

        return rows;
    }

    private Operator BuildJoin(AlgebraNode node, Operator rows, BuildScope scope)
    {
        var operands = new List<AlgebraNode>();
        Flatten(node, operands);
        for (var i = 0; i < operands.Count; i++)
        {
            var leading = i == 0 && operands is [Bgp first, Bgp { Patterns: [var next, ..] }, ..] ? SharedBy(first, next) : null;
            rows = JoinWith(rows, operands[i], (scope with { Leading = leading ?? scope.Leading }).Needing(operands.Skip(i + 1).SelectMany(Mentioned)));
        }

        return rows;
    }

    private Operator JoinPattern(Operator rows, TriplePattern pattern, Variable? leading, BuildScope scope)
    {
        var shape = new PatternShape(context, pattern, scope.Graph);
        if (IsUnit(rows))
            return ScanOperator.Create(context, shape, scope.Needs, leading);
        if (MergeKey(rows, shape) is { } key)
        {
            var scan = ScanOperator.Create(context, shape, scope.Needs.Concat(rows.Schema.Variables).ToHashSet(), key);
            return MergeJoin.Create(context, rows, scan, key, scope.Needs);
        }

        return LookupJoin.Create(context, rows, shape, scope.Needs, onlyFirst: !scope.DuplicatesMatter);
    }

    // A merge join where the rows are sorted by a variable that an index sorts the pattern by, and are many enough to read on instead of asking.
    private Variable? MergeKey(Operator rows, PatternShape shape)
    {
        if (rows.SortedBy.Count == 0)
            return null;
        var key = rows.Schema.Variables[rows.SortedBy[0]];
        var position = shape.PositionOf(key);
        var isPossible = position is >= 0 and not PatternShape.Graph
            && shape.SortSequence(shape.OrderFor(position)).First() == position
            && shape.Variables.All(variable => !rows.Schema.Contains(variable) || rows.Schema.IsCertain(variable));
        return isPossible && shape.Estimate(context) < rows.EstimatedRows * LookupCost ? key : null;
    }

    private Operator BuildLeftJoin(LeftJoin node, Operator rows, BuildScope scope)
    {
        var conditions = node.Condition is null ? [] : Planning.Conditions.Split(node.Condition);
        var used = conditions.SelectMany(Algebra.VariableAnalysis.Of).ToList();
        var left = JoinWith(rows, node.Left, scope.Needing(Mentioned(node.Right).Concat(used)));
        if (seeding.IsAllowed(node.Right, left.Schema.Variables.ToList(), scope.Around))
        {
            var (seed, number) = Seed(left);
            var pipeline = JoinWith(seed, node.Right, scope.Needing([.. used, number]));
            pipeline = AddFilters(pipeline, conditions, scope);
            return LateralLeftJoin.Create(context, left, seed, pipeline, scope.Needs);
        }

        var right = Build(node.Right, scope.Only(scope.Needs.Concat(used).Concat(left.Schema.Variables)));
        var join = HashJoin.Create(context, left, right, scope.Needing(used).Needs, isOptional: true);
        if (node.Condition is not null)
            join.SetCondition(Compile(node.Condition, join.Schema, scope));
        return join;
    }

    private Operator BuildUnion(AlgebraNode node, Operator rows, BuildScope scope)
    {
        var branches = new List<AlgebraNode>();
        FlattenUnion(node, branches);
        var plain = scope with { RowGoal = null, Leading = null };
        if (IsUnit(rows))
            return new UnionOperator(context, branches.ConvertAll(branch => Build(branch, plain)));
        SeedOperator[] seeds = [.. branches.Select(_ => new SeedOperator(context, rows.Schema, rows.SortedBy, rows.EstimatedRows, numbersRows: false))];
        return new LateralUnion(context, rows, seeds, [.. branches.Select((branch, i) => JoinWith(seeds[i], branch, plain))]);
    }

    private Operator BuildMinus(Minus node, Operator rows, BuildScope scope)
    {
        var inRight = analysis.InScope(node.Right);
        var left = JoinWith(rows, node.Left, scope.Needing(Mentioned(node.Right)));
        var shared = analysis.InScope(node.Left).Where(inRight.Contains).ToList();
        if (shared.Count == 0)
            return left;

        // Where every shared variable is always bound, MINUS is NOT EXISTS.
        var certain = analysis.CertainlyBound(node.Right);
        if (shared.TrueForAll(variable => certain.Contains(variable) && left.Schema.IsCertain(variable))
            && seeding.IsAllowed(node.Right, left.Schema.Variables.ToList(), FrozenSet<Variable>.Empty))
        {
            return BuildSemiJoin(left, node.Right, negated: true, scope with { Around = FrozenSet<Variable>.Empty });
        }

        var right = Build(node.Right, scope.Only(shared) with { DuplicatesMatter = false });
        return new MinusOperator(context, left, right, variable => variable != scope.Graph.Variable);
    }

    private Operator BuildValues(InlineData data, Operator rows, BuildScope scope)
    {
        var values = new ValuesOperator(context, data);
        return InActiveGraph(IsUnit(rows) ? values : JoinWith(rows, values, scope.Needs), scope);
    }

    private ServiceOperator BuildService(ServicePattern service, Operator rows) =>
        new(context, rows, service, [.. analysis.InScope(service.Input).Where(variable => variable.IsVisible)], analysis.CertainlyBound(service.Input));

    private (SeedOperator Seed, Variable Number) Seed(Operator left)
    {
        var number = MakeVariable("row");
        var schema = new Schema([.. left.Schema.Variables, number], left.Schema.Uncertain.ToHashSet());
        return (new SeedOperator(context, schema, left.SortedBy, left.EstimatedRows, numbersRows: true), number);
    }

    // The variable of a pattern that most of the later patterns are joined on: to have the rows sorted by it makes those merge joins.
    private static Variable? Leading(Bgp bgp, int index) => VariablesOf(bgp.Patterns[index])
        .Where(variable => VariablesOf(bgp.Patterns[index + 1]).Contains(variable))
        .MaxBy(variable => bgp.Patterns.Skip(index + 1).Count(pattern => VariablesOf(pattern).Contains(variable)));

    private static Variable? SharedBy(Bgp first, TriplePattern next) =>
        first.Patterns is [var only] ? VariablesOf(only).FirstOrDefault(variable => VariablesOf(next).Contains(variable)) : null;

    private static IEnumerable<Variable> VariablesOf(TriplePattern pattern) =>
        new[] { pattern.Subject, pattern.Predicate, pattern.Object }.OfType<Variable>();

    // All variables that a pattern speaks of, those of its filters too.
    private static IReadOnlySet<Variable> Mentioned(AlgebraNode node) => Algebra.VariableAnalysis.Of(new ExistsExpression(node, Negated: false));

    private static void Flatten(AlgebraNode node, List<AlgebraNode> operands)
    {
        if (node is Join join)
        {
            Flatten(join.Left, operands);
            Flatten(join.Right, operands);
        }
        else
        {
            operands.Add(node);
        }
    }

    private static void FlattenUnion(AlgebraNode node, List<AlgebraNode> branches)
    {
        if (node is Union union)
        {
            FlattenUnion(union.Left, branches);
            FlattenUnion(union.Right, branches);
        }
        else
        {
            branches.Add(node);
        }
    }
}
