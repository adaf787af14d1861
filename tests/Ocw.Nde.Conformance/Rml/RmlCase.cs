using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Rdf.Graphs;

namespace Ocw.Nde.Conformance.Rml;

/// <summary>A case of the RML suites: a folder with a mapping, its sources and the expected documents, or none where the engine has to refuse.</summary>
internal static class RmlCase
{
    /// <summary>Runs the mapping of a case and compares the default document and those of the logical targets.</summary>
    public static void Run(ManifestEntry entry)
    {
        var folder = RmlSuites.FolderOf(entry);
        var output = Directory.CreateTempSubdirectory("ocwnde-rml-");
        try
        {
            Run(entry, folder, output.FullName);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static void Run(ManifestEntry entry, string folder, string output)
    {
        var dataset = new RdfDataset();
        var options = new RmlOptions
        {
            BaseIri = RmlSuites.BaseOf(entry),
            WorkingFolder = folder,
            OutFolder = output,
            Strict = RmlSuites.IsErrorExpected(entry),
            OpenWeb = (request, _) => FromFolder(folder, request),
        };
        RmlReport? report = null;
        var error = Record.Exception(() => report = RmlMapping.Load(Path.Combine(folder, "mapping.ttl")).Run(new RdfGraphSink(dataset), options));
        if (error is not null and not RmlException)
            throw new InvalidOperationException($"The engine failed: {error}", error);

        var expected = new[] { "default.nq", "output.nq" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (RmlSuites.IsErrorExpected(entry) && (expected is null || new FileInfo(expected).Length < 3))
        {
            Assert.True(error is not null || report!.Faults > 0, "The engine has to refuse the mapping or the data, and does not.");
            return;
        }

        // The first suite expects what can be made of faulty data, and an error with or without a document where it all is faulty.
        var isLenient = RmlSuites.IsLegacy(entry);
        if (isLenient && error is not null && (RmlSuites.IsErrorExpected(entry) || new FileInfo(expected!).Length < 3))
            return;
        Assert.True(error is null, error?.Message);
        Assert.True(isLenient || report!.Faults == 0, string.Join('\n', report?.Messages ?? []));
        RmlDocuments.Compare(RmlDocuments.Read(expected!), dataset, "the default document");
        foreach (var dump in Directory.EnumerateFiles(folder, "dump*"))
            RmlDocuments.Compare(RmlDocuments.Read(dump), RmlDocuments.Read(Path.Combine(output, Path.GetFileName(dump))), Path.GetFileName(dump));
    }

    // The cases name files by addresses that nobody serves: they lie beside the mapping.
    private static FileStream FromFolder(string folder, RmlWebRequest request)
    {
        var file = Path.Combine(folder, Path.GetFileName(request.Address.AbsolutePath));
        return File.Exists(file) ? File.OpenRead(file) : throw new RmlException($"{request.Address} cannot be reached.");
    }
}
