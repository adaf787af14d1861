using System.CommandLine;
using System.Text.Json;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>harvest FILE.yaml…</c>: walks sources through the house and prints what was done.</summary>
internal static class HarvestCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var files = new Argument<string[]>("files") { Description = "Bronbestanden; geen = alle bronnen van het knooppunt / Source files; none = all sources of the node", Arity = ArgumentArity.ZeroOrMore };
        var full = new Option<bool>("--full") { Description = "Vraag alles opnieuw / Ask for everything again" };
        var fromArchive = new Option<bool>("--from-archive") { Description = "Verwerk opnieuw uit het archief, zonder netwerk / Process again from the archive, without the network" };
        var accept = new Option<bool>("--accept-incomplete") { Description = "Laat een onvolledige oogst een volledige versie vervangen / Let an incomplete run replace a complete version" };
        var dry = new Option<bool>("--dry-run") { Description = "Toon wat er zou komen, zonder iets te bewaren / Show what would come, and keep nothing" };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("harvest", "Oogst bronnen en verwerk ze / Harvest sources and process them") { files, full, fromArchive, accept, dry, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var named = parsed.GetValue(files) ?? [];
            if (named.FirstOrDefault(f => !File.Exists(f)) is { } missing)
                throw new UserException(new($"{missing} bestaat niet.", $"{missing} does not exist."), ExitCode.Usage);
            using var host = common.Open(parsed, named);
            var chosen = named.Length == 0 ? host.Sources : [.. named.Select(f => host.Sources.First(s => s.File == Path.GetFullPath(f)))];
            if (chosen.Count == 0)
                throw new UserException(new($"Er zijn geen bronnen in {host.Settings.SourcesDirectory}.", $"There are no sources in {host.Settings.SourcesDirectory}."), ExitCode.Usage);
            if (parsed.GetValue(dry))
                return await DryRun.RunAsync(terminal, host, chosen, parsed.GetValue(full), parsed.GetValue(json), cancellation);
            var bar = new ProgressBar(terminal, TimeProvider.System);
            var options = new RunOptions
            {
                Full = parsed.GetValue(full),
                FromArchive = parsed.GetValue(fromArchive),
                AcceptIncomplete = parsed.GetValue(accept),
                Progress = bar.Report,
            };
            var runs = await RunAllAsync(host, chosen, options, bar, cancellation);
            Print(terminal, runs, parsed.GetValue(json));
            return runs.All(IsWell) ? ExitCode.Ok : ExitCode.Faults;
        });
        return command;
    }

    /// <summary>Runs sources one after another: terms first, since collections are aligned with them.</summary>
    internal static async Task<IReadOnlyList<RunRecord>> RunAllAsync(NodeHost host, IReadOnlyList<SourceSettings> sources, RunOptions options, ProgressBar bar, CancellationToken cancellation)
    {
        var runner = new SourceRunner(host, TimeProvider.System);
        var runs = new List<RunRecord>();
        foreach (var source in sources.OrderByDescending(s => s.Kind))
        {
            runs.Add(await runner.RunAsync(source, options, cancellation));
            bar.Done();
        }

        return runs;
    }

    /// <summary>Prints the tables, or the JSON.</summary>
    internal static void Print(Terminal terminal, IReadOnlyList<RunRecord> runs, bool json)
    {
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(runs, RunJson.Default.IReadOnlyListRunRecord));
        else
            RunTable.Write(terminal.Out, runs, terminal.Language);
    }

    // Violations of the profile are reported, but they are no fault of the run.
    private static bool IsWell(RunRecord run) => run.Outcome is RunOutcome.Complete or RunOutcome.Unchanged && run.SetAside == 0;
}
