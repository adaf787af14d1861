using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Termen;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>terms sources</c> and <c>terms refresh</c>: which terminology sources can be asked, how fresh they are, and the catalogues that describe them.</summary>
internal static class TermsSourcesCommand
{
    public static Command CreateList(Terminal terminal, CommonOptions common)
    {
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var check = new Option<bool>("--check") { Description = "Stel elke live bron één vraag; exitcode 1 als er een niet antwoordt / Ask each live source one question; exit code 1 if one does not answer" };
        var command = new Command("sources", "Toon de termenbronnen: hoe ze gevraagd worden, hoe oud, met welke licentie / Show the terminology sources: how they are asked, how old, under which licence") { json, check };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = common.Open(parsed);
            var answers = parsed.GetValue(check) ? await AskAsync(host, cancellation) : [];
            var rows = host.Network.Catalog.Entries.Select(entry => Row.Of(entry, host.Network, answers.GetValueOrDefault(entry.Iri))).ToList();
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { sources = rows, catalogs = host.TermCatalogs.States.Select(Json) }, JsonSerializerOptions.Web));
            else
                Print(terminal, rows);
            Say(terminal, host.TermCatalogs.States);
            return rows.Exists(row => row.Fault is not null) ? ExitCode.Faults : ExitCode.Ok;
        });
        return command;
    }

    public static Command CreateRefresh(Terminal terminal, CommonOptions common)
    {
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("refresh", "Lees de catalogi van termenbronnen opnieuw / Read the catalogues of terminology sources anew") { json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = common.Open(parsed);
            if (host.Settings.Terms.Catalogs.Count == 0)
                throw new UserException(new("Er is geen catalogus: noem er een onder terms: catalogs: in node.yaml, bijvoorbeeld built-in.", "There is no catalogue: name one under terms: catalogs: in node.yaml, for instance built-in."), ExitCode.Usage);
            var before = host.Network.Catalog.Entries.Select(entry => entry.Iri).ToHashSet(StringComparer.Ordinal);
            await host.RefreshCatalogsAsync(cancellation);
            var now = host.Network.Catalog.Entries;
            var (added, gone) = (now.Where(entry => !before.Contains(entry.Iri)).Select(entry => entry.Id).ToList(), before.Except(now.Select(entry => entry.Iri), StringComparer.Ordinal).ToList());
            var states = host.TermCatalogs.States;
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { catalogs = states.Select(Json), sources = now.Count, added, gone }, JsonSerializerOptions.Web));
            terminal.Say($"{now.Count} bronnen, {added.Count} nieuw, {gone.Count} vervallen", $"{now.Count} sources, {added.Count} new, {gone.Count} gone");
            Say(terminal, states);
            return states.Any(state => state.Fault is not null) ? ExitCode.Faults : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<Dictionary<string, SourceAnswer>> AskAsync(NodeHost host, CancellationToken cancellation)
    {
        var answers = new Dictionary<string, SourceAnswer>(StringComparer.Ordinal);
        var live = host.Network.Catalog.Entries.Where(entry => entry.Mode == SourceMode.Live || entry.KeptSource is null).Select(entry => entry.Iri).ToList();
        await foreach (var answer in host.Network.SearchAsync(new NetworkQuery { Text = "test", Sources = live, Limit = 1 }, cancellation))
            answers[answer.Asked] = answer;
        return answers;
    }

    private static object Json(CatalogState state) => new
    {
        state.Location,
        state.Sources,
        state.From,
        fault = state.Fault?.En,
        mistakes = state.Mistakes.Select(mistake => new { mistake.File, message = mistake.En }),
    };

    private static void Say(Terminal terminal, IEnumerable<CatalogState> states)
    {
        foreach (var state in states)
        {
            if (state.Fault is { } fault)
                terminal.Say($"catalogus {state.Location}: {fault.Nl}", $"catalogue {state.Location}: {fault.En}");
            foreach (var mistake in state.Mistakes)
                terminal.Say($"{mistake.File}: {mistake.Nl}", $"{mistake.File}: {mistake.En}");
        }
    }

    private static void Print(Terminal terminal, List<Row> rows)
    {
        var isDutch = terminal.Language == Language.Dutch;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = 240;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in isDutch ? (string[])["bron", "naam", "wijze", "termen", "labels", "kopie van", "licentie", "bewaren", "toestand"] : ["source", "name", "mode", "terms", "labels", "copy from", "licence", "keeping", "state"])
            table.AddColumn(column);
        foreach (var row in rows)
        {
            var mode = row.Mode switch { SourceMode.Kept => isDutch ? "bewaard" : "kept", SourceMode.Live => "live", _ => isDutch ? "beide" : "both" };
            var state = row.Fault is { } fault ? (isDutch ? fault.MessageNl : fault.MessageEn) : row.State(isDutch);
            table.AddRow([.. new[]
            {
                row.Id, isDutch ? row.NameNl : row.NameEn, row.MirrorOf is null ? mode : $"{mode} (← {row.MirrorOf})", Number(row.Terms), Number(row.Labels),
                row.CopyFrom?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", row.Licence ?? "", isDutch ? row.KeepingNl : row.KeepingEn, state,
            }.Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    private static string Number(int number) => number == 0 ? "" : number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What is shown of a source.</summary>
    private sealed record Row(
        string Id, string Iri, string NameNl, string NameEn, SourceMode Mode, int Terms, int Labels, DateTimeOffset? CopyFrom, double? AgeDays, string? Licence, string? Attribution, bool MayKeep, string KeepingNl, string KeepingEn,
        string? MirrorOf, IReadOnlyList<string> Endpoints, bool? Answers, double? Seconds, SourceFault? Fault)
    {
        public static Row Of(CatalogEntry entry, TermNetwork network, SourceAnswer? answer) => new(
            entry.Id, entry.Iri, entry.Name("nl"), entry.Name("en"), entry.Mode, entry.KeptTerms, entry.KeptLabels, entry.CopyFrom,
            entry.CopyFrom is { } from ? Math.Round((DateTimeOffset.UtcNow - from).TotalDays, 2) : null,
            entry.Licence, entry.Attribution, entry.KeepPermission.Allows, entry.KeepPermission.ReasonNl, entry.KeepPermission.ReasonEn, entry.MirrorOf,
            [.. entry.Distributions.Select(distribution => distribution.Endpoint)], answer is null ? null : answer.Fault is null, answer?.Took.TotalSeconds, answer?.Fault ?? network.StateOf(entry)?.LastFault);

        public string State(bool isDutch) => Answers switch
        {
            true => string.Create(CultureInfo.InvariantCulture, $"{(isDutch ? "antwoordt" : "answers")} ({Seconds:0.00} s)"),
            _ when Terms > 0 => isDutch ? "bewaard" : "kept",
            _ when Mode == SourceMode.Kept => isDutch ? "nog niet opgehaald" : "not harvested yet",
            _ => isDutch ? "nog niet gevraagd" : "not asked yet",
        };
    }
}
