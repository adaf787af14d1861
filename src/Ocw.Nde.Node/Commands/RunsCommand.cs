using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Node.Operations;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>runs</c>: lists what was done, oldest first, and what waits for a person. It only reads, so it works while the node serves.</summary>
internal static class RunsCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var source = new Option<string?>("--source") { Description = "Alleen van deze bron / Of this source only", HelpName = "ID" };
        var command = new Command("runs", "Toon de oogstrondes / List the runs") { json, source, ShowRunCommand.Create(terminal, common), DecideCommand.Approve(terminal, common), DecideCommand.Reject(terminal, common) };
        command.SetAction(parsed =>
        {
            var settings = common.ReadSettings(parsed);
            var folders = new DataFolders(settings.DataDirectory);
            var wanted = parsed.GetValue(source);
            var runs = new RunLog(folders.Runs).Read().Where(r => wanted is null || r.Source == wanted).ToList();
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize<IReadOnlyList<RunRecord>>(runs, RunJson.Default.IReadOnlyListRunRecord));
                return ExitCode.Ok;
            }

            Write(terminal, runs);
            foreach (var waiting in new WaitingRuns(folders.Waiting).All().Where(w => wanted is null || w.Source == wanted))
                WriteWaiting(terminal, waiting);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(Terminal terminal, List<RunRecord> runs)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = 160;
        string T(string nl, string en) => terminal.Language == Localization.Language.Dutch ? nl : en;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (ReadOnlySpan<string>)[T("begonnen", "started"), T("bron", "source"), "protocol", T("uitkomst", "outcome"), T("gezien", "seen"), T("behouden", "kept"), T("apart", "set aside"), "triples", "s", T("reden", "reason")])
            table.AddColumn(column);
        foreach (var run in runs)
        {
            table.AddRow(
                [.. new[]
                {
                    run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), run.Source, run.Protocol ?? "", RunTable.OutcomeOf(run.Outcome, terminal.Language),
                    Text(run.Seen), Text(run.Kept), Text(run.SetAside), Text(run.Triples), run.Seconds.ToString("0.0", CultureInfo.InvariantCulture), RunTable.ReasonOf(run, terminal.Language) ?? "",
                }.Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    private static void WriteWaiting(Terminal terminal, WaitingRun run)
    {
        var outcome = RunTable.OutcomeOf(run.Outcome, terminal.Language);
        var nl = run.Approved is null
            ? $"{run.Source}: ronde {run.Run} is {outcome} en wacht op u: ocwnde runs approve {run.Source}, of ocwnde runs reject {run.Source}."
            : $"{run.Source}: ronde {run.Run} is goedgekeurd en wordt gepubliceerd zodra het knooppunt eraan toe is.";
        var en = run.Approved is null
            ? $"{run.Source}: run {run.Run} is {outcome} and waits for you: ocwnde runs approve {run.Source}, or ocwnde runs reject {run.Source}."
            : $"{run.Source}: run {run.Run} is approved and is published as soon as the node comes to it.";
        terminal.Out.WriteLine(terminal.Language == Localization.Language.Dutch ? nl : en);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
