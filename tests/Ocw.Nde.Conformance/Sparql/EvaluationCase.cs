using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>One query evaluation test: its data, its query and the answer that is expected.</summary>
internal sealed class EvaluationCase(ManifestEntry entry)
{
    private const string Qt = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";

    public static void Run(ManifestEntry entry) => new EvaluationCase(entry).Check();

    private void Check()
    {
        var file = (Iri)(Part("query") ?? entry.Action);
        var query = SparqlParser.Parse(Encoding.UTF8.GetString(entry.Read(file)), entry.BaseOf(file), new() { Version = entry.Version });
        var data = Load(query);
        Ask(query, data.InMemory());
        data.AskStore(source => Ask(query, source));
    }

    private void Ask(SparqlQuery query, IQuadSource source)
    {
        var options = new EvaluationOptions { Environment = new QueryEnvironment { Services = new EvaluationServices(entry) } };
        using var answer = QueryEvaluator.Evaluate(query, source, options);
        switch (answer)
        {
            case TripleSequence triples:
                CheckGraph(triples);
                break;
            case BooleanResult truth:
                Assert.Equal(Expected().Boolean, truth.Value);
                break;
            default:
                CheckSolutions((SolutionSequence)answer, isOrdered: IsOrdered(query.Pattern));
                break;
        }
    }

    private CaseData Load(SparqlQuery query)
    {
        var data = new CaseData();
        var files = Parts("data").OfType<Iri>().ToList();
        var named = Parts("graphData").Select(NamedGraph).ToList();
        foreach (var file in files)
            data.Add(entry, file, null);
        foreach (var (file, name) in named)
            data.Add(entry, file, name);
        if (files.Count + named.Count == 0)
        {
            foreach (var graph in query.From.Concat(query.FromNamed).Distinct())
                data.Add(entry, graph, graph);
        }

        return data;
    }

    // qt:graphData is a file, or a node with the file (qt:graph) and the name (rdfs:label).
    private (Iri File, RdfTerm Name) NamedGraph(RdfTerm node)
    {
        if (node is Iri file)
            return (file, new Iri(entry.BaseOf(file)));
        var graph = entry.Manifest.Graph;
        return ((Iri)graph.Object(node, new Iri(Qt + "graph"))!, new Iri(((Literal)graph.Object(node, new Iri("http://www.w3.org/2000/01/rdf-schema#label"))!).LexicalForm));
    }

    private void CheckGraph(TripleSequence triples)
    {
        var actual = new RdfGraph();
        triples.WriteTo(new RdfGraphSink(actual));
        var file = (Iri)entry.Result!;
        Assert.True(RdfFormats.TryFromFileName(file.Value, out var format), file.Value);
        var expected = RdfFormats.ParseDataset(entry.Read(file), format, new() { BaseIri = entry.BaseOf(file), Version = entry.Version }).DefaultGraph;
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, actual), $"Expected:\n{string.Join('\n', expected)}\nActual:\n{string.Join('\n', actual)}");
    }

    private void CheckSolutions(SolutionSequence solutions, bool isOrdered)
    {
        var rows = new List<IReadOnlyList<RdfTerm?>>();
        while (solutions.MoveNext())
            rows.Add([.. Enumerable.Range(0, solutions.Variables.Count).Select(column => solutions[column])]);
        var actual = new SparqlResults(solutions.Variables, rows);
        if (SparqlResultsFormat.TryFromFileName(((Iri)entry.Result!).Value, out var format))
            actual = Rewrite(actual, format);
        ResultComparison.AssertSame(Expected(), actual, isOrdered);
    }

    // The answer as it is sent in the format of the expected one; CSV keeps no types.
    private static SparqlResults Rewrite(SparqlResults results, SparqlResultsFormat format)
    {
        using var stream = new MemoryStream();
        results.WriteTo(format.CreateWriter(stream));
        return format.Read(stream.ToArray());
    }

    private SparqlResults Expected()
    {
        var file = (Iri)entry.Result!;
        if (SparqlResultsFormat.TryFromFileName(file.Value, out var results))
            return results.Read(entry.Read(file));
        Assert.True(RdfFormats.TryFromFileName(file.Value, out var format), file.Value);
        return ResultSetGraph.Read(RdfFormats.ParseDataset(entry.Read(file), format, new() { BaseIri = entry.BaseOf(file), Version = entry.Version }).DefaultGraph);
    }

    private static bool IsOrdered(AlgebraNode node) => node is OrderBy || (node is Project or Distinct or Reduced or Slice && IsOrdered(node.Inputs()[0]));

    private RdfTerm? Part(string name) => Parts(name).FirstOrDefault();

    private IEnumerable<RdfTerm> Parts(string name) => entry.Manifest.Graph.Objects(entry.Action, new Iri(Qt + name));
}
