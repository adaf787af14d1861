using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>Results written as RDF, in the vocabulary of the first SPARQL working group.</summary>
internal static class ResultSetGraph
{
    private const string Rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

    public static SparqlResults Read(RdfGraph graph)
    {
        if (graph.Match(null, new Iri(Rs + "boolean")).Select(triple => triple.Object).FirstOrDefault() is Literal truth)
            return new SparqlResults(truth.LexicalForm is "true" or "1");
        var variables = graph.Match(null, new Iri(Rs + "resultVariable")).Select(triple => ((Literal)triple.Object).LexicalForm).ToList();
        var solutions = graph.Match(null, new Iri(Rs + "solution")).Select(triple => triple.Object)
            .OrderBy(solution => graph.Object(solution, new Iri(Rs + "index")) is Literal index ? int.Parse(index.LexicalForm, null) : 0);
        return new SparqlResults(variables, [.. solutions.Select(solution => Row(graph, solution, variables))]);
    }

    private static List<RdfTerm?> Row(RdfGraph graph, RdfTerm solution, List<string> variables)
    {
        var values = graph.Objects(solution, new Iri(Rs + "binding"))
            .ToDictionary(binding => ((Literal)graph.Object(binding, new Iri(Rs + "variable"))!).LexicalForm, binding => graph.Object(binding, new Iri(Rs + "value")), StringComparer.Ordinal);
        return variables.ConvertAll(values.GetValueOrDefault);
    }
}
