using System.Collections.Frozen;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation;

internal sealed partial class OperatorBuilder
{
    // Above this many rows a heap is no better than a sort.
    private const long MaxTopRows = 100_000;

    // Solution modifiers begin a level of their own: they are never joined with rows from outside.
    private Operator BuildModifier(AlgebraNode node, BuildScope scope)
    {
        switch (node)
        {
            case Project n:
                return new ProjectOperator(context, Build(n.Input, scope.Only(n.Variables) with { RowGoal = scope.RowGoal, Around = FrozenSet<Variable>.Empty }), n.Variables);
            case Distinct n:
                var distinct = new DistinctOperator(context, Build(n.Input, scope.Only(analysis.InScope(n.Input)) with { DuplicatesMatter = false }));
                return n.Input is Project { Variables: [var only], Input: Bgp } project && KnownCountsOf(project.Input, [only], scope) is { } known
                    ? new KnownCountsOperator(context, distinct, known, keys: 1)
                    : distinct;
            case Reduced n:
                return Build(n.Input, scope with { RowGoal = null });
            case OrderBy n:
                return BuildOrder(n, scope);
            case Slice n:
                var goal = n.Limit is { } limit && limit < long.MaxValue - n.Offset ? limit + n.Offset : (long?)null;
                return new SliceOperator(context, Build(n.Input, scope with { RowGoal = goal, DuplicatesMatter = true }), n.Offset, n.Limit);
            case Group n:
                return BuildGroup(n, scope);
            default:
                throw new InvalidOperationException($"{node.GetType().Name} is not part of the algebra that can be evaluated.");
        }
    }

    private Operator BuildOrder(OrderBy node, BuildScope scope)
    {
        var input = Build(node.Input, scope.Needing(node.Conditions.SelectMany(condition => VariableAnalysis.Of(condition.Expression))));
        var keys = new SortKeys(
            context,
            [.. node.Conditions.Select(condition => Compile(condition.Expression, input.Schema, scope))],
            [.. node.Conditions.Select(condition => condition.Descending)]);
        return scope.RowGoal is { } goal and <= MaxTopRows
            ? new TopOperator(context, input, keys, (int)goal, node)
            : new SortOperator(context, input, keys, node);
    }

    private Operator BuildGroup(Group node, BuildScope scope)
    {
        if (BuildCount(node, scope) is { } counted)
            return counted;
        var countsRows = node.Aggregates.Any(binding => binding.Aggregate is { Argument: null, Distinct: true });
        var used = node.Keys.SelectMany(key => VariableAnalysis.Of(key.Expression))
            .Concat(node.Aggregates.SelectMany(binding => binding.Aggregate.Argument is { } argument ? VariableAnalysis.Of(argument) : new HashSet<Variable>()))
            .Concat(countsRows ? analysis.InScope(node.Input).Where(variable => variable.IsVisible) : []);
        var leading = node.Keys is [{ Expression: VariableExpression { Variable: var key } }, ..] ? key : null;
        var input = Build(node.Input, scope.Only(used) with { Leading = leading, DuplicatesMatter = true });

        var aggregates = node.Aggregates.Where(binding => scope.Needs.Contains(binding.Variable)).ToList();
        int[] keyColumns = node.Keys.All(k => k.Expression is VariableExpression e && input.Schema.Contains(e.Variable))
            ? [.. node.Keys.Select(k => input.Schema.IndexOf(((VariableExpression)k.Expression).Variable))]
            : [];
        var group = new GroupOperator(
            context,
            input,
            [.. node.Keys.Select(k => k.Variable)],
            [.. node.Keys.Select(k => Compile(k.Expression, input.Schema, scope))],
            keyColumns,
            aggregates.ConvertAll(binding => binding.Variable),
            aggregates.ConvertAll(binding => Accumulate(binding.Aggregate, input.Schema, scope)));
        return KnownCountsOf(node, scope) is { } known ? new KnownCountsOperator(context, group, known, node.Keys.Count) : group;
    }

    private static KnownCounts? KnownCountsOf(Group node, BuildScope scope)
    {
        var triple = SingleTriple(node.Input);
        return triple is not null && node.Aggregates.All(binding => IsRowCount(binding.Aggregate, triple)) && node.Keys.All(key => key.Expression is VariableExpression)
            ? KnownCountsOf(node.Input, [.. node.Keys.Select(key => ((VariableExpression)key.Expression).Variable)], scope)
            : null;
    }

