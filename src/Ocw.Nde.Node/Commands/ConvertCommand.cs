using System.CommandLine;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations.Contexts;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.Gzip;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>convert IN OUT</c>: from one RDF syntax to another, as a stream; <c>-</c> is standard input or output.</summary>
internal static class ConvertCommand
{
    private const string Standard = "-";

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var input = new Argument<string>("in") { Description = "Bestand, of - voor standaardinvoer / File, or - for standard input" };
        var output = new Argument<string>("out") { Description = "Bestand, of - voor standaarduitvoer / File, or - for standard output" };
        var from = new Option<string?>("--from") { Description = "Syntaxis van de invoer: nt, nq, ttl, trig, rdf, jsonld of een mediatype / Syntax of the input", HelpName = "SYNTAX" };
        var to = new Option<string?>("--to") { Description = "Syntaxis van de uitvoer / Syntax of the output", HelpName = "SYNTAX" };
        var baseIri = new Option<string?>("--base") { Description = "IRI waar relatieve IRI's bij horen / IRI that relative IRIs are resolved against", HelpName = "IRI" };
        var strict = new Option<bool>("--strict") { Description = "Weiger elke fout (standaard) / Refuse every fault (default)" };
        var lenient = new Option<bool>("--lenient") { Description = "Herstel kleine fouten, met melding / Repair small faults, with a notice" };
        var version = RdfVersionOption.Create();
        var command = new Command("convert", "Zet RDF om naar een andere syntaxis / Convert RDF to another syntax") { input, output, from, to, baseIri, strict, lenient, version };
        command.SetAction((parsed, cancellation) =>
        {
            using var web = common.OpenWeb(parsed);
            if (parsed.GetValue(strict) && parsed.GetValue(lenient))
                throw new UserException(new("Kies --strict of --lenient, niet beide.", "Choose --strict or --lenient, not both."), ExitCode.Usage);
            var (source, target) = (parsed.GetValue(input)!, parsed.GetValue(output)!);
            if (source != Standard && !File.Exists(source))
                throw new UserException(new($"{source} bestaat niet.", $"{source} does not exist."), ExitCode.Usage);
            if (source != Standard && target != Standard && Path.GetFullPath(source) == Path.GetFullPath(target))
                throw new UserException(new("In- en uitvoer zijn hetzelfde bestand.", "Input and output are the same file."), ExitCode.Usage);
            var reading = Syntax(parsed.GetValue(from), source, "--from", f => f.CanRead);
            var writing = Syntax(parsed.GetValue(to), target, "--to", f => f.CanWrite);
            var options = new RdfReaderOptions
            {
                BaseIri = Base(parsed.GetValue(baseIri), source),
                SourceName = source == Standard ? null : source,
                Lenient = parsed.GetValue(lenient),
                JsonLd = web.JsonLd,
                Version = RdfVersionOption.Read(parsed.GetValue(version)) ?? RdfVersion.Rdf11,
                OnNotice = notice => terminal.Error.WriteLine(notice.ToString()),
            };
            Convert(source, reading, target, writing, options, terminal, cancellation);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Convert(string source, RdfFormat reading, string target, RdfFormat writing, RdfReaderOptions options, Terminal terminal, CancellationToken cancellation)
    {
        using var content = source == Standard ? terminal.OpenInput() : new FileStream(source, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
        var bar = new ProgressBar(terminal, TimeProvider.System);
        var phase = new LocalizedText($"naar {writing.Name}", $"to {writing.Name}");
        try
        {
            if (target == Standard)
            {
                Copy(content, reading, terminal.OutBytes, writing, options, count => bar.Report(phase, count, null), cancellation);
                terminal.OutBytes.Flush();
            }
            else
            {
                WriteFile(content, reading, target, writing, options, count => bar.Report(phase, count, null), cancellation);
            }
        }
        catch (RdfSyntaxException e) when (ContextException.Within(e) is { } refused)
        {
            throw new UserException(new($"{LoadCommand.Place(e)}: {refused.Text.Nl}", $"{LoadCommand.Place(e)}: {refused.Text.En}"));
        }
        catch (RdfSyntaxException e)
        {
            throw new UserException(new($"Geen geldige {reading}: {e.Message}", $"Not valid {reading}: {e.Message}"));
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or InvalidOperationException)
        {
            throw new UserException(new($"Omzetten naar {writing} lukt niet: {e.Message}", $"It cannot be converted to {writing}: {e.Message}"));
        }

        bar.Done();
    }

    // The file appears under its own name when it is whole.
    private static void WriteFile(Stream content, RdfFormat reading, string target, RdfFormat writing, RdfReaderOptions options, Action<long> progress, CancellationToken cancellation)
    {
        var partial = target + ".part";
        try
        {
            using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
            using (var packed = RdfFormats.IsGzipName(target) ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest) : null)
                Copy(content, reading, packed ?? (Stream)file, writing, options, progress, cancellation);
            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void Copy(Stream content, RdfFormat reading, Stream output, RdfFormat writing, RdfReaderOptions options, Action<long> progress, CancellationToken cancellation)
    {
        using var unpacked = content.CanSeek && GzipReadStream.IsGzip(content) ? new GzipReadStream(content) : null;
        var writer = RdfFormats.CreateWriter(writing, output, new() { Version = options.Version });
        RdfFormats.Parse(unpacked ?? content, reading, new CountingSink(writer, progress), options, cancellation);
        writer.Complete();
    }

    private static RdfFormat Syntax(string? named, string file, string option, Func<RdfFormat, bool> can)
    {
        RdfFormat? format = null;
        var isKnown = named is null
            ? file != Standard && RdfFormats.TryFromFileName(file, out format)
            : RdfFormats.TryFromFileName("x." + named, out format) || RdfFormats.TryFromMediaType(named, out format);
        return isKnown && can(format!)
            ? format!
            : throw new UserException(
                new($"{named ?? file}: onbekende syntaxis; geef {option} nt, nq, ttl, trig, rdf of jsonld.", $"{named ?? file}: unknown syntax; give {option} nt, nq, ttl, trig, rdf or jsonld."), ExitCode.Usage);
    }

    private static string? Base(string? given, string source)
    {
        if (given is null)
            return source == Standard ? null : new Uri(Path.GetFullPath(source)).AbsoluteUri;
        return IriCheck.IsAbsoluteIri(given) ? given : throw new UserException(new($"--base {given} is geen absolute IRI.", $"--base {given} is not an absolute IRI."), ExitCode.Usage);
    }

    private sealed class CountingSink(IQuadSink inner, Action<long> progress) : IQuadSink
    {
        private const long Step = 1 << 17;
        private long _count;

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            inner.Quad(subject, predicate, @object, graph);
            if (++_count % Step == 0)
                progress(_count);
        }

        public void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) => inner.Prefix(prefix, iri);
    }
}
