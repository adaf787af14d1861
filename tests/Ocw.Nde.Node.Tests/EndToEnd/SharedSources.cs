using System.Xml;
using System.Xml.Linq;
using Ocw.Nde.Node.Commands.Demo;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Plays the OAI-PMH repository of the agency over the shared EDM records.</summary>
internal static class SharedSources
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// <summary>The folder with one source file for each real collection.</summary>
    public static string Folder => Path.Combine(SharedData.ProjectRoot, "tests", "real");

    /// <summary>The records of «sporen van slavernij», served in pages of 100.</summary>
    public static SampleOaiRepository Slavernij()
    {
        using var stream = new System.IO.Compression.GZipStream(File.OpenRead(SharedData.PathOf("collections/rce-rijkscollectie/sporen-van-slavernij-edm-strict.xml.gz")), System.IO.Compression.CompressionMode.Decompress);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var start = new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);
        var records = XDocument.Load(reader).Root!.Elements("pocket")
            .Select((pocket, i) => new SampleRecord("oai:rce:" + (string)pocket.Attribute("id")!, start.AddMinutes(i), new XElement(pocket.Element(Rdf + "RDF")!)))
            .ToList();
        return new SampleOaiRepository(records, "edm", 100, TimeProvider.System);
    }
}
