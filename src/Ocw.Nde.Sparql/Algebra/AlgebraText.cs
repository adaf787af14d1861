namespace Ocw.Nde.Sparql.Algebra;

/// <summary>The algebra on one line, in brackets, with the names of the standard: for tests, logs and the debugger.</summary>
public static class AlgebraText
{
    private static readonly ExpressionText Expressions = new(static variable => variable.ToString(), Of);

    /// <summary>The node and all below it, such as <c>Project(?s, Filter((?o &gt; 3), Bgp(?s ?p ?o)))</c>; made variables begin with <c>?.</c>.</summary>
    public static string Of(AlgebraNode node) => node switch
    {
        Bgp n => $"Bgp({string.Join(" . ", n.Patterns.Select(Expressions.Of))})",
        PathPattern n => $"Path({Expressions.Of(n.Subject)} {ExpressionText.Of(n.Path)} {Expressions.Of(n.Object)})",
        InlineData n => $"InlineData({Variables(n.Variables)}, {string.Join(' ', n.Rows.Select(row => $"({string.Join(' ', row.Select(term => term is null ? "UNDEF" : ExpressionText.Of(term)))})"))})",
        LeftJoin { Condition: { } condition } n => $"LeftJoin({Of(n.Left)}, {Of(n.Right)}, {Of(condition)})",
        Filter n => $"Filter({Of(n.Condition)}, {Of(n.Input)})",
        GraphPattern n => $"Graph({Expressions.Of(n.Name)}, {Of(n.Input)})",
        Extend n => $"Extend({Of(n.Input)}, {n.Variable}, {Of(n.Expression)})",
        ServicePattern n => $"Service({(n.Silent ? "SILENT " : "")}{Expressions.Of(n.Endpoint)}, {Of(n.Input)})",
        Group n => $"Group({string.Join(' ', n.Keys.Select(Key))}, {string.Join(' ', n.Aggregates.Select(a => $"{a.Variable}:={Expressions.Of(a.Aggregate)}"))}, {Of(n.Input)})",
        OrderBy n => $"OrderBy({string.Join(' ', n.Conditions.Select(c => $"{(c.Descending ? "DESC" : "ASC")} {Of(c.Expression)}"))}, {Of(n.Input)})",
        Project n => $"Project({Variables(n.Variables)}, {Of(n.Input)})",
        Slice n => $"Slice({n.Offset}, {(n.Limit is { } limit ? limit.ToString(System.Globalization.CultureInfo.InvariantCulture) : "-")}, {Of(n.Input)})",
        _ => $"{node.GetType().Name}({string.Join(", ", node.Inputs().Select(Of))})",
    };

    /// <summary>The expression in SPARQL syntax, every operation between brackets.</summary>
    public static string Of(Expression expression) => Expressions.Of(expression);

    private static string Key(GroupKey key) =>
        key.Expression is VariableExpression { Variable: var variable } && variable == key.Variable ? variable.ToString() : $"{key.Variable}:={Of(key.Expression)}";

    private static string Variables(IReadOnlyList<Variable> variables) => variables.Count == 1 ? variables[0].ToString() : $"({string.Join(' ', variables)})";
}
