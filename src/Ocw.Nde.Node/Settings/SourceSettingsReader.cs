using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.Catalog;
using YamlDotNet.RepresentationModel;

namespace Ocw.Nde.Node.Settings;

/// <summary>Reads one source file; every mistake is collected, none stops the reading.</summary>
internal sealed class SourceSettingsReader(Func<string, string?> environment)
{
    /// <summary>Reads a file; <see langword="null"/> when it has mistakes, which are added to <paramref name="errors"/>.</summary>
    public SourceSettings? Read(string file, List<SettingsError> errors)
    {
        var before = errors.Count;
        if (YamlMap.Load(file, errors) is not { } map)
            return null;

        var id = Slug(map, "id", new("een korte naam: kleine letters, cijfers en koppeltekens", "a short name: lower-case letters, digits and hyphens"));
        var kind = map.Choice("kind", SourceKind.Collection, ("collection", SourceKind.Collection), ("terms", SourceKind.Terms));
        if (!map.Has("title"))
            map.Error("title", "ontbreekt: de naam van de dataset (nl en en)", "is missing: the name of the dataset (nl and en)");
        map.Required("license", new("de licentie van de metadata, als IRI", "the licence of the metadata, as an IRI"));
        var align = Align(map);
        var settings = new SourceSettings
        {
            File = file,
            Id = id,
            Kind = kind,
            Dataset = map.Has("dataset") ? Slug(map, "dataset", default) : id,
            Channel = map.Has("channel") ? Slug(map, "channel", default) : id,
            Order = (int)map.Number("order", 100, 0, 1_000_000),
            Title = map.Localized("title") ?? new(id, id),
            Description = map.Localized("description"),
            License = map.Iri("license", "http", "https") ?? "",
            Institution = Institution(map),
            Keywords = map.List("keywords"),
            Languages = map.List("languages"),
            Harvest = new HarvestSettingsReader(environment).Read(map, id, file),
            AllowPrivateAddress = map.Flag("allowPrivateAddress", byDefault: false),
            Mapping = MappingSettingsReader.Read(map, file, errors) ?? (kind == SourceKind.Collection && !map.Has("mapping") ? new() : null),
            Align = align.Sources,
            PublishAt = align.PublishAt,
            EverySource = align.EverySource,
            Access = AccessPolicyReader.Read(map),
            OnInvalid = map.Choice("onInvalid", InvalidRecords.Store, ("store", InvalidRecords.Store), ("skip", InvalidRecords.Skip), ("halt", InvalidRecords.Halt)),
            AcceptIncomplete = map.Flag("acceptIncomplete", byDefault: false),
            Removals = RemovalLimit.Read(map),
            NotFound = NotFoundLimit.Read(map),
            Schedule = ScheduleOf(map),
            ScheduleStretch = (int)map.Number("scheduleStretch", Schedule.DefaultStretch, 1, 100),
            Register = map.Flag("register", byDefault: false),
            History = HistorySettings.Read(map),
            Terms = kind == SourceKind.Terms ? Terms(map) : null,
            Fingerprint = FingerprintOf(file),
        };
        if (settings.Mapping?.Rml is { Length: > 0 } rml && File.Exists(rml))
            settings = settings with { Fingerprint = FingerprintOf(file) + FingerprintOf(rml) };
        map.RefuseOthers();
        return errors.Count == before ? settings : null;
    }

