using System.CommandLine;
using Ocw.Nde.Node.Commands.Demo;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>demo</c>: the whole walk on the samples, over real HTTP and OAI-PMH on loopback, and then serves the result.</summary>
internal static class DemoCommand
{
    private const int PageSize = 5;

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var port = new Option<int>("--port") { Description = "Poort / Port", HelpName = "N", DefaultValueFactory = _ => 5080 };
        var exit = new Option<bool>("--exit") { Description = "Stop na de oogst / Stop after the harvest" };
        var command = new Command("demo", "Oogst de meegeleverde voorbeelden en publiceer ze / Harvest the samples and publish them") { port, exit };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(common.Language) is { } language)
                terminal.Language = Localization.Languages.FromTag(language);
            var kept = parsed.GetValue(common.Data);
            var folder = kept is null ? Directory.CreateTempSubdirectory("ocwnde-demo-").FullName : Path.GetFullPath(kept);
            try
            {
                return await RunAsync(terminal, folder, parsed.GetValue(port), parsed.GetValue(exit), cancellation);
            }
            finally
            {
                if (kept is null)
                    Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string folder, int port, bool exit, CancellationToken cancellation)
    {
        var archive = new SampleOaiRepository(
            SampleOaiRepository.ReadRecords(Path.Combine(ProgramFiles.Samples, "archief", "voorbeeldarchief-edm.xml")), "edm", PageSize, TimeProvider.System);
        await using var server = await SampleServer.StartAsync(ProgramFiles.Samples, new Dictionary<string, SampleOaiRepository>(StringComparer.Ordinal) { ["/oai"] = archive }, cancellation);
        terminal.Say($"De voorbeeldinstellingen luisteren op {server.Address}", $"The sample institutions listen on {server.Address}");

        var settings = new NodeSettings
        {
            BaseIri = NodeConfiguration.DefaultBaseIri,
            DataDirectory = folder,
            SourcesDirectory = Path.Combine(ProgramFiles.Samples, "sources"),
            Name = new("OcwNde: voorbeeld", "OcwNde: sample"),
            Port = port,
        };
        // The source files name the sample server by a variable, as any source file may.
        var files = NodeConfiguration.SourceFiles(settings);
        var sources = NodeConfiguration.ReadSources(files, name => name == "SAMPLE_SERVER" ? server.Address.AbsoluteUri.TrimEnd('/') : terminal.Environment(name));
        using var host = NodeHost.Open(settings, sources, TimeProvider.System);
        var bar = new ProgressBar(terminal, TimeProvider.System);
        var runs = await HarvestCommand.RunAllAsync(host, sources, new RunOptions { Progress = bar.Report }, bar, cancellation);
        HarvestCommand.Print(terminal, runs, json: false);
        if (runs.Any(r => r.Outcome == RunOutcome.Failed))
            return ExitCode.Faults;

        Addresses(terminal, $"http://{settings.Listen}:{port}/");
        if (!exit)
            await ServeCommand.RunAsync(terminal, host, port, cancellation);
        return ExitCode.Ok;
    }

    private static void Addresses(Terminal terminal, string root)
    {
        var english = terminal.Language == Localization.Language.English;
        foreach (var (path, nl, en) in ((string, string, string)[])[
            ("", "startpagina met zoekvak", "home page with search box"),
            ("search?q=haven", "zoeken", "search"),
            ("id/voorbeeldmuseum/VM-0006", "een object: pagina of data, naar keuze van de client", "an object: page or data, as the client asks"),
            ("term?iri=https%3A%2F%2Ftermen.voorbeeld.example%2F122", "een term met de objecten die ernaar verwijzen", "a term with the objects that refer to it"),
            ("id/catalog", "de datasets", "the datasets"),
            ("dumps/voorbeeldmuseum/voorbeeldmuseum.nq.gz", "een dump", "a dump"),
            ("sparql", "SPARQL", "SPARQL")])
            terminal.Out.WriteLine($"{root}{path}  ({(english ? en : nl)})");
    }
}
