using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Tests.Planning;

/// <summary>Small random datasets and random queries over the same few terms and variables, so that things meet; the same for the same seed.</summary>
internal sealed class RandomQueries(int seed)
{
    private static readonly string[] Variables = ["?a", "?b", "?c", "?d", "?e"];
    private static readonly string[] Nodes = ["<http://e/n0>", "<http://e/n1>", "<http://e/n2>"];
    private static readonly string[] Predicates = ["<http://e/p0>", "<http://e/p1>", "<http://e/p2>"];

    private readonly Random random = new(seed);
    private int made;

    internal List<Quad> Quads()
    {
        var quads = new List<Quad>();
        for (var i = random.Next(25); i >= 0; i--)
        {
            var @object = random.Next(3) == 0 ? (RdfTerm)new Literal(random.Next(4).ToString(CultureInfo.InvariantCulture), XsdNs.Integer) : Node();
            quads.Add(new Quad(Node(), Iri("p", 3), @object, random.Next(3) == 0 ? Iri("g", 2) : null));
        }

        return [.. quads.Distinct()];
    }

    internal string Query()
    {
        var text = new StringBuilder("SELECT * ");
        Group(text, 3, new Scope());
        return text.ToString();
    }

    private Iri Node() => Iri("n", 3);

    private Iri Iri(string kind, int count) => new($"http://e/{kind}{random.Next(count)}");

    // What a BIND may still name: variables that the group did not use.
    private sealed class Scope
    {
        internal HashSet<string> Used { get; } = new(StringComparer.Ordinal);
    }

    private void Group(StringBuilder text, int depth, Scope scope)
    {
        text.Append("{ ");
        for (var i = random.Next(1, 4); i > 0; i--)
            Element(text, depth, scope);
        text.Append("} ");
    }

    private void Nested(StringBuilder text, int depth, Scope scope)
    {
        var inner = new Scope();
        Group(text, depth - 1, inner);
        scope.Used.UnionWith(inner.Used);
    }

    private void Element(StringBuilder text, int depth, Scope scope)
    {
        switch (depth <= 0 ? random.Next(6) : random.Next(15))
        {
            case 0 or 1 or 2:
                Triple(text, scope);
                break;
            case 3 when random.Next(2) == 0 && scope.Used.Count > 0:
                text.Append(CultureInfo.InvariantCulture, $"FILTER({Pick([.. scope.Used.Order(StringComparer.Ordinal)])} = {(random.Next(4) == 0 ? "<http://e/unknown>" : Pick(Nodes))}) ");
                break;
            case 3:
                text.Append(CultureInfo.InvariantCulture, $"FILTER({Condition(depth)}) ");
                break;
            case 4:
                text.Append(CultureInfo.InvariantCulture, $"VALUES {Variable(scope)} {{ {Term()} {(random.Next(3) == 0 ? "UNDEF" : Term())} }} ");
                break;
            case 5:
                Path(text, scope);
                break;
            case 6 or 7 or 8:
                text.Append("OPTIONAL ");
                Nested(text, depth, scope);
                break;
            case 9 or 10:
                Nested(text, depth, scope);
                text.Append("UNION ");
                Nested(text, depth, scope);
                break;
            case 11:
                text.Append("MINUS ");
                Group(text, depth - 1, new Scope());
                break;
            case 12:
                text.Append(CultureInfo.InvariantCulture, $"GRAPH {(random.Next(2) == 0 ? Variable(scope) : "<http://e/g0>")} ");
                Nested(text, depth, scope);
                break;
            case 13:
                Bind(text, depth, scope);
                break;
            default:
                SubSelect(text, depth, scope);
                break;
        }
    }

    private void Triple(StringBuilder text, Scope scope)
    {
        var subject = random.Next(5) == 0 ? Pick(Nodes) : Variable(scope);
        var predicate = random.Next(6) == 0 ? Variable(scope) : Pick(Predicates);
        var @object = random.Next(4) == 0 ? Term() : Variable(scope);
        text.Append(CultureInfo.InvariantCulture, $"{subject} {predicate} {@object} . ");
    }

    private void Path(StringBuilder text, Scope scope)
    {
        var subject = random.Next(4) == 0 ? Pick(Nodes) : Variable(scope);
        var path = random.Next(2) == 0 ? Pick(Predicates) + "*" : $"({Pick(Predicates)}|{Pick(Predicates)})";
        text.Append(CultureInfo.InvariantCulture, $"{subject} {path} {Variable(scope)} . ");
    }

    private void Bind(StringBuilder text, int depth, Scope scope)
    {
        var free = Variables.Where(variable => !scope.Used.Contains(variable)).ToArray();
        if (free.Length == 0)
            return;
        var variable = Pick(free);
        scope.Used.Add(variable);
        text.Append(CultureInfo.InvariantCulture, $"BIND({(random.Next(2) == 0 ? Term() : random.Next(3) == 0 ? Condition(depth) : Pick(Variables))} AS {variable}) ");
    }

    private void SubSelect(StringBuilder text, int depth, Scope scope)
    {
        var projected = Pick(Variables);
        text.Append("{ SELECT ").Append(random.Next(3) == 0 ? "DISTINCT " : "").Append(projected).Append(' ');
        var counts = random.Next(2) == 0;
        var count = $"?n{++made}";
        if (counts)
            text.Append(CultureInfo.InvariantCulture, $"(COUNT(*) AS {count}) ");
        Group(text, depth - 1, new Scope());
        if (counts)
            text.Append(CultureInfo.InvariantCulture, $"GROUP BY {projected} ");
        text.Append("} ");
        scope.Used.Add(projected);
    }

    private string Condition(int depth) => random.Next(depth > 0 ? 11 : 9) switch
    {
        0 or 1 => $"{Pick(Variables)} = {Term()}",
        2 => $"{Pick(Variables)} != {Pick(Variables)}",
        3 => $"{Pick(Variables)} < {random.Next(4)}",
        4 => $"BOUND({Pick(Variables)})",
        5 => $"!BOUND({Pick(Variables)})",
        6 => $"({Condition(0)} && {Condition(0)})",
        7 => $"({Condition(0)} || {Condition(0)})",
        8 => $"sameTerm({Pick(Variables)}, {Term()})",
        _ => Exists(depth),
    };

    private string Exists(int depth)
    {
        var text = new StringBuilder(random.Next(2) == 0 ? "EXISTS " : "NOT EXISTS ");
        text.Append("{ ");
        Triple(text, new Scope());
        if (random.Next(2) == 0)
            text.Append(CultureInfo.InvariantCulture, $"FILTER({Condition(0)}) ");
        if (depth > 1 && random.Next(2) == 0)
        {
            text.Append("OPTIONAL { ");
            Triple(text, new Scope());
            text.Append("} ");
        }

        return text.Append('}').ToString();
    }

    private string Variable(Scope scope)
    {
        var variable = Pick(Variables);
        scope.Used.Add(variable);
        return variable;
    }

    private string Term() => random.Next(2) == 0 ? Pick(Nodes) : random.Next(4).ToString(CultureInfo.InvariantCulture);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
