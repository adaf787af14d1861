using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Shacl;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Operations.Termen;

/// <summary>Descriptions of sources, NDE's and our own, keep to the shapes of NDE's catalogue.</summary>
public sealed class CatalogShapesTests
{
    private const string Nde = "nde/network-of-terms";

    [SharedFact(Nde)]
    public void Descriptions_of_NDE_conform_to_its_shapes()
    {
        var catalog = SharedData.PathOf(Nde + "/catalog");

        Assert.Equal(56, Directory.GetFiles(Path.Combine(catalog, "datasets")).Length);
        Assert.Empty(Results(catalog));
    }

    [SharedFact(Nde)]
    public void Our_own_descriptions_conform_to_the_shapes_of_NDE() => Assert.Empty(Results(ProgramFiles.TermCatalog));

    private static List<string> Results(string catalog)
    {
        var shapes = Shacl.Shapes.ShapesGraph.Load(RdfFormats.ParseDataset(File.ReadAllBytes(SharedData.PathOf(Nde + "/shacl/dataset.jsonld")), RdfFormats.JsonLd).DefaultGraph);
        var data = new MemoryQuadSourceBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(catalog, "datasets")).Append(Path.Combine(catalog, "publishers.jsonld")))
            RdfFormats.Parse(File.ReadAllBytes(file), RdfFormats.JsonLd, data, new RdfReaderOptions { BlankNodePrefix = string.Concat(Path.GetFileNameWithoutExtension(file).Where(char.IsAsciiLetterOrDigit)) });
        return [.. ShaclValidator.Validate(data.Build(), GraphSelector.Default, shapes).Results.Select(result => $"{result.FocusNode} {result.Path} {result.Component}")];
    }
}
