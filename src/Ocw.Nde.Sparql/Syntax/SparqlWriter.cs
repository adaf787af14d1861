using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>Writes algebra as SPARQL text that means the same: for services elsewhere, for logs, and to test the parser against itself.</summary>
/// <remarks>
/// IRIs are written in full and blank nodes of patterns as variables with names of their own. The text need not look like the one that was parsed:
/// grouping, for instance, becomes a sub-select.
/// </remarks>
public static class SparqlWriter
{
    /// <summary>The text of a query.</summary>
    /// <exception cref="NotSupportedException">The query holds a blank node of a store, which SPARQL has no name for.</exception>
    public static string Write(SparqlQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        RequireWritable(query.Pattern);
        var names = new WrittenNames(query.Pattern);
        var writer = new PatternWriter(names);
        if (query.Form == QueryForm.Select)
            return writer.Select(query.Pattern, Dataset(query));
        var body = writer.Modified(query.Pattern, out var modifiers);
        var head = query.Form switch
        {
            QueryForm.Construct => $"CONSTRUCT {{ {string.Concat(query.Template.Select(triple => $"{names.OfTemplate(triple)} . "))}}}",
            QueryForm.Describe when query.Described.Count > 0 => $"DESCRIBE {string.Join(' ', query.Described.Select(names.Text.Of))}",
            QueryForm.Describe => "DESCRIBE *",
            _ => "ASK",
        };
        return $"{head}{Dataset(query)} WHERE {body}{modifiers}";
    }

    /// <summary>The text of a pattern, between braces.</summary>
    /// <exception cref="NotSupportedException">The pattern holds a blank node of a store, which SPARQL has no name for.</exception>
    public static string WritePattern(AlgebraNode pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        RequireWritable(pattern);
        return new PatternWriter(new WrittenNames(pattern)).Group(pattern);
    }

    // In a query «_:b1» is a variable; a parameter may have put the node itself there.
    private static void RequireWritable(AlgebraNode node)
    {
        IEnumerable<RdfTerm?> terms = node switch
        {
            Bgp n => n.Patterns.SelectMany(triple => (PatternTerm[])[triple.Subject, triple.Object]).Select(term => (term as Constant)?.Term),
            PathPattern n => [(n.Subject as Constant)?.Term, (n.Object as Constant)?.Term],
            _ => node.Expressions().SelectMany(expression => expression.SelfAndOperands()).Select(part => (part as ConstantExpression)?.Term),
        };
        if (terms.OfType<BlankNode>().FirstOrDefault() is { } found)
            throw new NotSupportedException($"The blank node {found} of a store cannot be written in SPARQL.");
        foreach (var input in node.Inputs())
            RequireWritable(input);
        foreach (var exists in node.Expressions().SelectMany(expression => expression.SelfAndOperands()).OfType<ExistsExpression>())
            RequireWritable(exists.Pattern);
    }

    private static string Dataset(SparqlQuery query) =>
        string.Concat(query.From.Select(graph => $" FROM {graph}")) + string.Concat(query.FromNamed.Select(graph => $" FROM NAMED {graph}"));
}

/// <summary>The names of variables in a written text: those that a query can see are its own, the others get names that nothing else has.</summary>
internal sealed class WrittenNames
{
    private readonly Dictionary<Variable, string> hidden = [];
    private readonly HashSet<string> taken;
    private int made;

    internal WrittenNames(AlgebraNode pattern)
    {
        taken = VariableAnalysis.MentionedIn(pattern).Where(variable => variable.IsVisible).Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        Text = new ExpressionText(Of, pattern => new PatternWriter(this).Group(pattern));
    }

    /// <summary>Writes terms and expressions with these names.</summary>
    internal ExpressionText Text { get; }

    internal string Of(Variable variable)
    {
        if (variable.IsVisible)
            return "?" + variable.Name;
        if (!hidden.TryGetValue(variable, out var name))
            hidden.Add(variable, name = New());
        return "?" + name;
    }

    /// <summary>A variable that nothing else is called.</summary>
    internal string New()
    {
        string name;
        do
            name = string.Create(CultureInfo.InvariantCulture, $"_{++made}");
        while (!taken.Add(name));
        return name;
    }

    // In a template the same variables are blank nodes.
    internal string OfTemplate(TriplePattern triple) => $"{OfTemplate(triple.Subject)} {OfTemplate(triple.Predicate)} {OfTemplate(triple.Object)}";

    private string OfTemplate(PatternTerm term) => term switch
    {
        Variable { IsVisible: false } node => "_:" + Of(node)[1..],
        TripleTermPattern triple => $"<<( {OfTemplate(triple.Subject)} {OfTemplate(triple.Predicate)} {OfTemplate(triple.Object)} )>>",
        _ => Text.Of(term),
    };
}
