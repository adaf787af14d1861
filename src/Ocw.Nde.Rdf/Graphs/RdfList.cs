using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Reads RDF collections (RDF Schema 1.1 §5.2).</summary>
internal static class RdfList
{
    internal static IReadOnlyList<RdfTerm> Read(RdfGraph graph, RdfTerm head)
    {
        var members = new List<RdfTerm>();
        var seen = new HashSet<RdfTerm>();
        for (var node = head; node != RdfNs.Nil; node = Only(graph, node, RdfNs.Rest))
        {
            if (!seen.Add(node))
                throw new FormatException($"The list {head} runs in a circle.");
            members.Add(Only(graph, node, RdfNs.First));
        }

        return members;
    }

    private static RdfTerm Only(RdfGraph graph, RdfTerm node, Iri predicate)
    {
        RdfTerm? only = null;
        foreach (var value in graph.Objects(node, predicate))
        {
            if (only is not null)
                throw new FormatException($"The list node {node} has more than one {predicate}.");
            only = value;
        }

        return only ?? throw new FormatException($"The list node {node} has no {predicate}.");
    }
}
