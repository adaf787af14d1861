using System.Globalization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
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
        table.AddColumn(Markup.Escape($"{OutcomeOf(run.Outcome, language)}{(run.Reason is null ? "" : ": " + run.Reason)}"));

        void Row(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
        Row(T("Records gezien", "Records seen"), N(run.Seen));
        Row(T("  behouden", "  kept"), N(run.Kept) + (run.Stubs > 0 ? T($" (waarvan {N(run.Stubs)} alleen op hoofdlijnen)", $" ({N(run.Stubs)} of them in outline only)") : ""));
        Row(T("  apart gezet", "  set aside"), N(run.SetAside) + Details(run.SetAsideReasons));
        Row(T("  verwijderd", "  deleted"), N(run.Deleted));
        Row(T("  niet openbaar", "  withheld"), N(run.Withheld));
        if (run.Duplicates > 0)
            Row(T("  dubbel aangeleverd", "  duplicates"), N(run.Duplicates));
        Row(T("Objecten", "Objects"), N(run.Objects));
        Row(T("Triples", "Triples"), $"{N(run.Triples)} (+{N(run.Added)} −{N(run.Removed)})");
        foreach (var (field, count) in run.Alignment)
            Row(T($"Termen voor {field}", $"Terms for {field}"), T($"{N(count.Links)} links, {N(count.Proposals)} voorstellen, uit {N(count.Values)} waarden", $"{N(count.Links)} links, {N(count.Proposals)} proposals, from {N(count.Values)} values"));
        if (run.MissingTermSources.Count > 0)
            Row(T("Termenbronnen niet aanwezig", "Term sources not present"), string.Join(", ", run.MissingTermSources) + T(": oogst die eerst", ": harvest those first"));
        Row(T("Validatie", "Validation"), T(
            $"{N(run.Validation.Violations)} overtredingen in {N(run.Validation.Records)} records, {N(run.Validation.Warnings)} waarschuwingen, {N(run.Validation.Infos)} opmerkingen",
            $"{N(run.Validation.Violations)} violations in {N(run.Validation.Records)} records, {N(run.Validation.Warnings)} warnings, {N(run.Validation.Infos)} remarks"));
        if (run.UnusedFields.Count > 0)
            Row(T("Velden zonder regel", "Fields without a rule"), N(run.UnusedFields.Count) + Details(run.UnusedFields));
        if (run.DeniedFields.Count > 0)
            Row(T("Interne velden geweerd", "Internal fields kept out"), N(run.DeniedFields.Count) + Details(run.DeniedFields));
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
        _ => new LocalizedText("mislukt", "failed"),
    } is var text ? text.In(language) : "";

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
