using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Termen;
using Ocw.Nde.Termen.Changes;
using Ocw.Nde.Termen.Feeds;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>terms changes SOURCE</c>: what a new version of a terminology source changed, and which links that touches.</summary>
internal static class TermsChangesCommand
{
    private const int MostShown = 200;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var source = new Argument<string>("source") { Description = "De id van de termenbron / The id of the terminology source" };
        var since = new Option<string?>("--since") { Description = "Na deze versie; zonder: alleen de laatste / After this version; without it: the latest only", HelpName = "VERSION" };
        var until = new Option<string?>("--until") { Description = "Tot en met deze versie; zonder: tot nu / Up to this version; without it: until now", HelpName = "VERSION" };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("changes", "Toon wat er in een termenbron veranderde / Show what changed in a terminology source") { source, since, until, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = common.Open(parsed);
            var id = parsed.GetValue(source)!;
            if (host.Network.Catalog.Find(id) is not { KeptSource: { } kept })
                throw new UserException(new($"Van de termenbron {id} wordt hier niets bewaard; er zijn: {Known(host)}.", $"Nothing is kept here of the terminology source {id}; there are: {Known(host)}."), ExitCode.Usage);
            var versions = new TermVersions(host, host.Sources.First(one => one.Id == kept.Id));
            var log = host.TermChanges.Of(kept.Id);
            var events = await EventsAsync(versions, log, parsed.GetValue(since), parsed.GetValue(until), cancellation);
            var links = host.TermChanges.LinksTo([.. events.Where(one => one.Change.ConcernsUses).Select(one => one.Change.Iri).Distinct(StringComparer.Ordinal)])
                .Select(link => new TouchedLink(link.Dataset, link.Channel, link.Value, link.Term)).ToList();
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { source = kept.Id, versions = log.State.Marks, kept = versions.All().Select(version => version.Name), changes = events, touched = links }, s_json));
            else
                Write(terminal, events, links);
            return ExitCode.Ok;
        });
        return command;
    }

    // What the log tells is read from it; any other two versions are compared as the store has them.
    private static async Task<List<TermChangeEvent>> EventsAsync(TermVersions versions, FeedLog<TermChangeEvent> log, string? since, string? until, CancellationToken cancellation)
    {
        var state = log.State;
        if (until is null && since is null)
            return [.. log.From(state.Marks.Count == 0 ? 0 : state.Marks[^1].First)];
        if (until is null && state.Marks.FirstOrDefault(mark => mark.Name == since) is { } known)
            return [.. log.From(known.First + known.Count)];
        var all = versions.All();
        var after = until is null ? all[^1] : Find(all, until);
        var before = since is not null ? Find(all, since) : all.LastOrDefault(version => version.Commit < after.Commit);
        if (before.Name is null)
            throw new UserException(new($"Versie {after.Name} is de eerste: er is niets om mee te vergelijken.", $"Version {after.Name} is the first: there is nothing to compare it with."), ExitCode.Usage);
        var at = state.Marks.FirstOrDefault(mark => mark.Name == after.Name)?.At ?? default;
        return [.. (await versions.CompareAsync(before, after, cancellation)).Select(change => new TermChangeEvent(after.Name, at, change))];
    }

    private static (string Name, long Commit) Find(IReadOnlyList<(string Name, long Commit)> all, string name) =>
        all.FirstOrDefault(version => version.Name == name) is { Name: not null } found
            ? found
            : throw new UserException(
                new($"Er is geen versie {name} van deze termenbron; er zijn: {string.Join(", ", all.TakeLast(10).Select(version => version.Name))}.", $"There is no version {name} of this terminology source; there are: {string.Join(", ", all.TakeLast(10).Select(version => version.Name))}."),
                ExitCode.Usage);

    private static string Known(NodeHost host) => string.Join(", ", host.Terms.Sources.Select(one => one.Source.Id));

    private static void Write(Terminal terminal, List<TermChangeEvent> events, List<TouchedLink> links)
    {
        var language = terminal.Language.Tag();
        foreach (var one in events.Take(MostShown))
        {
            terminal.Out.WriteLine($"{ChangeWords.Of(one.Change.Kind, language)}\t{one.Change.Label}\t{one.Change.Iri}");
            foreach (var other in one.Change.ReplacedBy)
                terminal.Out.WriteLine($"  -> {other}");
            foreach (var detail in one.Change.Details)
            {
                foreach (var text in detail.Removed)
                    terminal.Out.WriteLine($"  - {ChangeWords.Of(detail.Part, language)}: {text}");
                foreach (var text in detail.Added)
                    terminal.Out.WriteLine($"  + {ChangeWords.Of(detail.Part, language)}: {text}");
            }
        }

        var counts = string.Join(", ", events.GroupBy(one => one.Change.Kind).OrderBy(group => group.Key).Select(group => $"{group.Count()} {ChangeWords.Of(group.Key, language)}"));
        terminal.Say($"{events.Count} wijzigingen{(counts.Length > 0 ? ": " + counts : "")}.", $"{events.Count} changes{(counts.Length > 0 ? ": " + counts : "")}.");
        if (events.Count > MostShown)
            terminal.Say($"De eerste {MostShown} staan hierboven; --json toont alles.", $"The first {MostShown} are shown; --json shows all.");
        foreach (var dataset in links.GroupBy(link => link.Dataset, StringComparer.Ordinal))
            terminal.Say($"{dataset.Count()} koppelingen van {dataset.Key} raken eraan.", $"{dataset.Count()} links of {dataset.Key} are touched.");
    }
}

/// <summary>A link that a change touches.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Value">The value that is linked.</param>
/// <param name="Term">The term.</param>
internal sealed record TouchedLink(string Dataset, string Channel, string Value, string Term);
