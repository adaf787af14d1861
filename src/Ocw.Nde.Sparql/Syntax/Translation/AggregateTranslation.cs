using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax.Translation;

/// <summary>
/// Replaces the aggregates of one level by variables (§18.2.4.1) and holds the level to §11.4: after grouping, only keys and aggregates have a value.
/// </summary>
internal sealed class AggregateTranslation(SolutionModifiers modifiers, Func<string, Variable> makeVariable, Func<int, string, IEnumerable<Variable>, SparqlSyntaxException> notGrouped)
{
    private readonly HashSet<Variable> keys = [.. modifiers.Keys.Select(key => key.Variable)];
    private readonly HashSet<Variable> values = [.. modifiers.Values?.Variables ?? []];
    private readonly Dictionary<Aggregate, Variable> simple = [];

    /// <summary>The aggregates met so far.</summary>
    internal List<AggregateBinding> Bindings { get; } = [];

    /// <summary>Whether the level groups: by GROUP BY, or because an aggregate stands somewhere.</summary>
    internal static bool IsNeeded(IReadOnlyList<SelectItem> items, SolutionModifiers modifiers) =>
        modifiers.Keys.Count > 0
        || items.Any(item => item.Expression is { } expression && HasAggregate(expression))
        || modifiers.Having.Any(HasAggregate)
        || modifiers.Order.Any(condition => HasAggregate(condition.Expression));

    internal List<SelectItem> Select(IReadOnlyList<SelectItem> items)
    {
        var visible = new HashSet<Variable>(keys);
        visible.UnionWith(values);
        var result = new List<SelectItem>(items.Count);
        foreach (var item in items)
        {
            if (item.Expression is null && !visible.Contains(item.Variable))
                throw NotGrouped(items, item, item.Variable);
            var expression = item.Expression?.Rewrite(part => part switch
            {
                AggregateExpression { Aggregate: var aggregate } => new VariableExpression(VariableOf(aggregate)),
                VariableExpression { Variable: var variable } when !visible.Contains(variable) => throw NotGrouped(items, item, variable),
                _ => null,
            });
            visible.Add(item.Variable);
            result.Add(item with { Expression = expression });
        }

        return result;
    }

    internal List<Expression> Having() => modifiers.Having.Select(condition => Sampled(condition, keys)).ToList();

    internal List<OrderCondition> Order(IReadOnlyList<SelectItem> items)
    {
        var visible = new HashSet<Variable>(keys);
        visible.UnionWith(values);
        visible.UnionWith(items.Select(item => item.Variable));
        return modifiers.Order.Select(condition => condition with { Expression = Sampled(condition.Expression, visible) }).ToList();
    }

    // In HAVING and ORDER BY a variable that is no key stands for a sample of its values (§18.2.4.1, step 3).
    private Expression Sampled(Expression expression, HashSet<Variable> visible) => expression.Rewrite(part => part switch
    {
        AggregateExpression { Aggregate: var aggregate } => new VariableExpression(VariableOf(aggregate)),
        VariableExpression { Variable: var variable } when !visible.Contains(variable) =>
            new VariableExpression(VariableOf(new Aggregate(AggregateFunction.Sample, part, Distinct: false))),
        _ => null,
    });

    private Variable VariableOf(Aggregate aggregate)
    {
        // COUNT(?x) in SELECT and in ORDER BY is computed once; longer arguments are not compared.
        var isSimple = aggregate.Argument is null or VariableExpression;
        if (isSimple && simple.TryGetValue(aggregate, out var known))
            return known;
        var variable = makeVariable("aggregate");
        Bindings.Add(new AggregateBinding(variable, aggregate));
        if (isSimple)
            simple.Add(aggregate, variable);
        return variable;
    }

    private SparqlSyntaxException NotGrouped(IReadOnlyList<SelectItem> items, SelectItem item, Variable variable)
    {
        var known = new HashSet<Variable>(keys);
        known.UnionWith(values);
        var missing = new List<Variable>();
        foreach (var each in items)
        {
            missing.AddRange((each.Expression is null ? [each.Variable] : Outside(each.Expression)).Where(v => known.Add(v)));
            known.Add(each.Variable);
        }

        return notGrouped(
            item.Start,
            $"{variable} has no single value after grouping: add it to GROUP BY ({string.Join(' ', missing)}), or take an aggregate of it, such as (SAMPLE({variable}) AS …).",
            missing);
    }

    /// <summary>The variables of an expression that do not stand inside an aggregate.</summary>
    private static IEnumerable<Variable> Outside(Expression expression) => expression switch
    {
        AggregateExpression => [],
        VariableExpression { Variable: var variable } => [variable],
        _ => expression.Operands().SelectMany(Outside),
    };

    private static bool HasAggregate(Expression expression) => expression.SelfAndOperands().Any(part => part is AggregateExpression);
}
