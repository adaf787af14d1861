using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Termen.Subjects;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary><c>align --gold DIR</c> for a set of objects with the subjects that people gave them: how many of these are suggested.</summary>
internal static class SubjectGold
{
    private static readonly string[] s_languages = ["nl", "en"];

    /// <summary>The objects of a folder, or <see langword="null"/> if it is no such set.</summary>
    public static string? ObjectsOf(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "objects*.jsonl*").Order(StringComparer.Ordinal).FirstOrDefault() : null;

    /// <summary>Measures and prints.</summary>
    /// <param name="terminal">Where the report goes.</param>
    /// <param name="folder">The set.</param>
    /// <param name="objects">Its objects.</param>
    /// <param name="asked">Other objects to ask about, by what those of the set teach; without them the set is divided.</param>
    /// <param name="authority">The file or folder of the subjects; else <c>thesauri/NAME</c> beside the gold sets, after the last word of the set's name.</param>
    /// <param name="json">Whether the report is JSON.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static void Measure(Terminal terminal, string folder, string objects, string? asked, string? authority, bool json, CancellationToken cancellation)
    {
        SubjectReport report;
        int terms;
        try
        {
            var subjects = SubjectFiles.Terms(FilesOf(folder, authority), s_languages, cancellation);
            terms = subjects.Count;
            var known = SubjectFiles.Objects(objects);
            report = asked is null ? SubjectMeasure.Divided(subjects, known, cancellation) : SubjectMeasure.Apart(subjects, known, SubjectFiles.Objects(Existing(asked)), cancellation);
        }
        catch (Exception e) when (e is IOException or FormatException or InvalidDataException or RdfSyntaxException)
        {
            throw new UserException(new($"De set kan niet worden gelezen: {e.Message}", $"The set cannot be read: {e.Message}"), ExitCode.Usage);
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(SubjectJson.Of(name, terms, report), SubjectJsonContext.Default.SubjectJson));
        else
            Write(terminal, name, terms, report);
    }

    private static List<string> FilesOf(string folder, string? authority)
    {
        if (authority is not null && !Directory.Exists(authority))
            return [Existing(authority)];
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var name = Path.GetFileName(full);
        var place = authority ?? Path.Combine(full, "..", "..", "thesauri", name[(name.LastIndexOf('-') + 1)..]);
        if (!Directory.Exists(place))
            throw new DirectoryNotFoundException($"There are no subjects in {place}; name a SKOS file or a folder with --authority.");
        List<string> files = [.. Directory.EnumerateFiles(place).Where(file => Path.GetFileName(file).Contains("skos", StringComparison.OrdinalIgnoreCase) || Path.GetFileName(file).Contains("keyword", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        return files.Count > 0 ? files : throw new FileNotFoundException($"{place} has no file with «skos» or «keyword» in its name; name a SKOS file with --authority.");
    }

    private static string Existing(string path) => File.Exists(path) ? path : throw new FileNotFoundException($"There is no file {path}.", path);

    private static void Write(Terminal terminal, string name, int terms, SubjectReport report)
    {
        var dutch = terminal.Language == Language.Dutch;
        terminal.Say(
            $"{name}: {report.Suggested.Objects} voorwerpen met {report.Suggested.Expected} onderwerpen, {terms} mogelijke onderwerpen, geleerd van {report.Examples} andere voorwerpen{(report.Folds > 1 ? $" ({report.Folds} delen)" : "")}",
            $"{name}: {report.Suggested.Objects} objects with {report.Suggested.Expected} subjects, {terms} possible subjects, learned from {report.Examples} other objects{(report.Folds > 1 ? $" ({report.Folds} parts)" : "")}");
        terminal.Out.WriteLine(dutch
            ? "\tvangst bij 5\tvangst bij 10\tprecisie bij 5\tminstens één bij 5\tzelf of ernaast bij 5"
            : "\trecall at 5\trecall at 10\tprecision at 5\tany at 5\titself or beside it at 5");
        Row(terminal, dutch ? "voorgesteld" : "suggested", report.Suggested);
        Row(terminal, dutch ? $"zonder soortgenoten ({report.Unknown.Objects})" : $"unlike all others ({report.Unknown.Objects})", report.Unknown);
        Row(terminal, dutch ? "alleen woorden (BM25)" : "words alone (BM25)", report.TextAlone);
    }

    private static void Row(Terminal terminal, string name, SubjectFigures figures) => terminal.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}\t{figures.RecallAt5:0.000}\t{figures.RecallAt10:0.000}\t{figures.PrecisionAt5:0.000}\t{figures.AnyAt5:0.000}\t{figures.NearAt5:0.000}"));
}

/// <summary>The report as <c>--json</c> prints it.</summary>
internal sealed record SubjectJson
{
    public required string Set { get; init; }

    public required int Objects { get; init; }

    public required int Expected { get; init; }

    public required int Terms { get; init; }

    public required int Examples { get; init; }

    public required int Folds { get; init; }

    public required double RecallAt5 { get; init; }

    public required double RecallAt10 { get; init; }

    public required double PrecisionAt5 { get; init; }

    public required SubjectFigures Suggested { get; init; }

    public required SubjectFigures UnlikeAllOthers { get; init; }

    public required SubjectFigures Baseline { get; init; }

    public static SubjectJson Of(string set, int terms, SubjectReport report) => new()
    {
        Set = set,
        Objects = report.Suggested.Objects,
        Expected = report.Suggested.Expected,
        Terms = terms,
        Examples = report.Examples,
        Folds = report.Folds,
        RecallAt5 = report.Suggested.RecallAt5,
        RecallAt10 = report.Suggested.RecallAt10,
        PrecisionAt5 = report.Suggested.PrecisionAt5,
        Suggested = report.Suggested,
        UnlikeAllOthers = report.Unknown,
        Baseline = report.TextAlone,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SubjectJson))]
internal sealed partial class SubjectJsonContext : JsonSerializerContext;
