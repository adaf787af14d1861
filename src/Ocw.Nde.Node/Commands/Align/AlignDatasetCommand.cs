using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Alignments;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary><c>align DATASET…</c>: aligns what is served again, without harvesting, or says what that would change.</summary>
internal static class AlignDatasetCommand
{
    /// <summary>Aligns datasets, one channel after another.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="common">Opens the node.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="names">Ids of datasets, or source files.</param>
    /// <param name="dry">Whether nothing is kept.</param>
    /// <param name="json">Whether the outcome is printed as JSON.</param>
    /// <param name="cancellation">Stops the work; what is served stays.</param>
    public static async Task<int> RunAsync(Terminal terminal, CommonOptions common, ParseResult parsed, IReadOnlyList<string> names, bool dry, bool json, CancellationToken cancellation)
    {
        using var host = common.Open(parsed, [.. names.Where(File.Exists)]);
        var sources = names.SelectMany(name => SourcesOf(host, name)).DistinctBy(source => source.Id, StringComparer.Ordinal).ToList();
        await PrepareTermsAsync(terminal, host, sources, cancellation);
        var bar = new ProgressBar(terminal, TimeProvider.System);
        var outcomes = new List<AlignmentOutcome>();
        foreach (var source in sources)
        {
            var phase = new LocalizedText($"{source.Id}: termen koppelen", $"{source.Id}: aligning terms");
            outcomes.Add(await new AlignmentRun(host, TimeProvider.System, source).RunAsync(dry, done => bar.Report(phase, done, null), cancellation));
            bar.Done();
        }

        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize([.. outcomes.Select(outcome => AlignmentJson.Of(outcome, dry))], AlignmentJsonContext.Default.ListAlignmentJson));
        else
            outcomes.ForEach(outcome => Write(terminal, outcome, dry));
        return ExitCode.Ok;
    }

    private static List<SourceSettings> SourcesOf(NodeHost host, string name)
    {
        var named = File.Exists(name) ? Path.GetFullPath(name) : null;
        var known = host.Sources.Where(source => named is null ? source.Dataset == name : source.File == named).ToList();
        if (known.Count == 0)
        {
            var all = string.Join(", ", host.Sources.Where(s => s.Align.Count > 0).Select(s => s.Dataset).Distinct(StringComparer.Ordinal).DefaultIfEmpty("-"));
            throw new UserException(new($"Er is geen dataset {name}; datasets die gekoppeld worden zijn: {all}.", $"There is no dataset {name}; datasets that are aligned are: {all}."), ExitCode.Usage);
        }

        var aligned = known.FindAll(source => source.Align.Count > 0);
        if (aligned.Count > 0)
            return aligned;
        throw new UserException(
            new(
                $"De bron van {name} zegt niet waarmee gekoppeld wordt; zet erin bijvoorbeeld align: {{ material: [ aat ] }} ({known[0].File}; docs/alignment.md).",
                $"The source of {name} does not say what to align with; add for example align: {{ material: [ aat ] }} ({known[0].File}; docs/alignment.md)."),
            ExitCode.Usage);
    }

    // The index of terms is derived: after a restore it may be gone, and without it every link would go.
    private static async Task PrepareTermsAsync(Terminal terminal, NodeHost host, List<SourceSettings> sources, CancellationToken cancellation)
    {
        var wanted = sources.SelectMany(source => source.Align.Values.SelectMany(ids => ids)).ToHashSet(StringComparer.Ordinal);
        foreach (var terms in host.Sources.Where(source => source.Kind == SourceKind.Terms && wanted.Contains(source.Id)))
        {
            if (host.StateOf(terms) is { } state)
                await host.IndexAsync(terms, state, cancellation);
        }

        foreach (var source in sources)
        {
            var missing = AlignmentRun.MissingSources(host, source);
            if (missing.Count == 0)
                continue;
            var list = string.Join(", ", missing);
            if (!source.Align.Values.SelectMany(ids => ids).Except(missing, StringComparer.Ordinal).Any())
                throw new UserException(new($"Geen van de termenbronnen van {source.Id} is hier ({list}): oogst die eerst. Er is niets veranderd.", $"None of the terminology sources of {source.Id} is here ({list}): harvest those first. Nothing was changed."));
            terminal.Say($"{source.Id}: zonder {list}, want die zijn hier niet; oogst ze om ermee te koppelen.", $"{source.Id}: without {list}, which are not here; harvest them to align with them.");
        }
    }

    private static void Write(Terminal terminal, AlignmentOutcome outcome, bool dry)
    {
        var (links, language) = (outcome.Links, terminal.Language);
        string T(string nl, string en) => new LocalizedText(nl, en).In(language);
        static string N(long number) => number.ToString(CultureInfo.InvariantCulture);
        var output = terminal.Out;
        output.WriteLine($"{outcome.Source.Id}: {Summary(outcome, dry, language)}");
        foreach (var (field, count) in outcome.Counts)
            output.WriteLine(T($"  {field}: {N(count.Links)} links, {N(count.Proposals)} voorstellen, uit {N(count.Values)} waarden", $"  {field}: {N(count.Links)} links, {N(count.Proposals)} proposals, from {N(count.Values)} values"));
        foreach (var example in links.Examples)
        {
            output.WriteLine($"  {(example.Words.Length > 0 ? example.Words : example.Value)}");
            foreach (var link in example.Removed)
                output.WriteLine($"    - {NameOf(link.Predicate)} {link.Term}");
            foreach (var link in example.Added)
                output.WriteLine($"    + {NameOf(link.Predicate)} {link.Term}");
        }

        if (links.Added + links.Removed + links.Changed > links.Examples.Count)
            output.WriteLine(T($"  … dit zijn de eerste {N(links.Examples.Count)}", $"  … these are the first {N(links.Examples.Count)}"));
    }

    private static string Summary(AlignmentOutcome outcome, bool dry, Language language)
    {
        var links = outcome.Links;
        if (!outcome.HasChanges)
            return new LocalizedText("niets veranderd; er is geen nieuwe versie", "nothing changed; there is no new version").In(language);
        var text = links.IsEmpty
            ? new LocalizedText("dezelfde links, met ander bewijs of andere voorstellen", "the same links, with other evidence or other proposals")
            : new LocalizedText(
                $"{links.Added} waarden krijgen een link, {links.Removed} raken die kwijt, {links.Changed} krijgen een andere",
                $"{links.Added} values get a link, {links.Removed} lose theirs, {links.Changed} get another one");
        var end = dry ? new LocalizedText("proef: er is niets bewaard", "dry run: nothing was kept") : new LocalizedText($"versie {outcome.Version}", $"version {outcome.Version}");
        return $"{text.In(language)} ({end.In(language)})";
    }

    private static string NameOf(string predicate) => predicate[(predicate.LastIndexOfAny(['/', '#']) + 1)..];
}

/// <summary>The outcome as JSON.</summary>
internal sealed record AlignmentJson(string Source, string Dataset, string Channel, bool DryRun, bool Changes, string? Version, long Added, long Removed, long Changed, IReadOnlyDictionary<string, AlignmentCount> Fields, IReadOnlyList<LinkChange> Examples)
{
    public static AlignmentJson Of(AlignmentOutcome outcome, bool dry) => new(
        outcome.Source.Id, outcome.Source.Dataset, outcome.Source.Channel, dry, outcome.HasChanges, outcome.Version, outcome.Links.Added, outcome.Links.Removed, outcome.Links.Changed, outcome.Counts, outcome.Links.Examples);
}

/// <summary>How the outcome is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<AlignmentJson>))]
internal sealed partial class AlignmentJsonContext : JsonSerializerContext;
