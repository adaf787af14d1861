using System.IO.Compression;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Manifests;

/// <summary>The files of a test suite: those of a zip from the shared data, or those on disk. Each has an IRI: <see cref="Root"/> and its path.</summary>
internal sealed class SuiteArchive
{
    public const string RdfTestsZip = "suites/rdf-tests/rdf-tests.zip";

    public const string DataShapesZip = "suites/shacl/data-shapes-test-suite.zip";

    public const string OxigraphZip = "suites/oxigraph/oxigraph-tests.zip";

    public const string RdfCanonZip = "suites/rdf-canon/rdf-canon-tests.zip";

    public const string JsonLdApiZip = "suites/json-ld-api/json-ld-api-tests.zip";

    public const string JsonLdFramingZip = "suites/json-ld-framing/json-ld-framing-tests.zip";

    public const string RdfaZip = "suites/rdfa/rdfa-test-suite.zip";

    public const string MicrodataZip = "suites/microdata-rdf/microdata-rdf-tests.zip";

    private const string DiskRoot = "file://";

    private readonly Func<string, byte[]?> _read;
    private readonly Func<IEnumerable<string>> _files;

    private SuiteArchive(string root, Func<string, byte[]?> read, Func<IEnumerable<string>> files)
    {
        Root = root;
        _read = read;
        _files = files;
    }

    /// <summary>The W3C RDF and SPARQL suites.</summary>
    public static SuiteArchive RdfTests { get; } = Of(RdfTestsZip, "https://w3c.github.io/rdf-tests/");

    /// <summary>The W3C SHACL suite.</summary>
    public static SuiteArchive DataShapes { get; } = Of(DataShapesZip, "https://w3c.github.io/data-shapes/");

    /// <summary>Oxigraph's extra tests.</summary>
    public static SuiteArchive OxigraphTests { get; } = Of(OxigraphZip, "https://github.com/oxigraph/oxigraph/tests/");

    /// <summary>The W3C suite of RDFC-1.0.</summary>
    public static SuiteArchive RdfCanon { get; } = Of(RdfCanonZip, "https://w3c.github.io/rdf-canon/");

    /// <summary>The W3C suite of JSON-LD 1.1 processing.</summary>
    public static SuiteArchive JsonLdApi { get; } = Of(JsonLdApiZip, "https://w3c.github.io/json-ld-api/");

    /// <summary>The W3C suite of JSON-LD 1.1 framing.</summary>
    public static SuiteArchive JsonLdFraming { get; } = Of(JsonLdFramingZip, "https://w3c.github.io/json-ld-framing/");

    /// <summary>The RDFa suite.</summary>
    public static SuiteArchive Rdfa { get; } = Of(RdfaZip, "http://rdfa.info/");

    /// <summary>The W3C suite of microdata to RDF.</summary>
    public static SuiteArchive Microdata { get; } = Of(MicrodataZip, "http://w3c.github.io/microdata-rdf/");

    /// <summary>Files on disk, by their absolute paths and with <c>file:</c> IRIs.</summary>
    public static SuiteArchive Disk { get; } = new(DiskRoot, path => File.Exists(path) ? File.ReadAllBytes(path) : null, () => []);

    /// <summary>The IRI of the top folder.</summary>
    public string Root { get; }

    /// <summary>The paths of all files inside a zip, in order.</summary>
    public IEnumerable<string> Files => _files();

    /// <summary>A zip of the shared data, whose top folder has this IRI.</summary>
    public static SuiteArchive Of(string zip, string root)
    {
        var files = new Lazy<Dictionary<string, byte[]>>(() => ReadAll(SharedData.PathOf(zip)));
        return new SuiteArchive(root, path => files.Value.GetValueOrDefault(path), () => files.Value.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>The files of a folder of the shared data, whose IRI is <paramref name="root"/>, with a manifest that is made for it.</summary>
    public static SuiteArchive OfFolder(string folder, string root, string manifest, Func<byte[]> make) => new(
        root,
        path => path == manifest ? make() : File.Exists(Path.Combine(folder, path)) ? File.ReadAllBytes(Path.Combine(folder, path)) : null,
        () => [manifest]);

    /// <summary>The bytes of a file, given by its IRI or its path.</summary>
    public byte[] Read(string file) => _read(PathOf(file)) ?? throw new FileNotFoundException($"The suite has no file {file}.");

    /// <summary>Whether the suite holds a file.</summary>
    public bool Contains(string file) => _read(PathOf(file)) is not null;

    /// <summary>The IRI of a file, given by its path.</summary>
    public string IriOf(string path) => Root == DiskRoot ? new Uri(path).AbsoluteUri : Root + path;

    private string PathOf(string file)
    {
        if (Root == DiskRoot)
            return file.StartsWith(DiskRoot, StringComparison.Ordinal) ? new Uri(file).LocalPath : file;
        return file.StartsWith(Root, StringComparison.Ordinal) ? file[Root.Length..] : file;
    }

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
