using System.Globalization;
using System.Text;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>Writes patterns as groups: the inverse of §18.2.2.6, element by element.</summary>
internal sealed class PatternWriter(WrittenNames names)
{
    private readonly VariableAnalysis analysis = new();

    /// <summary>The pattern between braces.</summary>
    internal string Group(AlgebraNode node)
    {
        var text = new StringBuilder("{ ");
        if (node is Filter filter)
            Elements(text, filter.Input).Append("FILTER(").Append(names.Text.Of(filter.Condition)).Append(") ");
        else
            Elements(text, node);
        return text.Append('}').ToString();
    }

    /// <summary>A SELECT of what the node projects, or of all that it has in scope; <paramref name="dataset"/> is written behind the clause.</summary>
    internal string Select(AlgebraNode node, string dataset = "")
    {
        var slice = node as Slice;
        node = slice?.Input ?? node;
        var kept = node switch { Distinct => "DISTINCT ", Reduced => "REDUCED ", _ => "" };
        node = kept.Length > 0 ? node.Inputs()[0] : node;
        var project = node as Project;
        var (input, group) = (project?.Input ?? node, project is null ? node as Group : null);
        var projection = group is null ? string.Join(' ', (project is null ? analysis.InScope(node) : (IEnumerable<Variable>)project.Variables).Select(names.Of)) : Projection(group);
        var order = input as OrderBy;
        var body = Group(order?.Input ?? group?.Input ?? input);
        if (projection.Length == 0)
            projection = $"(1 AS ?{names.New()})";
        return $"SELECT {kept}{projection}{dataset} WHERE {body}{(group is null ? "" : Keys(group))}{Order(order)}{Limit(slice)}";
    }

    /// <summary>The body of a query without projection, and its modifiers.</summary>
    internal string Modified(AlgebraNode node, out string modifiers)
    {
        var slice = node as Slice;
        node = slice?.Input ?? node;
        var order = node as OrderBy;
        modifiers = Order(order) + Limit(slice);
        return Group(order?.Input ?? node);
    }

    // Writes what, as the first elements of a group, translates to the node.
    private StringBuilder Elements(StringBuilder text, AlgebraNode node)
    {
        switch (node)
        {
            case Bgp n:
                foreach (var triple in n.Patterns)
                    text.Append(names.Text.Of(triple)).Append(" . ");
                return text;
            case PathPattern n:
                return text.Append(names.Text.Of(n.Subject)).Append(' ').Append(ExpressionText.Of(n.Path)).Append(' ').Append(names.Text.Of(n.Object)).Append(" . ");
            case Join n:
                return Operand(Elements(text, n.Left), n.Right);
            case LeftJoin n:
                Elements(text, n.Left).Append("OPTIONAL ");
                return text.Append(n.Condition is null ? OptionalGroup(n.Right, "") : OptionalGroup(n.Right, $"FILTER({names.Text.Of(n.Condition)}) ")).Append(' ');
            case Minus n:
                return Elements(text, n.Left).Append("MINUS ").Append(Group(n.Right)).Append(' ');
            case Extend n:
                return Elements(text, n.Input).Append("BIND(").Append(names.Text.Of(n.Expression)).Append(" AS ").Append(names.Of(n.Variable)).Append(") ");
            case Union n:
                return text.Append(Group(n.Left)).Append(" UNION ").Append(Group(n.Right)).Append(' ');
            case GraphPattern n:
                return text.Append("GRAPH ").Append(names.Text.Of(n.Name)).Append(' ').Append(Group(n.Input)).Append(' ');
            case ServicePattern n:
                return text.Append("SERVICE ").Append(n.Silent ? "SILENT " : "").Append(names.Text.Of(n.Endpoint)).Append(' ').Append(Group(n.Input)).Append(' ');
            case InlineData n:
                return Values(text, n);
            case Filter:
                return text.Append(Group(node)).Append(' ');
            default:
                return text.Append("{ ").Append(Select(node)).Append(" } ");
        }
    }

    // What follows in a group and would otherwise run together with what stands before it gets braces of its own.
    private StringBuilder Operand(StringBuilder text, AlgebraNode node) => node is Bgp or Join or LeftJoin or Minus or Extend
        ? text.Append(Group(node)).Append(' ')
        : Elements(text, node);

    // A filter directly inside OPTIONAL would become the condition of the LeftJoin.
    private string OptionalGroup(AlgebraNode node, string condition) =>
        node is Filter ? $"{{ {Group(node)} {condition}}}" : string.Concat(Group(node).AsSpan()[..^1], condition, "}");

    private StringBuilder Values(StringBuilder text, InlineData data)
    {
        text.Append("VALUES (").AppendJoin(' ', data.Variables.Select(names.Of)).Append(") { ");
        foreach (var row in data.Rows)
            text.Append('(').AppendJoin(' ', row.Select(term => term is null ? "UNDEF" : ExpressionText.Of(term))).Append(") ");
        return text.Append("} ");
    }

    private string Projection(Group group) => string.Join(
        ' ',
        group.Keys.Select(key => names.Of(key.Variable)).Concat(group.Aggregates.Select(a => $"({names.Text.Of(a.Aggregate)} AS {names.Of(a.Variable)})")));

    private string Keys(Group group) => group.Keys.Count == 0 ? "" : " GROUP BY " + string.Join(' ', group.Keys.Select(key =>
        key.Expression is VariableExpression { Variable: var variable } && variable == key.Variable
            ? names.Of(variable)
            : $"({names.Text.Of(key.Expression)} AS {names.Of(key.Variable)})"));

    private string Order(OrderBy? order) => order is null ? "" : " ORDER BY " + string.Join(' ', order.Conditions.Select(condition =>
        $"{(condition.Descending ? "DESC" : "ASC")}({names.Text.Of(condition.Expression)})"));

    private static string Limit(Slice? slice) => slice is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{(slice.Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $" LIMIT {limit}") : "")}{(slice.Offset > 0 ? string.Create(CultureInfo.InvariantCulture, $" OFFSET {slice.Offset}") : "")}");
}
