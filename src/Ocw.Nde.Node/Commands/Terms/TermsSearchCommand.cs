using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.Search;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands.Terms;

/// <summary><c>terms search TEXT</c>: searches the terms of the sources that the node keeps; docs/terms.md has the syntax.</summary>
internal static class TermsSearchCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var options = new TermOptions(limit: 20);
        var prefix = new Option<bool>("--prefix") { Description = "Het laatste woord is nog niet af / The last word is still being typed" };
        var notes = new Option<bool>("--notes") { Description = "Zoek ook in definities en toelichtingen / Search definitions and notes too" };
        var grouped = new Option<bool>("--grouped") { Description = "Per bron / By source" };
        var apart = new Option<bool>("--apart") { Description = "Voeg termen die elkaars exacte match zijn niet samen / Do not merge terms that match each other exactly" };
        var exact = new Option<bool>("--exact") { Description = "Zonder samenstellingen en typefouten / Without compounds and typing errors" };
        var offset = new Option<int>("--offset") { Description = "Hoeveel overslaan / How many to skip" };
        var explain = new Option<bool>("--explain") { Description = "Leg uit hoe gelezen en gevonden is / Explain how it was read and found" };
        var command = new Command("search", "Zoek termen / Search terms") { prefix, notes, grouped, apart, exact, offset, explain };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            using var host = common.Open(parsed);
            var query = options.Read(parsed, host, terminal) with
            {
                IsPrefix = parsed.GetValue(prefix),
                SearchNotes = parsed.GetValue(notes),
                IsMerged = !parsed.GetValue(apart) && !parsed.GetValue(grouped),
                IsForgiving = !parsed.GetValue(exact),
                Offset = Math.Clamp(parsed.GetValue(offset), 0, TermQuery.MaxOffset),
            };
            var search = new TermSearch(host.Terms);
            if (parsed.GetValue(grouped))
                Write(terminal, search.SearchBySource(query), parsed.GetValue(options.Json), parsed.GetValue(explain));
            else
                Write(terminal, search.Search(query), parsed.GetValue(options.Json), parsed.GetValue(explain));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<TermSearchGroup> groups, bool json, bool explain)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(groups, JsonSerializerOptions.Web));
            return;
        }

        foreach (var group in groups)
        {
            terminal.Out.WriteLine(group.SourceId);
            Write(terminal, group.Result, json: false, explain);
        }
    }

    private static void Write(Terminal terminal, TermSearchResult result, bool json, bool explain)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            return;
        }

        var dutch = terminal.Language == Language.Dutch;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = 160;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (ReadOnlySpan<string>)["term", "IRI", dutch ? "bron" : "source", "score", dutch ? "reden" : "reason"])
            table.AddColumn(column);
        foreach (var hit in result.Hits)
        {
            var label = hit.Hint.Length > 0 ? $"{hit.Label} ({hit.Hint})" : hit.Label;
            var sources = string.Join(", ", hit.Members.Select(member => member.SourceId).Prepend(hit.SourceId));
            table.AddRow([.. new[] { label, hit.Iri, sources, hit.Score.ToString("0.00", CultureInfo.InvariantCulture), Reason(hit, explain, dutch) }.Select(Markup.Escape)]);
        }

        console.Write(table);
        if (explain)
            Explain(terminal, result);
        terminal.Say($"{result.Total} gevonden", $"{result.Total} found");
    }

    private static string Reason(TermHit hit, bool explain, bool dutch)
    {
        var words = SearchReasons.Explain(hit.Reason);
        return $"{(!explain ? hit.Reason : dutch ? words.Nl : words.En)}: {hit.MatchedLabel}";
    }

    private static void Explain(Terminal terminal, TermSearchResult result)
    {
        terminal.Say($"gelezen als: {result.Reading.Text}", $"read as: {result.Reading.Text}");
        if (result.Reading.NoteNl.Length > 0)
            terminal.Say(result.Reading.NoteNl, result.Reading.NoteEn);
        foreach (var source in result.Sources)
            terminal.Say($"{source.SourceId}: {source.Total}", $"{source.SourceId}: {source.Total}");
    }
}
