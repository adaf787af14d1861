using System.CommandLine;
using System.Text.Json;
using Ocw.Nde.Node.Commands.Reports;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline.Quality;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>runs show RUN</c>: one run, with what it found in its records. It only reads, so it works while the node serves.</summary>
internal static class ShowRunCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var run = new Argument<string>("run") { Description = "De id van de ronde, of van een bron: de laatste ronde met een verslag / The id of the run, or of a source: its last run with a report" };
        var fields = new Option<bool>("--fields") { Description = "Toon wat er met elk bronveld gebeurde / Show what became of each source field" };
        var quality = new Option<bool>("--quality") { Description = "Toon de kwaliteit volgens Europeana, met records om te verbeteren / Show the quality by Europeana's rules, with records to mend" };
        var validation = new Option<bool>("--validation") { Description = "Toon hoeveel records aan het profiel voldoen, en wat eraan te doen is / Show how many records conform to the profile, and what to do" };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("show", "Toon één ronde / Show one run") { run, fields, validation, quality, json };
        command.SetAction(parsed =>
        {
            var folders = new DataFolders(common.ReadSettings(parsed).DataDirectory);
            var reports = new RunReports(folders.RunReports);
            var shown = Find(new RunLog(folders.Runs).Read(), reports, parsed.GetValue(run)!);
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(shown, RunReportJson.Default.ShownRun));
                return ExitCode.Ok;
            }

            RunTable.Write(terminal.Out, [shown.Run], terminal.Language);
            if (!parsed.GetValue(fields) && !parsed.GetValue(quality) && !parsed.GetValue(validation))
                return ExitCode.Ok;
            if (shown.Report is null)
            {
                terminal.Say(
                    $"Van deze ronde is geen verslag: er werd niets omgezet, of het is van langer dan {RunReports.Kept} verslagen geleden. ocwnde harvest --from-archive maakt een nieuw.",
                    $"There is no report of this run: nothing was mapped, or it is more than {RunReports.Kept} reports ago. ocwnde harvest --from-archive makes another.");
                return ExitCode.Faults;
            }

            if (parsed.GetValue(fields))
                FieldTable.Write(terminal, shown.Report.Fields);
            if (parsed.GetValue(validation))
                ValidationText.Write(terminal, shown.Report.Validation);
            if (parsed.GetValue(quality))
                WriteQuality(terminal, shown.Report);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void WriteQuality(Terminal terminal, RunReport report)
    {
        if (report.Quality is { } figures)
            terminal.Out.Write(QualityText.Of(figures, terminal.Language));
        else
            terminal.Say("In deze ronde is geen openbaar object beoordeeld.", "No public object was judged in this run.");
        if (report.Media is { } media)
            terminal.Out.Write(QualityText.Of(media, terminal.Language));
    }

    private static ShownRun Find(IReadOnlyList<RunRecord> runs, RunReports reports, string name)
    {
        if (runs.FirstOrDefault(r => r.Id == name) is { } named)
            return new ShownRun(named, reports.Find(named.Source, named.Id));
        var ofSource = runs.Where(r => r.Source == name).Reverse().ToList();
        if (ofSource.Count == 0)
            throw new UserException(new($"Er is geen ronde en geen bron {name}; ocwnde runs --json toont de rondes met hun id.", $"There is no run and no source {name}; ocwnde runs --json lists the runs with their ids."), ExitCode.Usage);
        return ofSource.Select(r => new ShownRun(r, reports.Find(r.Source, r.Id))).FirstOrDefault(s => s.Report is not null) ?? new ShownRun(ofSource[0], null);
    }
}