    private static string Slug(YamlMap map, string key, LocalizedText meaning)
    {
        var text = map.Required(key, meaning);
        if (text.Length > 0 && (text.Length > 80 || !text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') || text[0] is '-'))
            map.Error(key, $"alleen kleine letters, cijfers en koppeltekens (hoogstens 80), niet «{text}»", $"only lower-case letters, digits and hyphens (80 at most), not «{text}»");
        return text;
    }

    private static InstitutionSettings Institution(YamlMap source)
    {
        if (source.Map("institution") is not { } map)
        {
            source.Error("institution", "ontbreekt: wie de dataset publiceert (id en name)", "is missing: who publishes the dataset (id and name)");
            return new InstitutionSettings { Id = "", Name = default };
        }

        if (!map.Has("name"))
            map.Error("name", "ontbreekt: de naam van de instelling", "is missing: the name of the institution");
        var institution = new InstitutionSettings
        {
            Id = Slug(map, "id", new("een korte naam voor in IRI's", "a short name for IRIs")),
            Name = map.Localized("name") ?? default,
            Isil = map.Text("isil"),
            Sector = SectorOf(map),
            Municipality = map.Text("municipality"),
            Iri = map.Iri("iri", "http", "https"),
            Email = map.Text("email"),
        };
        map.RefuseOthers();
        return institution;
    }

    private static HeritageSector? SectorOf(YamlMap map) => map.Choice<HeritageSector?>(
        "sector", null,
        ("museum", HeritageSector.Museum), ("archief", HeritageSector.Archief), ("bibliotheek", HeritageSector.Bibliotheek), ("monumenten", HeritageSector.Monumenten),
        ("archeologie", HeritageSector.Archeologie), ("media", HeritageSector.Media), ("immaterieel erfgoed", HeritageSector.ImmaterieelErfgoed), ("overig erfgoed", HeritageSector.OverigErfgoed));

    // field: [ source, … ], or field: { sources: [ … ], publishAt: 0.9, everySource: true }.
    private static AlignSettings Align(YamlMap source)
    {
        var align = new AlignSettings();
        if (source.Map("align") is not { } map)
            return align;
        foreach (var field in map.Keys)
        {
            if (map.Raw(field) is not YamlMappingNode)
            {
                align.Sources[field] = map.List(field);
                continue;
            }

            var rule = map.Map(field)!;
            align.Sources[field] = rule.List("sources");
            if (rule.Text("publishAt") is { } text)
            {
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var publishAt) && publishAt is >= 0.5 and <= 1)
                    align.PublishAt[field] = publishAt;
                else
                    rule.Error("publishAt", "publishAt is een score van 0.5 tot en met 1, bijvoorbeeld 0.95.", "publishAt is a score from 0.5 to 1, for instance 0.95.");
            }

            if (rule.Flag("everySource", false))
                align.EverySource.Add(field);
            rule.RefuseOthers();
        }

        return align;
    }

    private sealed class AlignSettings
    {
        public Dictionary<string, IReadOnlyList<string>> Sources { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, double> PublishAt { get; } = new(StringComparer.Ordinal);

        public HashSet<string> EverySource { get; } = new(StringComparer.Ordinal);
    }

    private static Schedule? ScheduleOf(YamlMap map)
    {
        if (map.Text("schedule") is not { } text)
            return null;
        if (Schedule.Parse(text) is { } schedule)
            return schedule;
        map.Error("schedule", $"hourly, every 6 hours, daily 03:00 of weekly sunday 03:00 verwacht, niet «{text}»", $"hourly, every 6 hours, daily 03:00 or weekly sunday 03:00 is expected, not «{text}»");
        return null;
    }

    private static TermSettings Terms(YamlMap source)
    {
        var terms = TermsOf(source);
        if (source.Iri("license", "http", "https") is { } licence && terms.Agreement is null && KeepPermission.OfLicence(licence) is { Allows: false })
        {
            source.Error(
                "license",
                $"{licence} staat niet toe dat de termen hier bewaard worden, of is niet bekend: vraag de bron live (terms.catalogs in node.yaml), of noem onder terms: agreement: de afspraak met de maker, of dat het een eigen lijst is",
                $"{licence} does not allow that the terms are kept here, or is not known: ask the source live (terms.catalogs in node.yaml), or name under terms: agreement: the agreement with its maker, or that the list is your own");
        }

        return terms;
    }

    private static TermSettings TermsOf(YamlMap source)
    {
        if (source.Map("terms") is not { } map)
            return new TermSettings();
        var byType = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (map.Map("genresByType") is { } types)
        {
            foreach (var type in types.Keys)
                byType[type] = types.List(type);
        }

        var terms = new TermSettings
        {
            Genres = map.List("genres"),
            GenresByType = byType,
            IriPrefix = map.Text("iriPrefix"),
            CopyOf = map.Text("copyOf"),
            LiveToo = map.Choice("mode", true, ("both", true), ("kept", false)),
            Attribution = map.Text("attribution"),
            Agreement = map.Text("agreement"),
            MirrorOf = map.Iri("mirrorOf", "http", "https"),
            IconclassNotations = map.Choice("notations", byDefault: false, ("plain", false), ("iconclass", true)),
        };
        map.RefuseOthers();
        return terms;
    }

    private static string FingerprintOf(string file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(file))));
}
