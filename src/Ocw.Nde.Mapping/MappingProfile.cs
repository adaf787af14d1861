using Ocw.Nde.Mapping.Columns;
using Ocw.Nde.Mapping.Constructs;
using Ocw.Nde.Mapping.Denial;
using Ocw.Nde.Mapping.Finishing;
using Ocw.Nde.Mapping.Minting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Mapping.Rml.Records;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Mapping.Splitting;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping;

/// <summary>How the records of one source become the shared model: settings read and checked once. Immutable and safe for many threads; each thread takes its own <see cref="RecordMapper"/>.</summary>
public sealed class MappingProfile
{
    private volatile char _separator = '.';

    private MappingProfile(MappingSettings settings, MappingContext context, IReadOnlyList<string> profileFolders, ProblemList problems)
    {
        Settings = settings;
        Context = context;
        Queries = settings.Profile is MappingSettings.ColumnsProfile ? null : QueryProfile.Load(settings.Profile, profileFolders, problems);
        FieldDenials = DenyList.Create(settings.Deny, [.. settings.Allow, .. Queries?.PublicFields ?? []], vocabulary: false, problems);
        VocabularyDenials = DenyList.Create(settings.Deny, settings.Allow, vocabulary: true, problems);
        Types = [.. settings.Type.Select((t, i) => TypeOf(t, "type", i, problems)).OfType<Iri>()];
        Flat = new RuleSet(settings, '.', FieldDenials, problems);
        // The same mistakes once are enough.
        Nested = new RuleSet(settings, '/', FieldDenials, new ProblemList());
        Minter = CreateMinter(context, problems);
        Rml = settings.Rml is { Length: > 0 } rml ? LoadRml(rml, problems) : null;
        Roots = new RecordRoots(settings.Roots.Count > 0 ? [.. settings.Roots.Select((r, i) => TypeOf(r, "roots", i, problems)).OfType<Iri>()] : Queries?.Roots ?? []);
        if (Queries is null && settings.Profile is MappingSettings.ColumnsProfile && settings.Rules.Count == 0 && string.IsNullOrEmpty(settings.Rml))
            problems.Add("rules", "ontbreken: het profiel columns heeft regels nodig (to, from)", "are missing: the profile columns needs rules (to, from)");
    }

    /// <summary>The settings.</summary>
    public MappingSettings Settings { get; }

    /// <summary>Where the records belong.</summary>
    public MappingContext Context { get; }

    /// <summary>The name of the profile.</summary>
    public string Name => Settings.Profile;

    /// <summary>Whether the records are entries of an authority list instead of objects.</summary>
    public bool IsAuthority => Types.Contains(Vocabulary.Concept);

    /// <summary>Whether its records may be about persons, so that the day decides what is public (<see cref="MappingResult.Persons"/>).</summary>
    public bool TellsPersons => Queries?.Queries.Any(query => query.Text.Contains(":persons ", StringComparison.Ordinal)) == true;

    internal IReadOnlyList<Iri> Types { get; }

    internal DenyList FieldDenials { get; }

    internal DenyList VocabularyDenials { get; }

    internal RuleSet Flat { get; }

    internal RuleSet Nested { get; }

    internal IriMinter Minter { get; }

    internal QueryProfile? Queries { get; }

    internal RmlProfile? Rml { get; }

    internal RecordRoots Roots { get; }

