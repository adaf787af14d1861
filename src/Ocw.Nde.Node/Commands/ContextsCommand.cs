using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Contexts;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>contexts</c>: the JSON-LD contexts that the node keeps, each pinned by its hash.</summary>
internal static class ContextsCommand
{
    public static Command Create(Terminal terminal, CommonOptions common) =>
        new("contexts", "JSON-LD-contexten die het knooppunt bewaart / JSON-LD contexts that the node keeps")
        {
            ListVerb(terminal, common), FetchVerb(terminal, common), CheckVerb(terminal, common), AcceptVerb(terminal, common), RemoveVerb(terminal, common),
        };

    private static Command ListVerb(Terminal terminal, CommonOptions common)
    {
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var verb = new Command("list", "Toon wat is vastgelegd / Show what is pinned") { json };
        verb.SetAction(parsed => Run(parsed, terminal, common, contexts =>
        {
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(contexts.List(), JsonSerializerOptions.Web));
            else
                Print(terminal, contexts.List());
            return ExitCode.Ok;
        }));
        return verb;
    }

    private static Command FetchVerb(Terminal terminal, CommonOptions common)
    {
        var iri = new Argument<string>("iri") { Description = "Adres van de context / Address of the context" };
        var file = new Option<string?>("--file") { Description = "Neem dit bestand in plaats van op te halen / Take this file instead of fetching", HelpName = "FILE" };
        var hash = new Option<string?>("--sha256") { Description = "De hash die de context moet hebben / The hash that the context must have", HelpName = "HEX" };
        var verb = new Command("fetch", "Haal een context op en leg hem vast / Fetch a context and pin it") { iri, file, hash };
        verb.SetAction(parsed => Run(parsed, terminal, common, contexts =>
        {
            if (parsed.GetValue(file) is { } named && !File.Exists(named))
                throw new UserException(new($"{named} bestaat niet.", $"{named} does not exist."), ExitCode.Usage);
            var content = parsed.GetValue(file) is { } source ? File.ReadAllBytes(source) : null;
            Print(terminal, [contexts.Add(parsed.GetValue(iri)!, content, parsed.GetValue(hash)?.ToLower(CultureInfo.InvariantCulture))]);
            return ExitCode.Ok;
        }));
        return verb;
    }

    private static Command CheckVerb(Terminal terminal, CommonOptions common)
    {
        var verb = new Command("check", "Vraag alles opnieuw op; exitcode 1 als er iets veranderd is / Ask for all anew; exit code 1 if anything has changed");
        verb.SetAction(parsed => Run(parsed, terminal, common, contexts =>
        {
            var (seen, failures) = (new List<PinnedContext>(), 0);
            foreach (var pin in contexts.List())
            {
                try
                {
                    seen.Add(contexts.Check(pin));
                }
                catch (ContextException failed)
                {
                    failures++;
                    terminal.Error.WriteLine(failed.Text.In(terminal.Language));
                    seen.Add(pin);
                }
            }

            Print(terminal, seen);
            return failures == 0 && seen.TrueForAll(pin => pin.Changed is null) ? ExitCode.Ok : ExitCode.Faults;
        }));
        return verb;
    }

    private static Command AcceptVerb(Terminal terminal, CommonOptions common)
    {
        var iri = new Argument<string>("iri") { Description = "Adres van de context / Address of the context" };
        var verb = new Command("accept", "Neem de veranderde versie aan / Take the changed version") { iri };
        verb.SetAction(parsed => Run(parsed, terminal, common, contexts =>
        {
            var accepted = contexts.Accept(parsed.GetValue(iri)!) ?? throw new UserException(new(
                $"Van {parsed.GetValue(iri)} wacht geen andere versie; ./ocwnde contexts check kijkt of er een is.", $"No other version of {parsed.GetValue(iri)} is waiting; ./ocwnde contexts check looks for one."));
            Print(terminal, [accepted]);
            return ExitCode.Ok;
        }));
        return verb;
    }

    private static Command RemoveVerb(Terminal terminal, CommonOptions common)
    {
        var iri = new Argument<string>("iri") { Description = "Adres van de context / Address of the context" };
        var verb = new Command("remove", "Vergeet een context / Forget a context") { iri };
        verb.SetAction(parsed => Run(parsed, terminal, common, contexts => contexts.Remove(parsed.GetValue(iri)!)
            ? ExitCode.Ok
            : throw new UserException(new($"{parsed.GetValue(iri)} is niet vastgelegd.", $"{parsed.GetValue(iri)} is not pinned."))));
        return verb;
    }

    private static int Run(ParseResult parsed, Terminal terminal, CommonOptions common, Func<NodeContexts, int> verb)
    {
        using var web = new OutgoingWeb(common.ReadSettings(parsed), TimeProvider.System);
        try
        {
            return verb(web.Contexts);
        }
        catch (ContextException refused)
        {
            throw new UserException(refused.Text);
        }
    }

    private static void Print(Terminal terminal, IReadOnlyList<PinnedContext> pins)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = 240;
        var isDutch = terminal.Language == Language.Dutch;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (ReadOnlySpan<string>)["IRI", "SHA-256", "bytes", isDutch ? "sinds" : "since", isDutch ? "veranderd in" : "changed to"])
            table.AddColumn(column);
        foreach (var pin in pins)
            table.AddRow([.. new[] { pin.Iri, pin.Sha256, pin.Bytes.ToString(CultureInfo.InvariantCulture), pin.Pinned.ToString("u", CultureInfo.InvariantCulture), pin.Changed ?? "" }.Select(Markup.Escape)]);
        console.Write(table);
    }
}
