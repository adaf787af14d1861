using System.CommandLine;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>rml MAPPING</c>: runs a mapping in RML or YARRRML by itself; N-Quads to standard output or a file, logical targets where the mapping says.</summary>
internal static class RmlCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var mapping = new Argument<string>("mapping") { Description = "RML (.ttl, .nt, .jsonld, …) of YARRRML (.yml) / RML (.ttl, .nt, .jsonld, …) or YARRRML (.yml)" };
        var baseIri = new Option<string?>("--base") { Description = "IRI waar relatieve IRI's van het resultaat mee beginnen / IRI that relative IRIs of the result begin with", HelpName = "IRI" };
        var output = new Option<string?>("--out") { Description = "Bestand voor de N-Quads; anders standaarduitvoer / File for the N-Quads; else standard output", HelpName = "FILE" };
        var outFolder = new Option<string?>("--out-dir") { Description = "Map voor de logische doelen; anders die van de mapping / Folder for logical targets; else that of the mapping", HelpName = "FOLDER" };
        var allow = new Option<string[]>("--allow") { Description = "Map of begin van een webadres waaruit gelezen mag worden / Folder, or begin of a web address, that may be read", HelpName = "FOLDER|ADDRESS", AllowMultipleArgumentsPerToken = false };
        var strict = new Option<bool>("--strict") { Description = "Een verwijzing die nergens iets vindt is een fout / A reference that never finds anything is a fault" };
        var command = new Command("rml", "Voer een RML- of YARRRML-mapping uit / Run an RML or YARRRML mapping") { mapping, baseIri, output, outFolder, allow, strict };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(common.Language) is { } language)
                terminal.Language = Languages.FromTag(language);
            var file = parsed.GetValue(mapping)!;
            if (!File.Exists(file))
                throw new UserException(new($"{file} bestaat niet.", $"{file} does not exist."), ExitCode.Usage);
            var allowed = parsed.GetValue(allow) ?? [];
            using var web = new RmlWeb([.. allowed.Where(IsAddress)]);
            var options = new RmlOptions
            {
                BaseIri = Base(parsed.GetValue(baseIri)),
                WorkingFolder = Environment.CurrentDirectory,
                AllowedFolders = [.. allowed.Where(a => !IsAddress(a)).Select(Path.GetFullPath)],
                OutFolder = parsed.GetValue(outFolder),
                OpenWeb = web.IsOpen ? web.Open : null,
                Strict = parsed.GetValue(strict),
            };
            return Task.FromResult(Run(file, parsed.GetValue(output), options, terminal, cancellation));
        });
        return command;
    }

    private static int Run(string file, string? output, RmlOptions options, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            var mapping = RmlMapping.Load(file);
            var report = output is null ? Write(mapping, terminal.OutBytes, options, cancellation) : WriteFile(mapping, output, options, cancellation);
            Tell(report, terminal);
            return report.Faults == 0 ? ExitCode.Ok : ExitCode.Faults;
        }
        catch (RmlException e)
        {
            throw new UserException(new($"De mapping kan niet worden uitgevoerd: {e.Message}", $"The mapping cannot be run: {e.Message}"));
        }
    }

    private static RmlReport Write(RmlMapping mapping, Stream stream, RmlOptions options, CancellationToken cancellation)
    {
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, stream);
        var report = mapping.Run(writer, options, cancellation);
        writer.Complete();
        return report;
    }

    // The file appears under its own name when it is whole.
    private static RmlReport WriteFile(RmlMapping mapping, string output, RmlOptions options, CancellationToken cancellation)
    {
        var partial = output + ".part";
        try
        {
            RmlReport report;
            using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
                report = Write(mapping, file, options, cancellation);
            File.Move(partial, output, overwrite: true);
            return report;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void Tell(RmlReport report, Terminal terminal)
    {
        foreach (var message in report.Messages)
            terminal.Error.WriteLine(message);
        if (report.Faults > report.Messages.Count)
            terminal.Say($"… en nog {report.Faults - report.Messages.Count} fouten.", $"… and {report.Faults - report.Messages.Count} more faults.");
        foreach (var notice in report.Notices)
            terminal.Say($"Let op: {notice}", $"Note: {notice}");
        terminal.Say(
            $"{report.Records} records gelezen, {report.Statements} uitspraken geschreven, {report.Faults} fouten.",
            $"{report.Records} records read, {report.Statements} statements written, {report.Faults} faults.");
    }

    private static bool IsAddress(string allowed) =>
        allowed.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || allowed.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? Base(string? given) => given is null || IriCheck.IsAbsoluteIri(given)
        ? given
        : throw new UserException(new($"--base {given} is geen absolute IRI.", $"--base {given} is not an absolute IRI."), ExitCode.Usage);
}
