using System.CommandLine;
using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Purging;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Maintenance;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>check</c>: reads everything that the node keeps and says what is not as it was written; <c>--recover</c> makes a store with a lost root open again. Exit code 1 when there is damage.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var recover = new Option<bool>("--recover") { Description = "Herstel een verloren wortel; toont eerst wat er verloren zou gaan / Repair a lost root; shows first what would be lost" };
        var yes = new Option<bool>("--yes") { Description = "Doe het ook als er iets verloren gaat / Do it even if something is lost" };
        var command = new Command("check", "Controleer alle gegevens op schade / Check all data for damage") { recover, yes };
        command.SetAction((parsed, cancellation) =>
        {
            var folders = new DataFolders(common.ReadSettings(parsed).DataDirectory);
            if (!Directory.Exists(folders.Store))
                throw new UserException(new($"{folders.Store} bestaat niet.", $"{folders.Store} does not exist."), ExitCode.Usage);
            return Task.FromResult(parsed.GetValue(recover) ? Recover(terminal, folders.Store, parsed.GetValue(yes)) : Check(terminal, folders, cancellation));
        });
        return command;
    }

    private static int Check(Terminal terminal, DataFolders folders, CancellationToken cancellation)
    {
        // Beside a node that is running too: files of a state are only read.
        var damages = new List<StoreDamage>();
        var report = CheckStore(folders.Store, damages, cancellation);
        var (payloads, damaged) = CheckArchive(terminal, folders.Archive, cancellation);
        foreach (var damage in damages)
            terminal.Out.WriteLine(FormattableString.Invariant($"damage\t{damage.File}\t{damage.Offset}\t{damage.What}"));
        terminal.Out.WriteLine(FormattableString.Invariant($"store\tcommit {report?.CommitNumber}\tfiles {report?.Files}\tbytes {report?.Bytes}\tdamages {damages.Count}"));
        terminal.Out.WriteLine(FormattableString.Invariant($"archive\tpayloads {payloads}\tdamages {damaged}"));
        var audit = new AuditLog(folders.Audit);
        var broken = audit.FirstBrokenLine();
        if (broken is { } line)
            terminal.Out.WriteLine(FormattableString.Invariant($"damage\t{folders.Audit}\tline {line}\tit does not follow from the line before it: a line was changed or taken out"));
        terminal.Out.WriteLine(FormattableString.Invariant($"audit\tlines {audit.Count()}\tdamages {(broken is null ? 0 : 1)}"));
        if (damages.Count > 0)
        {
            terminal.Say(
                "De opslag is beschadigd. Zet een reservekopie terug (./ocwnde restore), of bouw de opslag opnieuw op uit het archief: zet de map store opzij en oogst met --from-archive.",
                "The store is damaged. Restore a backup (./ocwnde restore), or build the store again from the archive: set the folder store aside and harvest with --from-archive.");
        }

        return damages.Count + damaged == 0 && broken is null ? ExitCode.Ok : ExitCode.Faults;
    }

    private static StoreCheckReport? CheckStore(string folder, List<StoreDamage> damages, CancellationToken cancellation)
    {
        try
        {
            using var files = StoreFileSet.Open(folder);
            var report = files.Check(cancellation);
            damages.AddRange(report.Damages);
            return report;
        }
        catch (StoreDamagedException damage)
        {
            damages.Add(new StoreDamage(damage.File, damage.Offset, damage.What));
        }
        catch (StoreException error)
        {
            damages.Add(new StoreDamage(folder, 0, error.Message));
        }

        return null;
    }

    private static (int Payloads, int Damaged) CheckArchive(Terminal terminal, string folder, CancellationToken cancellation)
    {
        var payloads = Path.Combine(folder, "payloads");
        if (!Directory.Exists(payloads))
            return (0, 0);
        var archive = new PayloadArchive(folder);
        var (count, damaged) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(payloads, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            try
            {
                archive.Verify(Path.GetFileNameWithoutExtension(file));
            }
            catch (Exception e) when (e is InvalidDataException or ArgumentException)
            {
                damaged++;
                terminal.Out.WriteLine($"damage\t{file}\t0\t{e.Message}");
            }
        }

        return (count, damaged);
    }

    private static int Recover(Terminal terminal, string folder, bool yes)
    {
        var plan = StoreCheck.PlanRecovery(folder);
        if (!plan.IsNeeded)
        {
            terminal.Say("De wortel is in orde; er is niets veranderd.", "The root is sound; nothing was changed.");
            return ExitCode.Ok;
        }

        terminal.Error.WriteLine(plan.Reason);
        terminal.Say(
            $"Te herstellen: commit {plan.CommitNumber} van {plan.CommittedAt:O}.",
            $"Can be recovered: commit {plan.CommitNumber} of {plan.CommittedAt:O}.");
        foreach (var loss in plan.Losses)
            terminal.Out.WriteLine($"lost\t{loss}");
        if (plan.Losses.Count > 0 && !yes)
        {
            terminal.Say(
                "Wat hierboven staat, gaat dan verloren; er is niets veranderd. Een reservekopie kan meer hebben. Met --yes gaat het door.",
                "What stands above would be lost; nothing was changed. A backup may have more. With --yes it goes on.");
            return ExitCode.Faults;
        }

        var done = StoreCheck.Recover(folder);
        terminal.Out.WriteLine(FormattableString.Invariant($"recovered\tcommit {done.CommitNumber}\t{done.CommittedAt:O}"));
        return ExitCode.Ok;
    }
}
