using System.CommandLine;
using Ocw.Nde.Node.Commands.Input;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>convert IN OUT</c>: from one RDF syntax to another, as a stream; <c>-</c> is standard input or output.</summary>
internal static class ConvertCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var input = new Argument<string>("in") { Description = $"Bestand, of - voor standaardinvoer / File, or - for standard input ({InputFile.Endings})" };
        var output = new Argument<string>("out") { Description = "Bestand (ook .gz), of - voor standaarduitvoer / File (also .gz), or - for standard output" };
        var from = new Option<string?>("--from") { Description = "Syntaxis van de invoer: nt, nq, ttl, trig, rdf, jsonld, html of een mediatype / Syntax of the input", HelpName = "SYNTAX" };
        var to = new Option<string?>("--to") { Description = "Syntaxis van de uitvoer / Syntax of the output", HelpName = "SYNTAX" };
        var baseIri = new Option<string?>("--base") { Description = "IRI waar relatieve IRI's bij horen / IRI that relative IRIs are resolved against", HelpName = "IRI" };
        var strict = new Option<bool>("--strict") { Description = "Weiger elke fout (standaard) / Refuse every fault (default)" };
        var lenient = new Option<bool>("--lenient") { Description = "Herstel kleine fouten, met melding / Repair small faults, with a notice" };
        var pretty = new Option<bool>("--pretty") { Description = "Blanke knopen en lijsten ingevoegd, tot 100.000 statements / Blank nodes and lists nested, up to 100,000 statements" };
        var dropGraphs = new Option<bool>("--drop-graph-names") { Description = "Laat graphnamen weg waar de uitvoer ze niet kent / Leave graph names out where the output has none" };
        var maxUnpacked = new Option<long>("--max-unpacked") { Description = "Hoogstens zo veel GiB uitgepakt / At most so many GiB unpacked", HelpName = "GIB", DefaultValueFactory = _ => UnpackLimits.Default.MaxBytes >> 30 };
        var version = RdfVersionOption.Create();
        var command = new Command("convert", "Zet RDF om naar een andere syntaxis / Convert RDF to another syntax") { input, output, from, to, baseIri, strict, lenient, pretty, dropGraphs, maxUnpacked, version };
        command.SetAction((parsed, cancellation) =>
        {
            using var web = common.OpenWeb(parsed);
            if (parsed.GetValue(strict) && parsed.GetValue(lenient))
                throw new UserException(new("Kies --strict of --lenient, niet beide.", "Choose --strict or --lenient, not both."), ExitCode.Usage);
            var source = InputFile.Of(parsed.GetValue(input)!, InputSyntaxes.OfOption("--from", parsed.GetValue(from), InputSyntaxes.All), "--from");
            var target = new ConversionTarget(parsed.GetValue(output)!, parsed.GetValue(to));
            if (target.IsSameFile(source))
                throw new UserException(new("In- en uitvoer zijn hetzelfde bestand.", "Input and output are the same file."), ExitCode.Usage);

            var rdf = RdfVersionOption.Read(parsed.GetValue(version)) ?? RdfVersion.Rdf11;
            var trouble = new ReadingTrouble(terminal, parsed.GetValue(lenient));
            var reader = trouble.Apply(new RdfReaderOptions { BaseIri = Base(parsed.GetValue(baseIri)), JsonLd = web.JsonLd, Version = rdf });
            var writer = new RdfWriterOptions { NestBlankNodes = parsed.GetValue(pretty), DropGraphNames = parsed.GetValue(dropGraphs), Version = rdf };
            var limits = new UnpackLimits { MaxBytes = Math.Clamp(parsed.GetValue(maxUnpacked), 1, 1L << 30) << 30 };
            var bar = new ProgressBar(terminal, TimeProvider.System);
            var phase = new LocalizedText($"naar {target.Format.Name}", $"to {target.Format.Name}");
            target.Write(terminal, writer, sink => source.Read(terminal, new CountingSink(sink, count => bar.Report(phase, count, null)), reader, limits, cancellation));
            bar.Done();
            trouble.Conclude();
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static string? Base(string? given) =>
        given is null || IriCheck.IsAbsoluteIri(given) ? given : throw new UserException(new($"--base {given} is geen absolute IRI.", $"--base {given} is not an absolute IRI."), ExitCode.Usage);
}
