using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Node.Settings;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>harvest --dry-run</c>: says what a harvest would bring, from the first answer of the source. Nothing is written, not even to the archive.</summary>
internal static class DryRun
{
    private const int Most = 1_000;
    private const int MostSets = 20;

    /// <summary>Looks at sources, one after another.</summary>
    public static async Task<int> RunAsync(Terminal terminal, NodeHost host, IReadOnlyList<SourceSettings> sources, bool full, bool json, CancellationToken cancellation)
    {
        var shown = new List<DryRunResult>();
        foreach (var source in sources)
            shown.Add(await LookAsync(host, source, full, cancellation));
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize<IReadOnlyList<DryRunResult>>(shown, DryRunJson.Default.IReadOnlyListDryRunResult));
        else
            shown.ForEach(result => Write(terminal, result));
        return shown.TrueForAll(result => result.Preview.Reasons.Count == 0) ? ExitCode.Ok : ExitCode.Faults;
    }

    private static async Task<DryRunResult> LookAsync(NodeHost host, SourceSettings source, bool full, CancellationToken cancellation)
    {
        var state = host.StateOf(source);
        using var cache = source.Mapping is null || state is null ? null : host.RecordsOf(source);
        using var known = cache is not null && cache.Version == state!.Version ? cache.OpenReader() : null;
        var cursor = !full && state?.Cursor is { } kept ? HarvestCursor.Parse(known is not null && cache!.Cursor is { } later ? later : kept) : null;
        var counts = new DryRunCounts();
        var preview = await host.HarvesterFor(source).PreviewAsync(source.Harvest, cursor, new HarvestOptions { Full = full, JsonLd = host.JsonLd }, item => Count(item, known, counts), Most, cancellation);
        return new DryRunResult(preview, known is null ? counts with { Changed = 0, Same = 0, IsCompared = false } : counts with { IsCompared = true }, preview.Format?.ToString());
    }

    private static void Count(CutItem item, RecordCacheReader? known, DryRunCounts counts)
    {
        switch (item)
        {
            case CutItem.Record { Value: { IsDeleted: true } }:
                counts.Deleted++;
                break;
            case CutItem.Record { Value: var record }:
                counts.Looked++;
                if (counts.Examples.Count < 5)
                    counts.Examples.Add(record.Identifier);
                var hash = RecordHash.Of(record.Identifier, record.Content.Span, record.MediaType, record.Datestamp);
                if (known?.Find(hash.Key) is not { } row)
                    counts.New++;
                else if (row.Content == hash.Content)
                    counts.Same++;
                else
                    counts.Changed++;
                break;
            case CutItem.Document:
                counts.Documents++;
                break;
            case CutItem.Fault:
                counts.SetAside++;
                break;
        }
    }

    private static void Write(Terminal terminal, DryRunResult result)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = 140;
        var (preview, counts) = (result.Preview, result.Counts);
        var language = terminal.Language;
        string T(string nl, string en) => new LocalizedText(nl, en).In(language);
        static string N(long number) => number.ToString(CultureInfo.InvariantCulture);

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(Markup.Escape(preview.SourceId));
        table.AddColumn(Markup.Escape(T($"{preview.Protocol}, proef: er wordt niets bewaard", $"{preview.Protocol}, dry run: nothing is kept")));
        void Row(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
        foreach (var reason in preview.Reasons)
            Row(RunTable.NameOf(reason.Code, language), ChannelPlan.TextOf([reason])!);
        Row(T("Gevraagd", "Asked for"), preview.Scope == HarvestScope.Increment ? T($"wat veranderde sinds {preview.Since:u}", $"what changed since {preview.Since:u}") : T("alles", "everything"));
        Row(T("Aangekondigde records", "Announced records"), preview.Announced is { } announced ? N(announced) : T("zegt de bron niet", "the source does not say"));
        if (result.Format is not null)
            Row(T("Vorm van de records", "Form of the records"), $"{result.Format}{(preview.Format!.Profiles is [var first, ..] ? T($"; profiel {first}", $"; profile {first}") : "")}");
        Row(T("Bekeken records", "Records looked at"), $"{N(counts.Looked)}{(preview.IsPartial ? T(" (alleen het begin)", " (the beginning only)") : "")}{(counts.Examples.Count > 0 ? ": " + string.Join(", ", counts.Examples) : "")}");
        if (counts.IsCompared)
            Row(T("  vergeleken met wat getoond wordt", "  compared with what is served"), T($"{N(counts.New)} nieuw, {N(counts.Changed)} gewijzigd, {N(counts.Same)} gelijk", $"{N(counts.New)} new, {N(counts.Changed)} changed, {N(counts.Same)} the same"));
        if (counts.Documents > 0)
            Row(T("RDF-documenten", "RDF documents"), N(counts.Documents));
        if (counts.Deleted > 0)
            Row(T("  verwijderd", "  deleted"), N(counts.Deleted));
        if (counts.SetAside > 0)
            Row(T("  apart gezet", "  set aside"), N(counts.SetAside));
        foreach (var notice in preview.Notices)
            Row($"{T("Opgemerkt", "Noticed")}: {RunTable.NameOf(notice.Code, language)}", notice.Message);
        if (preview.Repository is { } repository)
            Row(T("Repository", "Repository"), T($"{repository.Name}; verwijderde records: {repository.DeletedRecord ?? "niet gemeld"}; tijden in {(repository.HasDayGranularity ? "dagen" : "seconden")}", $"{repository.Name}; deleted records: {repository.DeletedRecord ?? "not told"}; moments in {(repository.HasDayGranularity ? "days" : "seconds")}"));
        foreach (var format in preview.MetadataFormats)
            Row($"metadataPrefix {format.Prefix}", format.Namespace ?? format.Schema ?? "");
        foreach (var set in preview.Sets.Take(MostSets))
            Row($"set {set.Spec}", set.Name ?? "");
        if (preview.Sets.Count > MostSets)
            Row(T("… en meer sets", "… and more sets"), N(preview.Sets.Count - MostSets));
        Row(T("Verzoeken", "Requests"), N(preview.Requests));
        console.Write(table);
    }
}

/// <summary>What a dry run found.</summary>
/// <param name="Preview">What the source showed.</param>
/// <param name="Counts">What its records are beside what is served.</param>
/// <param name="Format">What they are written in.</param>
internal sealed record DryRunResult(HarvestPreview Preview, DryRunCounts Counts, string? Format);

/// <summary>The records that a dry run looked at.</summary>
internal sealed record DryRunCounts
{
    /// <summary>Live records.</summary>
    public long Looked { get; set; }

    /// <summary>Those that are not served yet.</summary>
    public long New { get; set; }

    /// <summary>Those that are served otherwise.</summary>
    public long Changed { get; set; }

    /// <summary>Those that are served as they are.</summary>
    public long Same { get; set; }

    /// <summary>Deleted records.</summary>
    public long Deleted { get; set; }

    /// <summary>Records that could not be read.</summary>
    public long SetAside { get; set; }

    /// <summary>RDF documents, which are split when they are loaded.</summary>
    public long Documents { get; set; }

    /// <summary>Whether they could be compared: what is served came by this way before.</summary>
    public bool IsCompared { get; set; }

    /// <summary>Some identifiers.</summary>
    public List<string> Examples { get; } = [];
}

/// <summary>How dry runs are written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<DryRunResult>))]
internal sealed partial class DryRunJson : JsonSerializerContext;
