using System.CommandLine;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Maintenance;
using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Maintenance;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>restore BACKUP --data DIR</c>: writes a backup out into an empty folder, after comparing every file with its hash.</summary>
internal static class RestoreCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var backup = new Argument<string>("backup") { Description = "Map van de reservekopieën / Folder of the backups" };
        var name = new Option<string?>("--name") { Description = "Welke kopie; standaard de nieuwste / Which backup; the newest by default", HelpName = "NAAM" };
        var settingsTo = new Option<string?>("--settings-to") { Description = "Map voor node.yaml en bronnen; standaard settings in de gegevensmap / Folder for node.yaml and sources; settings in the data directory by default", HelpName = "DIR" };
        var command = new Command("restore", "Zet een reservekopie terug in een lege map / Restore a backup into an empty folder") { backup, name, settingsTo };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(common.Language) is { } language)
                terminal.Language = Languages.FromTag(language);
            if (parsed.GetValue(common.Data) is not { } data)
                throw new UserException(new("Noem met --data een lege map om in terug te zetten.", "Name an empty folder to restore into with --data."), ExitCode.Usage);
            var target = Path.GetFullPath(data);
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
                throw new UserException(new($"{target} is niet leeg; er is niets veranderd. Noem een lege map.", $"{target} is not empty; nothing was changed. Name an empty folder."), ExitCode.Usage);
            var settings = parsed.GetValue(settingsTo) is { } folder ? Path.GetFullPath(folder) : Path.Combine(target, "settings");

            var source = new BackupFolder(parsed.GetValue(backup)!, TimeProvider.System);
            var snapshot = source.Read(parsed.GetValue(name));
            RequireWhole(source, snapshot, terminal, cancellation);
            source.Restore(snapshot, file => PlaceOf(file.Path, target, settings), cancellation);
            CheckStore(target, cancellation);
            terminal.Out.WriteLine(FormattableString.Invariant($"restored\t{snapshot.Name}\nfiles\t{snapshot.Files.Count}\nbytes\t{snapshot.Files.Sum(f => f.Length)}\ncontent\t{snapshot.Description}"));
            if (snapshot.Files.Any(f => f.Path.StartsWith(NodeBackup.SettingsPrefix, StringComparison.Ordinal)))
                terminal.Say($"De instellingen staan in {settings}; zet ze waar het knooppunt ze leest.", $"The settings are in {settings}; put them where the node reads them.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static string? PlaceOf(string path, string data, string settings) => path switch
    {
        _ when path.StartsWith(NodeBackup.DataPrefix, StringComparison.Ordinal) => Path.Combine(data, path[NodeBackup.DataPrefix.Length..]),
        _ when path.StartsWith(NodeBackup.SettingsPrefix, StringComparison.Ordinal) => Path.Combine(settings, path[NodeBackup.SettingsPrefix.Length..]),
        _ => null,
    };

    // Before anything is written: a half restored node is worse than none.
    private static void RequireWhole(BackupFolder source, BackupSnapshot snapshot, Terminal terminal, CancellationToken cancellation)
    {
        var damaged = 0;
        source.Verify(snapshot, (file, what) =>
        {
            damaged++;
            terminal.Error.WriteLine($"{file}: {what}");
        }, cancellation);
        if (damaged > 0)
            throw new UserException(new(
                $"De kopie {snapshot.Name} is beschadigd ({damaged} bestanden, hierboven genoemd); er is niets teruggezet. Noem met --name een andere.",
                $"The backup {snapshot.Name} is damaged ({damaged} files, named above); nothing was restored. Name another with --name."));
    }

    private static void CheckStore(string target, CancellationToken cancellation)
    {
        var store = new DataFolders(target).Store;
        if (Directory.Exists(store) && StoreCheck.Run(store, null, cancellation).Damages is [var damage, ..])
            throw new UserException(new($"Na het terugzetten is {damage.File} beschadigd bij byte {damage.Offset}: {damage.What}.", $"After restoring, {damage.File} is damaged at byte {damage.Offset}: {damage.What}."));
    }
}
