using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Sources;
using Ocw.Nde.Rdf;

namespace Ocw.Nde.Mapping.Rml.Targets;

/// <summary>The files of logical targets (RML-IO §4): written below one folder, and under their own names only when they are whole.</summary>
internal sealed class TargetFiles : IDisposable
{
    private readonly List<TargetFile> _files = [];

    /// <summary>Opens a file for each target.</summary>
    /// <exception cref="RmlException">A target lies outside the folder, or asks for what cannot be written.</exception>
    public TargetFiles(IReadOnlyList<LogicalTarget> targets, string folder)
    {
        var byPath = new Dictionary<string, TargetFile>(StringComparer.Ordinal);
        var sinks = new List<IQuadSink>();
        foreach (var target in targets)
        {
            var path = Path.GetFullPath(Path.Combine(folder, target.Path));
            if (!SourceOpener.IsBelow(path, folder))
                throw new RmlException(target.Path, 0, $"this target lies outside {Path.GetFullPath(folder)}. Targets are written below the folder of the mapping, or below that of --out-dir.");
            if (!byPath.TryGetValue(path, out var file))
            {
                byPath[path] = file = new TargetFile(path, target);
                _files.Add(file);
            }

            sinks.Add(file.Sink);
        }

        Sinks = sinks;
    }

    /// <summary>The sinks, in the order of the targets.</summary>
    public IReadOnlyList<IQuadSink> Sinks { get; }

    /// <summary>Ends every file.</summary>
    public void Complete()
    {
        foreach (var file in _files)
            file.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}

/// <summary>One file: the statements are written plain beside it, then packed and put in its place.</summary>
internal sealed class TargetFile : IDisposable
{
    private readonly string _path;
    private readonly LogicalTarget _target;
    private readonly FileStream _plain;
    private readonly Stream _encoded;
    private readonly ITargetWriter _writer;

    public TargetFile(string path, LogicalTarget target)
    {
        _path = path;
        _target = target;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _plain = new FileStream(path + ".part", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        _encoded = Encoded(_plain, target);
        _writer = TargetWriters.Create(target, _encoded);
    }

    /// <summary>Receives the statements.</summary>
    public IQuadSink Sink => _writer;

    /// <summary>Ends the document, packs it and gives it its name.</summary>
    public void Complete()
    {
        _writer.Complete();
        _encoded.Flush();
        _plain.Position = 0;
        var packed = _path + ".packed";
        try
        {
            using (var file = new FileStream(packed, FileMode.Create, FileAccess.Write))
                Pack(file);
            File.Move(packed, _path, overwrite: true);
        }
        finally
        {
            File.Delete(packed);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _plain.Dispose();

    private void Pack(Stream file)
    {
        // Inside an archive the file has the name without what says how it is packed.
        var name = Path.GetFileName(_path);
        foreach (var ending in new[] { ".tar.gz", ".tgz", ".tar.xz", ".txz", ".zip" })
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        switch (_target.Compression)
        {
            case Compression.Gzip:
                using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
                    _plain.CopyTo(gzip);
                break;
            case Compression.Zip:
                using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
                using (var entry = zip.CreateEntry(name).Open())
                    _plain.CopyTo(entry);
                break;
            case Compression.TarGzip:
                using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
                    WriteTar(gzip, name);
                break;
            case Compression.TarXz:
                using (var tar = new FileStream(_path + ".tar.part", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose))
                {
                    WriteTar(tar, name);
                    tar.Position = 0;
                    XzStoredWriter.Write(tar, file);
                }

                break;
            default:
                _plain.CopyTo(file);
                break;
        }
    }

    private void WriteTar(Stream archive, string name)
    {
        using var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = _plain });
    }

    private static Stream Encoded(Stream plain, LogicalTarget target)
    {
        if (target.Encoding is not { } name)
            return plain;
        Encoding encoding;
        try
        {
            encoding = Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new RmlException(target.Path, 0, $"the encoding «{name}» is not known; UTF-8 or UTF-16 is expected.");
        }

        if (encoding.CodePage == Encoding.UTF8.CodePage)
            return plain;
        // Readers tell UTF-16 by its first bytes.
        plain.Write(encoding.GetPreamble());
        return Encoding.CreateTranscodingStream(plain, encoding, Encoding.UTF8, leaveOpen: true);
    }
}
