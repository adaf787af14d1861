using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Mapping.Tests.Support;

/// <summary>Validates what was mapped against the record profile of <c>ontologies/shapes</c>.</summary>
internal static class Shapes
{
    private static readonly Lazy<ShapesGraph> Profile = new(() => ShapesGraph.Load(Read(Path.Combine(SharedData.ProjectRoot, "ontologies", "shapes", "schema-ap-nde.ttl"))));

    public static ValidationReport Validate(IEnumerable<Triple> triples)
    {
        var builder = new MemoryQuadSourceBuilder(expectedQuads: 1 << 14);
        var writer = new QuadSinkAdapter(builder);
        foreach (var triple in triples)
            writer.Add(triple);
        return ShaclValidator.Validate(builder.Build(), GraphSelector.Default, Profile.Value, ValidationOptions.Default with { ExamplesPerCount = 1 });
    }

    private static RdfGraph Read(string file)
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(File.ReadAllBytes(file), RdfFormats.Turtle, new RdfGraphSink(graph));
        return graph;
    }
}
