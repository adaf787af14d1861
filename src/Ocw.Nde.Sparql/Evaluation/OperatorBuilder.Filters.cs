using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Evaluation;

internal sealed partial class OperatorBuilder
{
    // With so many variables that a row may leave open there are 256 pipelines at the most.
    private const int MaxOpenColumns = 8;

    private Operator BuildFilter(Filter node, Operator rows, BuildScope scope)
    {
        var conditions = Conditions.Split(node.Condition);
        var inside = scope.Needing(conditions.SelectMany(VariableAnalysis.Of));
        var input = BuildRangeScan(node.Input, rows, conditions, scope, inside.Needs) ?? JoinWith(rows, node.Input, inside);
        return AddFilters(input, conditions, scope);
    }

    // The values of one property that are compared with constants: only their part of the index is read.
    private ScanOperator? BuildRangeScan(AlgebraNode node, Operator rows, IReadOnlyList<Expression> conditions, BuildScope scope, IReadOnlySet<Variable> needs)
    {
        var isAlone = IsUnit(rows) && scope.IsWhole && node is Bgp { Patterns: [{ Subject: Variable, Predicate: Constant, Object: Variable }] };
        if (!isAlone)
            return null;
        var pattern = ((Bgp)node).Patterns[0];
        var value = (Variable)pattern.Object;
        return value != pattern.Subject && (scope.Leading is null || scope.Leading == value) && IdRanges.Of(conditions, value) is { } ranges
            ? ScanOperator.Create(context, new PatternShape(context, pattern, scope.Graph), needs, value, ranges)
            : null;
    }

    // A filter by a conjunction is a filter by each part: an error and false both drop the row. EXISTS comes last, as the dearest.
    private Operator AddFilters(Operator input, IReadOnlyList<Expression> conditions, BuildScope scope)
    {
        foreach (var condition in conditions.Where(condition => ExistsOf(condition) is null))
            input = new FilterOperator(context, input, Compile(condition, input.Schema, scope), condition);
        foreach (var exists in conditions.Select(ExistsOf).OfType<ExistsExpression>())
            input = BuildExistsJoin(input, exists, scope);
        return input;
    }

    private Operator BuildExistsJoin(Operator input, ExistsExpression exists, BuildScope scope) =>
        OpenColumns(exists.Pattern, input.Schema).Length > 0
            ? new FilterOperator(context, input, BuildExists(exists, input.Schema, scope), exists)
            : BuildSemiJoin(input, exists.Pattern, exists.Negated, scope with { Around = input.Schema.Variables.ToHashSet() });

    private LateralSemiJoin BuildSemiJoin(Operator input, AlgebraNode pattern, bool negated, BuildScope scope)
    {
        var (seed, number) = Seed(input);
        var pipeline = JoinWith(seed, pattern, scope.Only([number]) with { DuplicatesMatter = false });
        return new LateralSemiJoin(context, input, seed, pipeline, negated);
    }

    private ExistsCondition BuildExists(ExistsExpression exists, Schema schema, BuildScope scope)
    {
        var open = OpenColumns(exists.Pattern, schema);
        var condition = new ExistsCondition(open, exists.Negated, bound => BuildVariant(exists.Pattern, schema, open, bound, scope));
        owned.Add(condition);
        return condition;
    }

    // The pipeline for rows that bind these of the open columns and not the others: what a row does not bind it does not have.
    private (SeedOperator Seed, Operator Pipeline) BuildVariant(AlgebraNode pattern, Schema schema, int[] open, ulong bound, BuildScope scope)
    {
        int[] kept = [.. Enumerable.Range(0, schema.Count).Where(column => Array.IndexOf(open, column) is var i && (i < 0 || (bound & (1UL << i)) != 0))];
        var variables = kept.Select(column => schema.Variables[column]).ToList();
        var uncertain = kept.Where(column => schema.MayBeUnbound(column) && Array.IndexOf(open, column) < 0).Select(column => schema.Variables[column]).ToHashSet();
        var seed = new SeedOperator(context, new Schema(variables, uncertain), [], 1, numbersRows: false, kept);
        return (seed, JoinWith(seed, pattern, scope.Only([]) with { Around = variables.ToHashSet(), DuplicatesMatter = false }));
    }

    // Variables that a row may or may not bind and the pattern binds too: inside, a filter sees the one value or the other.
    private int[] OpenColumns(AlgebraNode pattern, Schema schema)
    {
        if (!HasScopes(pattern))
            return [];
        var inside = analysis.InScope(pattern);
        return [.. Enumerable.Range(0, schema.Count).Where(column => schema.MayBeUnbound(column) && inside.Contains(schema.Variables[column])).Take(MaxOpenColumns)];
    }

    private static bool HasScopes(AlgebraNode node) => node is not (Bgp or PathPattern or InlineData or Join or Union or GraphPattern) || node.Inputs().Any(HasScopes);

    private Operator BuildExtend(AlgebraNode node, Operator rows, BuildScope scope)
    {
        // Extensions of extensions, the innermost first; one that nobody uses is not worked out.
        var extensions = new List<Extend>();
        while (node is Extend extend && (extensions.Count == 0 || IsUnit(rows) || seeding.IsAllowed(node, rows.Schema.Variables.ToList(), scope.Around)))
        {
            extensions.Insert(0, extend);
            node = extend.Input;
        }

        var needs = new HashSet<Variable>(scope.Needs);
        for (var i = extensions.Count - 1; i >= 0; i--)
        {
            if (!needs.Contains(extensions[i].Variable))
                extensions.RemoveAt(i);
            else
                needs.UnionWith(VariableAnalysis.Of(extensions[i].Expression));
        }

        var input = JoinWith(rows, node, scope with { Needs = needs });
        if (extensions.Count == 0)
            return input;
        return new ExtendOperator(
            context, input, extensions.ConvertAll(extend => extend.Variable), (i, schema) => Compile(extensions[i].Expression, Before(schema, input, i), scope));
    }

    // An expression sees the columns of the input and of the extensions before it.
    private static Schema Before(Schema schema, Operator input, int extension) =>
        new([.. schema.Variables.Take(input.Schema.Count + extension)], schema.Uncertain.ToHashSet());

    private static ExistsExpression? ExistsOf(Expression condition) => condition switch
    {
        ExistsExpression e => e,
        NotExpression { Operand: ExistsExpression e } => e with { Negated = !e.Negated },
        _ => null,
    };
}
