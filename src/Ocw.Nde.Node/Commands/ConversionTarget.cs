using System.Globalization;
using System.IO.Compression;
using Ocw.Nde.Node.Commands.Input;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Node.Commands;

/// <summary>What a conversion writes: a file, packed with gzip if its name ends in .gz, or standard output. A file appears under its name when it is whole.</summary>
internal sealed class ConversionTarget
{
    private const string Standard = "-";

    private static readonly IReadOnlyList<RdfFormat> Writable = [.. RdfFormats.All.Where(f => f.CanWrite)];

    private readonly string _name;
    private readonly Packing _packing;

    /// <summary>Looks at a name before anything is read.</summary>
    /// <param name="name">The file, or <c>-</c>.</param>
    /// <param name="syntax">The syntax, if it was given; else the name says it.</param>
    /// <exception cref="UserException">Nothing says the syntax, or the name asks for a packing that is not written.</exception>
    public ConversionTarget(string name, string? syntax)
    {
        _name = name;
        _packing = name == Standard ? Packing.None : Packings.OfName(name);
        if (_packing is not (Packing.None or Packing.Gzip))
            throw new UserException(new($"{name}: alleen .gz kan worden geschreven; pak het daarna zelf in.", $"{name}: of the packings only .gz can be written; pack it yourself afterwards."), ExitCode.Usage);
        Format = InputSyntaxes.OfOption("--to", syntax, Writable)
            ?? (name != Standard && RdfFormats.TryFromFileName(name, out var format) && format.CanWrite ? format : throw InputSyntaxes.Unknown(name, "--to", Writable));
    }

    /// <summary>The syntax that is written.</summary>
    public RdfFormat Format { get; }

    // The node's own devices are no files that could be replaced.
    private bool IsDevice => _name.StartsWith("/dev/", StringComparison.Ordinal) || _name.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>Whether the input is the very file that would be written.</summary>
    public bool IsSameFile(InputFile input) => _name != Standard && !input.IsStandard && Path.GetFullPath(input.Name) == Path.GetFullPath(_name);

    /// <summary>Writes what is handed to the sink. After a fault there is no file, or the one that was there before.</summary>
    /// <exception cref="UserException">The syntax cannot hold what is handed over.</exception>
    public void Write(Terminal terminal, RdfWriterOptions options, Action<IQuadSink> read)
    {
        try
        {
            if (_name == Standard)
                WriteTo(terminal.OutBytes, options, read);
            else if (IsDevice)
                WriteFile(_name, FileMode.Open, options, read);
            else
                WriteWhole(options, read);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new UserException(new($"Omzetten naar {Format} lukt niet: {e.Message}", $"It cannot be converted to {Format}: {e.Message}"));
        }
    }

    private void WriteWhole(RdfWriterOptions options, Action<IQuadSink> read)
    {
        var partial = string.Create(CultureInfo.InvariantCulture, $"{_name}.{Environment.ProcessId}.part");
        try
        {
            WriteFile(partial, FileMode.Create, options, read);
            File.Move(partial, _name, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private void WriteFile(string path, FileMode mode, RdfWriterOptions options, Action<IQuadSink> read)
    {
        using var file = new FileStream(path, mode, FileAccess.Write);
        using var packed = _packing == Packing.Gzip ? new GZipStream(file, CompressionLevel.Fastest) : null;
        WriteTo(packed ?? (Stream)file, options, read);
    }

    private void WriteTo(Stream output, RdfWriterOptions options, Action<IQuadSink> read)
    {
        var writer = RdfFormats.CreateWriter(Format, output, options);
        read(writer);
        writer.Complete();
        output.Flush();
    }
}
