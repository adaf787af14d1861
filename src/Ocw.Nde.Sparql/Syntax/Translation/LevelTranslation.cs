using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax.Translation;

/// <summary>A SELECT clause; no items means <c>*</c>.</summary>
internal sealed record SelectClause(int Start, bool Distinct, bool Reduced, IReadOnlyList<SelectItem>? Items);

/// <summary>A variable of SELECT, with its expression if it has one, and where it stands.</summary>
internal sealed record SelectItem(int Start, Variable Variable, Expression? Expression);

/// <summary>What follows the pattern of one query level.</summary>
internal sealed record SolutionModifiers(
    IReadOnlyList<GroupKey> Keys,
    IReadOnlyList<Expression> Having,
    IReadOnlyList<OrderCondition> Order,
    long Offset,
    long? Limit,
    InlineData? Values);

/// <summary>A translated level: its algebra, what it projects, and the variables in scope before the projection.</summary>
internal sealed record Solutions(AlgebraNode Pattern, IReadOnlyList<Variable> Projection, VariableScope Scope);

/// <summary>
/// Translates one query level around its pattern, in the order of §18.2.4 and §18.2.5:
/// 1. grouping and aggregates, 2. HAVING, 3. VALUES, 4. SELECT expressions, 5. ORDER BY, 6. projection, 7. DISTINCT or REDUCED, 8. OFFSET and LIMIT.
/// </summary>
/// <remarks>In SPARQL 1.2 (<c>seesOnlyGroups</c>) the variables of the pattern are out of scope where it is grouped, so that AS may use their names.</remarks>
internal sealed class LevelTranslation(
    TranslatedGroup where,
    SelectClause? select,
    SolutionModifiers modifiers,
    bool seesOnlyGroups,
    Func<string, Variable> makeVariable,
    Func<int, string, SparqlSyntaxException> error,
    Func<int, string, IEnumerable<Variable>, SparqlSyntaxException> notGrouped)
{
    private readonly VariableScope scope = new();
    private AlgebraNode pattern = where.Node;
    private bool isGrouped;

    internal Solutions Translate()
    {
        var items = select?.Items ?? [];
        var having = modifiers.Having;
        var order = modifiers.Order;
        if (AggregateTranslation.IsNeeded(items, modifiers))
        {
            if (select is { Items: null })
                throw error(select.Start, "SELECT * cannot stand with GROUP BY, HAVING or aggregates; name the variables.");
            var aggregates = new AggregateTranslation(modifiers, makeVariable, notGrouped);
            (items, having, order) = (aggregates.Select(items), aggregates.Having(), aggregates.Order(items));
            pattern = new Group(pattern, modifiers.Keys, aggregates.Bindings);
            scope.AddAll(modifiers.Keys.Select(key => key.Variable));
            isGrouped = true;
        }
        else
        {
            scope.AddAll(where.Scope.Variables);
        }

        if (having.Count > 0)
            pattern = new Filter(Balanced.Fold(having, static (left, right) => new AndExpression(left, right)), pattern);
        AddValues();
        var projection = Extend(items);
        if (order.Count > 0)
            pattern = new OrderBy(pattern, order);
        if (select is not null)
            Project(projection);
        if (modifiers.Offset > 0 || modifiers.Limit is not null)
            pattern = new Slice(pattern, modifiers.Offset, modifiers.Limit);
        return new Solutions(pattern, projection, scope);
    }

    private void AddValues()
    {
        if (modifiers.Values is not { } values)
            return;
        pattern = pattern is Bgp { Patterns.Count: 0 } ? values : new Join(pattern, values);
        scope.AddAll(values.Variables);
    }

    // §18.2.4.4: the variables of SELECT in order, each once; an expression extends every solution, its variable must be new.
    private List<Variable> Extend(IReadOnlyList<SelectItem> items)
    {
        if (select is { Items: null })
            return [.. scope.Variables];
        var projection = VariableScope.Of(Array.Empty<Variable>());
        foreach (var item in items)
        {
            if (item.Expression is not null)
            {
                if (scope.Contains(item.Variable) || (where.Scope.Contains(item.Variable) && !(seesOnlyGroups && isGrouped)) || projection.Contains(item.Variable))
                    throw error(item.Start, $"{item.Variable} already has a meaning in this query, so AS cannot give it another; choose another name.");
                pattern = new Extend(pattern, item.Variable, item.Expression);
            }

            projection.Add(item.Variable);
        }

        return [.. projection.Variables];
    }

    private void Project(List<Variable> projection)
    {
        pattern = new Project(pattern, projection);
        if (select!.Distinct)
            pattern = new Distinct(pattern);
        else if (select.Reduced)
            pattern = new Reduced(pattern);
    }
}
