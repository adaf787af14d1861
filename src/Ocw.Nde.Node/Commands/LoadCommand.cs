using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Contexts;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>load FILE…</c>: puts RDF files into the store, all of them or none.</summary>
internal static class LoadCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var files = new Argument<string[]>("files") { Description = "RDF-bestanden (.nt .nq .ttl .trig .rdf .jsonld, ook .gz) / RDF files", Arity = ArgumentArity.OneOrMore };
        var graph = new Option<string?>("--graph") { Description = "Zet alles in deze graph / Put everything in this graph", HelpName = "IRI" };
        var replace = new Option<bool>("--replace") { Description = "Vervang de graphs in plaats van toe te voegen / Replace the graphs instead of adding" };
        var lenient = new Option<bool>("--lenient") { Description = "Herstel kleine fouten, met melding / Repair small faults, with a notice" };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("load", "Laad RDF-bestanden in de opslag / Load RDF files into the store") { files, graph, replace, lenient, json };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            var mode = parsed.GetValue(replace) ? StageMode.Replace : StageMode.Add;
            var sources = parsed.GetValue(files)!.Select(f => (File: f, Format: FormatOf(f))).ToList();
            FreeSpace.Require(settings.DataDirectory, FreeSpace.OfFiles(sources.Select(s => s.File)));
            var clock = Stopwatch.StartNew();
            using var web = new OutgoingWeb(settings, TimeProvider.System);
            using var store = QuadStore.Open(new DataFolders(settings.DataDirectory).Store);
            using var transaction = store.BeginWrite(cancellation);
            var bar = new ProgressBar(terminal, TimeProvider.System);
            var read = 0L;
            foreach (var (file, format) in sources)
            {
                using var stage = parsed.GetValue(graph) is { } iri
                    ? new StagingPipeline(transaction.Stage(new Iri(iri), GraphClass.Content, AccessLevel.Open, read == 0 ? mode : StageMode.Add))
                    : new StagingPipeline(transaction.StageDataset(GraphClass.Content, AccessLevel.Open, mode));
                var before = read;
                var phase = new LocalizedText(Path.GetFileName(file), Path.GetFileName(file));
                Read(file, format, new ProgressSink(stage, count => bar.Report(phase, before + count, null)), parsed.GetValue(lenient), web.JsonLd, terminal, cancellation);
                stage.Complete();
                read += stage.Count;
            }

            var result = transaction.Commit(cancellation);
            bar.Done();
            Print(terminal, parsed.GetValue(json), new LoadReport(read, result.Graphs.Sum(g => g.Added), clock.Elapsed.TotalSeconds, SizeOf(settings.DataDirectory), store, result.CommitNumber));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    /// <summary>The format of a file by its name.</summary>
    internal static RdfFormat FormatOf(string file)
    {
        if (!File.Exists(file))
            throw new UserException(new($"{file} bestaat niet.", $"{file} does not exist."), ExitCode.Usage);
        return RdfFormats.TryFromFileName(file, out var format) && format.CanRead
            ? format
            : throw new UserException(
                new($"{file}: aan de naam is niet te zien welke RDF-syntaxis het is; verwacht .nt, .nq, .ttl, .trig, .rdf of .jsonld, eventueel met .gz.", $"{file}: the name does not say which RDF syntax it is; .nt, .nq, .ttl, .trig, .rdf or .jsonld is expected, with .gz if packed."),
                ExitCode.Usage);
    }

    /// <summary>Reads a file; a fault names file, line and column.</summary>
    internal static void Read(string file, RdfFormat format, IQuadSink sink, bool lenient, JsonLdOptions jsonLd, Terminal terminal, CancellationToken cancellation)
    {
        var options = new RdfReaderOptions
        {
            BaseIri = new Uri(Path.GetFullPath(file)).AbsoluteUri,
            SourceName = file,
            Lenient = lenient,
            JsonLd = jsonLd,
            OnNotice = notice => terminal.Error.WriteLine(notice.ToString()),
        };
        try
        {
            RdfFormats.ParseFile(file, sink, options, cancellation);
        }
        catch (RdfSyntaxException e) when (ContextException.Within(e) is { } refused)
        {
            throw new UserException(new($"{Place(e)}: {refused.Text.Nl} Er is niets geladen.", $"{Place(e)}: {refused.Text.En} Nothing was loaded."));
        }
        catch (RdfSyntaxException e)
        {
            throw new UserException(new($"Geen geldige {format}: {e.Message} Er is niets geladen.", $"Not valid {format}: {e.Message} Nothing was loaded."));
        }
        catch (InvalidDataException e)
        {
            throw new UserException(new($"{file}: beschadigd of afgebroken gzip-bestand ({e.Message}). Er is niets geladen.", $"{file}: damaged or truncated gzip file ({e.Message}). Nothing was loaded."));
        }
    }

    /// <summary>Where a fault stands: file and line.</summary>
    internal static string Place(RdfSyntaxException fault) => string.Create(CultureInfo.InvariantCulture, $"{fault.SourceName ?? "-"}:{fault.Line}");

    private static long SizeOf(string directory) =>
        new DirectoryInfo(new DataFolders(directory).Store).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    private static void Print(Terminal terminal, bool json, LoadReport report)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(report.ToValues(), JsonSerializerOptions.Web));
            return;
        }

        foreach (var (name, value) in report.ToValues())
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{value}"));
    }

    /// <summary>Passes quads on and says now and then how many there were.</summary>
    private sealed class ProgressSink(IQuadSink inner, Action<long> progress) : IQuadSink
    {
        private const long Step = 1 << 17;
        private long _count;

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            inner.Quad(subject, predicate, @object, graph);
            if (++_count % Step == 0)
                progress(_count);
        }
    }

    private sealed record LoadReport(long Read, long Added, double Seconds, long Bytes, QuadStore Store, long Commit)
    {
        public IReadOnlyList<KeyValuePair<string, object>> ToValues()
        {
            using var snapshot = Store.OpenSnapshot(ReaderScope.Internal);
            var quads = snapshot.QuadCount;
            return
            [
                new("quadsRead", Read),
                new("quadsAdded", Added),
                new("quadsInStore", quads),
                new("seconds", Math.Round(Seconds, 3)),
                new("quadsPerSecond", Math.Round(Read / Math.Max(Seconds, 0.001))),
                new("bytesPerQuad", Math.Round((double)Bytes / Math.Max(quads, 1), 1)),
                new("peakMemoryMiB", Process.GetCurrentProcess().PeakWorkingSet64 >> 20),
                new("commit", Commit),
            ];
        }
    }
}
