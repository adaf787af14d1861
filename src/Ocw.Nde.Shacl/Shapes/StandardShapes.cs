using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>The shapes that come with the node (<c>ontologies/shapes</c>), each read when it is first used.</summary>
public static class StandardShapes
{
    private static readonly Lazy<ShapesGraph> s_recordProfile = new(() => Load("schema-ap-nde.ttl"));
    private static readonly Lazy<ShapesGraph> s_datasetDescription = new(() => Load("dataset.ttl"));

    /// <summary>The IRI of the record profile SCHEMA-AP-NDE.</summary>
    public static Iri RecordProfileIri { get; } = new("https://docs.nde.nl/schema-profile/");

    /// <summary>The IRI of NDE's Requirements for Datasets.</summary>
    public static Iri DatasetDescriptionIri { get; } = new("https://docs.nde.nl/requirements-datasets/");

    /// <summary>The shared record profile: SCHEMA-AP-NDE 1.2.1.</summary>
    public static ShapesGraph RecordProfile => s_recordProfile.Value;

    /// <summary>The dataset-description profile: NDE's Requirements for Datasets 1.14, for schema.org and DCAT.</summary>
    public static ShapesGraph DatasetDescription => s_datasetDescription.Value;

    /// <summary>Opens one of the files as Turtle, for serving it.</summary>
    /// <param name="name">The file's name: <c>schema-ap-nde.ttl</c> or <c>dataset.ttl</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Stream Open(string name) =>
        typeof(StandardShapes).Assembly.GetManifestResourceStream("shapes/" + name) ?? throw new FileNotFoundException($"No shapes are called {name}.", name);

    private static ShapesGraph Load(string name)
    {
        using var file = Open(name);
        var graph = new RdfGraph();
        RdfFormats.Parse(file, RdfFormats.Turtle, new RdfGraphSink(graph), new() { SourceName = name });
        return ShapesGraph.Load(graph);
    }
}
