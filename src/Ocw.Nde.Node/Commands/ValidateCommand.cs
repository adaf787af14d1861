using System.CommandLine;
using System.Text.Json;
using Ocw.Nde.Node.Commands.Input;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>validate DATA</c>: holds RDF against shapes, the shared record profile by default. Exit code 1 when there is a violation.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var data = new Argument<string>("data") { Description = "RDF-bestand / RDF file" };
        var shapes = new Option<string?>("--shapes") { Description = "Bestand met SHACL-vormen; standaard SCHEMA-AP-NDE / File with SHACL shapes; SCHEMA-AP-NDE by default", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "text, ttl of json / text, ttl or json", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "ttl", "json");
        var json = new Option<bool>("--json") { Description = "Hetzelfde als --format json / The same as --format json" };
        var command = new Command("validate", "Toets RDF aan vormen / Validate RDF against shapes") { data, shapes, format, json };
        command.SetAction((parsed, cancellation) =>
        {
            using var web = common.OpenWeb(parsed);
            var file = parsed.GetValue(data)!;
            var builder = new MemoryQuadSourceBuilder(DefaultGraphMode.Union, expectedQuads: 1024);
            LoadCommand.Read(InputFile.Of(file), builder, lenient: false, web.JsonLd, terminal, cancellation);
            var graph = parsed.GetValue(shapes) is { } shapesFile ? ReadShapes(shapesFile, web.JsonLd, terminal, cancellation) : StandardShapes.RecordProfile;
            var report = DatasetReport.Create(
                builder.Build(), GraphSelector.Default, graph,
                new DatasetReportOptions { Dataset = new Iri(new Uri(Path.GetFullPath(file)).AbsoluteUri), Generated = TimeProvider.System.GetUtcNow() },
                cancellation: cancellation);
            Print(terminal, report, parsed.GetValue(json) ? "json" : parsed.GetValue(format)!);
            return Task.FromResult(report.IsValid ? ExitCode.Ok : ExitCode.Faults);
        });
        return command;
    }

    private static ShapesGraph ReadShapes(string file, JsonLdOptions jsonLd, Terminal terminal, CancellationToken cancellation)
    {
        var graph = new RdfGraph();
        LoadCommand.Read(InputFile.Of(file), new RdfGraphSink(graph), lenient: false, jsonLd, terminal, cancellation);
        return ShapesGraph.Load(graph);
    }

    private static void Print(Terminal terminal, DatasetReport report, string format)
    {
        switch (format)
        {
            case "json":
                terminal.Out.WriteLine(JsonSerializer.Serialize(
                    new
                    {
                        valid = report.IsValid,
                        records = report.Records,
                        violations = report.ViolationCount,
                        warnings = report.WarningCount,
                        infos = report.InfoCount,
                        problems = report.Problems.Select(p => new
                        {
                            severity = p.Severity.Value,
                            component = p.Component.Value,
                            message = p.MessageIn(terminal.Language.Tag()),
                            count = p.Count,
                            nodes = p.Nodes,
                            examples = p.Examples.Select(e => new { record = e.Record?.ToString(), focusNode = e.FocusNode.ToString(), value = e.Value?.ToString() }),
                        }),
                    },
                    JsonSerializerOptions.Web));
                break;
            case "ttl":
                using (var output = new MemoryStream())
                {
                    var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, output);
                    new Pipeline.TripleSpans(writer).Write(report.ToTriples(new Iri("urn:ocwnde:report")));
                    writer.Complete();
                    terminal.OutBytes.Write(output.ToArray());
                    terminal.OutBytes.Flush();
                }

                break;
            default:
                terminal.Out.Write(report.ToText(terminal.Language.Tag()));
                break;
        }
    }
}
