using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Conformance.Shacl;

/// <summary>Runs one <c>sht:Validate</c> test: validates its data graph and compares the report with the expected one.</summary>
internal static class ShaclCase
{
    private const string Sht = "http://www.w3.org/ns/shacl-test#";

    // What counts in a result; sh:resultMessage only where the expected report has messages (the suite's own rule).
    private static readonly string[] Compared =
    [
        ShaclNs.FocusNode, ShaclNs.ResultPath, ShaclNs.Value, ShaclNs.ResultSeverity, ShaclNs.SourceConstraint, ShaclNs.SourceConstraintComponent, ShaclNs.SourceShape,
    ];

    public static void Run(ManifestEntry entry)
    {
        var dataFile = File(entry, "dataGraph");
        var shapesFile = File(entry, "shapesGraph");
        var data = new MemoryQuadSourceBuilder();
        Parse(entry, dataFile, data);
        var shapes = new RdfGraph();
        Parse(entry, shapesFile, new RdfGraphSink(shapes));
        var report = ShaclValidator.Validate(data.Build(), GraphSelector.Default, ShapesGraph.Load(shapes));
        if (entry.Result is Iri { Value: Sht + "Failure" })
        {
            Assert.Contains(report.Notices, notice => notice.Kind == ShapesNoticeKind.Failure);
            Assert.False(report.IsComplete);
            return;
        }

        Assert.True(report.IsComplete, string.Join('\n', report.Notices));
        var expected = Report(entry.Manifest.Graph, entry.Result!);
        var triples = new RdfGraph(report.ToTriples());
        var actual = Report(triples, triples.Subjects(RdfNs.Type, new Iri(ShaclNs.ValidationReport)).Single(), withMessages: HasMessages(expected));
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, actual), $"expected:\n{Lines(expected)}\n\nactual:\n{Lines(actual)}");
    }

    private static Iri File(ManifestEntry entry, string name) => (Iri)entry.Manifest.Graph.Object(entry.Action, new Iri(Sht + name))!;

    private static void Parse(ManifestEntry entry, Iri file, Ocw.Nde.Rdf.IQuadSink sink) =>
        RdfFormats.Parse(entry.Read(file), RdfFormats.Turtle, sink, new() { BaseIri = file.Value, SourceName = file.Value });

    private static bool HasMessages(RdfGraph report) => report.Match(null, new Iri(ShaclNs.ResultMessage)).Any();

    // The part of a graph that is the report: without the shapes that it refers to.
    private static RdfGraph Report(RdfGraph graph, RdfTerm node, bool withMessages = true)
    {
        var report = new RdfGraph();
        Copy(graph, node, ShaclNs.Conforms, report);
        foreach (var result in graph.Objects(node, new Iri(ShaclNs.Result)).ToList())
        {
            report.Add(node, new Iri(ShaclNs.Result), result);
            foreach (var predicate in Compared)
                Copy(graph, result, predicate, report);
            if (withMessages)
                Copy(graph, result, ShaclNs.ResultMessage, report);
            foreach (var path in graph.Objects(result, new Iri(ShaclNs.ResultPath)).ToList())
                CopyPath(graph, path, report);
        }

        return report;
    }

    private static void Copy(RdfGraph graph, RdfTerm subject, string predicate, RdfGraph copy)
    {
        foreach (var triple in graph.Match(subject, new Iri(predicate)).ToList())
            copy.Add(triple);
    }

    private static void CopyPath(RdfGraph graph, RdfTerm node, RdfGraph copy)
    {
        if (node is not BlankNode)
            return;
        foreach (var triple in graph.Match(node).ToList())
        {
            if (copy.Add(triple))
                CopyPath(graph, triple.Object, copy);
        }
    }

    private static string Lines(RdfGraph graph) => string.Join('\n', graph.Select(triple => triple.ToString()));
}
