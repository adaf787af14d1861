using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>The endpoints that a test describes (<c>qt:serviceData</c>), answered by ourselves.</summary>
internal sealed class EvaluationServices(ManifestEntry entry) : IServiceClient
{
    private const string Qt = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";

    public void Select(string endpoint, string query, ISolutionSink solutions, CancellationToken cancellation)
    {
        var graph = entry.Manifest.Graph;
        var service = graph.Objects(entry.Action, new Iri(Qt + "serviceData"))
            .FirstOrDefault(node => graph.Object(node, new Iri(Qt + "endpoint")) == new Iri(endpoint))
            ?? throw new ServiceException($"The test has no endpoint {endpoint}.");
        var data = new CaseData();
        foreach (var file in graph.Objects(service, new Iri(Qt + "data")).OfType<Iri>())
            data.Add(entry, file, null);
        using var answer = (SolutionSequence)QueryEvaluator.Evaluate(
            SparqlParser.Parse(query), data.InMemory(), new EvaluationOptions { Environment = new QueryEnvironment { Services = this } }, cancellation: cancellation);
        solutions.Variables(answer.Variables);
        while (answer.MoveNext())
        {
            for (var column = 0; column < answer.Variables.Count; column++)
            {
                if (answer[column] is { } term)
                    solutions.Bind(answer.Variables[column], term);
            }

            solutions.EndSolution();
        }
    }
}
