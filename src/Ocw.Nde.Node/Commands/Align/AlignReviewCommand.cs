using System.CommandLine;
using System.Text;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Store;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary><c>align review</c>: what people decide about literals, as files out and in.</summary>
internal static class AlignReviewCommand
{
    public static Command Create(Terminal terminal, CommonOptions common) =>
        new("review", "Wat mensen over termen beslissen / What people decide about terms")
        {
            ReviewDecideCommands.List(terminal, common),
            ReviewDecideCommands.Decide(terminal, common),
            ReviewDecideCommands.Undo(terminal, common),
            Export(terminal, common),
            Import(terminal, common),
            History(terminal, common),
            Restore(terminal, common),
            Training(terminal, common),
        };

    private static Command Export(Terminal terminal, CommonOptions common)
    {
        var file = File("Het spreadsheet (CSV) / The spreadsheet (CSV)");
        var institution = Institution();
        var dataset = Text("--dataset", "Alleen van deze dataset / Of this dataset only", "ID");
        var field = Text("--field", "Alleen dit veld / This field only", "NAME");
        var source = Text("--source", "Alleen met een kandidaat uit deze bron / With a candidate of this source only", "ID");
        var from = new Option<double>("--from") { Description = "Beste score ten minste / Best score at least", HelpName = "0-1" };
        var without = new Option<bool>("--without-candidates") { Description = "Ook woorden zonder kandidaat / Literals without candidate too" };
        var command = new Command("export", "Schrijf wat beoordeeld moet worden als spreadsheet / Write what is to be reviewed as a spreadsheet") { file, institution, dataset, field, source, from, without };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var room = ReviewRoom.Open(common, parsed);
            var filter = new QueueFilter
            {
                Institution = parsed.GetValue(institution),
                Dataset = parsed.GetValue(dataset),
                Field = parsed.GetValue(field),
                Source = parsed.GetValue(source),
                MinimumScore = parsed.GetValue(from),
                WithoutCandidates = parsed.GetValue(without),
            };
            await using var target = new StreamWriter(parsed.GetValue(file)!, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            var rows = await ReviewTableWriter.WriteAsync(target, room.Queue.All(filter, [QueueTurn.Open, QueueTurn.Skipped]), room.LabelsOf(terminal.Language), terminal.Language.Tag(), cancellation);
            terminal.Say($"{rows} rijen; vul besluit, term en waarom in en lever in met ./ocwnde align review import.", $"{rows} rows; fill in decision, term and why, and hand in with ./ocwnde align review import.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Import(Terminal terminal, CommonOptions common)
    {
        var file = File("Het spreadsheet (CSV) / The spreadsheet (CSV)");
        var institution = Institution();
        var by = new Option<string?>("--by") { Description = "Wie besliste; standaard uw account / Who decided; your account by default", HelpName = "NAME" };
        var command = new Command("import", "Neem een ingevuld spreadsheet op / Take in a spreadsheet that was filled in") { file, institution, by };
        command.SetAction(async (parsed, cancellation) =>
        {
            ImportReport report;
            string batch;
            using (var room = ReviewRoom.Open(common, parsed))
            {
                await using var source = System.IO.File.OpenRead(parsed.GetValue(file)!);
                batch = room.Desk.NewBatch();
                try
                {
                    report = await new ReviewTableReader(room.Queue, room.Desk).ImportAsync(source, parsed.GetValue(by) ?? Environment.UserName, parsed.GetValue(institution), batch, cancellation);
                }
                catch (ReviewTableException fault)
                {
                    throw new UserException(new(fault.Fault.Nl, fault.Fault.En), ExitCode.Usage);
                }
            }

            foreach (var row in report.SetAside)
                terminal.Out.WriteLine($"{parsed.GetValue(file)}:{row.Line}\t{row.Literal}\t{row.Fault.In(terminal.Language.Tag())}");
            terminal.Say(
                $"{report.Decided} besluiten genomen, {report.Unchanged} stonden al zo, {report.Empty} rijen zonder besluit, {report.SetAside.Count} apart gezet.",
                $"{report.Decided} decisions taken, {report.Unchanged} were so already, {report.Empty} rows without decision, {report.SetAside.Count} set aside.");
            if (report.Decided > 0)
                terminal.Say($"Alles terug te nemen met ./ocwnde align review undo {batch}.", $"All of it to be taken back with ./ocwnde align review undo {batch}.");
            await ApplyAsync(terminal, common, parsed, cancellation);
            return report.SetAside.Count == 0 ? ExitCode.Ok : ExitCode.Faults;
        });
        return command;
    }

    private static Command History(Terminal terminal, CommonOptions common)
    {
        var file = File("Het bestand (JSON-regels) / The file (JSON lines)");
        var institution = Institution();
        var command = new Command("history", "Schrijf alle besluiten met hun geschiedenis, voor een ander knooppunt of een nieuwe installatie / Write all decisions with their history, for another node or a new installation") { file, institution };
        command.SetAction(parsed =>
        {
            using var target = System.IO.File.Create(parsed.GetValue(file)!);
            var count = ReviewRoom.LogOf(common, parsed).CopyTo(target, parsed.GetValue(institution));
            terminal.Say($"{count} regels; er staan namen van mensen in.", $"{count} lines; there are names of people in it.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Restore(Terminal terminal, CommonOptions common)
    {
        var file = File("Wat history schreef / What history wrote");
        var command = new Command("restore", "Neem besluiten met hun geschiedenis op; wat bekend is telt één keer / Take in decisions with their history; what is known counts once") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            using (var source = System.IO.File.OpenRead(parsed.GetValue(file)!))
            {
                try
                {
                    var added = ReviewRoom.LogOf(common, parsed).AppendFrom(source);
                    terminal.Say($"{added} regels erbij.", $"{added} lines added.");
                }
                catch (InvalidDataException fault)
                {
                    throw new UserException(new($"{parsed.GetValue(file)}: {fault.Message}", $"{parsed.GetValue(file)}: {fault.Message}"), ExitCode.Usage);
                }
            }

            await ApplyAsync(terminal, common, parsed, cancellation);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Training(Terminal terminal, CommonOptions common)
    {
        var file = File("Het bestand (JSON-regels) / The file (JSON lines)");
        var source = new Option<string?>("--source") { Description = "Alleen de termen van deze bron / The terms of this source only", HelpName = "ID" };
        var command = new Command("training", "Schrijf besluiten als voorbeelden om van te leren, zonder mensen en instellingen / Write decisions as examples to learn from, without people and institutions") { file, source };
        command.SetAction(parsed =>
        {
            using var target = System.IO.File.Create(parsed.GetValue(file)!);
            var rows = TrainingRows.Write(target, ReviewRoom.LogOf(common, parsed), parsed.GetValue(source));
            terminal.Say($"{rows} voorbeelden.", $"{rows} examples.");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Brings the links up to date, or says that the node that is running does.</summary>
    internal static async Task ApplyAsync(Terminal terminal, CommonOptions common, ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            using var host = common.Open(parsed);
            var applied = await new DecisionApplier(host, TimeProvider.System).ApplyAsync(cancellation);
            terminal.Say($"De koppelingen van {applied} woorden zijn bijgewerkt.", $"The links of {applied} literals are up to date.");
        }
        catch (StoreLockedException)
        {
            terminal.Say("Het knooppunt draait en werkt de koppelingen binnen een halve minuut bij.", "The node is running and brings the links up to date within half a minute.");
        }
    }

    private static Argument<string> File(string description) => new("file") { Description = description };

    private static Option<string?> Institution() => Text("--institution", "Alleen van deze instelling / Of this institution only", "ID");

    private static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };
}