    // Counts by predicate, by class, or by graph and class, that a source may keep.
    private static KnownCounts? KnownCountsOf(AlgebraNode input, IReadOnlyList<Variable> keys, BuildScope scope)
    {
        if (scope.Graph is not GraphScope.DefaultGraph || SingleTriple(input) is not { Subject: Variable subject, Object: Variable @object } triple || subject == @object)
            return null;
        var isClass = triple.Predicate is Constant { Term: var term } && term.Equals(RdfNs.Type);
        return (input, keys) switch
        {
            (Bgp, [var key]) when key == triple.Predicate && key != subject && key != @object => KnownCounts.Predicates,
            (Bgp, [var key]) when isClass && key == @object => KnownCounts.Classes,
            (GraphPattern { Name: Variable graph }, [var first, var second]) when isClass && first == graph && second == @object && graph != subject && graph != @object => KnownCounts.ClassesByGraph,
            _ => null,
        };
    }

    private static TriplePattern? SingleTriple(AlgebraNode node) => node switch
    {
        Bgp { Patterns: [var only] } => only,
        GraphPattern { Name: Variable, Input: Bgp { Patterns: [var only] } } => only,
        _ => null,
    };

    // COUNT of the matches of one triple pattern, in all or per named graph, needs no rows where the source knows the number.
    private Operator? BuildCount(Group node, BuildScope scope)
    {
        var triple = SingleTriple(node.Input);
        if (triple is null || !node.Aggregates.All(binding => IsRowCount(binding.Aggregate, triple)))
            return null;

        var counts = node.Aggregates.Select(binding => binding.Variable).Where(scope.Needs.Contains).ToList();
        var variables = VariablesOf(triple).ToList();
        switch (node)
        {
            case { Keys: [], Input: Bgp }:
                var shape = new PatternShape(context, triple, scope.Graph);
                return new CountOperator(context, shape, ScanOperator.Create(context, shape, new HashSet<Variable>(), null), counts);
            case { Keys: [{ Expression: VariableExpression key } only], Input: GraphPattern { Name: Variable graph } }
                when key.Variable == graph && variables.Count == 3 && variables.Append(graph).Distinct().Count() == 4:
                return new GraphCountsOperator(context, only.Variable, counts);
            default:
                return null;
        }
    }

    // A variable of a triple pattern is bound in every match.
    private static bool IsRowCount(Aggregate aggregate, TriplePattern triple) => aggregate is { Function: AggregateFunction.Count, Distinct: false }
        && (aggregate.Argument is null || (aggregate.Argument is VariableExpression e && VariablesOf(triple).Contains(e.Variable)));

    private Accumulator Accumulate(Aggregate aggregate, Schema schema, BuildScope scope)
    {
        if (aggregate.Argument is not { } argument)
        {
            int[]? columns = aggregate.Distinct ? [.. Enumerable.Range(0, schema.Count).Where(column => schema.Variables[column].IsVisible)] : null;
            return new CountRows(context, columns);
        }

        // A variable that is always bound counts as often as there are rows.
        if (aggregate is { Function: AggregateFunction.Count, Distinct: false } && argument is VariableExpression { Variable: var counted } && schema.IsCertain(counted))
            return new CountRows(context, null);

        var scalar = Compile(argument, schema, scope);
        return aggregate.Function switch
        {
            AggregateFunction.Count => new CountValues(context, scalar, aggregate.Distinct),
            AggregateFunction.Sum => new SumValues(context, scalar, aggregate.Distinct, isAverage: false),
            AggregateFunction.Avg => new SumValues(context, scalar, aggregate.Distinct, isAverage: true),
            AggregateFunction.Min => new ExtremeValues(context, scalar, isMaximum: false),
            AggregateFunction.Max => new ExtremeValues(context, scalar, isMaximum: true),
            AggregateFunction.Sample => new SampleValue(context, scalar),
            _ => new ConcatValues(context, scalar, aggregate.Distinct, aggregate.Separator ?? " "),
        };
    }
}
