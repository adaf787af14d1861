using System.CommandLine;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>compact</c>: merges the files of the store, applies retention, and shows what that gave back.</summary>
internal static class CompactCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var command = new Command("compact", "Voeg de bestanden van de opslag samen / Merge the files of the store");
        command.SetAction((parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            var folder = new DataFolders(settings.DataDirectory).Store;
            if (!Directory.Exists(folder))
                throw new UserException(new($"{folder} bestaat niet.", $"{folder} does not exist."), ExitCode.Usage);
            using var store = QuadStore.Open(folder, new StoreOptions { Retention = HistorySettings.PolicyOf(settings, common.ReadSources(settings)) });
            Print(terminal, "before", store.Usage(), BytesOf(folder));
            store.Merge(cancellation);
            Print(terminal, "after", store.Usage(), BytesOf(folder));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static long BytesOf(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length);

    private static void Print(Terminal terminal, string when, StoreUsage usage, long bytes) =>
        terminal.Out.WriteLine(FormattableString.Invariant(
            $"{when}\tquads {usage.Quads}\trows {usage.StoredRows}\tsegments {usage.SegmentCount}\tterms {usage.Terms}\tdictionaries {usage.DictionaryCount}\tolderRows {usage.HistoryRows}\thistoryFiles {usage.HistoryCount}\tbytes {bytes}"));
}
