using System.CommandLine;
using System.Globalization;
using Ocw.Nde.Node.Commands.Input;
using Ocw.Nde.Node.Commands.Validation;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Sources;
using LocalizedText = Ocw.Nde.Node.Localization.LocalizedText;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>validate DATA…</c>: holds RDF against SHACL shapes, the shared record profile by default. Exit code 0 without violations, 1 with, 2 where that cannot be told.</summary>
internal static class ValidateCommand
{
    private const int Examples = 10;
    private const string RecordShapes = "schema-ap-nde";
    private const string DatasetShapes = "dataset";

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var data = new Argument<string[]>("data") { Description = $"RDF-bestanden, of - voor standaardinvoer; samen één graaf / RDF files, or - for standard input; one graph together ({InputFile.Endings})", Arity = ArgumentArity.OneOrMore };
        var shapes = new Option<string[]>("--shapes")
        {
            Description = "Bestanden met SHACL-vormen, of schema-ap-nde (standaard) of dataset / Files with SHACL shapes, or schema-ap-nde (default) or dataset",
            HelpName = "SHAPES",
            AllowMultipleArgumentsPerToken = true,
        };
        var format = new Option<string>("--format") { Description = "text, ttl, jsonld of json / text, ttl, jsonld or json", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "ttl", "jsonld", "json");
        var json = new Option<bool>("--json") { Description = "Hetzelfde als --format json / The same as --format json" };
        var severity = new Option<string>("--severity") { Description = "Toon alleen wat minstens zo erg is: violation, warning, info of all / Show only what is at least as severe", HelpName = "SEVERITY", DefaultValueFactory = _ => "all" };
        severity.AcceptOnlyFromAmong("violation", "warning", "info", "all");
        var maxResults = new Option<int>("--max-results") { Description = "Hoogstens zoveel resultaten in ttl of jsonld / At most so many results in ttl or jsonld", HelpName = "N", DefaultValueFactory = _ => 10_000 };
        var from = new Option<string?>("--from") { Description = "Syntaxis van standaardinvoer: nt, nq, ttl, trig, rdf, jsonld, html of een mediatype / Syntax of standard input", HelpName = "SYNTAX" };
        var baseIri = new Option<string?>("--base") { Description = "IRI waar relatieve IRI's bij horen / IRI that relative IRIs are resolved against", HelpName = "IRI" };
        var lenient = new Option<bool>("--lenient") { Description = "Herstel kleine fouten, met melding / Repair small faults, with a notice" };
        var asIs = new Option<bool>("--as-is") { Description = "Neem http://schema.org/ en https://schema.org/ niet als hetzelfde / Do not take http://schema.org/ and https://schema.org/ as the same" };
        var disk = new Option<bool>("--disk") { Description = "Houd de gegevens op schijf, niet in het geheugen; vanzelf boven 256 MiB / Keep the data on disk, not in memory; of itself above 256 MiB" };
        var command = new Command("validate", "Toets RDF aan vormen / Validate RDF against shapes") { data, shapes, format, json, severity, maxResults, from, baseIri, lenient, asIs, disk };
        command.SetAction((parsed, cancellation) =>
        {
            using var web = common.OpenWeb(parsed);
            var request = new Request(
                parsed.GetValue(data)!,
                parsed.GetValue(json) ? "json" : parsed.GetValue(format)!,
                LeastOf(parsed.GetValue(severity)!),
                Math.Max(0, parsed.GetValue(maxResults)),
                parsed.GetValue(common.Language) is null ? null : terminal.Language.Tag());
            var syntax = InputSyntaxes.OfOption("--from", parsed.GetValue(from), InputSyntaxes.All);
            var reader = new RdfReaderOptions { JsonLd = web.JsonLd };
            var triples = ReadShapes(parsed.GetValue(shapes) is { Length: > 0 } named ? named : [RecordShapes], new ValidationInputs(terminal, reader, lenient: false), cancellation);
            var inputs = new ValidationInputs(terminal, reader with { BaseIri = Base(parsed.GetValue(baseIri)) }, parsed.GetValue(lenient));
            bool? schemaHttps = parsed.GetValue(asIs) ? null : SchemaOrgForm.FormOf(triples);
            void Read(IQuadSink sink) => ReadData(request.Data, syntax, inputs, schemaHttps, sink, terminal, cancellation);
            using var read = parsed.GetValue(disk) || ValidationData.IsLarge(request.Data)
                ? ValidationData.OnDisk(request.Data, Read, cancellation)
                : ValidationData.InMemory(Read);
            return Task.FromResult(Validate(read.Source, ShapesGraph.Load(triples), request, terminal, cancellation));
        });
        return command;
    }

    private static int Validate(IQuadSource source, ShapesGraph shapes, Request request, Terminal terminal, CancellationToken cancellation)
    {
        var isRdf = request.Format is "ttl" or "jsonld";
        var grouping = new DatasetReportOptions { Dataset = new Iri(ValidationInputs.NameOf(request.Data[0])), Generated = TimeProvider.System.GetUtcNow(), Examples = Examples };
        var bar = new ProgressBar(terminal, TimeProvider.System);
        var phase = new LocalizedText("toetsen", "validating");
        var report = ShaclValidator.Validate(
            source,
            GraphSelector.Default,
            shapes,
            new ValidationOptions
            {
                MaximumResults = isRdf ? request.MaximumResults : int.MaxValue,
                ExamplesPerCount = isRdf ? int.MaxValue : Examples,
                LeastSeverity = request.Least,
                IncludeDetails = true,
                RecordClass = grouping.RecordClass,
                Progress = new DirectProgress(count => bar.Report(phase, count, null)),
            },
            cancellation);
        bar.Done();
        var grouped = DatasetReport.From(report, grouping).AtLeast(request.Least);
        Say(report, shapes, grouped.Problems.Sum(problem => problem.Count), isRdf ? request.MaximumResults : long.MaxValue, terminal);
        switch (request.Format)
        {
            case "ttl":
                ValidationOutput.WriteRdf(terminal, report, RdfFormats.Turtle, request.Language);
                break;
            case "jsonld":
                ValidationOutput.WriteRdf(terminal, report, RdfFormats.JsonLd, request.Language);
                break;
            case "json":
                ValidationOutput.WriteJson(terminal, report, grouped);
                break;
            default:
                terminal.Out.Write((grouped with { Notices = [] }).ToText(terminal.Language.Tag()));
                break;
        }

        // Without a violation «valid» is only true if everything could be carried out.
        return !report.IsValid ? ExitCode.Faults : report.IsComplete ? ExitCode.Ok : ExitCode.Usage;
    }

    private static List<Triple> ReadShapes(string[] names, ValidationInputs inputs, CancellationToken cancellation)
    {
        var triples = new List<Triple>();
        foreach (var name in names)
        {
            var graph = new RdfGraph();
            if (!File.Exists(name) && name is RecordShapes or DatasetShapes)
            {
                using var file = StandardShapes.Open(name + ".ttl");
                RdfFormats.Parse(file, RdfFormats.Turtle, new RdfGraphSink(graph), new() { BlankNodePrefix = "standard" }, cancellation);
            }
            else
            {
                inputs.Read(name, format: null, new RdfGraphSink(graph), cancellation);
            }

            triples.AddRange(graph);
        }

        inputs.Conclude();
        return triples;
    }

    private static void ReadData(string[] names, RdfFormat? syntax, ValidationInputs inputs, bool? schemaHttps, IQuadSink target, Terminal terminal, CancellationToken cancellation)
    {
        var form = schemaHttps is { } toHttps ? new SchemaOrgForm(target, toHttps) : null;
        var bar = new ProgressBar(terminal, TimeProvider.System);
        var phase = new LocalizedText("lezen", "reading");
        var sink = new CountingSink(form ?? target, count => bar.Report(phase, count, null));

        // A syntax is given for standard input, or for the only file.
        foreach (var name in names)
            inputs.Read(name, names.Length == 1 || name == InputFile.Standard ? syntax : null, sink, cancellation);
        bar.Done();
        inputs.Conclude();
        if (form is { Changed: > 0 })
        {
            var (other, own) = schemaHttps == true ? ("http", "https") : ("https", "http");
            terminal.Say(
                $"{form.Changed:N0} namen met {other}://schema.org/ zijn gelezen als {own}://schema.org/, zoals de vormen ze schrijven (--as-is zet dat uit).",
                $"{form.Changed:N0} names with {other}://schema.org/ were read as {own}://schema.org/, as the shapes write them (--as-is switches that off).");
        }
    }

    private static void Say(ValidationReport report, ShapesGraph shapes, long wanted, long maximum, Terminal terminal)
    {
        foreach (var notice in report.Notices)
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{notice.Shape}: {notice.Message.In(terminal.Language.Tag())}"));
        if (!shapes.TargetShapes.Any())
            terminal.Say("De vormen wijzen niets aan om te toetsen: geen enkele heeft een sh:target…", "The shapes point at nothing to validate: none has an sh:target…");
        else if (report.Targets.Validated == 0)
            terminal.Say("Niets getoetst: in de gegevens staat niets waar de vormen over gaan.", "Nothing was validated: the data holds nothing that the shapes are about.");
        if (wanted > maximum)
            terminal.Say($"Getoond worden de eerste {maximum:N0} van {wanted:N0} resultaten (--max-results).", $"The first {maximum:N0} of {wanted:N0} results are shown (--max-results).");
        if (!report.IsComplete && report.IsValid)
            terminal.Say("Niet alles kon worden uitgevoerd; of de gegevens voldoen, is niet vastgesteld.", "Not everything could be carried out; whether the data conforms was not established.");
    }

    private static Iri? LeastOf(string severity) => severity switch
    {
        "violation" => new Iri(ShaclNs.Violation),
        "warning" => new Iri(ShaclNs.Warning),
        "info" => new Iri(ShaclNs.Info),
        _ => null,
    };

    private static string? Base(string? given) =>
        given is null || IriCheck.IsAbsoluteIri(given) ? given : throw new UserException(new($"--base {given} is geen absolute IRI.", $"--base {given} is not an absolute IRI."), ExitCode.Usage);

    private sealed record Request(string[] Data, string Format, Iri? Least, int MaximumResults, string? Language);

    private sealed class DirectProgress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
