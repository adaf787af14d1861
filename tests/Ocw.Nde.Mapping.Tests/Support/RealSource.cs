using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.TestSupport;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Ocw.Nde.Mapping.Tests.Support;

/// <summary>The mapping part of a source file of <c>tests/real</c>, with a profile made of it.</summary>
internal static class RealSource
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    public static MappingProfile Profile(string name)
    {
        var stream = new YamlStream();
        using (var reader = new StreamReader(Path.Combine(SharedData.ProjectRoot, "tests", "real", name + ".yaml")))
            stream.Load(reader);
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        var institution = ((YamlScalarNode)((YamlMappingNode)root["institution"])["id"]).Value!;
        var mapping = new YamlStream(new YamlDocument(root["mapping"]));
        using var text = new StringWriter();
        mapping.Save(text, assignAnchors: false);
        var settings = Deserializer.Deserialize<MappingSettings>(text.ToString());
        return MappingProfile.Load(settings, new MappingContext("https://node.example/", institution, name, new Iri("https://node.example/id/dataset/" + name)), Path.Combine(SharedData.ProjectRoot, "sparql", "mappings"));
    }

    /// <summary>Maps every record; each is mapped or rejected with a reason.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="records">The records.</param>
    /// <param name="keep">Part of the addresses of the objects that are kept to look at; the others are only counted.</param>
    public static Harvest Map(MappingProfile profile, IEnumerable<SourceRecord> records, string keep = "")
    {
        var mapper = profile.CreateMapper();
        var harvest = new Harvest(keep);
        foreach (var record in records)
            harvest.Add(mapper.Map(record));
        return harvest;
    }
}

/// <summary>What came out of a whole file.</summary>
internal sealed class Harvest(string keep)
{
    private readonly HashSet<string> _subjects = new(StringComparer.Ordinal);
    private ValidationReport? _report;

    public int Records { get; private set; }

    public int Objects => _subjects.Count;

    public long Triples { get; private set; }

    /// <summary>The validation results by shape path and component, most frequent first; over the objects that are kept.</summary>
    public IReadOnlyList<string> Violations => [.. Validate().Counts.Where(c => c.Severity.Value == ShaclNs.Violation).Select(Show)];

    /// <summary>The warnings, as <see cref="Violations"/>.</summary>
    public IReadOnlyList<string> Warnings => [.. Validate().Counts.Where(c => c.Severity.Value != ShaclNs.Violation).Select(Show)];

    public Dictionary<string, MappingResult> ByKey { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Unused { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Denied { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Remarks { get; } = new(StringComparer.Ordinal);

    public List<MappingResult> Rejected { get; } = [];

    public void Add(MappingResult result)
    {
        Records++;
        Triples += result.Triples.Count;
        Count(Unused, result.UnusedFields);
        Count(Denied, result.DeniedFields);
        Count(Remarks, result.Diagnostics.Select(d => d.Code));
        if (result.IsRejected)
            Rejected.Add(result);
        else if (_subjects.Add(result.Subject!.Value) && result.Subject.Value.Contains(keep, StringComparison.Ordinal))
            ByKey[result.Subject.Value] = result;
    }

    public Mapped this[string subject] => new(ByKey[subject]);

    /// <summary>The counts, for a look at the whole.</summary>
    public override string ToString() =>
        $"{Records} records, {Objects} objects, {Rejected.Count} rejected, {Triples} triples\nremarks: {Show(Remarks)}\nunused: {Show(Unused)}\ndenied: {Show(Denied)}";

    private ValidationReport Validate() => _report ??= Shapes.Validate(ByKey.Values.SelectMany(r => r.Triples));

    private static string Show(ResultCount count) => $"{count.Count} {count.Path} {count.Component.Value[(count.Component.Value.LastIndexOf('#') + 1)..]}";

    private static void Count(Dictionary<string, int> counts, IEnumerable<string> names)
    {
        foreach (var name in names)
            counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    private static string Show(Dictionary<string, int> counts) => string.Join(", ", counts.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"));
}
