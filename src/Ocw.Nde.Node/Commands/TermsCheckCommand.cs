using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Quality;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>terms check FILE|SOURCE</c>: the quality of a vocabulary, in a file or kept in the node.</summary>
internal static class TermsCheckCommand
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var what = new Argument<string>("file|source") { Description = "Een RDF-bestand, of het id van een bewaarde bron / An RDF file, or the id of a kept source" };
        var examples = new Option<int>("--examples") { Description = "Hoeveel termen per bevinding / How many terms for each finding", DefaultValueFactory = _ => 10 };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("check", "Keur een thesaurus: labels, structuur, relaties; exitcode 1 bij fouten / Judge a thesaurus: labels, structure, relations; exit code 1 when there are errors") { what, examples, json };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(what)!;
            var checker = new VocabularyChecker(Math.Clamp(parsed.GetValue(examples), 0, 100_000));
            var isFile = File.Exists(name);
            if (isFile)
                ReadFile(name, checker, parsed, common);
            else
                ReadSource(name, checker, parsed, common);
            var report = checker.Report();
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(report, s_json));
            else
                Print(terminal, name, report);
            return report.Findings.Any(finding => finding.Severity == QualitySeverity.Error) ? ExitCode.Faults : ExitCode.Ok;
        });
        return command;
    }

    private static void ReadFile(string file, VocabularyChecker checker, ParseResult parsed, CommonOptions common)
    {
        using var web = common.OpenWeb(parsed);
        var reader = new RdfReaderOptions { Lenient = true, SourceName = file, BaseIri = new Uri(Path.GetFullPath(file)).AbsoluteUri, JsonLd = web.JsonLd, OnNotice = checker.Notice };
        try
        {
            RdfInput.File(file, new() { Reader = reader }).Read(checker.Sink);
        }
        catch (Exception e) when (e is RdfSyntaxException or InvalidDataException or NotSupportedException)
        {
            throw new UserException(new($"{file} kan niet gelezen worden: {e.Message}", $"{file} cannot be read: {e.Message}"), ExitCode.Faults);
        }
    }

    private static void ReadSource(string id, VocabularyChecker checker, ParseResult parsed, CommonOptions common)
    {
        using var host = common.Open(parsed);
        var kept = host.Terms.Sources.FirstOrDefault(source => source.Source.Id == id)?.Source ?? host.Network.Catalog.Find(id)?.KeptSource ?? throw new UserException(
            new($"{id} is geen bestand, en geen bewaarde termenbron; bewaard zijn: {string.Join(", ", host.Terms.Sources.Select(source => source.Source.Id))}.", $"{id} is no file, and no kept terminology source; kept are: {string.Join(", ", host.Terms.Sources.Select(source => source.Source.Id))}."),
            ExitCode.Usage);
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        var graph = snapshot.Terms.Find(kept.Graph);
        if (!graph.IsBound)
            return;
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.MergeOf(graph)), QuadOrder.Any);
        var batch = new QuadBatch();
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var row = 0; row < rows; row++)
                batch.Write(row, snapshot.Terms, checker.Sink);
        }
    }

    private static void Print(Terminal terminal, string name, QualityReport report)
    {
        var isDutch = terminal.Language == Language.Dutch;
        string N(int number) => number.ToString("N0", CultureInfo.GetCultureInfo(isDutch ? "nl-NL" : "en-GB"));
        terminal.Out.WriteLine(isDutch
            ? $"{name}: {N(report.Concepts)} begrippen, {N(report.Schemes)} schema's, {N(report.Labels)} labels ({string.Join(", ", report.Languages.Select(language => $"{(language.Key.Length == 0 ? "zonder taal" : language.Key)} {N(language.Value)}"))})"
            : $"{name}: {N(report.Concepts)} concepts, {N(report.Schemes)} schemes, {N(report.Labels)} labels ({string.Join(", ", report.Languages.Select(language => $"{(language.Key.Length == 0 ? "no language" : language.Key)} {N(language.Value)}"))})");
        foreach (var finding in report.Findings)
        {
            var severity = finding.Severity switch { QualitySeverity.Error => isDutch ? "FOUT" : "ERROR", QualitySeverity.Warning => isDutch ? "LET OP" : "WARNING", _ => "INFO" };
            terminal.Out.WriteLine($"\n{severity}  {finding.Id}: {N(finding.Count)}× {(isDutch ? finding.Nl : finding.En)}");
            foreach (var example in finding.Examples.Where(example => example.Iri.Length + example.Detail.Length > 0))
                terminal.Out.WriteLine($"    {example.Iri}{(example.Detail.Length > 0 ? "  " + example.Detail : "")}");
            if (finding.Count > finding.Examples.Count && finding.Examples.Count > 0)
                terminal.Out.WriteLine(isDutch ? $"    … en {N(finding.Count - finding.Examples.Count)} meer" : $"    … and {N(finding.Count - finding.Examples.Count)} more");
        }

        if (report.Findings.Count == 0)
            terminal.Out.WriteLine(isDutch ? "Niets op aan te merken." : "Nothing to remark.");
    }
}
