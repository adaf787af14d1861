using System.IO.Compression;

namespace Ocw.Nde.Termen.Catalog.Reading;

/// <summary>The files of a catalogue of sources, in memory: descriptions and the queries that they name, from a folder or a zip.</summary>
public sealed class CatalogFiles
{
    private static readonly string[] s_endings = [".jsonld", ".json", ".ttl", ".nt", ".rdf", ".rq", ".sparql"];

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private long _bytes;

    private CatalogFiles(string name) => Name = name;

    /// <summary>Where the files come from, for messages.</summary>
    public string Name { get; }

    /// <summary>The paths, with <c>/</c>, in order.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>Reads the files of a folder and the folders below it.</summary>
    /// <exception cref="TermCatalogException">The folder is not there, or holds more than the ceilings.</exception>
    public static CatalogFiles OfFolder(string folder, CatalogLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        limits ??= new CatalogLimits();
        var files = new CatalogFiles(folder);
        try
        {
            var root = Path.GetFullPath(folder);
            if (!Directory.Exists(root))
                throw new TermCatalogException($"De map {folder} met de catalogus van termenbronnen is er niet.", $"The folder {folder} with the catalogue of terminology sources is not there.");
            foreach (var path in Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8 }).Where(IsWanted))
            {
                files.Room(path, new FileInfo(path).Length, limits);
                files._files[Path.GetRelativePath(root, path).Replace('\\', '/')] = File.ReadAllBytes(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TermCatalogException($"De map {folder} met de catalogus van termenbronnen kan niet gelezen worden: {e.Message}", $"The folder {folder} with the catalogue of terminology sources cannot be read: {e.Message}", e);
        }

        return files;
    }

    /// <summary>Reads the files of a zip, such as the archive of a repository.</summary>
    /// <exception cref="TermCatalogException">It is no zip, is damaged, or holds more than the ceilings.</exception>
    public static CatalogFiles OfZip(Stream zip, string name, CatalogLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(zip);
        limits ??= new CatalogLimits();
        var files = new CatalogFiles(name);
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in archive.Entries.Where(entry => IsWanted(entry.FullName)))
            {
                files.Room(entry.FullName, entry.Length, limits);
                using var stream = entry.Open();
                files._files[entry.FullName.Replace('\\', '/')] = ReadBounded(stream, entry.FullName, limits);
            }
        }
        catch (InvalidDataException e)
        {
            throw new TermCatalogException($"{name} is geen zip die gelezen kan worden: {e.Message}", $"{name} is no zip that can be read: {e.Message}", e);
        }

        return files;
    }

    /// <summary>Writes the files as a zip that <see cref="OfZip"/> reads back.</summary>
    public void WriteZip(Stream output)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, bytes) in _files)
        {
            using var stream = archive.CreateEntry(path).Open();
            stream.Write(bytes);
        }
    }

    /// <summary>The bytes of a file, or <see langword="null"/> if there is none of that path.</summary>
    public byte[]? Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _files.GetValueOrDefault(path);
    }

    private static bool IsWanted(string path) => s_endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // What the directory of a zip says of a length need not be true.
    private static byte[] ReadBounded(Stream stream, string path, CatalogLimits limits)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > limits.MaxFileBytes)
                throw TooLarge(path, limits);
        }

        return copy.ToArray();
    }

    private void Room(string path, long bytes, CatalogLimits limits)
    {
        if (bytes > limits.MaxFileBytes)
            throw TooLarge(path, limits);
        _bytes += bytes;
        if (_bytes > limits.MaxBytes || _files.Count >= limits.MaxFiles)
            throw new TermCatalogException($"{Name} heeft meer dan {limits.MaxFiles} bestanden of {limits.MaxBytes >> 20} MiB: dat is geen catalogus van termenbronnen.", $"{Name} has more than {limits.MaxFiles} files or {limits.MaxBytes >> 20} MiB: that is no catalogue of terminology sources.");
    }

    private static TermCatalogException TooLarge(string path, CatalogLimits limits) =>
        new($"Het bestand {path} is groter dan {limits.MaxFileBytes >> 20} MiB.", $"The file {path} is larger than {limits.MaxFileBytes >> 20} MiB.");
}

/// <summary>The ceilings of a catalogue.</summary>
public sealed record CatalogLimits
{
    /// <summary>The most files. Default 20,000: the archive of a repository holds more than its catalogue.</summary>
    public int MaxFiles { get; init; } = 20_000;

    /// <summary>The most bytes of one file. Default 16 MiB.</summary>
    public long MaxFileBytes { get; init; } = 16 << 20;

    /// <summary>The most bytes of all files. Default 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256 << 20;
}

/// <summary>A catalogue of sources cannot be used at all.</summary>
public sealed class TermCatalogException : Exception
{
    internal TermCatalogException(string nl, string en, Exception? inner = null)
        : base(en, inner) => MessageNl = nl;

    /// <summary>What happened, in Dutch.</summary>
    public string MessageNl { get; }
}
