using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Termen;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>serve</c>: publishes what is stored, and harvests on schedule.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var port = new Option<int?>("--port") { Description = "Poort; 0 = een vrije / Port; 0 = a free one", HelpName = "N" };
        var updates = new Option<bool>("--allow-anonymous-updates")
        {
            Description = "Iedereen op deze machine mag zonder sleutel wijzigen; alleen op een loopback-adres / Anyone on this machine may change data without a key; on a loopback address only",
        };
        var version = RdfVersionOption.Create();
        var command = new Command("serve", "Publiceer en oogst volgens rooster / Publish, and harvest on schedule") { port, updates, version };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = common.Open(parsed, change: settings => Serving(settings with { RdfVersion = RdfVersionOption.Read(parsed.GetValue(version)) ?? settings.RdfVersion }, parsed.GetValue(port), parsed.GetValue(updates)));
            await RunAsync(terminal, host, host.Settings.Port, cancellation);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The settings with what the command line says.</summary>
    private static NodeSettings Serving(NodeSettings settings, int? port, bool allowAnonymousUpdates)
    {
        if (allowAnonymousUpdates && !IPAddress.IsLoopback(IPAddress.Parse(settings.Listen)))
        {
            throw new UserException(
                new(
                    $"--allow-anonymous-updates kan alleen op een loopback-adres, en dit knooppunt luistert op {settings.Listen}: iedereen die daar bij kan, zou alles kunnen wissen. Geef sleutels met may: update in node.yaml.",
                    $"--allow-anonymous-updates works on a loopback address only, and this node listens on {settings.Listen}: whoever reaches it could erase everything. Give keys with may: update in node.yaml."),
                ExitCode.Usage);
        }

        var chosen = port ?? settings.Port;
        return settings with
        {
            Port = chosen,
            AllowAnonymousUpdates = allowAnonymousUpdates,
            BaseIri = settings.HasFile || chosen == 0 ? settings.BaseIri : string.Create(CultureInfo.InvariantCulture, $"http://{settings.Listen}:{chosen}/"),
        };
    }

    /// <summary>Serves until it is cancelled.</summary>
    internal static async Task RunAsync(Terminal terminal, NodeHost host, int port, CancellationToken cancellation)
    {
        await using var application = NodeServer.Build(host, port);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new UserException(
                new($"Poort {port} op {host.Settings.Listen} is in gebruik. Kies een andere met --port, of stop het programma dat haar gebruikt.", $"Port {port} on {host.Settings.Listen} is in use. Choose another with --port, or stop the program that uses it."));
        }

        terminal.Say($"OcwNde luistert op {application.Urls.First()} (stoppen: Ctrl+C)", $"OcwNde listens on {application.Urls.First()} (stop: Ctrl+C)");
        using var scheduler = new Scheduler(host, TimeProvider.System, run => terminal.Say(
            $"{run.Source}: {RunTable.OutcomeOf(run.Outcome, terminal.Language)}, {run.Kept} behouden, {run.SetAside} apart gezet{(run.Reason is null ? "" : ": " + run.Reason)}",
            $"{run.Source}: {RunTable.OutcomeOf(run.Outcome, terminal.Language)}, {run.Kept} kept, {run.SetAside} set aside{(run.Reason is null ? "" : ": " + run.Reason)}"));
        using var catalogs = new CatalogRefresher(host, TimeProvider.System, state => terminal.Say($"catalogus {state.Location}: {state.Fault!.Value.Nl}", $"catalogue {state.Location}: {state.Fault!.Value.En}"));
        var harvesting = Task.WhenAll(scheduler.RunAsync(cancellation), catalogs.RunAsync(cancellation));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
            terminal.Say("Stoppen…", "Stopping…");
        }

        await harvesting;
        await application.StopAsync(CancellationToken.None);
    }
}
