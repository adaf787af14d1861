using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Planning;

/// <summary>Replaces variables by terms throughout a pattern; afterwards the pattern does not bind them any more.</summary>
internal sealed class Substitution(IReadOnlyDictionary<Variable, RdfTerm> values)
{
    private static readonly ConstantExpression True = new(new Literal("true", XsdNs.Boolean));

    private readonly VariableAnalysis analysis = new();
    private int made;

    internal RdfTerm? ValueOf(Variable variable) => values.GetValueOrDefault(variable);

    internal PatternTerm Apply(PatternTerm term) => term is Variable variable && ValueOf(variable) is { } value ? new Constant(value) : term;

    internal TriplePattern Apply(TriplePattern triple) => new(Apply(triple.Subject), Apply(triple.Predicate), Apply(triple.Object));

    internal Expression Apply(Expression expression) => expression.Rewrite(part => part switch
    {
        VariableExpression { Variable: var variable } when ValueOf(variable) is { } value => new ConstantExpression(value),
        BuiltInCall { Name: "BOUND", Arguments: [VariableExpression { Variable: var variable }] } when ValueOf(variable) is not null => True,
        ExistsExpression exists => exists with { Pattern = Apply(exists.Pattern) },
        _ => null,
    });

    internal AlgebraNode Apply(AlgebraNode node)
    {
        switch (node)
        {
            case Bgp n:
                return new Bgp([.. n.Patterns.Select(Apply)]);
            case PathPattern n:
                return new PathPattern(Apply(n.Subject), n.Path, Apply(n.Object));
            case GraphPattern n:
                return new GraphPattern(Apply(n.Name), Apply(n.Input));
            case InlineData n:
                return Apply(n);
            case ServicePattern n:
                return Apply(n);
            case Minus n:
                return Apply(n);
            case Extend n when ValueOf(n.Variable) is not null:
                throw Assigned(n.Variable);
            case Group n:
                return Apply(n);
            case Project n:
                var inner = new Substitution(values.Where(value => n.Variables.Contains(value.Key)).ToDictionary());
                return new Project(inner.Apply(n.Input), [.. n.Variables.Where(variable => ValueOf(variable) is null)]);
            default:
                return node.WithInputs([.. node.Inputs().Select(Apply)]).MapExpressions(Apply);
        }
    }

    // Rows that say something else are dropped, and so is the column.
    private InlineData Apply(InlineData data)
    {
        var kept = data.Variables.Select((variable, column) => (variable, column)).Where(entry => ValueOf(entry.variable) is null).ToList();
        if (kept.Count == data.Variables.Count)
            return data;
        var fixedColumns = data.Variables.Select((variable, column) => (Value: ValueOf(variable), column)).Where(entry => entry.Value is not null).ToList();
        var rows = data.Rows.Where(row => fixedColumns.TrueForAll(entry => row[entry.column] is not { } cell || cell == entry.Value));
        return new InlineData([.. kept.Select(entry => entry.variable)], [.. rows.Select(IReadOnlyList<RdfTerm?> (row) => [.. kept.Select(entry => row[entry.column])])]);
    }

    // The text of the pattern is sent as it is; its answers are joined with the values, and the variables then hidden.
    private AlgebraNode Apply(ServicePattern service)
    {
        var applied = service with { Endpoint = Apply(service.Endpoint) };
        var inside = analysis.InScope(service.Input);
        var shared = values.Keys.Where(inside.Contains).ToList();
        if (shared.Count == 0)
            return applied;
        var row = new InlineData(shared, [[.. shared.Select(ValueOf)]]);
        return new Project(new Join(row, applied), [.. analysis.InScope(applied).Where(variable => ValueOf(variable) is null)]);
    }

    // MINUS removes only what shares a variable (§18.5): where a replaced one was shared, a made one stands for it on both sides.
    private Minus Apply(Minus minus)
    {
        var (left, right) = (analysis.InScope(minus.Left), analysis.InScope(minus.Right));
        var (newLeft, newRight) = (Apply(minus.Left), Apply(minus.Right));
        if (!values.Keys.Any(variable => left.Contains(variable) && right.Contains(variable)))
            return new Minus(newLeft, newRight);
        var shared = MakeVariable("shared");
        return new Minus(new Extend(newLeft, shared, True), new Extend(newRight, shared, True));
    }

    // A key that is fixed stays a key: without any, there would be a group where there are no solutions.
    private Group Apply(Group group)
    {
        var keys = group.Keys.Select(key => ValueOf(key.Variable) is null
            ? key with { Expression = Apply(key.Expression) }
            : key.Expression is VariableExpression { Variable: var variable } && variable == key.Variable
                ? new GroupKey(MakeVariable("fixed"), Apply(key.Expression))
                : throw Assigned(key.Variable));
        var mapped = (Group)group.WithInputs(Apply(group.Input)).MapExpressions(Apply);
        return mapped with { Keys = [.. keys] };
    }

    private Variable MakeVariable(string purpose) => new(string.Create(CultureInfo.InvariantCulture, $".{purpose}{++made}:{values.Count}"));

    private static ArgumentException Assigned(Variable parameter) =>
        new($"{parameter} gets its value in the query itself, by BIND or AS, so it cannot be a parameter.", nameof(parameter));
}
