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
        command.SetAction((parsed, cancellation) =>
        {
            using var host = common.Open(parsed);
            var id = parsed.GetValue(dataset)!;
            var sources = host.Sources.Where(source => source.Dataset == id).ToList();
            if (sources.Count == 0)
                throw new UserException(new($"Er is geen dataset {id}; er zijn: {string.Join(", ", host.Sources.Select(s => s.Dataset).Distinct(StringComparer.Ordinal))}.", $"There is no dataset {id}; there are: {string.Join(", ", host.Sources.Select(s => s.Dataset).Distinct(StringComparer.Ordinal))}."), ExitCode.Usage);
            GraphKind[] kinds = parsed.GetValue(proposals) ? [GraphKind.Evidence, GraphKind.Proposals] : [GraphKind.Evidence];
            Write(terminal, host, sources, kinds, parsed.GetValue(format)!, cancellation);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Write(Terminal terminal, NodeHost host, List<SourceSettings> sources, GraphKind[] kinds, string format, CancellationToken cancellation)
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        var reader = new AlignmentReader(snapshot);
        if (format == "ttl")
        {
            var output = new BufferedStream(terminal.OutBytes, 1 << 16);
            var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, output);
            foreach (var graph in GraphsOf(host, sources, kinds).Select(g => snapshot.Terms.FindIri(g.Graph)).Where(g => g.IsBound))
                snapshot.Dump(graph, writer, cancellation);
            writer.Complete();
            output.Flush();
            return;
        }

        var rows = GraphsOf(host, sources, kinds).SelectMany(g => reader.Read(g.Graph, cancellation).Select(row => (g.Source, Row: row))).ToList();
        if (format == "csv")
        {
            AlignmentCsv.Write(terminal.Out, rows.SelectMany(r => reader.RecordsOf(r.Row.Node, host.Iris.Graph(r.Source.Dataset, r.Source.Channel, GraphKind.Content)).Select(record => (record, r.Row))));
            return;
        }

        var first = sources[0];
        var date = host.StateOf(first)?.PublishedAt ?? TimeProvider.System.GetUtcNow();
        var datasetIri = host.Iris.Dataset(first.Dataset);
        SssomTsv.Write(terminal.Out, new SssomHeader(datasetIri + "#alignments", first.Title.In(terminal.Language), first.License, datasetIri, host.Iris.Base + "id/source/", DateOnly.FromDateTime(date.UtcDateTime)), [.. rows.Select(r => r.Row)]);
    }

    private static IEnumerable<(SourceSettings Source, string Graph)> GraphsOf(NodeHost host, List<SourceSettings> sources, GraphKind[] kinds) =>
        sources.SelectMany(source => kinds.Select(kind => (source, host.Iris.Graph(source.Dataset, source.Channel, kind))));
}
