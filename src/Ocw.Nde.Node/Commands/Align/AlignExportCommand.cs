using System.CommandLine;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Alignments;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary><c>align export DATASET</c>: the alignments of a dataset as SSSOM, as a table by the institution's own record numbers, or as RDF.</summary>
internal static class AlignExportCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var dataset = new Argument<string>("dataset") { Description = "De id van de dataset / The id of the dataset" };
        var format = new Option<string>("--format") { Description = "sssom, csv of ttl / sssom, csv or ttl", HelpName = "FORMAT", DefaultValueFactory = _ => "sssom" };
        var proposals = new Option<bool>("--proposals") { Description = "Ook wat op een mens wacht / What waits for a person too" };
        format.AcceptOnlyFromAmong("sssom", "csv", "ttl");
        var command = new Command("export", "Schrijf de koppelingen van een dataset / Write the alignments of a dataset") { dataset, format, proposals };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = common.Open(parsed);
            var id = parsed.GetValue(dataset)!;
            var sources = host.Sources.Where(source => source.Dataset == id).ToList();
            if (sources.Count == 0)
                throw new UserException(new($"Er is geen dataset {id}; er zijn: {string.Join(", ", host.Sources.Select(s => s.Dataset).Distinct(StringComparer.Ordinal))}.", $"There is no dataset {id}; there are: {string.Join(", ", host.Sources.Select(s => s.Dataset).Distinct(StringComparer.Ordinal))}."), ExitCode.Usage);
            await WriteAsync(terminal, host, sources, parsed.GetValue(proposals), parsed.GetValue(format)!, cancellation);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task WriteAsync(Terminal terminal, NodeHost host, List<SourceSettings> sources, bool proposals, string format, CancellationToken cancellation)
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        var export = new AlignmentExport(host, snapshot, sources, proposals);
        switch (format)
        {
            case "ttl":
                var output = new BufferedStream(terminal.OutBytes, 1 << 16);
                var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, output);
                foreach (var graph in export.Graphs.Select(iri => snapshot.Terms.FindIri(iri)).Where(id => id.IsBound))
                    snapshot.Dump(graph, writer, cancellation);
                writer.Complete();
                await output.FlushAsync(cancellation);
                break;
            case "csv":
                await export.WriteCsvAsync(terminal.Out, cancellation);
                break;
            default:
                await export.WriteSssomAsync(terminal.Out, terminal.Language, cancellation);
                break;
        }
    }
}
