using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary><c>align review list</c>, <c>decide</c> and <c>undo</c>: one question after the other, without a page.</summary>
internal static class ReviewDecideCommands
{
    private const int DefaultShown = 20;

    /// <summary><c>list</c>: what is asked, most used first.</summary>
    public static Command List(Terminal terminal, CommonOptions common)
    {
        var institution = Text("--institution", "Alleen van deze instelling / Of this institution only", "ID");
        var dataset = Text("--dataset", "Alleen van deze dataset / Of this dataset only", "ID");
        var field = Text("--field", "Alleen dit veld / This field only", "NAME");
        var text = Text("--text", "Alleen woorden met deze tekst / Words with this text only", "TEXT");
        var decided = new Option<bool>("--decided") { Description = "Wat al besloten is / What was decided" };
        var limit = new Option<int>("--limit") { Description = "Hoeveel / How many", HelpName = "N", DefaultValueFactory = _ => DefaultShown };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("list", "Toon wat beoordeeld moet worden / Show what is to be reviewed") { institution, dataset, field, text, decided, limit, json };
        command.SetAction(parsed =>
        {
            using var room = ReviewRoom.Open(common, parsed);
            var filter = new QueueFilter { Institution = parsed.GetValue(institution), Dataset = parsed.GetValue(dataset), Field = parsed.GetValue(field), Text = parsed.GetValue(text), WithoutCandidates = true };
            QueueTurn[] turns = parsed.GetValue(decided) ? [QueueTurn.Decided] : [QueueTurn.Open, QueueTurn.Skipped];
            var items = room.Queue.Find(filter, turns, 0, Math.Max(0, parsed.GetValue(limit))).Select(item => room.Queue.Find(item.Id)!).ToList();
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(items.Select(item => new { row = RowOf(item), item.Institution, item.Field, item.Literal, item.Language, item.Uses, item.Datasets, item.Why, candidates = item.Candidates.Select(c => new { c.Term, c.Source, c.Label, c.Score, relation = c.Relation.ToString(), c.Reasons }) }), JsonSerializerOptions.Web));
            else
                Write(terminal, items, room.LabelsOf(terminal.Language));
            var progress = room.Queue.Progress(filter);
            terminal.Say($"{progress.Decided} van {progress.Total} beoordeeld.", $"{progress.Decided} of {progress.Total} reviewed.");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary><c>decide ROW DECISION</c>: one answer, in the words of the spreadsheet.</summary>
    public static Command Decide(Terminal terminal, CommonOptions common)
    {
        var row = new Argument<string>("row") { Description = "De rij, zoals list en export die noemen / The row, as list and export name it" };
        var decision = new Argument<string>("decision") { Description = $"{ReviewTable.Words("nl")} / {ReviewTable.Words("en")}" };
        var term = Text("--term", "De IRI van de term, of het nummer van een kandidaat / The IRI of the term, or the number of a candidate", "TERM");
        var why = Text("--why", "Waarom / Why", "TEXT");
        var only = Text("--only", "Alleen voor deze dataset / For this dataset only", "ID");
        var by = Text("--by", "Wie beslist; standaard uw account / Who decides; your account by default", "NAME");
        var command = new Command("decide", "Beslis over één rij / Decide on one row") { row, decision, term, why, only, by };
        command.SetAction(async (parsed, cancellation) =>
        {
            using (var room = ReviewRoom.Open(common, parsed))
            {
                var item = ReviewTable.RowNumber(parsed.GetValue(row)!) is { } id ? room.Queue.Find(id) : null;
                if (item is null)
                    throw new UserException(new($"Rij {parsed.GetValue(row)} staat niet in de rij; ocwnde align review list toont wat er staat.", $"Row {parsed.GetValue(row)} is not in the queue; ocwnde align review list shows what is."), ExitCode.Usage);
                if (ReviewTable.AnswerOf(parsed.GetValue(decision)!) is not { } answer)
                    throw new UserException(new($"«{parsed.GetValue(decision)}» is geen besluit; verwacht: {ReviewTable.Words("nl")}.", $"«{parsed.GetValue(decision)}» is no decision; expected: {ReviewTable.Words("en")}."), ExitCode.Usage);
                answer = answer with { Terms = answer.Verdict == ReviewVerdict.Accept ? TermsOf(item, parsed.GetValue(term)) : [], Why = parsed.GetValue(why), Dataset = parsed.GetValue(only) };
                if (await room.Desk.CheckAsync(item, answer, cancellation) is { } fault)
                    throw new UserException(new(fault.Nl, fault.En), ExitCode.Usage);
                var one = room.Desk.EventOf(parsed.GetValue(by) ?? Environment.UserName, item, answer);
                room.Queue.Decide([one]);
                terminal.Out.WriteLine(one.Id);
                terminal.Say($"Besloten over «{item.Literal}»; terug te nemen met ./ocwnde align review undo {one.Id}.", $"Decided on «{item.Literal}»; to be taken back with ./ocwnde align review undo {one.Id}.");
            }

            await AlignReviewCommand.ApplyAsync(terminal, common, parsed, cancellation);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary><c>undo NAME</c>: takes back a decision, or all that were taken together.</summary>
    public static Command Undo(Terminal terminal, CommonOptions common)
    {
        var name = new Argument<string>("name") { Description = "Het kenmerk van een besluit of een reeks, zoals decide en import dat noemen / The name of a decision or a series, as decide and import tell it" };
        var by = Text("--by", "Wie terugneemt; standaard uw account / Who takes back; your account by default", "NAME");
        var command = new Command("undo", "Neem een besluit of een reeks terug / Take back a decision or a series") { name, by };
        command.SetAction(async (parsed, cancellation) =>
        {
            using (var room = ReviewRoom.Open(common, parsed))
            {
                var (ledger, undone) = (room.Queue.Log.Current, parsed.GetValue(name)!);
                var institutions = ledger.Subjects.Select(subject => subject.Institution).Distinct(StringComparer.Ordinal).Where(institution => ledger.SubjectsOf(institution, undone).Count > 0).ToList();
                if (institutions.Count == 0)
                    throw new UserException(new($"Er is geen besluit of reeks {undone}.", $"There is no decision or series {undone}."), ExitCode.Usage);
                room.Queue.Decide([.. institutions.Select(institution => room.Desk.UndoOf(parsed.GetValue(by) ?? Environment.UserName, institution, undone))]);
                var count = institutions.Sum(institution => ledger.SubjectsOf(institution, undone).Count);
                terminal.Say($"Teruggenomen: {count}.", $"Taken back: {count}.");
            }

            await AlignReviewCommand.ApplyAsync(terminal, common, parsed, cancellation);
            return ExitCode.Ok;
        });
        return command;
    }

    // Nothing for the best candidate; a number for one of the list.
    private static IReadOnlyList<string> TermsOf(QueueItem item, string? term) => term switch
    {
        null or "" => item.Candidates.Count > 0 ? [item.Candidates[0].Term] : [],
        _ when int.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number >= 1 && number <= item.Candidates.Count ? [item.Candidates[number - 1].Term] : [],
        _ => [term],
    };

    private static void Write(Terminal terminal, List<QueueItem> items, Func<string, string?> label)
    {
        foreach (var item in items)
        {
            var why = item.Why is { } code ? $"\t{QueueReasons.Explain(code, terminal.Language.Tag())}" : "";
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{RowOf(item)}\t{item.Uses}×\t{item.Field}\t{item.Literal}{why}"));
            foreach (var (number, candidate) in item.Candidates.Index())
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {number + 1}\t{candidate.Score:0.00}\t{label(candidate.Term) ?? candidate.Label}\t{candidate.Term}"));
        }
    }

    private static string RowOf(QueueItem item) => ReviewTable.RowOf(item.Id);

    private static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };
}
