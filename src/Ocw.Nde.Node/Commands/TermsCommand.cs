using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.Search;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>terms</c>: searches the terms of the sources that the node keeps, and shows the sources themselves.</summary>
internal static class TermsCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var text = new Argument<string>("text") { Description = "Woorden of een notatie / Words or a notation" };
        var source = new Option<string[]>("--source") { Description = "Alleen in deze bron / In this source only", HelpName = "ID" };
        var limit = new Option<int>("--limit") { Description = "Hoeveel / How many", DefaultValueFactory = _ => 20 };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var search = new Command("search", "Zoek termen / Search terms") { text, source, limit, json };
        search.SetAction(parsed =>
        {
            using var host = common.Open(parsed);
            var sources = parsed.GetValue(source);
            var known = host.Terms.Sources.Select(s => s.Source.Id).ToList();
            if (sources?.FirstOrDefault(s => !known.Contains(s, StringComparer.Ordinal)) is { } unknown)
                throw new UserException(new($"De termenbron {unknown} is er niet; er zijn: {string.Join(", ", known)}.", $"There is no terminology source {unknown}; there are: {string.Join(", ", known)}."), ExitCode.Usage);
            var result = new TermSearch(host.Terms).Search(new TermQuery
            {
                Text = parsed.GetValue(text)!,
                Sources = sources is { Length: > 0 } ? sources : null,
                Limit = Math.Clamp(parsed.GetValue(limit), 1, TermQuery.MaxLimit),
                Languages = [terminal.Language.Tag()],
            });
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            else
                Write(terminal, result);
            return ExitCode.Ok;
        });
        return new Command("terms", "Termen van thesauri en lijsten / Terms of thesauri and lists") { search, TermsSourcesCommand.CreateList(terminal, common), TermsSourcesCommand.CreateRefresh(terminal, common), TermsCheckCommand.Create(terminal, common), TermsChangesCommand.Create(terminal, common) };
    }

    private static void Write(Terminal terminal, TermSearchResult result)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = 160;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (ReadOnlySpan<string>)["term", "IRI", terminal.Language == Language.Dutch ? "bron" : "source", "score", terminal.Language == Language.Dutch ? "reden" : "reason"])
            table.AddColumn(column);
        foreach (var hit in result.Hits)
        {
            var label = hit.Hint.Length > 0 ? $"{hit.Label} ({hit.Hint})" : hit.Label;
            table.AddRow([.. new[] { label, hit.Iri, hit.SourceId, hit.Score.ToString("0.00", CultureInfo.InvariantCulture), $"{hit.Reason}: {hit.MatchedLabel}" }.Select(Markup.Escape)]);
        }

        console.Write(table);
        terminal.Say($"{result.Total} gevonden", $"{result.Total} found");
    }
}
