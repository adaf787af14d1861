using System.CommandLine;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Commands;

/// <summary>The command line: one file for each verb. Results go to standard output, all else to standard error; exit codes are 0, 1 and 2.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command and says what went wrong in one message that names what, where and what to do.</summary>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellation)
    {
        var root = Create(terminal);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                terminal.Error.WriteLine(error.Message);
            terminal.Say("./ocwnde --help toont de opdrachten.", "./ocwnde --help shows the commands.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) }, cancellation);
        }
        catch (Exception e) when (Explain(e, terminal) is { } code)
        {
            return code;
        }
    }

    /// <summary>The command line itself.</summary>
    public static RootCommand Create(Terminal terminal)
    {
        var common = new CommonOptions(terminal);
        return new RootCommand("OcwNde: een knooppunt voor erfgoed als linked data / a node for heritage as linked data")
        {
            common.Data, common.Settings, common.Language,
            InitCommand.Create(terminal),
            HarvestCommand.Create(terminal, common),
            PreviewCommand.Create(terminal, common),
            LoadCommand.Create(terminal, common),
            DumpCommand.Create(terminal, common),
            QueryCommand.Create(terminal, common),
            AlignCommand.Create(terminal, common),
            TermsCommand.Create(terminal, common),
            ValidateCommand.Create(terminal, common),
            ConvertCommand.Create(terminal, common),
            ContextsCommand.Create(terminal, common),
            CanonCommand.Create(terminal, common),
            RmlCommand.Create(terminal, common),
            RunsCommand.Create(terminal, common),
            CheckCommand.Create(terminal, common),
            CompactCommand.Create(terminal, common),
            BackupCommand.Create(terminal, common),
            RestoreCommand.Create(terminal, common),
            PurgeCommand.Create(terminal, common),
            ServeCommand.Create(terminal, common),
            DemoCommand.Create(terminal, common),
        };
    }

    /// <summary>Says what went wrong, for the errors that a person can mend; <see langword="null"/> for those that are ours.</summary>
    internal static int? Explain(Exception error, Terminal terminal)
    {
        switch (error)
        {
            case UserException user:
                terminal.Error.WriteLine(user.Text.In(terminal.Language));
                return user.Code;
            case SettingsException settings:
                foreach (var mistake in settings.Errors)
                    terminal.Error.WriteLine(mistake.In(terminal.Language));
                return ExitCode.Usage;
            case SparqlSyntaxException syntax:
                terminal.Say($"Geen geldige SPARQL: {syntax.Message}", $"Not valid SPARQL: {syntax.Message}");
                return ExitCode.Usage;
            case QueryLimitException limit:
                terminal.Say($"De query is gestopt: {limit.Message}", $"The query was stopped: {limit.Message}");
                return ExitCode.Faults;
            case StoreException store:
                terminal.Error.WriteLine(store.Message);
                return ExitCode.Faults;
            case OperationCanceledException:
                terminal.Say("Afgebroken; wat al bevestigd was, is bewaard.", "Stopped; what was confirmed before is kept.");
                return ExitCode.Faults;
            case IOException or UnauthorizedAccessException:
                terminal.Error.WriteLine(error.Message);
                return ExitCode.Faults;
            default:
                return null;
        }
    }
}
