using System.IO.Compression;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Mapping.Tests.Rml;

/// <summary>Two mappings of Gouda Time Machine, in the first RML, with what RMLMapper made of them.</summary>
public sealed class GoudaTests : IDisposable
{
    private const string Zip = "collections/gouda-tijdmachine/gouda-tijdmachine.zip";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ocwnde-gouda-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SharedTheory(Zip)]
    [InlineData("straten.rml.ttl", "straten.nt", 312)]
    [InlineData("gevelstenen.net.rml.ttl", "gevelstenen.net.nt", 1445)]
    public void Streets_and_gable_stones_are_those_that_were_published(string mapping, string published, int count)
    {
        ZipFile.ExtractToDirectory(SharedData.PathOf(Zip), _folder.FullName);
        var made = new RdfGraph();

        var report = RmlMapping.Load(Path.Combine(_folder.FullName, "data", mapping)).Run(new RdfGraphSink(made));

        var expected = new RdfGraph();
        RdfFormats.ParseFile(Path.Combine(_folder.FullName, "data", published), new RdfGraphSink(expected));
        Assert.Equal(count, expected.Count);
        Assert.Equal(0, report.Faults);
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, made), string.Join('\n', expected.Except(made).Select(t => "- " + t).Concat(made.Except(expected).Select(t => "+ " + t)).Take(20)));
    }
}
