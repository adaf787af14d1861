using System.CommandLine;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Maintenance;
using Ocw.Nde.Store.Maintenance;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>backup TARGET</c>: copies what cannot be derived, as of one commit, beside a node that goes on running. A second backup into the same folder writes only what is new.</summary>
internal static class BackupCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var target = new Argument<string>("target") { Description = "Map van de reservekopieën / Folder of the backups" };
        var keep = new Option<int?>("--keep") { Description = "Houd daarna zoveel kopieën en ruim oudere op / Keep so many backups afterwards and clear older ones away", HelpName = "N" };
        keep.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError("--keep: 1 of meer / 1 or more");
        });
        var command = new Command("backup", "Maak een reservekopie, ook terwijl het knooppunt draait / Make a backup, also while the node runs") { target, keep };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            var folder = Path.GetFullPath(parsed.GetValue(target)!);
            if ((folder + Path.DirectorySeparatorChar).StartsWith(settings.DataDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new UserException(new($"{folder} ligt in de gegevensmap zelf; noem een map daarbuiten, liefst op een andere schijf.", $"{folder} lies in the data directory itself; name a folder outside it, best on another disk."), ExitCode.Usage);
            if (!Directory.Exists(settings.DataDirectory))
                throw new UserException(new($"{settings.DataDirectory} bestaat niet: er is niets om een kopie van te maken.", $"{settings.DataDirectory} does not exist: there is nothing to back up."), ExitCode.Usage);
            var backup = new NodeBackup(new DataFolders(settings.DataDirectory), common.SettingsFile(parsed), settings.SourcesDirectory);
            var backups = new BackupFolder(folder, TimeProvider.System);
            var report = backup.Write(backups, cancellation);
            terminal.Out.WriteLine(FormattableString.Invariant($"backup\t{report.Name}\nfiles\t{report.Files}\nbytes\t{report.Bytes}\nnewFiles\t{report.NewFiles}\nbytesWritten\t{report.BytesWritten}"));
            if (parsed.GetValue(keep) is { } newest)
                terminal.Out.WriteLine(FormattableString.Invariant($"bytesFreed\t{backups.KeepNewest(newest, cancellation)}"));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
