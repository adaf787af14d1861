using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Sparql.Tests.Evaluation;

/// <summary>Small data and short ways to ask it.</summary>
internal static class Data
{
    internal const string Prefixes = """
        PREFIX : <http://example.org/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

        """;

    /// <summary>A source of a TriG document; the prefixes are given.</summary>
    internal static MemoryQuadSource Of(string trig, DefaultGraphMode mode = DefaultGraphMode.Unnamed)
    {
        var builder = new MemoryQuadSourceBuilder(mode);
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Prefixes + trig), RdfFormats.TriG, builder);
        return builder.Build();
    }

    /// <summary>The rows of a SELECT, each «a | b», unbound as «-», IRIs of the example namespace short; in the order in which they come.</summary>
    internal static IReadOnlyList<string> Rows(this MemoryQuadSource source, string query, EvaluationOptions? options = null)
    {
        using var solutions = (SolutionSequence)source.Ask(query, options);
        var rows = new List<string>();
        while (solutions.MoveNext())
            rows.Add(string.Join(" | ", Enumerable.Range(0, solutions.Variables.Count).Select(column => Short(solutions[column]))));
        return rows;
    }

    /// <summary>The same, sorted.</summary>
    internal static IReadOnlyList<string> Bag(this MemoryQuadSource source, string query, EvaluationOptions? options = null) =>
        [.. source.Rows(query, options).Order(StringComparer.Ordinal)];

    internal static SparqlResult Ask(this MemoryQuadSource source, string query, EvaluationOptions? options = null) =>
        QueryEvaluator.Evaluate(SparqlParser.Parse(Prefixes + query, "http://example.org/"), source, options);

    internal static string Explain(this MemoryQuadSource source, string query, PlannerOptions? planner = null) => QueryEvaluator.Explain(
        SparqlParser.Parse(Prefixes + query, "http://example.org/"), source, new EvaluationOptions { Planner = planner ?? PlannerOptions.Default });

    /// <summary>The value of an expression, worked out without data.</summary>
    internal static string Value(string expression) => Of("").Rows($"SELECT ({expression} AS ?value) {{}}")[0];

    private static string Short(RdfTerm? term) => term switch
    {
        null => "-",
        Iri iri when iri.Value.StartsWith("http://example.org/", StringComparison.Ordinal) => ":" + iri.Value["http://example.org/".Length..],
        Literal { Language: null } literal when literal.Datatype.Value.StartsWith("http://www.w3.org/2001/XMLSchema#", StringComparison.Ordinal) =>
            literal.Datatype.Value.EndsWith("#string", StringComparison.Ordinal) ? $"\"{literal.LexicalForm}\"" : $"{literal.LexicalForm}^^{literal.Datatype.Value.Split('#')[1]}",
        BlankNode => "_",
        _ => term.ToString()!,
    };
}
