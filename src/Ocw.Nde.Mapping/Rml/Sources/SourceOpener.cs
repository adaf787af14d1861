using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Mapping.Rml.Sources;

/// <summary>Opens the documents that a mapping names: only where it may read, unpacked, and as UTF-8.</summary>
internal sealed class SourceOpener(string mappingFolder, RmlOptions options)
{
    /// <summary>Opens a document.</summary>
    /// <param name="access">Which one.</param>
    /// <param name="asUtf8">Whether the text is turned into UTF-8; XML says by itself how it is encoded.</param>
    /// <param name="accept">The media type wanted from the web.</param>
    /// <param name="query">A SPARQL query for an endpoint.</param>
    /// <param name="cancellation">Ends a request.</param>
    /// <exception cref="RmlException">It is not there, it may not be read, or it is not packed as the mapping says.</exception>
    public Stream Open(SourceAccess access, bool asUtf8, string accept, string? query, CancellationToken cancellation)
    {
        var packed = access.Address is { } address ? OpenWeb(address, accept, query, cancellation) : OpenFile(access);
        try
        {
            var unpacked = new CountedStream(Unpack(packed, access), access.Name, options.MaxSourceBytes);
            if (!asUtf8)
                return access.Encoding is { } stated && !IsUnicode(stated) ? Recode(unpacked, EncodingOf(stated, access)) : unpacked;
            // The first bytes of a file know better than a mapping that says «UTF-16» without saying which.
            var marked = new MarkedStream(unpacked);
            var encoding = marked.Encoding ?? (access.Encoding is { } name ? EncodingOf(name, access) : null);
            return encoding is null ? marked : Recode(marked, encoding);
        }
        catch (Exception e) when (e is InvalidDataException or RmlException)
        {
            packed.Dispose();
            throw e as RmlException ?? new RmlException(access.Name, 0, $"cannot be unpacked as the mapping says: {e.Message}");
        }
    }

    /// <summary>The full path of a document on disk.</summary>
    /// <exception cref="RmlException">It is outside the folders that may be read.</exception>
    public string PathOf(SourceAccess access)
    {
        var folder = access.Root switch
        {
            SourceRoot.Working => options.WorkingFolder ?? mappingFolder,
            SourceRoot.Folder => Path.Combine(mappingFolder, access.Folder!),
            _ => mappingFolder,
        };
        var path = Path.GetFullPath(Path.Combine(folder, access.Path!));
        // A link is followed before it is looked at: what counts is where the file really is.
        var real = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        if (!options.AllowedFolders.Prepend(mappingFolder).Any(f => IsBelow(real, f)))
            throw new RmlException(access.Path!, 0, $"lies outside the folder of the mapping ({mappingFolder}), and no other folder is allowed that holds it. Put it there, or allow its folder (--allow FOLDER).");
        return path;
    }

    /// <summary>Whether a file lies below a folder.</summary>
    public static bool IsBelow(string path, string folder)
    {
        var top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        return path.StartsWith(top, StringComparison.Ordinal);
    }

    private FileStream OpenFile(SourceAccess access)
    {
        var path = PathOf(access);
        if (!File.Exists(path))
            throw new RmlException(path, 0, "does not exist; the mapping names it as a source.");
        return new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
    }

    private Stream OpenWeb(Uri address, string accept, string? query, CancellationToken cancellation) => options.OpenWeb is { } open
        ? open(new RmlWebRequest(address, accept, query), cancellation)
        : throw new RmlException($"{address} is on the web, and no address is allowed. Allow it (--allow {address.GetLeftPart(UriPartial.Authority)}/), or download the file.");

    private Stream Unpack(Stream packed, SourceAccess access)
    {
        var limits = UnpackLimits.Default with { MaxBytes = options.MaxSourceBytes, TemporaryDirectory = options.TemporaryFolder };
        return access.Compression switch
        {
            Compression.Gzip => Packings.Open(Packing.Gzip, packed, limits),
            Compression.Zip => FirstOfZip(TemporaryCopy.Seekable(packed, limits), access.Name),
            Compression.TarGzip => FirstOfTar(Packings.Open(Packing.Gzip, packed, limits), access.Name),
            Compression.TarXz => FirstOfTar(Packings.Open(Packing.Xz, packed, limits), access.Name),
            _ => packed,
        };
    }

    private static Stream FirstOfZip(Stream packed, string name)
    {
        var entry = new ZipArchive(packed, ZipArchiveMode.Read).Entries.FirstOrDefault(e => e.Name.Length > 0);
        return entry?.Open() ?? throw new RmlException(name, 0, "the zip holds no file.");
    }

    private static Stream FirstOfTar(Stream archive, string name)
    {
        var reader = new TarReader(archive);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.DataStream is { } data)
                return data;
        }

        throw new RmlException(name, 0, "the tar holds no file.");
    }

    private static Stream Recode(Stream stream, Encoding encoding) =>
        encoding.CodePage == Encoding.UTF8.CodePage ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);

    private static Encoding EncodingOf(string name, SourceAccess access)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new RmlException(access.Name, 0, $"the encoding «{name}» is not known; UTF-8, UTF-16, ISO-8859-1 and windows-1252 are among those that are.");
        }
    }

    private static bool IsUnicode(string encoding) => encoding.StartsWith("UTF", StringComparison.OrdinalIgnoreCase);
}
