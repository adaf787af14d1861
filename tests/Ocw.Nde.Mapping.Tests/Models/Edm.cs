using System.Text;
using Ocw.Nde.Mapping.Models;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Mapping.Tests.Models;

/// <summary>Writes records in a model and validates EDM.</summary>
internal static class Edm
{
    public const string Shapes = "nde/lod-aggregator/shapes/shacl_edm.ttl";

    private static readonly Lazy<ShapesGraph> Profile = new(() =>
    {
        var graph = new RdfGraph();
        // The published file ends in one full stop too many.
        var text = File.ReadAllText(SharedData.PathOf(Shapes)).Replace("]..", "].", StringComparison.Ordinal);
        RdfFormats.Parse(Encoding.UTF8.GetBytes(text), RdfFormats.Turtle, new RdfGraphSink(graph));
        return ShapesGraph.Load(graph);
    });

    public static RecordModel Model(string name) => RecordModel.Load(Path.Combine(SharedData.ProjectRoot, "sparql", "models"), name);

    public static RdfGraph Write(this RecordModel model, IEnumerable<Triple> record, ModelContext context)
    {
        var graph = new RdfGraph();
        model.Write(
            sink =>
            {
                var writer = new QuadSinkAdapter(sink);
                foreach (var triple in record)
                    writer.Add(triple);
            },
            context,
            new RdfGraphSink(graph));
        return graph;
    }

    /// <summary>The violations of LODA's shapes for EDM.</summary>
    public static string[] Violations(IEnumerable<Triple> triples)
    {
        var builder = new MemoryQuadSourceBuilder(expectedQuads: 1 << 14);
        var writer = new QuadSinkAdapter(builder);
        foreach (var triple in triples)
            writer.Add(triple);
        var report = ShaclValidator.Validate(builder.Build(), GraphSelector.Default, Profile.Value, ValidationOptions.Default with { ExamplesPerCount = 1 });
        return [.. report.Counts.Select(c => $"{c.Count} {c.Path} {c.Component.Value}")];
    }
}
