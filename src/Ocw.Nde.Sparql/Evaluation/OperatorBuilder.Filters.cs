using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Evaluation;

internal sealed partial class OperatorBuilder
{
    private Operator BuildFilter(Filter node, Operator rows, BuildScope scope)
    {
        var conditions = Conditions.Split(node.Condition);
        var input = JoinWith(rows, node.Input, scope.Needing(conditions.SelectMany(VariableAnalysis.Of)));
        return AddFilters(input, conditions, scope);
    }

    // A filter by a conjunction is a filter by each part: an error and false both drop the row. EXISTS comes last, as the dearest.
    private Operator AddFilters(Operator input, IReadOnlyList<Expression> conditions, BuildScope scope)
    {
        foreach (var condition in conditions.Where(condition => !IsExists(condition, out _, out _)))
            input = new FilterOperator(context, input, Compile(condition, input.Schema, scope), condition);
        foreach (var condition in conditions)
        {
            if (IsExists(condition, out var pattern, out var negated))
                input = BuildSemiJoin(input, pattern, negated, scope with { IsInExists = true });
        }

        return input;
    }

    private LateralSemiJoin BuildSemiJoin(Operator input, AlgebraNode pattern, bool negated, BuildScope scope)
    {
        var (seed, number) = Seed(input);
        var pipeline = JoinWith(seed, pattern, scope.Only([number]) with { DuplicatesMatter = false });
        return new LateralSemiJoin(context, input, seed, pipeline, negated);
    }

    private ExistsCondition BuildExists(ExistsExpression exists, Schema schema, BuildScope scope)
    {
        var seed = new SeedOperator(context, schema, [], 1, numbersRows: false);
        var pipeline = JoinWith(seed, exists.Pattern, scope.Only([]) with { IsInExists = true, DuplicatesMatter = false });
        return new ExistsCondition(seed, pipeline, exists.Negated);
    }

    private Operator BuildExtend(AlgebraNode node, Operator rows, BuildScope scope)
    {
        // Extensions of extensions, the innermost first; one that nobody uses is not worked out.
        var extensions = new List<Extend>();
        while (node is Extend extend && (extensions.Count == 0 || seeding.IsAllowed(node, rows.Schema.Variables.ToList(), scope.IsInExists)))
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

    private static bool IsExists(Expression condition, out AlgebraNode pattern, out bool negated)
    {
        (pattern, negated) = condition switch
        {
            ExistsExpression e => (e.Pattern, e.Negated),
            NotExpression { Operand: ExistsExpression e } => (e.Pattern, !e.Negated),
            _ => (null!, false),
        };
        return pattern is not null;
    }
}
