using System.Globalization;
using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands;

/// <summary>Prints what a run did: the same table for every protocol.</summary>
internal static class RunTable
{
    /// <summary>Writes the tables of runs.</summary>
    public static void Write(TextWriter output, IReadOnlyList<RunRecord> runs, Language language)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output), Interactive = InteractionSupport.No });
        console.Profile.Width = 140;
        foreach (var run in runs)
            WriteOne(console, run, language);
    }

    private static void WriteOne(IAnsiConsole console, RunRecord run, Language language)
    {
        string T(string nl, string en) => language == Language.Dutch ? nl : en;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(Markup.Escape(run.Source));
        table.AddColumn(Markup.Escape($"{OutcomeOf(run.Outcome, language)}{(ReasonOf(run, language) is { } reason ? ": " + reason : "")}"));

        void Row(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
        Row(T("Records gezien", "Records seen"), N(run.Seen));
        Row(T("  behouden", "  kept"), N(run.Kept) + (run.Stubs > 0 ? T($" (waarvan {N(run.Stubs)} alleen op hoofdlijnen)", $" ({N(run.Stubs)} of them in outline only)") : ""));
        Row(T("  apart gezet", "  set aside"), N(run.SetAside) + Details(run.SetAsideReasons));
        Row(T("  verwijderd", "  deleted"), N(run.Deleted));
        Row(T("  niet openbaar", "  withheld"), N(run.Withheld));
        if (run.Duplicates > 0)
            Row(T("  dubbel aangeleverd", "  duplicates"), N(run.Duplicates));
        if (run.Reused > 0)
            Row(T("  niet gewijzigd, niet opnieuw omgezet", "  unchanged, not mapped again"), N(run.Reused));
        Row(T("Objecten", "Objects"), N(run.Objects));
        if (run.NotFound > 0)
            Row(T("  niet gevonden, nog getoond", "  not found, still served"), N(run.NotFound));
        if (run.Tombstones > 0)
            Row(T("  vervallen (410)", "  gone (410)"), N(run.Tombstones));
        if (run.Returned > 0)
            Row(T("  teruggekomen", "  came back"), N(run.Returned));
        Row(T("Triples", "Triples"), $"{N(run.Triples)} (+{N(run.Added)} −{N(run.Removed)})");
        foreach (var (field, count) in run.Alignment)
            Row(T($"Termen voor {field}", $"Terms for {field}"), T($"{N(count.Links)} links, {N(count.Proposals)} voorstellen, uit {N(count.Values)} waarden", $"{N(count.Links)} links, {N(count.Proposals)} proposals, from {N(count.Values)} values"));
        if (run.MissingTermSources.Count > 0)
            Row(T("Termenbronnen niet aanwezig", "Term sources not present"), string.Join(", ", run.MissingTermSources) + T(": oogst die eerst", ": harvest those first"));
        Row(T("Validatie", "Validation"), T(
            $"{N(run.Validation.Violations)} overtredingen in {N(run.Validation.Records)} records, {N(run.Validation.Warnings)} waarschuwingen, {N(run.Validation.Infos)} opmerkingen{More(run)}",
            $"{N(run.Validation.Violations)} violations in {N(run.Validation.Records)} records, {N(run.Validation.Warnings)} warnings, {N(run.Validation.Infos)} remarks{More(run)}"));
        if (run.Fields is { } fields)
            Row(T("Bronvelden", "Source fields"), T($"{N(fields.Used)} gebruikt, {N(fields.LeftOut)} bewust weggelaten, {N(fields.Unread)} door niets gelezen, {N(fields.Denied)} intern (runs show --fields)", $"{N(fields.Used)} used, {N(fields.LeftOut)} left out on purpose, {N(fields.Unread)} read by nothing, {N(fields.Denied)} internal (runs show --fields)"));
        if (run.Quality is { } quality)
        {
            Row(T("Probleempatronen", "Problem patterns"), quality.Patterns.Count == 0 ? T("geen", "none") : string.Join(", ", quality.Patterns.Select(p => $"{p.Key} {N(p.Value)}")) + " (runs show --quality)");
            Row(T("Inhouds- en metadataniveau", "Content and metadata tier"), $"{Tiers(quality.ContentTiers)}; {Tiers(quality.MetadataTiers)}");
            Row(T("Zonder beeld", "Without image"), N(quality.WithoutMedia));
        }

        if (run.Media is { } media)
            Row(T("Beelden nagevraagd", "Images asked for"), T($"{N(media.Sampled)}: {N(media.Good)} goed, {N(media.Broken)} stuk, {N(media.Unreachable)} nu niet bereikbaar, {N(media.Skipped)} overgeslagen", $"{N(media.Sampled)}: {N(media.Good)} good, {N(media.Broken)} broken, {N(media.Unreachable)} not reachable now, {N(media.Skipped)} skipped"));
        if (run.UnusedFields.Count > 0)
            Row(T("Velden zonder regel", "Fields without a rule"), N(run.UnusedFields.Count) + Details(run.UnusedFields));
        if (run.DeniedFields.Count > 0)
            Row(T("Interne velden geweerd", "Internal fields kept out"), N(run.DeniedFields.Count) + Details(run.DeniedFields));
        foreach (var notice in run.Notices)
            Row($"{T("Opgemerkt", "Noticed")}: {NameOf(notice.Code, language)}", $"{N(notice.Count)}× {notice.Example}");
        if (run.Format is not null)
            Row(T("Vorm van de records", "Form of the records"), run.Format);
        Row(T("Verzoeken, bytes", "Requests, bytes"), $"{N(run.Requests)}, {N(run.Bytes)}");
        if (run.Registration is not null)
            Row(T("Register", "Register"), run.Registration);
        Row(T("Seconden", "Seconds"), run.Seconds.ToString("0.00", CultureInfo.InvariantCulture));
        console.Write(table);
    }

    /// <summary>The name of an outcome.</summary>
    public static string OutcomeOf(RunOutcome outcome, Language language) => outcome switch
    {
        RunOutcome.Complete => new LocalizedText("volledig", "complete"),
        RunOutcome.Unchanged => new LocalizedText("ongewijzigd", "unchanged"),
        RunOutcome.Incomplete => new LocalizedText("onvolledig", "incomplete"),
        RunOutcome.Held => new LocalizedText("aangehouden", "held"),
        _ => new LocalizedText("mislukt", "failed"),
    } is var text ? text.In(language) : "";

    /// <summary>Why a run is not complete, each reason led by its name in the reader's language; <see langword="null"/> when there is nothing to say.</summary>
    public static string? ReasonOf(RunRecord run, Language language) => run.Reasons.Count == 0
        ? run.Reason
        : string.Join("; ", run.Reasons.GroupBy(r => r.Code, StringComparer.Ordinal).Select(g => $"{NameOf(g.Key, language)}{(g.Count() > 1 ? $" ({N(g.Count())}×)" : "")}: {ChannelPlan.TextOf([g.First()])}"));

    /// <summary>The name of a code in the reader's language.</summary>
    public static string NameOf(string code, Language language) =>
        HarvestCodes.Find(code) is { } known ? (language == Language.Dutch ? known.Dutch : known.English) : code;

    private static string More(RunRecord run) => run.Validation is { Violations: 0, Warnings: 0, Infos: 0 } ? "" : " (runs show --validation)";

    private static string Tiers(IReadOnlyDictionary<string, long> tiers) => string.Join(", ", tiers.Where(t => t.Value > 0).Select(t => $"{t.Key}: {N(t.Value)}"));

    private static string Details(IReadOnlyDictionary<string, long> counts)
    {
        const int Most = 6;
        if (counts.Count == 0)
            return "";
        var first = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(Most).Select(c => $"{c.Key} {N(c.Value)}");
        return $" ({string.Join(", ", first)}{(counts.Count > Most ? ", …" : "")})";
    }

    private static string N(long number) => number.ToString(CultureInfo.InvariantCulture);
}
