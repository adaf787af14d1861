using System.IO.Compression;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Manifests;

/// <summary>A zip of a test suite from the shared data, whose files have IRIs: <see cref="Root"/> and the path inside the zip.</summary>
internal sealed class SuiteArchive
{
    private readonly Lazy<Dictionary<string, byte[]>> _files;

    private SuiteArchive(string zip, string root)
    {
        Root = root;
        _files = new(() => ReadAll(SharedData.PathOf(zip)));
    }

    /// <summary>Some other suite.</summary>
    public static SuiteArchive Of(string zip, string root) => new(zip, root);

    /// <summary>The W3C RDF and SPARQL suites.</summary>
    public static SuiteArchive RdfTests { get; } = new(RdfTestsZip, "https://w3c.github.io/rdf-tests/");

    public const string RdfTestsZip = "suites/rdf-tests/rdf-tests.zip";

    /// <summary>The W3C SHACL suite.</summary>
    public static SuiteArchive DataShapes { get; } = new(DataShapesZip, "https://w3c.github.io/data-shapes/");

    public const string DataShapesZip = "suites/shacl/data-shapes-test-suite.zip";

    /// <summary>The IRI of the zip's top folder.</summary>
    public string Root { get; }

    /// <summary>The paths of all files inside the zip, in order.</summary>
    public IEnumerable<string> Files => _files.Value.Keys.Order(StringComparer.Ordinal);

    /// <summary>The bytes of a file, given by its IRI or its path inside the zip.</summary>
    public byte[] Read(string file) =>
        _files.Value.TryGetValue(PathOf(file), out var bytes) ? bytes : throw new FileNotFoundException($"The suite has no file {file}.");

    /// <summary>Whether the suite holds a file.</summary>
    public bool Contains(string file) => _files.Value.ContainsKey(PathOf(file));

    /// <summary>The IRI of a file, given by its path inside the zip.</summary>
    public string IriOf(string path) => Root + path;

    private string PathOf(string file) => file.StartsWith(Root, StringComparison.Ordinal) ? file[Root.Length..] : file;

    private static Dictionary<string, byte[]> ReadAll(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries.Where(e => e.Name.Length > 0))
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            files.Add(entry.FullName, copy.ToArray());
        }

        return files;
    }
}
