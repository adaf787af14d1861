using System.Collections;
using System.Text.RegularExpressions;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Termen.Tests.Network.Live;

/// <summary>What a query asks, apart from the order and grouping in which it is written: its triple patterns, conditions, data and ceilings.</summary>
internal static partial class QueryAtoms
{
    private static readonly string[] s_parameters = ["query", "virtuosoQuery", "datasetUri", "limit"];

    internal static SortedSet<string> Of(string text)
    {
        var query = Parse(text);
        var atoms = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var triple in query.Template)
            atoms.Add("construct " + Plain(AlgebraText.Of(new Bgp([triple]))));
        Walk(query.Pattern, atoms);
        return atoms;
    }

    private static SparqlQuery Parse(string text)
    {
        try
        {
            return SparqlParser.Parse(text);
        }
        catch (SparqlSyntaxException e) when (e.Repair is { } repair)
        {
            return Parse(repair);
        }
    }

    private static void Walk(object? node, SortedSet<string> atoms)
    {
        switch (node)
        {
            case null or string:
                return;
            case Bgp bgp:
                foreach (var triple in bgp.Patterns)
                    atoms.Add(Plain(AlgebraText.Of(new Bgp([triple]))));
                return;
            case PathPattern path:
                Path(path, atoms);
                return;
            case InlineData data when data.Variables.Any(variable => s_parameters.Contains(variable.Name)):
                return;
            case InlineData data:
                foreach (var row in data.Rows)
                    atoms.Add(Plain(AlgebraText.Of(data with { Rows = [row] })));
                return;
            case Filter filter:
                Conditions(filter.Condition, atoms);
                Walk(filter.Input, atoms);
                return;
            case LeftJoin join:
                if (join.Condition is not null)
                    Conditions(join.Condition, atoms);
                Walk(join.Left, atoms);
                Walk(join.Right, atoms);
                return;
            case Slice slice:
                atoms.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"slice {slice.Offset} {slice.Limit}"));
                Walk(slice.Input, atoms);
                return;
            case Extend extend:
                atoms.Add(Plain($"bind {extend.Variable} {AlgebraText.Of(extend.Expression)}"));
                Walk(extend.Input, atoms);
                return;
            case ServicePattern service:
                atoms.Add("service " + Plain(service.Endpoint.ToString()!));
                Walk(service.Input, atoms);
                return;
            case Distinct distinct:
                atoms.Add("distinct");
                Walk(distinct.Input, atoms);
                return;
            case IEnumerable items:
                foreach (var item in items)
                    Walk(item, atoms);
                return;
        }

        foreach (var property in node.GetType().GetProperties().Where(property => typeof(AlgebraNode).IsAssignableFrom(property.PropertyType)))
            Walk(property.GetValue(node), atoms);
    }

    private static void Conditions(Expression condition, SortedSet<string> atoms)
    {
        if (condition is AndExpression and)
        {
            Conditions(and.Left, atoms);
            Conditions(and.Right, atoms);
        }
        else if (condition is ExistsExpression exists)
        {
            atoms.Add(exists.Negated ? "not exists" : "exists");
            Walk(exists.Pattern, atoms);
        }
        else
        {
            atoms.Add("filter " + Plain(AlgebraText.Of(condition)));
        }
    }

    private static void Path(PathPattern path, SortedSet<string> atoms) => atoms.Add(Plain(AlgebraText.Of(path)));

    // Names that a translation made up.
    private static string Plain(string text) => MadeUp().Replace(text, "?_");

    [GeneratedRegex(@"\?(?:\.[\w.]+|g_\d+|var\d+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MadeUp();
}
