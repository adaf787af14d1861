using System.CommandLine;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>runs approve SOURCE</c> and <c>runs reject SOURCE</c>: a person decides on a run that is held or incomplete.</summary>
internal static class DecideCommand
{
    /// <summary>Publishes the run that waits, from the archive; while the node serves, it does so itself within half a minute.</summary>
    public static Command Approve(Terminal terminal, CommonOptions common)
    {
        var source = SourceArgument();
        var command = new Command("approve", "Publiceer de ronde die wacht / Publish the run that waits") { source };
        command.SetAction(async (parsed, cancellation) =>
        {
            var waiting = new WaitingRuns(new DataFolders(common.ReadSettings(parsed).DataDirectory).Waiting);
            var name = parsed.GetValue(source)!;
            var approved = Find(waiting, NameOf(common, parsed, name)) with { Approved = TimeProvider.System.GetUtcNow() };
            waiting.Put(approved);
            try
            {
                using var host = common.Open(parsed, FilesOf(name));
                var chosen = host.Sources.FirstOrDefault(s => s.Id == approved.Source)
                    ?? throw new UserException(new($"Er is geen bronbestand van {approved.Source} meer; zet het terug om de ronde te publiceren.", $"There is no source file of {approved.Source} any more; put it back to publish the run."), ExitCode.Usage);
                var bar = new ProgressBar(terminal, TimeProvider.System);
                var runs = await HarvestCommand.RunAllAsync(host, [chosen], new RunOptions { Approved = approved, Progress = bar.Report }, bar, cancellation);
                HarvestCommand.Print(terminal, runs, json: false);
                return runs.All(r => r.Outcome is RunOutcome.Complete or RunOutcome.Unchanged or RunOutcome.Incomplete && r.Commit > 0) ? ExitCode.Ok : ExitCode.Faults;
            }
            catch (StoreLockedException)
            {
                terminal.Say(
                    $"Goedgekeurd. Het knooppunt draait en publiceert ronde {approved.Run} binnen een halve minuut; ocwnde runs toont het.",
                    $"Approved. The node is running and publishes run {approved.Run} within half a minute; ocwnde runs shows it.");
                return ExitCode.Ok;
            }
        });
        return command;
    }

    /// <summary>Forgets the run that waits: what is served stays, and the next harvest asks the source again.</summary>
    public static Command Reject(Terminal terminal, CommonOptions common)
    {
        var source = SourceArgument();
        var command = new Command("reject", "Vergeet de ronde die wacht / Forget the run that waits") { source };
        command.SetAction(parsed =>
        {
            var waiting = new WaitingRuns(new DataFolders(common.ReadSettings(parsed).DataDirectory).Waiting);
            var run = Find(waiting, NameOf(common, parsed, parsed.GetValue(source)!));
            waiting.Remove(run.Dataset, run.Channel);
            terminal.Say($"Ronde {run.Run} is afgewezen. Wat getoond wordt blijft; de volgende oogst vraagt de bron opnieuw.", $"Run {run.Run} is rejected. What is served stays; the next harvest asks the source again.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> SourceArgument() => new("source") { Description = "De id van de bron of van de ronde, of het bronbestand / The id of the source or of the run, or the source file" };

    private static string[] FilesOf(string name) => File.Exists(name) ? [name] : [];

    private static string NameOf(CommonOptions common, ParseResult parsed, string name) =>
        File.Exists(name) ? common.ReadSources(common.ReadSettings(parsed), [name]).First(s => s.File == Path.GetFullPath(name)).Id : name;

    private static WaitingRun Find(WaitingRuns waiting, string name) =>
        waiting.All().FirstOrDefault(w => w.Source == name || w.Run == name)
        ?? throw new UserException(new($"Van {name} wacht geen ronde; ocwnde runs toont wat wacht.", $"No run of {name} waits; ocwnde runs shows what does."), ExitCode.Usage);
}
