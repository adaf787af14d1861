using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Node.Commands.Input;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>load FILE…</c>: puts RDF files into the store, all of them or none.</summary>
internal static class LoadCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var files = new Argument<string[]>("files") { Description = $"RDF-bestanden / RDF files ({InputFile.Endings})", Arity = ArgumentArity.OneOrMore };
        var graph = new Option<string?>("--graph") { Description = "Zet alles in deze graph / Put everything in this graph", HelpName = "IRI" };
        var replace = new Option<bool>("--replace") { Description = "Vervang de graphs in plaats van toe te voegen / Replace the graphs instead of adding" };
        var lenient = new Option<bool>("--lenient") { Description = "Herstel kleine fouten, met melding / Repair small faults, with a notice" };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var version = RdfVersionOption.Create();
        var command = new Command("load", "Laad RDF-bestanden in de opslag / Load RDF files into the store") { files, graph, replace, lenient, json, version };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            var mode = parsed.GetValue(replace) ? StageMode.Replace : StageMode.Add;
            var sources = parsed.GetValue(files)!.Select(f => InputFile.Of(f)).ToList();
            FreeSpace.Require(settings.DataDirectory, FreeSpace.OfFiles(sources.Select(s => s.Name)));
            var clock = Stopwatch.StartNew();
            using var web = new OutgoingWeb(settings, TimeProvider.System);
            using var store = QuadStore.Open(new DataFolders(settings.DataDirectory).Store);
            using var transaction = store.BeginWrite(cancellation);
            var bar = new ProgressBar(terminal, TimeProvider.System);
            var read = 0L;
            foreach (var file in sources)
            {
                using var stage = parsed.GetValue(graph) is { } iri
                    ? new StagingPipeline(transaction.Stage(new Iri(iri), GraphClass.Content, AccessLevel.Open, read == 0 ? mode : StageMode.Add))
                    : new StagingPipeline(transaction.StageDataset(GraphClass.Content, AccessLevel.Open, mode));
                var before = read;
                var phase = new LocalizedText(Path.GetFileName(file.Name), Path.GetFileName(file.Name));
                try
                {
                    Read(file, new CountingSink(stage, count => bar.Report(phase, before + count, null)), parsed.GetValue(lenient), new() { JsonLd = web.JsonLd, Version = RdfVersionOption.Read(parsed.GetValue(version)) ?? settings.RdfVersion }, terminal, cancellation);
                }
                catch (UserException e)
                {
                    throw new UserException(new($"{e.Text.Nl} Er is niets geladen.", $"{e.Text.En} Nothing was loaded."), e.Code);
                }

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

    /// <summary>Reads a file with its own address as base; what is doubtful in it is told on standard error.</summary>
    internal static void Read(InputFile file, IQuadSink sink, bool lenient, RdfReaderOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var trouble = new ReadingTrouble(terminal, lenient);
        file.Read(terminal, sink, trouble.Apply(options), UnpackLimits.Default, cancellation);
        trouble.Conclude();
    }

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
