using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Protocol;

/// <summary>The three cases of SPARQL 1.1 Service Description, over a node with some data.</summary>
internal static class ServiceDescriptionCase
{
    private const string Sd = "http://www.w3.org/ns/sparql-service-description#";

    // Domain and range of the properties (SPARQL 1.1 Service Description §3.3–3.4).
    private static readonly Dictionary<string, (string Domain, string? Range)> Schema = new(StringComparer.Ordinal)
    {
        ["endpoint"] = ("Service", null),
        ["feature"] = ("Service", "Feature"),
        ["supportedLanguage"] = ("Service", "Language"),
        ["resultFormat"] = ("Service", null),
        ["inputFormat"] = ("Service", null),
        ["defaultDataset"] = ("Service", "Dataset"),
        ["availableGraphs"] = ("Service", "GraphCollection"),
        ["defaultGraph"] = ("Dataset", "Graph"),
        ["namedGraph"] = ("GraphCollection", "NamedGraph"),
        ["name"] = ("NamedGraph", null),
        ["graph"] = ("NamedGraph", "Graph"),
    };

    private static readonly Dictionary<string, string> Superclasses = new(StringComparer.Ordinal) { ["Dataset"] = "GraphCollection" };

    public static void Run(ManifestEntry entry)
    {
        using var server = new ProtocolServer();
        server.Load("<http://e/s> a <http://e/Class> ; <http://e/p> 1 ."u8.ToArray(), "text/turtle", "http://e/g");
        using var response = server.Send("GET", "sparql", [], null);
        var text = ProtocolServer.Text(response);
        Assert.True(RdfFormats.TryFromMediaType(response.Content.Headers.ContentType?.MediaType, out var format), text);
        var graph = RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(text), format).DefaultGraph;
        switch (entry.Iri[(entry.Iri.LastIndexOf('#') + 1)..])
        {
            case "returns-rdf":
                Assert.NotEmpty(graph);
                break;
            case "has-endpoint-triple":
                Assert.Contains(graph, t => t.Predicate == new Iri(Sd + "endpoint") && t.Object == new Iri(server.Address + "sparql"));
                break;
            case "conforms-to-schema":
                CheckSchema(graph);
                break;
            default:
                Assert.Fail($"{entry.Iri} is not known.");
                break;
        }
    }

    private static void CheckSchema(RdfGraph graph)
    {
        var checkedTriples = 0;
        foreach (var triple in graph.Where(t => ((Iri)t.Predicate).Value.StartsWith(Sd, StringComparison.Ordinal)))
        {
            var name = ((Iri)triple.Predicate).Value[Sd.Length..];
            Assert.True(Schema.TryGetValue(name, out var terms), $"sd:{name} is not in the vocabulary.");
            Assert.True(IsA(graph, triple.Subject, terms.Domain), $"{triple}: the subject is no sd:{terms.Domain}.");
            if (terms.Range is not null && triple.Object is BlankNode)
                Assert.True(IsA(graph, triple.Object, terms.Range), $"{triple}: the object is no sd:{terms.Range}.");
            checkedTriples++;
        }

        Assert.True(checkedTriples >= Schema.Count, "The description says too little.");
    }

    private static bool IsA(RdfGraph graph, RdfTerm node, string type) => graph.Objects(node, RdfNs.Type).OfType<Iri>()
        .Select(t => t.Value.StartsWith(Sd, StringComparison.Ordinal) ? t.Value[Sd.Length..] : "")
        .Any(t => t == type || Superclasses.GetValueOrDefault(t) == type);
}
