using System.CommandLine;
using System.IO.Pipelines;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>query QUERY|-</c>: asks the store and prints the answer.</summary>
internal static class QueryCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var query = new Argument<string>("query") { Description = "De query, of - voor standaardinvoer / The query, or - for standard input" };
        var format = new Option<string?>("--format") { Description = "json, csv, tsv, xml, ttl, nt, nq, trig, jsonld", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong([.. AnswerFormat.KnownNames]);
        var json = new Option<bool>("--json") { Description = "Hetzelfde als --format json / The same as --format json" };
        var closed = new Option<bool>("--include-closed") { Description = "Ook wat niet openbaar is / What is not public too" };
        var seconds = new Option<double?>("--timeout") { Description = "Seconden; standaard geen grens / Seconds; no limit by default", HelpName = "S" };
        var command = new Command("query", "Stel een SPARQL-vraag / Ask in SPARQL") { query, format, json, closed, seconds };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            var text = parsed.GetValue(query) is "-" ? await terminal.In.ReadToEndAsync(cancellation) : parsed.GetValue(query)!;
            using var store = QuadStore.Open(new DataFolders(settings.DataDirectory).Store);
            var scope = parsed.GetValue(closed) ? ReaderScope.Internal : ReaderScope.Public;
            var dataset = new SparqlDataset(() => store.OpenSnapshot(scope));
            var limits = parsed.GetValue(seconds) is { } time ? QueryLimits.None with { Time = TimeSpan.FromSeconds(time) } : QueryLimits.None;
            using var result = dataset.Query(new SparqlRequest { Query = text, Limits = limits }, cancellation);
            var name = parsed.GetValue(json) ? "json" : parsed.GetValue(format) ?? (result is TripleSequence ? "ttl" : "tsv");
            var chosen = AnswerFormat.ByName(name, result)
                ?? throw new UserException(new($"Dit soort antwoord is er niet als {name}.", $"This kind of answer does not exist as {name}."), ExitCode.Usage);
            await WriteAsync(terminal, result, chosen, cancellation);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task WriteAsync(Terminal terminal, SparqlResult result, AnswerFormat format, CancellationToken cancellation)
    {
        var output = PipeWriter.Create(terminal.OutBytes, new StreamPipeWriterOptions(leaveOpen: true));
        using var writer = new AnswerWriter(result, format, output);
        bool more;
        do
        {
            more = writer.WriteSome();
            await output.FlushAsync(cancellation);
        }
        while (more);
        await output.CompleteAsync();
    }
}