    /// <summary>Reads and checks the settings of a source.</summary>
    /// <param name="settings">What the source file says under <c>mapping</c>.</param>
    /// <param name="context">Where the records belong.</param>
    /// <param name="profileFolders">Folders that hold profiles of CONSTRUCT queries, one folder each: the node's <c>sparql/mappings</c>, and an institution's own.</param>
    /// <exception cref="MappingSettingsException">The settings have mistakes: all of them.</exception>
    public static MappingProfile Load(MappingSettings settings, MappingContext context, params IReadOnlyList<string> profileFolders)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        var problems = new ProblemList();
        CheckWords(settings, problems);
        var profile = new MappingProfile(settings, context, profileFolders, problems);
        problems.ThrowIfAny();
        return profile;
    }

    /// <summary>A mapper for one thread.</summary>
    public RecordMapper CreateMapper() => new(this);

    /// <summary>The source fields that feed a property, so that a validation report can name them; empty when the node adds it itself.</summary>
    /// <remarks>Paths are written as the records that were mapped last need them: with dots for CSV and JSON, with slashes for XML and RDF.</remarks>
    public IReadOnlyList<string> SourceFieldsFor(Iri property) =>
        [.. (_separator == '.' ? Flat : Nested).SourceFieldsFor(property).Concat(Queries?.SourceFieldsFor(property) ?? []).Distinct(StringComparer.Ordinal)];

    /// <summary>Remembers how paths of the source are written.</summary>
    internal void Note(char separator) => _separator = separator;

    /// <summary>What the mapping does with the field of this path. A field that something reads is read, also where the profile leaves it out.</summary>
    internal FieldUse UseOf(string path, char separator)
    {
        if ((separator == '.' ? Flat : Nested).Uses(path))
            return FieldUse.Read;
        var slashed = WithSlashes(path, separator);
        if (Queries?.Reads(slashed) == true || Rml?.Uses(slashed) == true)
            return FieldUse.Read;
        return Queries?.LeavesOut(slashed) == true ? FieldUse.LeftOut : FieldUse.Unread;
    }

    private static string WithSlashes(string path, char separator) => separator == '.' ? path.Replace('.', '/') : path;

    private static RmlProfile? LoadRml(string file, ProblemList problems)
    {
        try
        {
            return RmlProfile.Load(file);
        }
        catch (RmlException e)
        {
            problems.Add("rml", $"de mapping kan niet worden gebruikt: {e.Message}", $"the mapping cannot be used: {e.Message}");
            return null;
        }
    }

    private static void CheckWords(MappingSettings settings, ProblemList problems)
    {
        if (!LanguageTags.IsTag(settings.Language))
            problems.Add("language", $"een taalcode verwacht (nl, en, fy), niet «{settings.Language}»", $"a language tag is expected (nl, en, fy), not «{settings.Language}»");
        if (settings.RecordDate is { } date && RecordDate.Read(date) is null)
            problems.Add("recordDate", $"een dag verwacht als 2025-01-31, niet «{date}»", $"a day such as 2025-01-31 is expected, not «{date}»");
        if (settings.Media.License is { Length: > 0 } license && IriText.Read(license) is null)
            problems.Add("media.license", $"een adres verwacht (https://creativecommons.org/…), niet «{license}»", $"an address is expected (https://creativecommons.org/…), not «{license}»");
        if (settings.Media.Check is { } check && (check.Sample is < 1 or > 1_000 || check.DelaySeconds is < 0 or > 60 || check.MaxSeconds is < 1 or > 3_600))
            problems.Add("media.check", "verwacht: sample van 1 tot 1000, delaySeconds van 0 tot 60, maxSeconds van 1 tot 3600", "expected: sample from 1 to 1000, delaySeconds from 0 to 60, maxSeconds from 1 to 3600");
        foreach (var (words, iri) in settings.Media.Licenses.Where(l => IriText.Read(l.Value) is null))
            problems.Add($"media.licenses.{words}", $"een adres verwacht (https://creativecommons.org/…), niet «{iri}»", $"an address is expected (https://creativecommons.org/…), not «{iri}»");
    }

    private static Iri? TypeOf(string name, string key, int index, ProblemList problems)
    {
        if (Vocabulary.Expand(name) is { } iri)
            return iri;
        if (name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && name.All(char.IsAsciiLetterOrDigit))
            return new Iri(Vocabulary.Schema + name);
        problems.Add($"{key}[{index}]", $"«{name}» is geen klasse; verwacht: een klasse van schema.org (Painting), skos:Concept of een IRI", $"«{name}» is not a class; expected: a schema.org class (Painting), skos:Concept or an IRI");
        return null;
    }

    private static IriMinter CreateMinter(MappingContext context, ProblemList problems)
    {
        try
        {
            return new IriMinter(context.BaseIri, context.Institution, context.Dataset);
        }
        catch (ArgumentException e)
        {
            problems.Add("institution", $"kan geen deel van adressen zijn: {e.Message}", $"cannot be part of addresses: {e.Message}");
            return new IriMinter(context.BaseIri, "-", "-");
        }
    }
}
