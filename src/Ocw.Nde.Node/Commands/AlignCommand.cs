using System.CommandLine;
using System.Text.Json;
using Ocw.Nde.Node.Commands.Align;
using Ocw.Nde.Termen.Alignment.Gold;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>align DATASET</c> aligns what is served again; <c>align --gold DIR</c> measures the alignment of terms on strings whose terms are known; <c>align train</c> learns its weights from them.</summary>
internal static class AlignCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var datasets = new Argument<string[]>("dataset") { Description = "Koppel deze datasets opnieuw, zonder te oogsten: id's of bronbestanden / Align these datasets again, without harvesting: ids or source files", Arity = ArgumentArity.ZeroOrMore };
        var dry = new Option<bool>("--dry-run") { Description = "Toon wat er zou veranderen, zonder iets te bewaren / Show what would change, and keep nothing" };
        var gold = new Option<string?>("--gold") { Description = "Meet op deze set: een map met strings waarvan de term bekend is / Measure on this set: a folder of strings whose term is known", HelpName = "DIR" };
        var queries = new Option<string?>("--queries") { Description = "Andere strings van dezelfde vorm / Other strings of the same form", HelpName = "FILE" };
        var authority = new Option<string?>("--authority") { Description = "Andere termen: JSON-regels, een GeoNames-tabel of SKOS / Other terms: JSON lines, a GeoNames table or SKOS", HelpName = "FILE" };
        var alone = new Option<bool>("--alone") { Description = "Elke string staat alleen, ook waar er meer bij één record horen / Each string stands alone, even where several belong to one record" };
        var heldOut = new Option<bool>("--held-out") { Description = "Alleen de strings die geen gewicht of drempel heeft gezien / Only the strings that no weight or threshold has seen" };
        var log = new Option<string?>("--log") { Description = "Schrijf elk antwoord naar dit bestand / Write each answer to this file", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("align", "Koppel waarden aan termen, en meet hoe goed dat gaat / Align values with terms, and measure how well that goes") { datasets, dry, gold, queries, authority, alone, heldOut, log, json, AlignTrainCommand.Create(terminal, common), AlignExportCommand.Create(terminal, common), AlignReviewCommand.Create(terminal, common), AlignSubjectsCommand.Create(terminal, common) };
        command.SetAction(async (parsed, cancellation) =>
        {
            common.ReadSettings(parsed);
            if (parsed.GetValue(datasets) is { Length: > 0 } named)
                return await AlignDatasetCommand.RunAsync(terminal, common, parsed, named, parsed.GetValue(dry), parsed.GetValue(json), cancellation);
            if (parsed.GetValue(gold) is not { } folder)
                throw new UserException(new("Noem een dataset om opnieuw te koppelen, of een set om op te meten met --gold DIR.", "Name a dataset to align again, or a set to measure on with --gold DIR."), ExitCode.Usage);
            if (SubjectGold.ObjectsOf(folder) is { } objects)
            {
                SubjectGold.Measure(terminal, folder, objects, parsed.GetValue(queries), parsed.GetValue(authority), parsed.GetValue(json), cancellation);
                return ExitCode.Ok;
            }

            var set = GoldSets.Open(folder, parsed.GetValue(queries), parsed.GetValue(authority), parsed.GetValue(alone));
            using var index = new GoldIndexFolder();
            var lines = new List<string>();
            var report = await GoldSets.MeasureAsync(set, index.Path, new GoldOptions { HeldOutOnly = parsed.GetValue(heldOut), Log = parsed.GetValue(log) is null ? null : lines.Add }, cancellation);
            if (parsed.GetValue(log) is { } file)
                await File.WriteAllLinesAsync(file, lines, cancellation);
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(GoldJson.Of(report), GoldJsonContext.Default.GoldJson));
            else
                GoldText.Write(terminal, report);
            return ExitCode.Ok;
        });
        return command;
    }
}
